/** What a dashboard shows is its address: a time, a time to compare with, a region, a programme. Days are Mali's, UTC. */
import { programmes } from '../../../shared/domain/programmes.ts'

export const times = ['week', 'month', 'quarter', 'last-quarter', 'year', 'other'] as const
export type Time = (typeof times)[number]
export const comparisons = ['none', 'before', 'year-before'] as const
export type Comparison = (typeof comparisons)[number]

export interface Span {
  readonly from: string
  readonly to: string
}
export interface DashboardAddress {
  readonly time: Time
  /** Of `other`. */
  readonly span: Span
  readonly compared: Comparison
  readonly region?: string
  readonly programme?: string
}

const dayMs = 86_400_000
const isoDay = (at: number): string => new Date(at).toISOString().slice(0, 10)
const atDay = (day: string): number => Date.parse(`${day}T00:00:00Z`)
export const plusDays = (day: string, days: number): string => isoDay(atDay(day) + days * dayMs)
export const today = (): string => isoDay(Date.now())
/** Days of a span, both ends included. */
export const lengthOf = ({ from, to }: Span): number => Math.round((atDay(to) - atDay(from)) / dayMs) + 1

/** The day a year before; 29 February is the 28th. */
function yearBefore(day: string): string {
  const year = Number(day.slice(0, 4)) - 1
  const rest = day.slice(4) === '-02-29' ? '-02-28' : day.slice(4)
  return `${year}${rest}`
}

export const quarterOf = (day: string): string =>
  `${day.slice(0, 4)}-T${Math.ceil(Number(day.slice(5, 7)) / 3)}`
export function spanOfQuarter(quarter: string): Span {
  const year = Number(quarter.slice(0, 4))
  const month = (Number(quarter.slice(6)) - 1) * 3
  return { from: isoDay(Date.UTC(year, month, 1)), to: isoDay(Date.UTC(year, month + 3, 0)) }
}
/** The quarter before, and so on back: the newest first. */
export function quartersBack(day: string, count: number): readonly string[] {
  const quarters: string[] = []
  for (let quarter = quarterOf(day); quarters.length < count; ) {
    quarters.push(quarter)
    quarter = quarterOf(plusDays(spanOfQuarter(quarter).from, -1))
  }
  return quarters
}

/** From when to when, as of a day. What is still to come of a quarter is not asked for. */
export function spanOf({ time, span }: Pick<DashboardAddress, 'time' | 'span'>, day = today()): Span {
  switch (time) {
    case 'week':
      return { from: plusDays(day, -6), to: day }
    case 'month':
      return { from: plusDays(day, -29), to: day }
    case 'quarter':
      return { from: spanOfQuarter(quarterOf(day)).from, to: day }
    case 'last-quarter':
      return spanOfQuarter(quartersBack(day, 2)[1] ?? quarterOf(day))
    case 'year':
      return { from: plusDays(yearBefore(day), 1), to: day }
    case 'other':
      return span
  }
}

export function comparedSpan(span: Span, compared: Comparison): Span | undefined {
  if (compared === 'none') return undefined
  if (compared === 'year-before') return { from: yearBefore(span.from), to: yearBefore(span.to) }
  const to = plusDays(span.from, -1)
  return { from: plusDays(to, 1 - lengthOf(span)), to }
}

const isDay = (value: string | undefined): value is string =>
  value !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(atDay(value))

/** What an address says wrongly is left out. */
export function readDashboardAddress(
  search: Readonly<Record<string, string>>,
  day = today(),
): DashboardAddress {
  const { region = '', programme = '', from, to } = search
  const isSpan = isDay(from) && isDay(to) && from <= to && lengthOf({ from, to }) <= 732
  const asked = times.find((each) => each === search.time) ?? 'month'
  const time = asked === 'other' && !isSpan ? 'month' : asked
  return {
    time,
    span: isSpan ? { from, to } : spanOf({ time: 'month', span: { from: day, to: day } }, day),
    compared: comparisons.find((each) => each === search.compare) ?? 'before',
    ...(/^ML\d{2}$/.test(region) ? { region } : {}),
    ...(programmes.some(({ programmeId }) => programmeId === programme) ? { programme } : {}),
  }
}

export function addressOfDashboard({ time, span, compared, region, programme }: DashboardAddress): string {
  const search = new URLSearchParams()
  if (time !== 'month') search.set('time', time)
  if (time === 'other') {
    search.set('from', span.from)
    search.set('to', span.to)
  }
  if (compared !== 'before') search.set('compare', compared)
  if (region) search.set('region', region)
  if (programme) search.set('programme', programme)
  const words = search.toString()
  return words ? `/tableau?${words}` : '/tableau'
}
