/**
 * A payday of a large programme: twelve times the calls of a normal week within its hours, on the curve that a reminder in the
 * morning draws, while a long list is taken in and a round of reminders leaves.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb'
import { contactIdWith } from '../../functions/kit/world.ts'
import { tableNames } from '../../local/tables.ts'
import type { ImportDetail, PaydayDetail } from '../../shared/contracts/paydays-api.ts'
import type { RoundDetail } from '../../shared/contracts/reminders-api.ts'
import type { PhoneNumber } from '../../shared/domain/phone-number.ts'
import { plusDays } from '../../shared/domain/reminder-plan.ts'
import { dueLineItem } from '../../shared/store/due-lines.ts'
import { contactItem, type Item } from '../../shared/store/items.ts'
import { householdKey } from '../../shared/store/keys.ts'
import { recover } from './account.ts'
import { crowd, newPhone, nothingHeard } from './callers.ts'
import { type House, openHouse } from './house.ts'
import type { Outcome, Scenario } from './scenario.ts'

/** By default those of 50 000 households: 40 calls in a normal week, and twelve times that. */
const people = Number(process.env.WORST_BURST ?? 485)
const rows = Number(process.env.WORST_ROWS ?? 20_000)
const reminded = 300
/** 3.5 complaints a month. */
const callsAWeekOf1000 = (3.5 * 12) / 52
const households = Math.round(people / 12 / callsAWeekOf1000) * 1000
/** The hours of the payday, pressed into this. */
const dayMs = 60_000
/** What comes in each eighth of them: nothing yet, the reminder at nine, the queue at the table, the afternoon. */
const curve = [1, 5, 9, 7, 4, 3, 2, 1]

const site = { commune: '71025000', village: 'Bara' }
const householdId = (count: number): string => `ML-7102-${String(count).padStart(6, '0')}`

async function putAll(house: House, items: readonly Item[]): Promise<void> {
  const client = house.table()
  const batches = Array.from({ length: Math.ceil(items.length / 25) }, (_, at) =>
    items.slice(at * 25, at * 25 + 25).map((Item) => ({ PutRequest: { Item } })),
  )
  const lane = async (): Promise<void> => {
    for (let puts = batches.pop(); puts; puts = batches.pop())
      await client.send(new BatchWriteCommand({ RequestItems: { [tableNames.main]: puts } }))
  }
  await Promise.all(Array.from({ length: 6 }, lane))
  client.destroy()
}

/** An officer's hands: every call asks for JSON and carries a key of its own. */
async function handsOf(house: House, officerId: string) {
  const headers = await house.officer(officerId)
  const json = async <T>(answer: Response): Promise<T> => {
    if (!answer.ok) throw new Error(`${answer.status}: ${(await answer.text()).slice(0, 300)}`)
    return (await answer.json()) as T
  }
  return {
    get: async <T>(path: string) => json<T>(await fetch(`${house.origin}${path}`, { headers })),
    post: async <T>(path: string, body: unknown, more: Record<string, string> = {}) =>
      json<T>(await house.post(path, body, { ...headers, 'idempotency-key': crypto.randomUUID(), ...more })),
    etag: async (path: string) =>
      (await fetch(`${house.origin}${path}`, { headers })).headers.get('etag') ?? '',
  }
}
type Hands = Awaited<ReturnType<typeof handsOf>>

/** A payday in four days whose people can all be written to; gives their phones. */
async function someToRemind(house: House, hands: Hands, today: string): Promise<readonly string[]> {
  const etag = await hands.etag('/api/disclosures/71025000')
  await hands.post(
    '/api/disclosures/71025000',
    { disclosure: 'open', reason: 'dit par le comité' },
    etag ? { 'if-match': etag } : {},
  )
  const { paydayId, day } = await hands.post<PaydayDetail>('/api/paydays', {
    programme: 'jigisemejiri',
    round: '2031-T1',
    site,
    day: plusDays(today, 4),
    agency: 'sahel-cash',
    amountFcfa: 30_000,
  })
  const phones = Array.from({ length: reminded }, newPhone)
  const idOf = contactIdWith(house.pepper)
  const items = phones.flatMap((phone, index) => {
    const contactId = idOf(phone as PhoneNumber)
    const line = {
      paydayId,
      householdId: `ML-7199-${String(index).padStart(6, '0')}`,
      amountFcfa: 30_000,
      contactId,
    }
    return [
      contactItem({ contactId, phone: phone as PhoneNumber, language: 'fr', followUps: {} }),
      dueLineItem(line, { day }),
    ]
  })
  await putAll(house, items)
  return phones
}

