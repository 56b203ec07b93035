/** A reminder round through the front door: looked at, begun, sent, reported, corrected, stopped, by those who may. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contactIdWith } from '../../functions/kit/world.ts'
import { localClientOptions } from '../../local/local-client.ts'
import { tableNames } from '../../local/tables.ts'
import type { PaydayDetail } from '../../shared/contracts/paydays-api.ts'
import type {
  RoundDetail,
  RoundPreview,
  ToldOfPayday,
  ToldRow,
} from '../../shared/contracts/reminders-api.ts'
import type { PhoneNumber } from '../../shared/domain/phone-number.ts'
import { plusDays } from '../../shared/domain/reminder-plan.ts'
import { dueLineItem } from '../../shared/store/due-lines.ts'
import { contactItem } from '../../shared/store/items.ts'
import { documents } from '../../shared/store/tables.ts'
import { eventually } from '../builders/data-folder.ts'
import { type Jigikan, type OfficerHands, startJigikan } from '../builders/jigikan.ts'

/** Three rounds with all that follows from them, on a busy machine too. */
const patience = { timeout: 90_000 }

let jigikan: Jigikan
let transfers: OfficerHands
let commune: OfficerHands
let client: ReturnType<typeof documents>
let contactIdOf: (phone: PhoneNumber) => string
/** The Monday whose round it is. */
let monday: string

beforeAll(async () => {
  jigikan = await startJigikan({ ticks: false })
  client = documents(new DynamoDBClient(localClientOptions(jigikan.dynamoDb.endpoint)))
  const { pepper } = JSON.parse(await readFile(join(jigikan.dataFolder, 'secrets.json'), 'utf8'))
  contactIdOf = contactIdWith(pepper)
  transfers = await jigikan.officer('modibo-sangare')
  commune = await jigikan.officer('ousmane-toure')
  const now = jigikan.clock.now()
  const days = (8 - now.getUTCDay()) % 7 || 7
  monday = plusDays(now.toISOString().slice(0, 10), days)
  await jigikan.clock.advanceTo(new Date(`${monday}T07:30:00Z`))
  const read = await transfers.get('/api/disclosures/71025000')
  const open = { disclosure: 'open', reason: 'marché connu' }
  await transfers.post('/api/disclosures/71025000', open, read.etag ? { 'if-match': read.etag } : {})
})
afterAll(() => jigikan.end())

let payment = 0
async function payday(day: string, phones: readonly string[]): Promise<PaydayDetail> {
  payment += 1
  const planned = await transfers.post<PaydayDetail>('/api/paydays', {
    programme: 'jigisemejiri',
    round: `2026-T${payment}`,
    site: { commune: '71025000', village: 'Bara' },
    day,
    agency: 'sahel-cash',
    amountFcfa: 30_000,
  })
  expect(planned.status).toBe(201)
  const { paydayId } = planned.body
  const Items = phones.flatMap((phone, index) => {
    const contactId = contactIdOf(phone as PhoneNumber)
    const householdId = `ML-7102-${payment}${String(index).padStart(4, '0')}`
    return [
      contactItem({ contactId, phone: phone as PhoneNumber, followUps: {} }),
      dueLineItem({ paydayId, householdId, amountFcfa: 30_000, contactId }, { day }),
    ]
  })
  const puts = Items.map((Item) => ({ PutRequest: { Item } }))
  await client.send(new BatchWriteCommand({ RequestItems: { [tableNames.main]: puts } }))
  return planned.body
}
async function ring(): Promise<void> {
  await jigikan.scheduler.fire('payday-reminder')
  await jigikan.settled()
}
const inboxes = (phones: readonly string[]) => phones.map((phone) => jigikan.phone(phone).inbox())

test(
  'is looked at before it is begun, begun by who may, told to each once, and known to have arrived',
  patience,
  async () => {
    const phones = ['+22376200001', '+22366200002', '+22376200003']
    const { paydayId, day } = await payday(plusDays(monday, 3), phones)

    expect((await commune.get('/api/reminders/preview?kind=week')).status).toBe(403)
    const preview = (await transfers.get<RoundPreview>('/api/reminders/preview?kind=week')).body
    expect(preview).toMatchObject({ people: 3, households: 3, complete: true, mayStart: true })
    expect(preview.texts).toMatchObject([
      { language: 'fr', draft: false, encoding: 'GSM-7', parts: 1, people: 3 },
    ])
    expect(preview.texts[0]?.text).toContain('Bara (Gounzour')
    expect(preview.estimate).toMatchObject({ parts: 3, amount: { currency: 'XOF', amount: 36 } })
    expect(preview.estimate.byNetwork.map(({ network, source }) => [network, source])).toEqual([
      ['orange', 'à confirmer'],
      ['moov', 'à confirmer'],
    ])

    expect((await commune.post('/api/reminders/rounds', { kind: 'week' })).status).toBe(403)
    const begun = await transfers.post<RoundDetail>('/api/reminders/rounds', { kind: 'week' })
    expect(begun.status).toBe(201)
    expect(begun.body).toMatchObject({ state: 'planning', startedBy: { officerId: 'modibo-sangare' } })
    await ring()
    await transfers.post('/api/reminders/rounds', { kind: 'week' })
    await ring()
    await ring()
    expect(inboxes(phones)).toEqual(phones.map(() => [preview.texts[0]?.text]))

    const round = (await transfers.get<RoundDetail>(`/api/reminders/rounds/${begun.body.roundId}`)).body
    expect(round).toMatchObject({
      state: 'done',
      progress: { people: 3, toSend: 0, byOutcome: [{ outcome: 'accepted', people: 3 }], partsSent: 3 },
      commands: [],
    })
    expect(round.progress.cost).toEqual([{ currency: 'XOF', amount: 36 }])
    expect(round.budget.spent).toEqual([{ currency: 'XOF', amount: 36 }])

    const told = await eventually('the network reports', async () => {
      const { body } = await transfers.get<ToldOfPayday>(`/api/paydays/${paydayId}/told`)
      return body.items.every(({ report }) => report?.state === 'arrived') ? body : undefined
    })
    expect(told.items).toHaveLength(3)
    const own = (await transfers.get<{ items: ToldRow[] }>('/api/households/ML-7102-10001/told')).body
    expect(own.items).toMatchObject([{ paydayId, outcome: 'accepted', report: { state: 'arrived' } }])
    const agency = await jigikan.officer('issa-dembele')
    expect((await agency.get(`/api/paydays/${paydayId}/told`)).status).toBe(404)

    // It moves: one correction to those who were told.
    const read = await transfers.get(`/api/paydays/${paydayId}`)
    const move = { type: 'move', day: plusDays(day, 2), reason: 'piste coupée' }
    await transfers.post(`/api/paydays/${paydayId}/commands`, move, { 'if-match': read.etag ?? '' })
    await jigikan.settled()
    await ring()
    await ring()
    expect(inboxes(phones).map((texts) => texts.length)).toEqual([2, 2, 2])
    expect(jigikan.phone(phones[0] ?? '').inbox()[1]).toContain('déplacé au')
  },
)

