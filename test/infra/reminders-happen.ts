/** A reminder round of a day: begun by an officer, refused by the gateway, resumed, sent; then its payday moves. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { contactIdWith } from '../../functions/kit/world.ts'
import { localClientOptions } from '../../local/local-client.ts'
import { tableNames } from '../../local/tables.ts'
import type { PaydayDetail } from '../../shared/contracts/paydays-api.ts'
import type { RoundDetail } from '../../shared/contracts/reminders-api.ts'
import type { PhoneNumber } from '../../shared/domain/phone-number.ts'
import { plusDays } from '../../shared/domain/reminder-plan.ts'
import { dueLineItem } from '../../shared/store/due-lines.ts'
import { contactItem } from '../../shared/store/items.ts'
import { documents } from '../../shared/store/tables.ts'
import type { Jigikan } from '../builders/jigikan.ts'

export async function remindersHappen(jigikan: Jigikan): Promise<void> {
  // By day: at night nobody is written to.
  const today = plusDays(jigikan.clock.now().toISOString().slice(0, 10), 1)
  await jigikan.clock.advanceTo(new Date(`${today}T09:00:00Z`))
  const transfers = await jigikan.officer('modibo-sangare')
  const said = await transfers.get('/api/disclosures/71025000')
  const open = { disclosure: 'open', reason: 'marché connu' }
  await transfers.post('/api/disclosures/71025000', open, said.etag ? { 'if-match': said.etag } : {})
  const { paydayId, day } = (
    await transfers.post<PaydayDetail>('/api/paydays', {
      programme: 'jigisemejiri',
      round: '2031-T1',
      site: { commune: '71025000', village: 'Bara' },
      day: plusDays(today, 4),
      agency: 'sahel-cash',
      amountFcfa: 30_000,
    })
  ).body
  const { pepper } = JSON.parse(await readFile(join(jigikan.dataFolder, 'secrets.json'), 'utf8'))
  const phone = '+22372000031' as PhoneNumber
  const contactId = contactIdWith(pepper)(phone)
  const client = documents(new DynamoDBClient(localClientOptions(jigikan.dynamoDb.endpoint)))
  const line = { paydayId, householdId: 'ML-7102-900001', amountFcfa: 30_000, contactId }
  for (const Item of [contactItem({ contactId, phone, followUps: {} }), dueLineItem(line, { day })])
    await client.send(new PutCommand({ TableName: tableNames.main, Item }))

  const ring = async () => {
    await jigikan.scheduler.fire('payday-reminder')
    await jigikan.settled()
  }
  await transfers.get('/api/reminders/preview?kind=week')
  jigikan.phones.faults.add({ kind: 'invalid-sender', times: 1 })
  const { roundId } = (await transfers.post<RoundDetail>('/api/reminders/rounds', { kind: 'week' })).body
  await ring()
  await transfers.post(`/api/reminders/rounds/${roundId}/commands`, { type: 'resume' })
  await jigikan.clock.advance(3 * 60_000)
  await ring()
  await transfers.get(`/api/reminders/rounds/${roundId}`)
  await transfers.get(`/api/paydays/${paydayId}/told`)
  await transfers.get('/api/households/ML-7102-900001/told')
  const read = await transfers.get(`/api/paydays/${paydayId}`)
  const move = { type: 'move', day: plusDays(day, 1), reason: 'piste coupée' }
  await transfers.post(`/api/paydays/${paydayId}/commands`, move, { 'if-match': read.etag ?? '' })
  await jigikan.settled()
  await ring()
}
