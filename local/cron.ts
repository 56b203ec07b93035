/**
 * Reads the cron lines of EventBridge Scheduler: `cron(minutes hours day-of-month month day-of-week year)` with `*`,
 * `?`, lists, ranges, steps and the names of months and days. Refuses what it does not read (`L`, `W`, `#`). In UTC,
 * which is Africa/Bamako's time the whole year.
 */

export interface Cron {
  /** The next due minute after an instant; undefined when there is none in the years written. */
  next(after: Date): Date | undefined
  /** The last due minute at or before an instant and after `since`. */
  lastWithin(since: Date, until: Date): Date | undefined
}

export class BadCron extends Error {
  override readonly name = 'BadCron'
}

const monthNames = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']
const dayNames = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT']
const fields = [
  { name: 'minutes', from: 0, to: 59, names: [] },
  { name: 'hours', from: 0, to: 23, names: [] },
  { name: 'day of month', from: 1, to: 31, names: [] },
  { name: 'month', from: 1, to: 12, names: monthNames },
  { name: 'day of week', from: 1, to: 7, names: dayNames },
  { name: 'year', from: 1970, to: 2199, names: [] },
] as const
type Field = (typeof fields)[number]

const numberOf = (text: string, field: Field): number => {
  const named = (field.names as readonly string[]).indexOf(text.toUpperCase())
  const value = named >= 0 ? named + field.from : /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (value >= field.from && value <= field.to) return value
  throw new BadCron(`“${text}” is not a ${field.name} (${field.from}–${field.to})`)
}

/** The values a field allows; undefined for `?`, which leaves the day to the other day field. */
const valuesOf = (text: string, field: Field): ReadonlySet<number> | undefined => {
  if (text === '?') {
    if (field.name.startsWith('day of')) return undefined
    throw new BadCron(`“?” says nothing about the ${field.name}`)
  }
  const values = new Set<number>()
  for (const part of text.split(',')) {
    const [range = '', step, ...rest] = part.split('/')
    const [low = '', high, ...more] = range.split('-')
    if (rest.length > 0 || more.length > 0) throw new BadCron(`“${part}” is not a ${field.name}`)
    const from = low === '*' ? field.from : numberOf(low, field)
    const to =
      high !== undefined ? numberOf(high, field) : low === '*' || step !== undefined ? field.to : from
    const by = step === undefined ? 1 : /^[1-9]\d*$/.test(step) ? Number(step) : Number.NaN
    if (Number.isNaN(by) || to < from) throw new BadCron(`“${part}” is not a ${field.name}`)
    for (let value = from; value <= to; value += by) values.add(value)
  }
  return values
}

const dayMs = 24 * 3600_000

export const parseCron = (line: string): Cron => {
  const texts = /^cron\((.+)\)$/.exec(line.trim())?.[1]?.trim().split(/\s+/)
  if (texts?.length !== fields.length) throw new BadCron(`“${line}” is not cron(…) with six fields`)
  const [minutes, hours, monthDays, months, weekDays, years] = fields.map((field, at) =>
    valuesOf(texts[at] ?? '', field),
  )
  if ((monthDays === undefined) === (weekDays === undefined))
    throw new BadCron(`“${line}”: one of day of month and day of week, and only one, must be “?”`)

  const isDueDay = (day: Date) =>
    years?.has(day.getUTCFullYear()) &&
    months?.has(day.getUTCMonth() + 1) &&
    (monthDays?.has(day.getUTCDate()) ?? weekDays?.has(day.getUTCDay() + 1))
  const minutesOfDay = [...(hours ?? [])]
    .flatMap((hour) => [...(minutes ?? [])].map((minute) => hour * 60 + minute))
    .sort((a, b) => a - b)
  const startOfDay = (instant: number) => Math.floor(instant / dayMs) * dayMs
  const lastYear = Math.max(...(years ?? []))

  return {
    next: (after) => {
      for (let day = startOfDay(after.getTime()); ; day += dayMs) {
        const date = new Date(day)
        if (date.getUTCFullYear() > Math.min(lastYear, after.getUTCFullYear() + 30)) return undefined
        if (!isDueDay(date)) continue
        const minute = minutesOfDay.find((candidate) => day + candidate * 60_000 > after.getTime())
        if (minute !== undefined) return new Date(day + minute * 60_000)
      }
    },
    lastWithin: (since, until) => {
      for (let day = startOfDay(until.getTime()); day >= startOfDay(since.getTime()); day -= dayMs) {
        if (!isDueDay(new Date(day))) continue
        const minute = minutesOfDay.findLast((candidate) => day + candidate * 60_000 <= until.getTime())
        if (minute === undefined) continue
        const due = day + minute * 60_000
        return due > since.getTime() ? new Date(due) : undefined
      }
      return undefined
    },
  }
}
