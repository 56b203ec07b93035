/**
 * What is counted of a payday while its lines change: each count moves in the same write as the line that it counts, so
 * that the funnel costs one read however long the list is.
 */
import * as z from 'zod/mini'
import type { DueLine } from './payday.ts'

export const paydayCounts = [
  /** Households on the list, and what they are due together. */
  'lines',
  'dueFcfa',
  /** Of them, those that somebody can write to. */
  'reachable',
  /** What the agency's file says. */
  'paid',
  'paidPart',
  'notPaid',
  'paidFcfa',
] as const
export type PaydayCount = (typeof paydayCounts)[number]

const count = z.exactOptional(z.int())
export const paydayTotals = z.lazy(() =>
  z.object({
    lines: count,
    dueFcfa: count,
    reachable: count,
    paid: count,
    paidPart: count,
    notPaid: count,
    paidFcfa: count,
  }),
)
export type PaydayTotals = Readonly<Record<PaydayCount, number>>

export const noTotals: PaydayTotals = {
  lines: 0,
  dueFcfa: 0,
  reachable: 0,
  paid: 0,
  paidPart: 0,
  notPaid: 0,
  paidFcfa: 0,
}

/** What one line counts for. */
export const totalsOfLine = (line: DueLine | undefined): PaydayTotals =>
  line
    ? {
        lines: 1,
        dueFcfa: line.amountFcfa,
        reachable: line.contactId ? 1 : 0,
        paid: line.paid?.result === 'paid' ? 1 : 0,
        paidPart: line.paid?.result === 'part' ? 1 : 0,
        notPaid: line.paid?.result === 'not_paid' ? 1 : 0,
        paidFcfa: line.paid?.amountFcfa ?? 0,
      }
    : noTotals

const combined = (by: (name: PaydayCount) => number): PaydayTotals =>
  Object.fromEntries(paydayCounts.map((name) => [name, by(name)])) as PaydayTotals

export const addTotals = (one: PaydayTotals, other: PaydayTotals): PaydayTotals =>
  combined((name) => one[name] + other[name])
/** What changes in the totals when a line becomes another. */
export const totalsBetween = (before: PaydayTotals, after: PaydayTotals): PaydayTotals =>
  combined((name) => after[name] - before[name])
