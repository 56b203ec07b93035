/**
 * What may be settled: days off, deadlines and first owners from a day on, and how a place stands. Figures carry a note of
 * where they come from; none of them is official unless the note can say by whom.
 */
import * as z from 'zod/mini'
import { type FiledCategory, filedCategories } from './categories.ts'
import { type House, type RuleChange, type RuleSet, ruleChange, ruleSet } from './house.ts'
import { cercleOf, communeOf } from './places.ts'
import { Refusal } from './refusal.ts'
import { dayOf, standardDaysOff } from './working-days.ts'

const author = z.lazy(() => z.object({ officerId: z.string(), name: z.string() }))

/** A set as it was published: who, when, why, and from when on. */
export const published = z.lazy(() =>
  z.object({ set: ruleSet, at: z.string(), by: author, reason: z.string() }),
)
export type Published = z.infer<typeof published>

export const draft = z.lazy(() =>
  z.object({ changes: z.record(z.string(), ruleChange), at: z.string(), by: author }),
)
export type Draft = z.infer<typeof draft>

export const zoneStates = ['open', 'restricted', 'closed'] as const
export const zoneStatus = z.lazy(() =>
  z.object({
    /** Of a commune or a cercle. */
    code: z.string(),
    status: z.enum(zoneStates),
    reason: z.string(),
    /** The last day of it; absent while it is open. */
    until: z.exactOptional(z.string()),
    by: author,
    at: z.string(),
  }),
)
export type ZoneStatus = z.infer<typeof zoneStatus>

const wrong = (field: string, why: string) =>
  new Refusal('invalid', 'Something does not fit.', { fields: { [field]: why } })

export interface CalendarChange {
  /** Days off to be. */
  readonly free: readonly { readonly day: string; readonly name: string }[]
  /** Days that are worked after all. */
  readonly worked: readonly string[]
}

/** The calendar with a change: what it says of a day as the code says it anyway is left out. */
export function calendarWith(house: House, { free, worked }: CalendarChange): House {
  if (free.length + worked.length === 0) throw wrong('free', 'needed')
  const calendar: Record<string, string | null> = { ...house.calendar }
  for (const { day, name } of free) {
    if (standardDaysOff(day.slice(0, 4))[day] === name) delete calendar[day]
    else calendar[day] = name
  }
  for (const day of worked) {
    if (standardDaysOff(day.slice(0, 4))[day]) calendar[day] = null
    else delete calendar[day]
  }
  return { ...house, calendar }
}

const longest = { hours: 240, days: 120, workingDays: 90 }
function proveSpan(field: string, span: RuleChange['resolve']): void {
  for (const [unit, count] of Object.entries(span ?? {})) {
    if (count < 1 || count > longest[unit as keyof typeof longest]) throw wrong(field, 'out-of-bounds')
  }
}

/** Refuses figures without a source, spans that nobody can mean, and what nobody files. */
export function proveChanges(changes: Readonly<Record<string, RuleChange>>): void {
  for (const [category, { acknowledge, resolve, owner, source }] of Object.entries(changes)) {
    if (!filedCategories.includes(category as FiledCategory)) throw wrong(category, 'unknown')
    if (!acknowledge && !resolve && !owner) throw wrong(category, 'needed')
    if (source.trim().length < 3) throw wrong(`${category}.source`, 'needed')
    proveSpan(`${category}.acknowledge`, acknowledge)
    proveSpan(`${category}.resolve`, resolve)
  }
}

/** Sets that may still be asked for: what was received half a year ago can be reclassified by the rules of its day. */
const setsKept = 6

export function houseWith(house: House, set: RuleSet): House {
  return { ...house, rules: [...house.rules, set].slice(-setsKept) }
}

export function nextSet(
  house: House,
  changes: Readonly<Record<string, RuleChange>>,
  from: string,
  now: Date,
): RuleSet {
  proveChanges(changes)
  if (from < dayOf(now)) throw wrong('from', 'in-the-past')
  return { number: (house.rules.at(-1)?.number ?? 0) + 1, from, changes }
}

export function proveZone({ code, status, until }: Pick<ZoneStatus, 'code' | 'status' | 'until'>, now: Date) {
  if (!communeOf(code) && !cercleOf(code)) throw wrong('code', 'unknown')
  if (status === 'open' && until) throw wrong('until', 'not-needed')
  // What is closed has an end, at which somebody looks again.
  if (status !== 'open' && (!until || until < dayOf(now)))
    throw wrong('until', until ? 'in-the-past' : 'needed')
}

/** How a place stands on a day: what was said of its commune goes before what was said of its cercle; an end ends it. */
export function zoneOf(
  zones: readonly ZoneStatus[],
  place: { readonly cercle?: string; readonly commune?: string },
  day: string,
): ZoneStatus | undefined {
  const holds = (code: string | undefined) =>
    zones.find((each) => each.code === code && each.status !== 'open' && (each.until ?? '') >= day)
  return holds(place.commune) ?? holds(place.cercle)
}
