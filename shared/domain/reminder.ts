/**
 * A reminder round: one kind of reminder on one day. It is cut into batches of one text to at most 100 numbers; what became
 * of each person's SMS is known, or known to be unknown. Nobody's number stands in any of this.
 */
import * as z from 'zod/mini'
import { instant } from './complaint.ts'
import { languages } from './languages.ts'
import { networks } from './networks.ts'

/**
 * `week`: Monday, for the coming seven days; `eve`: the day before; `correction`: a payday that was told has changed;
 * `confirmation`: the day after, whether the money came.
 */
export const reminderKinds = ['week', 'eve', 'correction', 'confirmation'] as const
export type ReminderKind = (typeof reminderKinds)[number]

export const roundStates = [
  /** It is being worked out who gets which text; batches that are ready leave already. */
  'planning',
  'running',
  /** Waits for staff: the gateway or the budget stopped it. */
  'paused',
  /** By an officer, for good. */
  'stopped',
  'done',
] as const
export type RoundState = (typeof roundStates)[number]

/** Why a round waits for staff. */
export const pauseReasons = ['sender_refused', 'gateway_account', 'budget'] as const
export type PauseReason = (typeof pauseReasons)[number]

/** Why somebody on a payday's list gets no SMS of a round. */
export const leftOutReasons = [
  'no_phone',
  /** Said STOP. */
  'stop',
  /** The commune's policy says nothing now. */
  'policy',
  /** The same number was written to for another household, in the same words. */
  'same_phone',
  /** Was told before. */
  'told_before',
  /** Has said already whether the money came. */
  'answered',
] as const
export type LeftOutReason = (typeof leftOutReasons)[number]
export type LeftOut = Readonly<Record<LeftOutReason, number>>
export const nobodyLeftOut: LeftOut = {
  no_phone: 0,
  stop: 0,
  policy: 0,
  same_phone: 0,
  told_before: 0,
  answered: 0,
}

/** What became of one person's SMS. */
export const outcomes = [
  'accepted',
  'refused',
  /** Nobody can tell whether it left. Never blindly sent again. */
  'unknown',
  /** Not now; to be tried again. */
  'later',
  /** Said STOP, or has no number any more, since the batch was made. */
  'stop',
  /** The payday changed before it left: the text would not be true. */
  'withdrawn',
  /** Too late to be of use. */
  'useless',
] as const
export type ReminderOutcome = (typeof outcomes)[number]
export const isSettled = (outcome: ReminderOutcome | undefined): boolean =>
  outcome !== undefined && outcome !== 'later'
/** Whether this person may have read it. */
export const mayHaveRead = (outcome: ReminderOutcome | undefined): boolean =>
  outcome === 'accepted' || outcome === 'unknown'

const count = z.int()
const counts = z.object(
  Object.fromEntries(leftOutReasons.map((reason) => [reason, count])) as Record<LeftOutReason, typeof count>,
)

/** Money as the gateway counts it, in ten-thousandths of a currency: `{ XOF: 1_200_000 }` is 120 francs. */
export const money = z.record(z.string(), z.int())
export type Money = z.infer<typeof money>

export const reminderRound = z.lazy(() =>
  z.object({
    /** `2026-11-23.week`; a correction names its payday and event. It sorts by day. */
    roundId: z.string(),
    version: z.int(),
    kind: z.enum(reminderKinds),
    day: z.iso.date(),
    state: z.enum(roundStates),
    /** Of a correction. */
    paydayId: z.exactOptional(z.string()),
    /** Absent: the clock began it. */
    startedBy: z.exactOptional(z.string()),
    stoppedBy: z.exactOptional(z.string()),
    pausedBecause: z.exactOptional(z.enum(pauseReasons)),
    /** The group of texts that is being worked out; all before it are done. */
    planningGroup: z.exactOptional(z.string()),
    planned: z.boolean(),
    paydays: count,
    /** Households that are concerned. */
    households: count,
    leftOut: counts,
    createdAt: instant,
    updatedAt: instant,
    finishedAt: z.exactOptional(instant),
  }),
)
export type ReminderRound = z.infer<typeof reminderRound>

export const newRound = (
  round: Pick<ReminderRound, 'roundId' | 'kind' | 'day'> & Partial<ReminderRound>,
  now: Date,
): ReminderRound => ({
  version: 1,
  state: 'planning',
  planned: false,
  paydays: 0,
  households: 0,
  leftOut: nobodyLeftOut,
  createdAt: now.toISOString(),
  updatedAt: now.toISOString(),
  ...round,
})

export const batchStates = ['planned', 'sending', 'waiting', 'done'] as const
export type BatchState = (typeof batchStates)[number]

/** What the batch says of a payday: if that is no longer so, its text is not true any more. */
export const said = z.lazy(() =>
  z.object({ paydayId: z.string(), day: z.iso.date(), cancelled: z.boolean() }),
)
export type Said = z.infer<typeof said>

/** So many people by outcome. */
export const outcomeCounts = z.partialRecord(z.enum(outcomes), z.int())
export type OutcomeCounts = z.infer<typeof outcomeCounts>

/** One text for at most 100 people. */
export const reminderBatch = z.lazy(() =>
  z.object({
    roundId: z.string(),
    /** The texts that say the same, each in its language: `open.2026-11-27.71025000.bara`. */
    group: z.string(),
    number: z.int(),
    kind: z.enum(reminderKinds),
    language: z.enum(languages),
    text: z.string(),
    parts: z.int(),
    /** People who get an SMS. */
    people: z.int(),
    networks: z.partialRecord(z.enum(networks), z.int()),
    /** The first and the last household in it. */
    from: z.string(),
    to: z.string(),
    /** Of no use after. */
    until: instant,
    state: z.enum(batchStates),
    attempts: z.int(),
    /** While waiting: not before. */
    notBefore: z.exactOptional(instant),
    updatedAt: instant,
    counts: z.exactOptional(outcomeCounts),
    /** What those of its SMS cost that the gateway took, as it says itself. */
    cost: z.exactOptional(money),
    partsSent: z.exactOptional(z.int()),
    reason: z.exactOptional(z.string()),
  }),
)
export type ReminderBatch = z.infer<typeof reminderBatch>

/** A household in a batch. `with`: its number stands in that batch already, for another household. */
export const toldHousehold = z.lazy(() =>
  z.object({
    householdId: z.string(),
    contactId: z.string(),
    /** Position in the batch's paydays. */
    payday: z.int(),
    with: z.exactOptional(z.int()),
  }),
)
export type ToldHousehold = z.infer<typeof toldHousehold>

export const personOutcome = z.lazy(() =>
  z.object({
    outcome: z.enum(outcomes),
    gatewayId: z.exactOptional(z.string()),
    reason: z.exactOptional(z.string()),
    at: instant,
  }),
)
export type PersonOutcome = z.infer<typeof personOutcome>

/** Where a payday's people stand in a round: from one batch to another of a group. */
export const coverage = z.lazy(() =>
  z.object({
    paydayId: z.string(),
    roundId: z.string(),
    group: z.string(),
    kind: z.enum(reminderKinds),
    said,
    fromBatch: z.int(),
    /** Absent while it is being worked out. */
    toBatch: z.exactOptional(z.int()),
    households: z.int(),
    leftOut: counts,
    at: instant,
  }),
)
export type Coverage = z.infer<typeof coverage>
