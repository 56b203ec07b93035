/**
 * What is counted of complaints, and what the counts come to. A shelf of figures is a map from a count's name to a number;
 * shelves are added up, and every indicator of docs/indicators.md is drawn from the sum alone.
 */
import type { Cell, Figures, Flow } from './figures-shape.ts'

/** `received`, `received.category:1.1`, `days:12`: numbers only, so that one update adds to all of them at once. */
export type Counts = Readonly<Record<string, number>>

export function addUp(shelves: Iterable<Counts>): Counts {
  const sum: Record<string, number> = {}
  for (const shelf of shelves) {
    for (const [name, count] of Object.entries(shelf)) sum[name] = (sum[name] ?? 0) + count
  }
  return sum
}

export const countOf = (counts: Counts, name: string): number => counts[name] ?? 0

/** Longer than this is counted as this: nobody's median lies there. */
export const longestDays = 120
export const dayBin = (days: number): number => Math.min(Math.max(0, Math.floor(days)), longestDays)

/** The days within which `part` of those resolved were resolved, of bins `<prefix><days>`; the middle of two for a half. */
export function daysWithin(counts: Counts, part: number, prefix = 'days:'): number | undefined {
  const bins = Object.entries(counts)
    .filter(([name, count]) => name.startsWith(prefix) && count > 0)
    .map(([name, count]) => ({ days: Number(name.slice(prefix.length)), count }))
    .sort((a, b) => a.days - b.days)
  const of = bins.reduce((sum, { count }) => sum + count, 0)
  if (of === 0) return undefined
  const at = (rank: number): number => {
    let passed = 0
    for (const { days, count } of bins) {
      passed += count
      if (passed >= rank) return days
    }
    return bins.at(-1)?.days ?? 0
  }
  // The nearest rank; between two of them for the middle of an even number.
  const rank = of * part
  return Number.isInteger(rank) ? (at(rank) + at(Math.min(of, rank + 1))) / 2 : at(Math.ceil(rank))
}

const share = <Name extends string>(name: Name, part: number, rest: number) =>
  part + rest === 0 ? {} : ({ [name]: part / (part + rest) } as { readonly [N in Name]: number })

/** Of counts, or of those of a category: `flowOf(counts, '.category:1.1')`. */
export function flowOf(counts: Counts, of = ''): Flow {
  const resolvedInTime = countOf(counts, `kept${of}`)
  const becameLate = countOf(counts, `late${of}`)
  return {
    received: countOf(counts, `received${of}`),
    resolved: countOf(counts, `resolved${of}`),
    resolvedInTime,
    becameLate,
    ...share('inTimeShare', resolvedInTime, becameLate),
  }
}

export const medianDays = (counts: Counts, prefix?: string): { readonly medianDays?: number } => {
  const days = daysWithin(counts, 0.5, prefix)
  return days === undefined ? {} : { medianDays: days }
}

export function figuresOf(counts: Counts): Figures {
  const count = (name: string): number => countOf(counts, name)
  const ninetieth = daysWithin(counts, 0.9)
  const acknowledgedInTime = count('acknowledged.kept')
  const acknowledgedLate = count('acknowledged.late')
  return {
    ...flowOf(counts),
    ...medianDays(counts),
    ...(ninetieth === undefined ? {} : { ninetiethDays: ninetieth }),
    acknowledgedInTime,
    acknowledgedLate,
    ...share('acknowledgedShare', acknowledgedInTime, acknowledgedLate),
    interrupted: count('interrupted'),
    anonymous: count('anonymous'),
    assisted: count('assisted'),
    escalated: count('escalated'),
    reopened: count('reopened'),
    contested: count('contested'),
    confirmed: count('confirmed'),
    satisfied: count('satisfied'),
    unsatisfied: count('unsatisfied'),
    rejected: count('rejected'),
    referred: count('referred'),
    withdrawn: count('withdrawn'),
  }
}

/** A number of persons below this is not said. */
export const fewestSaid = 5
export const sayCell = (count: number): Cell => (count > 0 && count < fewestSaid ? '<5' : count)

/**
 * Cells of one breakdown whose sum is known. Small ones are not said; and where only one is not, its sum would say it: the
 * next smallest is hidden with it. Where everybody together is few, nothing is said at all.
 */
export function sayCells(counts: readonly number[]): readonly Cell[] {
  const sum = counts.reduce((all, count) => all + count, 0)
  if (sum > 0 && sum < fewestSaid) return counts.map(() => '<5')
  const cells: Cell[] = counts.map(sayCell)
  const small = counts.reduce((all, count, index) => (cells[index] === '<5' ? all + count : all), 0)
  const unsaid = cells.filter((cell) => cell === '<5').length
  // One alone, or several that together are still few: what is left of the sum would be known to belong to few.
  if (unsaid === 0 || (unsaid > 1 && small >= fewestSaid)) return cells
  const [next] = counts
    .map((count, index) => ({ count, index }))
    .filter(({ index }) => typeof cells[index] === 'number' && counts[index] !== 0)
    .sort((a, b) => a.count - b.count)
  if (next) cells[next.index] = 'hidden'
  return cells
}
