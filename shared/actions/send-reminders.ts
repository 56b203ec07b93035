/**
 * Sends one batch of a reminder round: claimed before anything else is looked at, so that whoever corrects a payday knows
 * that it may be leaving; sent to those for whom it is still true; settled by what the gateway said of each. Only those of
 * whom the gateway said that nothing left are tried again. A batch that was cut off in the middle is "unknown".
 */
import type { PhoneNumber } from '../domain/phone-number.ts'
import {
  isSettled,
  type OutcomeCounts,
  type PauseReason,
  type PersonOutcome,
  type ReminderBatch,
  type ReminderOutcome,
  type ReminderRound,
} from '../domain/reminder.ts'
import { isQuiet, isStillSo, nextTry } from '../domain/reminder-plan.ts'
import { addMoney, type BudgetState, budgetLets, readCost } from '../domain/reminder-spend.ts'
import type { Paydays } from './paydays-ports.ts'
import type { SendOutcome, SmsGateway, World } from './ports.ts'
import { ownOf } from './reminder-candidates.ts'
import type { BatchOutcomes, BatchPeople, BatchRef, Reminders } from './reminders-ports.ts'

export interface ReminderSender {
  readonly world: World
  readonly reminders: Reminders
  readonly paydays: Pick<Paydays, 'readMany'>
  readonly gateway: SmsGateway
  /** How this month's budget stands. */
  budget(): Promise<BudgetState>
  /** Waits for its turn: so many calls a second. */
  turn(): Promise<void>
  /** Tells staff that a round waits for them. */
  tell(round: ReminderRound): Promise<void>
}

export type BatchSent = 'sent' | 'waiting' | 'paused' | 'held' | 'useless' | 'not-mine'

/** The gateway does not know who we are, or has no credit: all of the round waits, nobody of this batch was written to. */
const stopsAll = (outcome: SendOutcome): PauseReason | undefined => {
  if (outcome.outcome === 'refused' && outcome.reason === 'InvalidSenderId') return 'sender_refused'
  return outcome.outcome === 'try-later' && outcome.pause ? 'gateway_account' : undefined
}

function outcomeOf(sent: SendOutcome | undefined, at: string): PersonOutcome {
  if (!sent) return { outcome: 'unknown', reason: 'not-in-answer', at }
  if (sent.outcome === 'accepted') return { outcome: 'accepted', gatewayId: sent.gatewayId, at }
  if (sent.outcome === 'try-later' || stopsAll(sent)) return { outcome: 'later', reason: sent.reason, at }
  return { outcome: sent.outcome, reason: sent.reason, at }
}

export function countOutcomes(people: readonly PersonOutcome[]): OutcomeCounts {
  const counts: OutcomeCounts = {}
  for (const { outcome } of people) counts[outcome] = (counts[outcome] ?? 0) + 1
  return counts
}

/** Stops a round until staff let it go on, and tells them once. */
async function pause(sender: ReminderSender, roundId: string, because: PauseReason): Promise<void> {
  const { reminders, world } = sender
  for (let tries = 0; tries < 5; tries += 1) {
    const round = await reminders.round(roundId)
    if (round?.state !== 'planning' && round?.state !== 'running') return
    const paused = await reminders.change(round, { state: 'paused', pausedBecause: because }, world.now())
    if (paused) return sender.tell(paused)
  }
}

/** What became of those whom this attempt does not write to; undefined: it writes to them. */
async function sortOut(
  sender: ReminderSender,
  batch: ReminderBatch,
  people: BatchPeople,
  before: readonly PersonOutcome[],
) {
  const { reminders, paydays, world } = sender
  const at = world.now().toISOString()
  const own = ownOf(people)
  const [contacts, present] = await Promise.all([
    reminders.contacts(own.map(({ contactId }) => contactId)),
    paydays.readMany(people.paydays.map(({ paydayId }) => paydayId)),
  ])
  const paydayOf = new Map(present.map((payday) => [payday.paydayId, payday]))
  const isTrue = people.paydays.map((said) =>
    isStillSo(paydayOf.get(said.paydayId), batch.kind, batch.group, said),
  )
  // Whoever shares a number with a household whose payday still stands is told by it.
  const told = new Set(people.households.flatMap((each) => (isTrue[each.payday] ? [each.contactId] : [])))
  return own.map(({ contactId }, position) => {
    const known = before[position]
    const ended = (outcome: ReminderOutcome) => ({ outcome: { outcome, at }, phone: undefined })
    if (known && isSettled(known.outcome)) return { outcome: known, phone: undefined }
    const who = contacts.get(contactId)
    if (!told.has(contactId)) return ended('withdrawn')
    if (!who || who.optedOutAt) return ended('stop')
    return { outcome: undefined, phone: who.phone }
  })
}

/** Ends an attempt whose outcomes are kept: done, or waiting for the next one. Whoever finds it cut off here can do the same. */
async function settleBatch(
  { reminders, world }: Pick<ReminderSender, 'reminders' | 'world'>,
  batch: ReminderBatch,
  { people, cost, partsSent }: BatchOutcomes,
): Promise<'done' | 'waiting'> {
  const now = world.now()
  const later = people.find(({ outcome }) => outcome === 'later')
  const state = later ? 'waiting' : 'done'
  const notBefore = later && (nextTry(batch.attempts, now, new Date(batch.until)) ?? now).toISOString()
  const counts = countOutcomes(people)
  await reminders.settle(batch, { state, notBefore, counts, cost, partsSent, reason: later?.reason }, now)
  return state
}

