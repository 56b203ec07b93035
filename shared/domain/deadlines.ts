/**
 * How long each thing may take: the one configuration of deadlines. They are Jigikan's proposal, drawn from published
 * complaint mechanisms elsewhere (`source`); no official Malian deadline is known, and no text may present them as one.
 */
import type { CategoryCode } from './categories.ts'
import { type House, houseInForce, rulesOn, type Span } from './house.ts'
import { afterDays, afterWorkingDays, dayOf } from './working-days.ts'

export interface DeadlineRule {
  /** Until a person of staff has taken note of it. Undefined: answered by itself. */
  readonly acknowledge?: Span
  /** Until it is decided. Undefined: nothing is promised. */
  readonly resolve?: Span
  readonly source: string
}

const proposal = 'Jigikan proposal, after openIMIS, UNICEF HOPE and Merankabandi practice'
const hours = (count: number): Span => ({ hours: count })
const days = (count: number): Span => ({ days: count })
const workingDays = (count: number): Span => ({ workingDays: count })
const rule = (acknowledge: Span | undefined, resolve: Span | undefined): DeadlineRule => ({
  ...(acknowledge ? { acknowledge } : {}),
  ...(resolve ? { resolve } : {}),
  source: proposal,
})

export const deadlines: Readonly<Record<CategoryCode, DeadlineRule>> = {
  '1.1': rule(hours(48), workingDays(15)),
  '1.2': rule(hours(48), days(7)),
  '1.3': rule(hours(48), workingDays(15)),
  '1.4': rule(hours(48), days(7)),
  '2.1': rule(hours(48), workingDays(15)),
  '2.2': rule(hours(24), days(7)),
  '2.3': rule(hours(48), days(7)),
  '2.4': rule(hours(48), days(7)),
  '3.1': rule(hours(48), days(30)),
  '3.2': rule(hours(48), days(30)),
  '3.3': rule(hours(48), days(30)),
  '3.4': rule(hours(48), days(30)),
  '3.5': rule(hours(48), days(30)),
  '4.1': rule(hours(24), workingDays(15)),
  '4.2': rule(hours(24), workingDays(15)),
  '4.3': rule(hours(24), days(30)),
  '4.4': rule(hours(24), workingDays(15)),
  '5.1': rule(days(5), days(30)),
  '5.2': rule(hours(48), workingDays(15)),
  '5.3': rule(hours(48), workingDays(15)),
  '5.4': rule(hours(24), days(3)),
  '5.5': rule(days(5), days(30)),
  '6': rule(hours(24), hours(72)),
  '7.1': rule(hours(24), hours(72)),
  '7.2': rule(hours(48), days(30)),
  '8': rule(undefined, days(3)),
  '9': rule(undefined, undefined),
}

/** An interrupted call is to be called back within this. */
export const callBackWithin: Span = { hours: 24 }
/** A question to the complainant stops the clock for at most this many days. */
export const longestWaitDays = 14
/** Attempts to reach somebody before "no answer" may be said. */
export const attemptsBeforeNoAnswer = 2
/** A reopened complaint has half its first time, and never more than this. */
export const reopenedWorkingDays = 7
/** Promised to nobody, but a thanks or an idea is read within the month. */
const readWithinDays = 30

export function after(from: Date, span: Span): Date {
  if ('hours' in span) return new Date(from.getTime() + span.hours * 3_600_000)
  if ('days' in span) return afterDays(from, span.days)
  return afterWorkingDays(from, span.workingDays)
}

export interface Deadlines {
  readonly acknowledgeBy?: Date
  /** When it is to be decided; every complaint has one so that none is without a place in the queue. */
  readonly dueAt: Date
  /** Whether `dueAt` is said to the complainant. */
  readonly promised: boolean
}

/** The deadlines of a category for what is filed on a day: the code's, or what the house settled for that day. */
export function deadlineRuleOn(category: CategoryCode, day: string, house: House): DeadlineRule {
  const own = deadlines[category]
  const settled = rulesOn(house, day)?.changes[category]
  if (!settled) return own
  const { acknowledge = own.acknowledge, resolve = own.resolve, source } = settled
  return { ...(acknowledge ? { acknowledge } : {}), ...(resolve ? { resolve } : {}), source }
}

/** By the rules of the day on which it was received: what changes later moves nothing that was promised. */
export function deadlinesOf(
  category: CategoryCode,
  receivedAt: Date,
  house: House = houseInForce(),
): Deadlines {
  const { acknowledge, resolve } = deadlineRuleOn(category, dayOf(receivedAt), house)
  return {
    ...(acknowledge ? { acknowledgeBy: after(receivedAt, acknowledge) } : {}),
    dueAt: resolve ? after(receivedAt, resolve) : afterDays(receivedAt, readWithinDays),
    promised: resolve !== undefined,
  }
}
