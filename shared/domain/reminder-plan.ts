/**
 * Who is to be told what of a payday, and when. By the payday's disclosure: `open` a week and a day before, with the place;
 * `cautious` the evening before, without it; `silent` nothing. Nobody is written to at night. Mali keeps UTC all year, so an
 * hour of Bamako is an hour of UTC.
 */
import { type Payday, siteIdOf } from './payday.ts'
import type { ReminderKind, Said } from './reminder.ts'
import { contentOfCorrection, type ReminderContent } from './reminder-content.ts'
import { dayOf } from './working-days.ts'

const dayMs = 86_400_000
export const plusDays = (day: string, days: number): string =>
  dayOf(new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs))
const at = (day: string, hour: number): Date => new Date(`${day}T${String(hour).padStart(2, '0')}:00:00Z`)

/** Nobody is written to from 20:00 to 07:00. */
const quietFromHour = 20
const quietToHour = 7
export const isQuiet = (now: Date): boolean =>
  now.getUTCHours() >= quietFromHour || now.getUTCHours() < quietToHour
/** When the night that it is now ends. */
export function morningAfter(now: Date): Date {
  const day = dayOf(now)
  return at(now.getUTCHours() >= quietFromHour ? plusDays(day, 1) : day, quietToHour)
}

/** Rounds that repeat: a correction follows from what happened to a payday. */
export const plannedKinds = ['week', 'eve', 'confirmation'] as const
export type PlannedKind = (typeof plannedKinds)[number]

const weekHour = 8
const eveHour = 16
/** The evening before is no earlier than that, whoever begins it: discreet communes are told late on purpose. */
const eveMayBeginHour = 14
/** The day after, whoever did not collect in the morning has heard of it. */
const confirmationHour = 10
const monday = 1

/** What the clock begins at this hour, and did not begin before. */
export function roundsDue(now: Date): readonly PlannedKind[] {
  if (isQuiet(now)) return []
  const hour = now.getUTCHours()
  return [
    ...(now.getUTCDay() === monday && hour >= weekHour ? (['week'] as const) : []),
    ...(hour >= eveHour ? (['eve'] as const) : []),
    ...(hour >= confirmationHour ? (['confirmation'] as const) : []),
  ]
}
const mayBeginHour: Readonly<Record<PlannedKind, number>> = {
  week: 0,
  eve: eveMayBeginHour,
  confirmation: confirmationHour,
}
/** Whether an officer may begin the round of today at this hour. */
export const mayBegin = (kind: PlannedKind, now: Date): boolean =>
  !isQuiet(now) && now.getUTCHours() >= mayBeginHour[kind]

export const roundIdOf = (kind: PlannedKind, day: string): string => `${day}.${kind}`
export const correctionIdOf = (day: string, paydayId: string, eventId: string): string =>
  `${day}.correction.${paydayId}.${eventId}`

/** Days of payment that a round of a day is about, both included: those ahead, or the one that is just over. */
export const daysAhead = (kind: PlannedKind, day: string): { readonly from: string; readonly to: string } =>
  kind === 'confirmation'
    ? { from: plusDays(day, -1), to: plusDays(day, -1) }
    : { from: plusDays(day, 1), to: plusDays(day, kind === 'week' ? 7 : 1) }

/** What is said, and the name of all that says the very same: people of one group get one text. */
export interface Reminder {
  readonly group: string
  readonly content: ReminderContent
  /** Of no use after. */
  readonly until: Date
}

/** What people on this payday's list are told in a round; undefined: nothing. */
export function reminderOf(payday: Payday, kind: PlannedKind): Reminder | undefined {
  const { day, site, disclosure, state } = payday
  if (state !== 'planned' || disclosure === 'silent') return undefined
  if (kind === 'confirmation') {
    return { group: `asks.${day}`, content: { tells: 'asks' }, until: at(plusDays(day, 3), quietFromHour) }
  }
  // The eve takes over from the week at its hour; on the day itself people are on their way.
  const until = kind === 'week' ? at(plusDays(day, -1), eveHour) : at(day, 12)
  if (disclosure === 'open') {
    const group = `open.${day}.${siteIdOf(site)}`
    return { group, content: { tells: 'day_and_place', day, place: site }, until }
  }
  if (kind === 'week') return undefined
  return { group: `cautious.${day}`, content: { tells: 'day', day }, until }
}

/** What those must hear who were told this of a payday; undefined: what they know is still so. */
export function correctionOf(payday: Payday, told: Said): Reminder | undefined {
  const { day, site, disclosure, state } = payday
  if (state === 'cancelled') {
    if (told.cancelled) return undefined
    return {
      group: `cancelled.${told.day}`,
      content: contentOfCorrection(payday, told.day),
      until: at(told.day, quietFromHour),
    }
  }
  if (told.day === day) return undefined
  const until = at(told.day > day ? told.day : day, quietFromHour)
  if (disclosure === 'open') {
    const group = `moved.${told.day}.${day}.${siteIdOf(site)}`
    return { group, content: contentOfCorrection(payday, told.day), until }
  }
  return { group: `changed.${told.day}.${day}`, content: contentOfCorrection(payday, told.day), until }
}

/** What somebody knows of a payday who was told of it as it is now. */
export const saidOf = (payday: Payday): Said => ({
  paydayId: payday.paydayId,
  day: payday.day,
  cancelled: payday.state === 'cancelled',
})

/** Whether a text that was made for a payday may still leave: it says what would be said now. */
export function isStillSo(
  payday: Payday | undefined,
  kind: ReminderKind,
  group: string,
  told: Said,
): boolean {
  if (!payday) return false
  if (kind !== 'correction') return reminderOf(payday, kind)?.group === group
  return payday.day === told.day && (payday.state === 'cancelled') === told.cancelled
}

/** Tries of what could not leave, and the waits between them. */
const waitsMinutes = [1, 3, 10, 30, 60]
/** Undefined: it has been tried often enough. */
export function nextTry(attempts: number, now: Date, until: Date): Date | undefined {
  const minutes = waitsMinutes[Math.min(attempts, waitsMinutes.length) - 1] ?? 60
  const next = new Date(now.getTime() + minutes * 60_000)
  const awake = isQuiet(next) ? morningAfter(next) : next
  return awake < until ? awake : undefined
}