/** Those who were to be tried again, when there is no time left for it. */
const tooLate = (people: readonly PersonOutcome[]): readonly PersonOutcome[] =>
  people.map((person) => (isSettled(person.outcome) ? person : { ...person, outcome: 'useless' }))

const spentBefore = (before: BatchOutcomes | undefined) => ({
  cost: before?.cost ?? {},
  partsSent: before?.partsSent ?? 0,
})

/** Nobody else is written to: its time is over. */
async function endUseless(
  { reminders, world }: Pick<ReminderSender, 'reminders' | 'world'>,
  found: ReminderBatch,
): Promise<BatchSent> {
  const batch = await reminders.claim(found, world.now())
  if (!batch) return 'not-mine'
  const [people, before] = await Promise.all([reminders.people(batch), reminders.outcomes(batch)])
  const at = world.now().toISOString()
  const all = ownOf(people).map(
    (_, position) => before?.people[position] ?? ({ outcome: 'later', at } as const),
  )
  const outcomes = { attempt: batch.attempts, people: tooLate(all), ...spentBefore(before) }
  await reminders.keepOutcomes(batch, outcomes)
  await settleBatch({ reminders, world }, batch, outcomes)
  return 'useless'
}

/** A batch that was being sent when its sender died: what is known stays known, of the others nobody can tell. */
export async function endInterrupted(
  { reminders, world }: Pick<ReminderSender, 'reminders' | 'world'>,
  batch: ReminderBatch,
): Promise<void> {
  const [people, known] = await Promise.all([reminders.people(batch), reminders.outcomes(batch)])
  if (known?.attempt === batch.attempts) {
    await settleBatch({ reminders, world }, batch, known)
    return
  }
  const at = world.now().toISOString()
  const all = ownOf(people).map((_, position): PersonOutcome => {
    const before = known?.people[position]
    return before && isSettled(before.outcome) ? before : { outcome: 'unknown', reason: 'interrupted', at }
  })
  const outcomes = { attempt: batch.attempts, people: all, ...spentBefore(known) }
  if (await reminders.keepOutcomes(batch, outcomes)) await settleBatch({ reminders, world }, batch, outcomes)
}

export async function sendBatch(sender: ReminderSender, ref: BatchRef): Promise<BatchSent> {
  const { reminders, world, gateway } = sender
  const [round, found] = await Promise.all([reminders.round(ref.roundId), reminders.batch(ref)])
  if (!round || !found || (found.state !== 'planned' && found.state !== 'waiting')) return 'not-mine'
  if (round.state !== 'planning' && round.state !== 'running') return 'held'
  const now = world.now()
  if (now >= new Date(found.until)) return endUseless(sender, found)
  // The clock that tends rounds brings it back in the morning, or when its wait is over.
  if (isQuiet(now) || (found.notBefore && new Date(found.notBefore) > now)) return 'held'
  if (!budgetLets(await sender.budget(), found.kind)) {
    await pause(sender, ref.roundId, 'budget')
    return 'paused'
  }
  await sender.turn()
  const batch = await reminders.claim(found, world.now())
  if (!batch) return 'not-mine'

  const [people, before] = await Promise.all([reminders.people(ref), reminders.outcomes(ref)])
  if (!people) throw new Error('a batch without its people')
  const sorted = await sortOut(sender, batch, people, before?.people ?? [])
  const phones = sorted.flatMap(({ phone }) => (phone ? [phone] : []))
  const answers: ReadonlyMap<PhoneNumber, SendOutcome> =
    phones.length > 0 ? await gateway.send(batch.text, phones) : new Map()

  const at = world.now().toISOString()
  const tried = sorted.map(
    ({ outcome, phone }): PersonOutcome => outcome ?? outcomeOf(phone && answers.get(phone), at),
  )
  const hasTime = nextTry(batch.attempts, world.now(), new Date(batch.until)) !== undefined
  const outcomes = {
    attempt: batch.attempts,
    people: hasTime ? tried : tooLate(tried),
    ...spentOn([...answers.values()], batch, before),
  }
  await reminders.keepOutcomes(ref, outcomes)
  const because = [...answers.values()].map(stopsAll).find((reason) => reason !== undefined)
  if (because) await pause(sender, ref.roundId, because)
  const ended = await settleBatch(sender, batch, outcomes)
  return because ? 'paused' : ended === 'waiting' ? 'waiting' : 'sent'
}

/** What the gateway says that this call cost, on top of those before. */
function spentOn(answers: readonly SendOutcome[], batch: ReminderBatch, before: BatchOutcomes | undefined) {
  const accepted = answers.filter((answer) => answer.outcome === 'accepted')
  const earlier = spentBefore(before)
  return {
    cost: addMoney(earlier.cost, ...accepted.map(({ cost }) => readCost(cost))),
    partsSent: accepted.reduce((parts, answer) => parts + (answer.parts ?? batch.parts), earlier.partsSent),
  }
}
