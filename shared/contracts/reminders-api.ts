/**
 * Reminder rounds as they cross the wire: what one would be, how one goes, who was told what. Days are days of Mali; money
 * is what the gateway says itself, or an estimate that says where its price comes from.
 */
import * as z from 'zod/mini'
import { languages } from '../domain/languages.ts'
import { networks } from '../domain/networks.ts'
import { disclosures } from '../domain/payday.ts'
import { leftOutReasons, outcomes, pauseReasons, reminderKinds, roundStates } from '../domain/reminder.ts'
import { plannedKinds } from '../domain/reminder-plan.ts'

const instant = z.iso.datetime()
const day = z.iso.date()
const count = z.int()
const person = z.object({ officerId: z.string(), name: z.string() })
/** In whole and broken units of a currency: `{ currency: "XOF", amount: 1236.5 }`. */
const amount = z.object({ currency: z.string(), amount: z.number() })

export const leftOut = z.array(z.object({ reason: z.enum(leftOutReasons), households: count }))

export const reminderText = z.object({
  language: z.enum(languages),
  /** A translation that nobody who writes it has checked. */
  draft: z.boolean(),
  text: z.string(),
  encoding: z.enum(['GSM-7', 'UCS-2']),
  /** SMS that one person's text is paid for. */
  parts: count,
  people: count,
})

export const estimate = z.object({
  people: count,
  parts: count,
  amount,
  byNetwork: z.array(
    z.object({
      network: z.enum(networks),
      parts: count,
      /** For one part, and who says so. */
      price: z.number(),
      source: z.string(),
    }),
  ),
})

/** What this month has cost so far, of what it may cost. */
export const reminderBudget = z.object({
  month: z.string(),
  budget: z.exactOptional(amount),
  spent: z.array(amount),
  /** `slowed`: weekly reminders wait, the eve and corrections leave; `spent`: corrections alone leave. */
  state: z.enum(['none', 'free', 'slowed', 'spent']),
})
export type ReminderBudgetView = z.infer<typeof reminderBudget>

export const roundPreview = z.object({
  kind: z.enum(plannedKinds),
  day,
  /** Begun already: it is not begun twice. */
  roundId: z.exactOptional(z.string()),
  paydays: z.array(
    z.object({
      paydayId: z.string(),
      day,
      siteName: z.string(),
      disclosure: z.enum(disclosures),
      households: count,
      reachable: count,
      told: z.boolean(),
    }),
  ),
  households: count,
  people: count,
  texts: z.array(reminderText),
  leftOut,
  estimate,
  /** False when the lists are too long to be read while you wait: counts are of those read, and are at least that. */
  complete: z.boolean(),
  /** It is night in Mali: nothing leaves before this instant. */
  heldUntil: z.exactOptional(instant),
  /** Whether it could begin now: its day, its hour, its rights. */
  mayStart: z.boolean(),
  budget: reminderBudget,
})
export type RoundPreview = z.infer<typeof roundPreview>

const progress = z.object({
  batches: count,
  batchesDone: count,
  people: count,
  byOutcome: z.array(z.object({ outcome: z.enum(outcomes), people: count })),
  /** Not tried yet. */
  toSend: count,
  partsSent: count,
  cost: z.array(amount),
})

export const roundRow = z.object({
  roundId: z.string(),
  kind: z.enum(reminderKinds),
  day,
  state: z.enum(roundStates),
  pausedBecause: z.exactOptional(z.enum(pauseReasons)),
  paydayId: z.exactOptional(z.string()),
  startedBy: z.exactOptional(person),
  stoppedBy: z.exactOptional(person),
  paydays: count,
  households: count,
  leftOut,
  createdAt: instant,
  finishedAt: z.exactOptional(instant),
})
export type RoundRow = z.infer<typeof roundRow>

export const roundDetail = z.object({
  ...roundRow.shape,
  planned: z.boolean(),
  progress,
  texts: z.array(reminderText),
  estimate: z.object({ parts: count, amount }),
  commands: z.array(z.enum(['stop', 'resume'])),
  heldUntil: z.exactOptional(instant),
  budget: reminderBudget,
})
export type RoundDetail = z.infer<typeof roundDetail>

