/**
 * Working days in Mali: Monday to Friday, less the public holidays of data/holidays-ml.json as the house has corrected them. Mali keeps UTC all year, so a
 * day is a UTC day. Deadlines end at 16:30, when offices close.
 */
import holidays from './data/holidays-ml.json' with { type: 'json' }
import { houseInForce } from './house.ts'

const dayMs = 86_400_000
const closing = 'T16:30:00.000Z'
const standard: Readonly<Record<string, string>> = holidays.days

/** Feasts that follow the moon are known for sure only when they are announced: the house's word goes first. */
const isHoliday = (day: string): boolean => {
  const settled = houseInForce().calendar[day]
  return settled === undefined ? day in standard : settled !== null
}

/** Days off of a year as they ship with the code, by day. */
export const standardDaysOff = (year: string): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(standard).filter(([day]) => day.startsWith(`${year}-`)))

/** `2026-11-22` of an instant. */
export const dayOf = (instant: Date): string => instant.toISOString().slice(0, 10)

export function isWorkingDay(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6 && !isHoliday(day)
}

const nextDay = (day: string): string => dayOf(new Date(Date.parse(`${day}T00:00:00Z`) + dayMs))

/** The instant at which `count` working days after `from` have passed: the closing hour of the last of them. */
export function afterWorkingDays(from: Date, count: number): Date {
  let day = dayOf(from)
  for (let left = count; left > 0; ) {
    day = nextDay(day)
    if (isWorkingDay(day)) left -= 1
  }
  return new Date(`${day}${closing}`)
}

/** `count` calendar days after `from`, moved to the next working day's closing hour when it falls on a free one. */
export function afterDays(from: Date, count: number): Date {
  let day = dayOf(new Date(from.getTime() + count * dayMs))
  while (!isWorkingDay(day)) day = nextDay(day)
  return new Date(`${day}${closing}`)
}

/** Whole working days from `now` until `due` (negative when late). */
export function workingDaysUntil(now: Date, due: Date): number {
  const [from, to, sign] = now <= due ? [now, due, 1] : [due, now, -1]
  let count = 0
  for (let day = dayOf(from); day < dayOf(to); ) {
    day = nextDay(day)
    if (isWorkingDay(day)) count += 1
  }
  return sign * count
}
