/** A payment round through the front door: a list is sent, planned, moved, paid and told of, by those whose business it is. */
import { randomUUID } from 'node:crypto'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { localClientOptions } from '../../local/local-client.ts'
import { tableNames } from '../../local/tables.ts'
import type {
  DueLineRow,
  ImportDetail,
  ImportRow,
  PaydayDetail,
  PaydayRow,
} from '../../shared/contracts/paydays-api.ts'
import type { Problem } from '../../shared/contracts/staff-api.ts'
import { documents } from '../../shared/store/tables.ts'
import { eventually } from '../builders/data-folder.ts'
import { type Jigikan, type OfficerHands, startJigikan } from '../builders/jigikan.ts'
import { householdId, households, keepHouseholds } from '../builders/payments.ts'

let jigikan: Jigikan
let transfers: OfficerHands
let agency: OfficerHands
let day: string
const daysFromNow = (days: number): string =>
  new Date(jigikan.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)

beforeAll(async () => {
  jigikan = await startJigikan()
  transfers = await jigikan.officer('modibo-sangare')
  agency = await jigikan.officer('issa-dembele')
  // Results are taken from the day itself on.
  day = daysFromNow(0)
  const client = documents(new DynamoDBClient(localClientOptions(jigikan.dynamoDb.endpoint)))
  const tables = { client, main: tableNames.main, restricted: tableNames.restricted }
  await keepHouseholds(tables, households(12))
})
afterAll(() => jigikan.end())

interface Started {
  importId: string
  upload: { url: string; headers: Record<string, string> }
}
const announce = async (hands: OfficerHands, text: string, more: object): Promise<Started> => {
  const sizeBytes = Buffer.byteLength(text)
  const body = { fileName: 'Liste déc.csv', sizeBytes, dryRun: false, ...more }
  const started = await hands.post<Started>('/api/imports', body)
  expect(started.status).toBe(201)
  return started.body
}
const put = async ({ upload }: Started, text: string): Promise<void> => {
  const sent = await fetch(upload.url, { method: 'PUT', headers: upload.headers, body: text })
  expect(sent.status).toBe(200)
}
const ended = (hands: OfficerHands, importId: string): Promise<ImportDetail> =>
  eventually('the file is taken in', async () => {
    const { body } = await hands.get<ImportDetail>(`/api/imports/${importId}`)
    return body.state === 'done' || body.state === 'unreadable' ? body : undefined
  })
const send = async (hands: OfficerHands, text: string, more: object): Promise<ImportDetail> => {
  const started = await announce(hands, text, more)
  await put(started, text)
  return ended(hands, started.importId)
}

const listOf = (round: string) => ({
  kind: 'payment-list',
  defaults: { programme: 'jigisemejiri', round, agency: 'sahel-cash', createPaydays: true },
})
const heading = 'Ménage;Montant;Date;Commune;Village'
const rowsOf = (from: number, to: number, amount = '15 000'): string[] =>
  Array.from(
    { length: to - from + 1 },
    (_, index) => `${householdId(from + index)};${amount};${day};71025000;Bara`,
  )
const fileOf = (...rows: readonly string[]): string => [heading, ...rows, ''].join('\r\n')

test('a list with three wrong rows is taken but for them; corrected and sent again it adds those, sent once more nothing', async () => {
  const wrong = [
    `${householdId(8)};quinze mille;${day};71025000;Bara`,
    `ML-X-1;15000;${day};71025000;Bara`,
    `${householdId(9)};15000;demain;71025000;Bara`,
  ]
  const text = fileOf(...rowsOf(1, 7), ...wrong)
  const first = await send(transfers, text, listOf('2026-T1'))
  expect(first).toMatchObject({
    state: 'done',
    rows: 10,
    read: 10,
    taken: 7,
    bad: 3,
    planned: 1,
    hasBadRowsFile: true,
  })
  expect(first.badRows.map(({ line, column }) => [line, column])).toEqual([
    [9, 'montant'],
    [10, 'ménage'],
    [11, 'date'],
  ])

  const where = await transfers.post<{ url: string }>(`/api/imports/${first.importId}/bad-rows`, {})
  const file = await fetch(where.body.url)
  expect(file.headers.get('content-type')).toContain('text/csv')
  const back = await file.text()
  expect(back).toContain(`10;ménage;Ce ménage n’est pas au registre.;ML-X-1;`)

  const corrected = back.replace('quinze mille', '15 000').replace('demain', day)
  const second = await send(transfers, corrected, listOf('2026-T1'))
  expect(second).toMatchObject({ taken: 2, bad: 1, planned: 0 })
  const again = await send(transfers, text, listOf('2026-T1'))
  expect(again).toMatchObject({ sameAs: first.importId, taken: 0, unchanged: 7, bad: 3 })

  const list = await transfers.get<{ items: PaydayRow[] }>(`/api/paydays?from=${day}&to=${day}`)
  expect(list.body.items).toHaveLength(1)
  expect(list.body.items[0]).toMatchObject({
    round: '2026-T1',
    commune: { name: 'Gounzourèye' },
    agency: { agencyId: 'sahel-cash' },
    disclosure: 'cautious',
    funnel: { due: 9, dueFcfa: 135_000, reachable: 6, noResult: 9 },
  })
  const files = await transfers.get<{ items: ImportRow[] }>('/api/imports')
  expect(files.body.items.map(({ importId }) => importId)).toEqual([
    again.importId,
    second.importId,
    first.importId,
  ])
})