test(
  'a gateway that does not know us pauses it and staff are told by e-mail; it goes on, or is stopped for good',
  patience,
  async () => {
    await jigikan.clock.advanceTo(new Date(`${plusDays(monday, 1)}T09:00:00Z`))
    const phones = ['+22376300001', '+22376300002']
    await payday(plusDays(monday, 4), phones)
    jigikan.phones.faults.add({ kind: 'invalid-sender', times: 1 })
    const { roundId } = (await transfers.post<RoundDetail>('/api/reminders/rounds', { kind: 'week' })).body
    await ring()
    const paused = (await transfers.get<RoundDetail>(`/api/reminders/rounds/${roundId}`)).body
    expect(paused).toMatchObject({
      state: 'paused',
      pausedBecause: 'sender_refused',
      commands: ['stop', 'resume'],
    })
    expect(inboxes(phones)).toEqual([[], []])
    await jigikan.settled()
    const emails = (await (await fetch(`${jigikan.origin}/local/emails`)).json()) as {
      subject: string
      to: string
    }[]
    expect(emails.filter(({ subject }) => subject.includes('en pause')).flatMap(({ to }) => to)).toContain(
      'modibo-sangare@jigikan.example',
    )

    expect((await commune.post(`/api/reminders/rounds/${roundId}/commands`, { type: 'resume' })).status).toBe(
      403,
    )
    const resumed = await transfers.post<RoundDetail>(`/api/reminders/rounds/${roundId}/commands`, {
      type: 'resume',
    })
    // Whoever plans may have been overtaken by who sends: then it goes on planning.
    expect(['planning', 'running']).toContain(resumed.body.state)
    await jigikan.clock.advance(3 * 60_000)
    await ring()
    expect(inboxes(phones).map((texts) => texts.length)).toEqual([1, 1])
  },
)

test('a stopped round writes to nobody any more, and what is left is counted', patience, async () => {
  await jigikan.clock.advanceTo(new Date(`${plusDays(monday, 2)}T09:00:00Z`))
  const phones = ['+22376400001', '+22376400002']
  await payday(plusDays(monday, 5), phones)
  jigikan.phones.faults.add({ kind: 'status', status: 429, times: 1 })
  const { roundId } = (await transfers.post<RoundDetail>('/api/reminders/rounds', { kind: 'week' })).body
  await ring()
  expect(inboxes(phones)).toEqual([[], []])
  const stopped = await transfers.post<RoundDetail>(`/api/reminders/rounds/${roundId}/commands`, {
    type: 'stop',
  })
  expect(stopped.body).toMatchObject({
    state: 'stopped',
    stoppedBy: { officerId: 'modibo-sangare' },
    progress: { toSend: 2 },
    commands: [],
  })
  await jigikan.clock.advance(10 * 60_000)
  await ring()
  expect(inboxes(phones)).toEqual([[], []])
  expect((await transfers.post(`/api/reminders/rounds/${roundId}/commands`, { type: 'resume' })).status).toBe(
    409,
  )
  const list = (await transfers.get<{ items: RoundDetail[] }>('/api/reminders/rounds?limit=1')).body
  expect(list.items).toHaveLength(1)
})

test(
  'leaves at its hour when the clock is pushed over it, and the night that follows brings no second',
  patience,
  async () => {
    await jigikan.clock.advanceTo(new Date(`${plusDays(monday, 8)}T15:30:00Z`))
    const phones = ['+22376500001']
    await payday(plusDays(monday, 9), phones)
    await jigikan.scheduler.pushForward(12 * 3_600_000)
    expect(inboxes(phones).map((texts) => texts.length)).toEqual([1])
    expect(inboxes(phones).flat()[0]).toContain('Jigikan: paiement le')
  },
)
