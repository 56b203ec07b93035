/**
 * Who on a payday's list may be told in a round, page after page: those without a number, those who said STOP and those who
 * were told before come with the reason why not. A correction is for those who were told, and for nobody else.
 */
import type { Language } from '../domain/languages.ts'
import type { DueLine, Payday } from '../domain/payday.ts'
import type { PhoneNumber } from '../domain/phone-number.ts'
import {
  type Coverage,
  isSettled,
  type LeftOutReason,
  mayHaveRead,
  type ReminderBatch,
  type Said,
} from '../domain/reminder.ts'
import type { DueLines } from './paydays-ports.ts'
import type { Page } from './ports.ts'
import type { BatchPeople, ReminderContact, Reminders } from './reminders-ports.ts'

export type Candidate = { readonly householdId: string } & (
  | { readonly leftOut: LeftOutReason }
  | { readonly contactId: string; readonly phone: PhoneNumber; readonly language: Language }
)

export interface Lists {
  readonly reminders: Reminders
  readonly dueLines: Pick<DueLines, 'lines'>
}

const linesPerPage = 500

/** Nobody said in which language: it is the country's official one. */
export const candidateOf = (householdId: string, who: ReminderContact | undefined): Candidate =>
  !who
    ? { householdId, leftOut: 'no_phone' }
    : who.optedOutAt
      ? { householdId, leftOut: 'stop' }
      : { householdId, contactId: who.contactId, phone: who.phone, language: who.language ?? 'fr' }

/** All batches of a round or of one of its groups, page after page. */
export async function* batchesOf(
  reminders: Pick<Reminders, 'batches'>,
  roundId: string,
  which: { readonly group?: string; readonly numbers?: { readonly from: number; readonly to?: number } } = {},
): AsyncGenerator<ReminderBatch> {
  let after: string | undefined
  do {
    const page: Page<ReminderBatch> = await reminders.batches(roundId, {
      ...which,
      ...(after === undefined ? {} : { after }),
    })
    yield* page.items
    after = page.next
  } while (after !== undefined)
}

export const numbersOf = ({ fromBatch, toBatch }: Coverage) => ({
  from: fromBatch,
  ...(toBatch === undefined ? {} : { to: toBatch }),
})

/** Those who were told of this payday on this day, or are about to be, by another round of the kind. */
async function toldBefore(
  reminders: Reminders,
  payday: Payday,
  { roundId, kind }: Pick<Coverage, 'roundId' | 'kind'>,
): Promise<ReadonlySet<string>> {
  const told = new Set<string>()
  for (const coverage of await reminders.coverageOf(payday.paydayId)) {
    if (coverage.kind !== kind || coverage.roundId === roundId || coverage.said.day !== payday.day) continue
    const which = { group: coverage.group, numbers: numbersOf(coverage) }
    // What a stopped round had left will never leave.
    const isStopped = (await reminders.round(coverage.roundId))?.state === 'stopped'
    for await (const batch of batchesOf(reminders, coverage.roundId, which)) {
      const mayLeave = batch.state === 'sending' || (batch.state !== 'done' && !isStopped)
      const [people, outcomes] = await Promise.all([reminders.people(batch), reminders.outcomes(batch)])
      for (const [position, { contactId }] of ownOf(people).entries()) {
        const outcome = outcomes?.people[position]?.outcome
        if (mayHaveRead(outcome) || (mayLeave && !isSettled(outcome))) told.add(contactId)
      }
    }
  }
  return told
}

/** Those who get the batch's SMS, in the order of its outcomes. */
export const ownOf = (people: BatchPeople | undefined) =>
  (people?.households ?? []).filter((household) => household.with === undefined)

/** Everybody on a payday's list. */
export async function* listed(
  { reminders, dueLines }: Lists,
  payday: Payday,
  round: Pick<Coverage, 'roundId' | 'kind'>,
): AsyncGenerator<Candidate> {
  const told = await toldBefore(reminders, payday, round)
  let after: string | undefined
  do {
    const page: Page<DueLine> = await dueLines.lines(payday.paydayId, {
      limit: linesPerPage,
      ...(after === undefined ? {} : { after }),
    })
    const ids = new Set(page.items.flatMap(({ contactId }) => (contactId ? [contactId] : [])))
    const contacts = await reminders.contacts([...ids])
    for (const { householdId, contactId = '', said } of page.items) {
      yield round.kind === 'confirmation' && said
        ? { householdId, leftOut: 'answered' }
        : told.has(contactId)
          ? { householdId, leftOut: 'told_before' }
          : candidateOf(householdId, contacts.get(contactId))
    }
    after = page.next
  } while (after !== undefined)
}

/** Somebody is being told at this very moment: who knows what can be said in a minute. */
export class NotYet extends Error {
  override readonly name = 'NotYet'
}

/** What a household's number was told last of a payday, for all whose number may have been told anything. */
export async function lastTold(
  reminders: Reminders,
  paydayId: string,
): Promise<ReadonlyMap<string, { readonly contactId: string; readonly said: Said }>> {
  const ofContact = new Map<string, Said>()
  const contactOf = new Map<string, string>()
  for (const coverage of await reminders.coverageOf(paydayId)) {
    const { roundId, group, kind, said } = coverage
    // What was asked afterwards told nobody a day.
    if (kind === 'confirmation') continue
    const others = new Map<number, Set<string>>()
    for await (const batch of batchesOf(reminders, roundId, { group, numbers: numbersOf(coverage) })) {
      if (batch.state === 'sending') throw new NotYet()
      const people = await reminders.people(batch)
      const own = (people?.households ?? []).filter(
        ({ payday }) => people?.paydays[payday]?.paydayId === paydayId,
      )
      if (own.length === 0) continue
      for (const contactId of await readersOf(reminders, batch)) {
        if (own.some((household) => household.contactId === contactId)) ofContact.set(contactId, said)
      }
      for (const { householdId, contactId, with: other } of own) {
        contactOf.set(householdId, contactId)
        if (other !== undefined) others.set(other, (others.get(other) ?? new Set()).add(contactId))
      }
    }
    for (const [number, contactIds] of others) {
      const batch = await reminders.batch({ roundId, group, number })
      if (batch?.state === 'sending') throw new NotYet()
      for (const contactId of await readersOf(reminders, { roundId, group, number })) {
        if (contactIds.has(contactId)) ofContact.set(contactId, said)
      }
    }
  }
  return new Map(
    [...contactOf].flatMap(([householdId, contactId]) => {
      const said = ofContact.get(contactId)
      return said ? [[householdId, { contactId, said }] as const] : []
    }),
  )
}

async function readersOf(
  reminders: Reminders,
  ref: Pick<ReminderBatch, 'roundId' | 'group' | 'number'>,
): Promise<ReadonlySet<string>> {
  const [people, outcomes] = await Promise.all([reminders.people(ref), reminders.outcomes(ref)])
  const read = ownOf(people).filter((_, position) => mayHaveRead(outcomes?.people[position]?.outcome))
  return new Set(read.map(({ contactId }) => contactId))
}