/** What somebody's household was told, and whether it arrived: `arrived` and `failed` are what the network reported. */
export const toldRow = z.object({
  householdId: z.string(),
  paydayId: z.string(),
  roundId: z.string(),
  kind: z.enum(reminderKinds),
  language: z.enum(languages),
  text: z.string(),
  /** `to_send`: it has not left yet. */
  outcome: z.enum([...outcomes, 'to_send']),
  at: z.exactOptional(instant),
  reason: z.exactOptional(z.string()),
  report: z.exactOptional(
    z.object({ state: z.enum(['arrived', 'failed', 'on_its_way']), word: z.string(), at: instant }),
  ),
  /** Its number was written to once, for another household. */
  sharedPhone: z.boolean(),
})
export type ToldRow = z.infer<typeof toldRow>

export const toldOfPayday = z.object({
  paydayId: z.string(),
  /** Each round in which it was told, or held back, the oldest first. */
  rounds: z.array(
    z.object({
      roundId: z.string(),
      kind: z.enum(reminderKinds),
      at: instant,
      households: count,
      leftOut,
    }),
  ),
  items: z.array(toldRow),
  cursor: z.exactOptional(z.string()),
})
export type ToldOfPayday = z.infer<typeof toldOfPayday>

export const reminderRoutes = {
  previewRound: {
    method: 'GET',
    path: '/api/reminders/preview',
    summary: 'What a reminder round would be: who, which texts, what it costs',
    query: z.object({ kind: z.enum(plannedKinds), day: z.exactOptional(day) }),
    response: roundPreview,
  },
  reminderBudget: {
    method: 'GET',
    path: '/api/reminders/budget',
    summary: 'What reminders cost this month, of what they may cost',
    response: reminderBudget,
  },
  listRounds: {
    method: 'GET',
    path: '/api/reminders/rounds',
    summary: 'Reminder rounds, newest first',
    query: z.object({
      cursor: z.exactOptional(z.string().check(z.maxLength(200))),
      limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 30),
    }),
    response: z.object({
      items: z.array(roundRow),
      cursor: z.exactOptional(z.string()),
      mayStart: z.boolean(),
    }),
  },
  startRound: {
    method: 'POST',
    path: '/api/reminders/rounds',
    summary: 'Begin the round of today now, and not wait for its hour',
    body: z.object({ kind: z.enum(plannedKinds) }),
    response: roundDetail,
    status: 201,
    idempotent: true,
  },
  readRound: {
    method: 'GET',
    path: '/api/reminders/rounds/{roundId}',
    summary: 'How a round goes',
    response: roundDetail,
  },
  commandRound: {
    method: 'POST',
    path: '/api/reminders/rounds/{roundId}/commands',
    summary: 'Stop a round for good, or let a paused one go on',
    body: z.object({ type: z.enum(['stop', 'resume']) }),
    response: roundDetail,
  },
  unknownOfRound: {
    method: 'GET',
    path: '/api/reminders/rounds/{roundId}/unknown',
    summary: 'Households of which nobody can tell whether the SMS of a round left for them; at most 500',
    response: z.object({
      items: z.array(
        z.object({
          householdId: z.string(),
          paydayId: z.exactOptional(z.string()),
          at: instant,
          reason: z.exactOptional(z.string()),
        }),
      ),
      complete: z.boolean(),
    }),
  },
  toldOfPayday: {
    method: 'GET',
    path: '/api/paydays/{paydayId}/told',
    summary: 'Who was told what of a payday, when, and whether it arrived',
    query: z.object({ cursor: z.exactOptional(z.string().check(z.maxLength(300))) }),
    response: toldOfPayday,
  },
  toldOfHousehold: {
    method: 'GET',
    path: '/api/households/{householdId}/told',
    summary: 'What a household was told of its paydays, newest first',
    response: z.object({ items: z.array(toldRow) }),
  },
} as const
