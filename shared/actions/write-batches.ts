/**
 * Cuts the people of one group into batches, each of one language and for as many numbers as the gateway takes in one call.
 * A batch is written when it is full, with the proof that its planner still has the round; a number stands in one batch only.
 */
import { type Language, languages } from '../domain/languages.ts'
import { type Network, networkOf } from '../domain/networks.ts'
import type { ReminderRound, Said, ToldHousehold } from '../domain/reminder.ts'
import type { Reminder } from '../domain/reminder-plan.ts'
import { sayReminder } from '../i18n/reminders.ts'
import type { Queue, World } from './ports.ts'
import { batchesOf, type Candidate } from './reminder-candidates.ts'
import type { BatchRef, Reminders } from './reminders-ports.ts'

export interface BatchDesk {
  readonly world: World
  readonly reminders: Reminders
  readonly queue: Queue
  /** As many numbers as the gateway takes in one call, unless said otherwise. */
  readonly peoplePerBatch?: number
}

/** The gateway takes so many numbers in one call. */
const mostPerBatch = 100
/** With those whose number stands in another batch. */
const mostHouseholds = 400
const refsAtOnce = 10

/** Another planner has the round, or staff stopped it. */
export class Lost extends Error {
  override readonly name = 'Lost'
}

export const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

interface OpenBatch {
  readonly number: number
  readonly households: ToldHousehold[]
  readonly paydays: Said[]
  people: number
  readonly networks: Partial<Record<Network, number>>
}

/** Batches of one group, written as they fill. */
export async function writeBatches(
  desk: BatchDesk,
  round: ReminderRound,
  { group, content, until }: Reminder,
  holder: string,
) {
  const { world, reminders, queue, peoplePerBatch = mostPerBatch } = desk
  const { roundId, kind } = round
  /** In which batch a number stands. The ids of one group are all of a list that is held at once. */
  const batchOfContact = new Map<string, number>()
  /** Households that an earlier planner wrote. */
  const written = new Map<string, { readonly number: number; readonly shared: boolean }>()
  const open = new Map<Language, OpenBatch>()
  const texts = new Map(languages.map((language) => [language, sayReminder(language, content)]))
  let refs: BatchRef[] = []
  let last = 0

  for await (const batch of batchesOf(reminders, roundId, { group })) {
    last = Math.max(last, batch.number)
    const { households = [], paydays = [] } = (await reminders.people(batch)) ?? {}
    for (const { householdId, contactId, payday, with: other } of households) {
      const shared = other !== undefined
      written.set(`${paydays[payday]?.paydayId}#${householdId}`, { number: batch.number, shared })
      if (!shared) batchOfContact.set(contactId, batch.number)
    }
  }

  const wake = async () => {
    await queue.put(refs.map((ref) => JSON.stringify(ref)))
    refs = []
  }
  const close = async (language: Language) => {
    const batch = open.get(language)
    if (!batch) return
    open.delete(language)
    const { number, households, paydays, people, networks } = batch
    const { text = '', parts = 1 } = texts.get(language) ?? {}
    const ids = households.map(({ householdId }) => householdId).sort(byName)
    const put = await reminders.putBatch(
      {
        ...{ roundId, group, number, kind, language, text, parts, people, networks },
        from: ids[0] ?? '',
        to: ids.at(-1) ?? '',
        until: until.toISOString(),
        state: people === 0 ? 'done' : 'planned',
        attempts: 0,
        updatedAt: world.now().toISOString(),
      },
      { paydays, households },
      holder,
    )
    if (!put) throw new Lost()
    if (people > 0) refs.push({ roundId, group, number })
    if (refs.length >= refsAtOnce) await wake()
  }

  return {
    /** Where the household stands after this; `shared`: its number is told for another household. */
    async add(said: Said, candidate: Extract<Candidate, { contactId: string }>) {
      const { householdId, contactId, language } = candidate
      const before = written.get(`${said.paydayId}#${householdId}`)
      if (before) return before
      const batch = open.get(language) ?? {
        number: ++last,
        households: [],
        paydays: [],
        people: 0,
        networks: {},
      }
      open.set(language, batch)
      if (batch.paydays.at(-1)?.paydayId !== said.paydayId) batch.paydays.push(said)
      const other = batchOfContact.get(contactId)
      const payday = batch.paydays.length - 1
      batch.households.push({
        householdId,
        contactId,
        payday,
        ...(other === undefined ? {} : { with: other }),
      })
      if (other === undefined) {
        batchOfContact.set(contactId, batch.number)
        batch.people += 1
        const network = networkOf(candidate.phone)
        batch.networks[network] = (batch.networks[network] ?? 0) + 1
      }
      if (batch.people === peoplePerBatch || batch.households.length === mostHouseholds) await close(language)
      return { number: batch.number, shared: other !== undefined }
    },
    async end() {
      for (const language of languages) await close(language)
      await wake()
    },
  }
}
