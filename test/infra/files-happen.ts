/** Paydays are planned and changed, a list with a wrong row is sent, its bad rows are fetched. */
import type { ImportDetail, PaydayDetail } from '../../shared/contracts/paydays-api.ts'
import { eventually } from '../builders/data-folder.ts'
import type { Jigikan } from '../builders/jigikan.ts'

const households = ['ML-H-000001', 'ML-H-000002']

export async function filesHappen(jigikan: Jigikan): Promise<void> {
  const transfers = await jigikan.officer('modibo-sangare')
  const day = new Date(jigikan.clock.now().getTime() + 5 * 86_400_000).toISOString().slice(0, 10)
  const site = { commune: '63091000', village: 'Château' }
  const planned = await transfers.post<PaydayDetail>('/api/paydays', {
    programme: 'jigisemejiri',
    round: '2026-R1',
    site,
    day,
    agency: 'sahel-cash',
    amountFcfa: 30_000,
  })
  const { paydayId } = planned.body
  const read = await transfers.get(`/api/paydays/${paydayId}`)
  await transfers.post(
    `/api/paydays/${paydayId}/commands`,
    { type: 'amend', amountFcfa: 45_000 },
    { 'if-match': read.etag ?? '' },
  )
  const disclosure = await transfers.get('/api/disclosures/63091000')
  await transfers.post(
    '/api/disclosures/63091000',
    { disclosure: 'silent', reason: 'dit par le CCL' },
    { 'if-match': disclosure.etag ?? '' },
  )
  const text = `Ménage;Montant;Date;Commune;Village\r\n${households.map((id) => `${id};45 000;${day};63091000;Château\r\n`).join('')}`
  const defaults = { programme: 'jigisemejiri', round: '2026-R1' }
  const sizeBytes = Buffer.byteLength(text)
  const started = await transfers.post<{
    importId: string
    upload: { url: string; headers: Record<string, string> }
  }>('/api/imports', { kind: 'payment-list', fileName: 'liste.csv', sizeBytes, dryRun: false, defaults })
  const { importId, upload } = started.body
  await fetch(upload.url, { method: 'PUT', headers: upload.headers, body: text })
  await eventually('the list is taken in', async () => {
    const { body } = await transfers.get<ImportDetail>(`/api/imports/${importId}`)
    return body.state === 'done'
  })
  await transfers.get('/api/imports')
  await transfers.get(`/api/paydays/${paydayId}/lines`)
  await transfers.get(`/api/paydays?from=${day}&to=${day}`)
  await transfers.post(`/api/imports/${importId}/bad-rows`, {})
}