test('a file that was stopped is not taken in when it comes, and is when it may go on', async () => {
  const text = fileOf(...rowsOf(1, 3))
  const started = await announce(transfers, text, listOf('2026-T2'))
  const stopped = await transfers.post<ImportDetail>(`/api/imports/${started.importId}/commands`, {
    type: 'cancel',
  })
  expect(stopped.body).toMatchObject({ state: 'cancelled', commands: ['resume'] })
  await put(started, text)
  await jigikan.settled()
  expect((await transfers.get<ImportDetail>(`/api/imports/${started.importId}`)).body).toMatchObject({
    state: 'cancelled',
    taken: 0,
  })
  await transfers.post(`/api/imports/${started.importId}/commands`, { type: 'resume' })
  expect(await ended(transfers, started.importId)).toMatchObject({ taken: 3 })
})

test('the agency sends what it paid; it sees its own paydays, its own files, and nothing that households said', async () => {
  const paydays = await transfers.get<{ items: PaydayRow[] }>(`/api/paydays?from=${day}&to=${day}`)
  const paydayId = paydays.body.items.find(({ round }) => round === '2026-T1')?.paydayId ?? ''
  const text = `Ménage;Résultat;Montant payé\r\n${householdId(1)};payé;\r\n${householdId(2)};partiel;5000\r\n${householdId(3)};absent;\r\n`
  const results = { kind: 'payment-results', defaults: { programme: 'jigisemejiri', round: '2026-T1' } }
  expect(await send(agency, text, results)).toMatchObject({ state: 'done', taken: 3, bad: 0 })
  const { body } = await agency.get<PaydayDetail>(`/api/paydays/${paydayId}`)
  expect(body).toMatchObject({
    funnel: { due: 9, paid: 1, paidPart: 1, notPaid: 1, noResult: 6, paidFcfa: 20_000 },
    hearsHouseholds: false,
    commands: [],
  })
  const lines = await agency.get<{ items: DueLineRow[]; cursor: string }>(
    `/api/paydays/${paydayId}/lines?limit=2`,
  )
  expect(lines.body.items.map(({ paid }) => paid?.result)).toEqual(['paid', 'part'])
  const next = await agency.get<{ items: DueLineRow[] }>(
    `/api/paydays/${paydayId}/lines?limit=2&cursor=${lines.body.cursor}`,
  )
  expect(next.body.items.map(({ householdId: id }) => id)).toEqual([householdId(3), householdId(4)])
  expect((await agency.get<{ items: ImportRow[] }>('/api/imports')).body.items).toHaveLength(1)
  const tried = await agency.post<Problem>('/api/imports', {
    fileName: 'a.csv',
    sizeBytes: 9,
    dryRun: false,
    ...listOf('2026-T3'),
  })
  expect(tried.status).toBe(403)
})