async function beginImport(hands: Hands, day: string): Promise<string> {
  const lines = Array.from(
    { length: rows },
    (_, row) => `${householdId(row + 1)};15 000;${day};${site.commune};Village ${Math.floor(row / 200)}\r\n`,
  )
  const text = `Ménage;Montant;Date;Commune;Village\r\n${lines.join('')}`
  const { importId, upload } = await hands.post<{
    importId: string
    upload: { url: string; headers: Record<string, string> }
  }>('/api/imports', {
    kind: 'payment-list',
    fileName: 'liste.csv',
    sizeBytes: Buffer.byteLength(text),
    dryRun: false,
    defaults: { programme: 'jigisemejiri', round: '2031-T2', agency: 'sahel-cash', createPaydays: true },
  })
  await fetch(upload.url, { method: 'PUT', headers: upload.headers, body: text })
  return importId
}

/** When each caller dials, by the curve. */
function times(): number[] {
  const total = curve.reduce((sum, weight) => sum + weight, 0)
  return curve.flatMap((weight, eighth) =>
    Array.from(
      { length: Math.round((people * weight) / total) },
      () => ((eighth + Math.random()) * dayMs) / curve.length,
    ),
  )
}

async function payday(): Promise<Outcome> {
  const house = await openHouse({}, false)
  try {
    const heard = nothingHeard()
    // By day: at night nobody is written to.
    const today = plusDays((await house.now()).toISOString().slice(0, 10), 1)
    const minutes = Math.ceil((Date.parse(`${today}T09:00:00Z`) - (await house.now()).getTime()) / 60_000)
    await house.pass(minutes)
    const hands = await handsOf(house, 'modibo-sangare')
    const phones = await someToRemind(house, hands, today)
    await putAll(
      house,
      Array.from({ length: rows }, (_, row) => ({
        householdId: householdId(row + 1),
        headName: 'Une Femme',
        headSex: 'woman',
        ...site,
        programme: 'jigisemejiri',
        language: 'fr',
        ...householdKey(householdId(row + 1)),
        kind: 'household',
        v: 1,
      })),
    )
    await house.setLineApart()
    const startedAt = Date.now()
    const importId = await beginImport(hands, plusDays(today, 20))
    await hands.post<RoundDetail>('/api/reminders/rounds', { kind: 'week' })
    const at = times()
    const callers = await crowd({ house, heard, thinkMs: 300 }, at.length, dayMs, (index) => at[index] ?? 0)
    const since = Date.now()
    let imported: ImportDetail
    do {
      await pause(250)
      imported = await hands.get<ImportDetail>(`/api/imports/${importId}`)
    } while (imported.state !== 'done' && Date.now() - since < 600_000)
    const importSeconds = Math.round((Date.now() - startedAt) / 1000)
    // The clock that sends the round's batches rings every minute.
    await house.pass(3)
    const received = async () => {
      const inboxes = await house.inboxes()
      return phones.map((phone) => (inboxes[phone] ?? []).length)
    }
    const allReminded = async () => (await received()).every((count) => count > 0)
    const { account, recoveryMs } = await recover(house, callers, since, allReminded)
    const texts = await received()
    return {
      done: `${callers.length} calls in ${dayMs / 1000} s (twelve times a normal week of ${households} households; the hours of a payday pressed into a minute); a list of ${rows} rows taken in within ${importSeconds} s; a round of ${reminded} reminders`,
      heard,
      account,
      recoveryMs,
      others: {
        'rows of the list': { due: rows, there: imported.taken + imported.unchanged, twice: 0 },
        reminders: {
          due: reminded,
          there: texts.filter((count) => count > 0).length,
          twice: texts.filter((count) => count > 1).length,
        },
      },
    }
  } finally {
    await house.close()
  }
}

export const paydays: readonly Scenario[] = [
  {
    name: 'a payday, twelve times a normal week',
    trouble:
      'The calls of a payday come at once, while a long list is taken in and a round of reminders leaves.',
    run: payday,
  },
]