describe('a payday', () => {
  const plan = (more: object = {}) => ({
    programme: 'jigisemejiri',
    round: '2026-T4',
    site: { commune: '71025000', village: 'Bara', point: 'École A' },
    day: daysFromNow(9),
    window: { from: '08:00', to: '13:00' },
    agency: 'niger-paie',
    amountFcfa: 45_000,
    ...more,
  })

  test('is planned once however often it is asked for, moved at the version that was read, and cancelled for a reason', async () => {
    const key = { 'idempotency-key': randomUUID() }
    const one = await transfers.post<PaydayDetail>('/api/paydays', plan(), key)
    expect(one).toMatchObject({
      status: 201,
      body: { state: 'planned', commands: ['amend', 'move', 'cancel', 'set_disclosure'] },
    })
    expect((await transfers.post<PaydayDetail>('/api/paydays', plan(), key)).body.paydayId).toBe(
      one.body.paydayId,
    )
    expect(await transfers.post<Problem>('/api/paydays', plan())).toMatchObject({
      status: 422,
      body: { fields: { day: 'taken', paydayId: one.body.paydayId } },
    })
    const { paydayId } = one.body
    const read = await transfers.get<PaydayDetail>(`/api/paydays/${paydayId}`)
    const move = { type: 'move', day: daysFromNow(11), reason: 'route coupée' }
    const moved = await transfers.post<PaydayDetail>(`/api/paydays/${paydayId}/commands`, move, {
      'if-match': read.etag ?? '',
    })
    expect(moved.body).toMatchObject({ day: daysFromNow(11), version: 2 })
    expect(moved.body.history.at(-1)).toMatchObject({
      type: 'moved',
      by: { name: 'Modibo Sangaré' },
      data: { fromDay: daysFromNow(9), toDay: daysFromNow(11), reason: 'route coupée' },
    })
    const late = await transfers.post<Problem>(
      `/api/paydays/${paydayId}/commands`,
      { type: 'cancel', reason: 'x' },
      { 'if-match': read.etag ?? '' },
    )
    expect(late).toMatchObject({
      status: 412,
      body: { code: 'stale', fresh: { version: 2, day: daysFromNow(11) } },
    })
    const cancelled = await transfers.post<PaydayDetail>(
      `/api/paydays/${paydayId}/commands`,
      { type: 'cancel', reason: 'insécurité' },
      { 'if-match': moved.etag ?? '' },
    )
    expect(cancelled.body).toMatchObject({ state: 'cancelled', cancelledBecause: 'insécurité', commands: [] })
    // The place is free again, for another payday of the same round.
    expect((await transfers.post('/api/paydays', plan({ day: daysFromNow(11) }))).status).toBe(201)
  })

  test.each([
    [{ day: '2020-01-01' }, { day: 'past' }],
    [{ site: { commune: '99999999' } }, { commune: 'unknown' }],
    [{ agency: 'nobody' }, { agency: 'unknown' }],
    [{ programme: 'paix-pbf' }, { programme: 'not-at-this-place' }],
    [{ window: { from: '13:00', to: '08:00' } }, { window: 'ends-before-it-begins' }],
    [{ disclosure: 'open' }, { disclosure: 'more-open-than-its-commune' }],
  ])('that does not fit is refused with the field and why: %j', async (more, fields) => {
    const answer = await transfers.post<Problem>('/api/paydays', plan({ round: '2026-T9', ...more }))
    expect(answer).toMatchObject({ status: 422, body: { fields } })
  })

  test('is planned by the region’s own supervisor there and nowhere else, and by nobody beneath', async () => {
    const gao = await jigikan.officer('hawa-dicko')
    expect((await gao.post('/api/paydays', plan({ round: '2027-T1' }))).status).toBe(201)
    const inGoundam = plan({ round: '2027-T1', site: { commune: '63091000' } })
    expect((await gao.post('/api/paydays', inGoundam)).status).toBe(403)
    const relay = await jigikan.officer('aminata-traore')
    expect((await relay.post('/api/paydays', plan({ round: '2027-T2' }))).status).toBe(403)
    const tombouctou = await jigikan.officer('safiatou-ascofare')
    const listed = await tombouctou.get<{ items: PaydayRow[] }>(`/api/paydays?month=${day.slice(0, 7)}`)
    expect(listed.body).toMatchObject({ items: [], mayPlan: false })
  })
})

describe('a commune', () => {
  test('that grows more discreet takes its planned paydays with it, and keeps who said so and why', async () => {
    const goundam = { commune: '63091000' }
    const before = await transfers.get<{ version: number }>('/api/disclosures/63091000')
    expect(before.body).toMatchObject({ version: 0, disclosure: 'cautious', maySet: true })
    const set = (disclosure: string, etag = '') =>
      transfers.post<Problem>(
        '/api/disclosures/63091000',
        { disclosure, reason: 'dit par le CCL' },
        { 'if-match': etag },
      )
    expect((await set('open', before.etag)).status).toBe(200)
    const planned = await transfers.post<PaydayDetail>('/api/paydays', {
      programme: 'jigisemejiri',
      round: '2026-T4',
      site: goundam,
      day: daysFromNow(8),
      agency: 'niger-paie',
      amountFcfa: 30_000,
    })
    expect(planned.body.disclosure).toBe('open')
    expect((await set('silent', before.etag)).status).toBe(412)
    expect((await set('silent', '"1"')).status).toBe(200)
    const after = await transfers.get<PaydayDetail>(`/api/paydays/${planned.body.paydayId}`)
    expect(after.body).toMatchObject({ disclosure: 'silent', communeDisclosure: 'silent' })
    expect(after.body.history.at(-1)).toMatchObject({
      type: 'disclosure_set',
      data: { from: 'open', to: 'silent' },
    })
    const { body } = await transfers.get<{ history: unknown[] }>('/api/disclosures/63091000')
    expect(body.history).toMatchObject([
      { disclosure: 'open', by: 'Modibo Sangaré' },
      { disclosure: 'silent' },
    ])
  })
})
