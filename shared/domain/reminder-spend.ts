/**
 * What reminders cost: estimated before, by network, and counted after from what the gateway says itself. A budget holds
 * back reminders, and never the line: weekly ones first, then those of the eve; a correction always leaves.
 */
import { type Network, networks } from './networks.ts'
import type { Money, ReminderKind } from './reminder.ts'

/** Of one part of an SMS, and who says so. */
export interface Price {
  readonly amount: number
  readonly source: string
}
export interface Prices {
  readonly currency: string
  readonly of: Readonly<Record<Network, Price>>
}

export const unconfirmed = 'à confirmer'

/**
 * `XOF orange=12 moov=12 telecel=12 other=25`, with `(source)` behind a price once somebody has confirmed it:
 * `orange=11.5(contrat-2026-031)`. A network without a price costs what `other` does. Undefined: not understood.
 */
export function readPrices(written: string): Prices | undefined {
  const [currency = '', ...rest] = written.trim().split(/\s+/)
  if (!/^[A-Z]{3}$/.test(currency)) return undefined
  const found = new Map<string, Price>()
  for (const part of rest) {
    const [, network, amount, source] = /^([a-z]+)=(\d+(?:\.\d+)?)(?:\(([^)]+)\))?$/.exec(part) ?? []
    if (!network || !(networks as readonly string[]).includes(network)) return undefined
    found.set(network, { amount: Number(amount), source: source ?? unconfirmed })
  }
  const other = found.get('other')
  if (!other) return undefined
  const of = Object.fromEntries(networks.map((network) => [network, found.get(network) ?? other]))
  return { currency, of: of as Record<Network, Price> }
}

/** The gateway's own words, `XOF 12.0000`, in ten-thousandths. Undefined: it said no cost. */
export function readCost(cost: string | undefined): Money | undefined {
  const [, currency, whole, broken = ''] = /^([A-Z]{3}) (\d+)(?:\.(\d+))?$/.exec(cost ?? '') ?? []
  if (!currency) return undefined
  return { [currency]: Number(whole) * 10_000 + Number(broken.padEnd(4, '0').slice(0, 4)) }
}

export function addMoney(...sums: readonly (Money | undefined)[]): Money {
  const total: Money = {}
  for (const sum of sums) {
    for (const [currency, amount] of Object.entries(sum ?? {})) {
      total[currency] = (total[currency] ?? 0) + amount
    }
  }
  return total
}

export interface Budget {
  readonly currency: string
  /** A month. */
  readonly amount: number
}
/** `XOF 250000` a month; undefined: not understood. */
export function readBudget(written: string): Budget | undefined {
  const [, currency, amount] = /^([A-Z]{3}) (\d+(?:\.\d+)?)$/.exec(written.trim()) ?? []
  return currency ? { currency, amount: Number(amount) } : undefined
}

/** Weekly reminders wait from this share of the budget on. */
const slowedFrom = 0.8

export type BudgetState = 'none' | 'free' | 'slowed' | 'spent'
export function budgetState(budget: Budget | undefined, spent: Money): BudgetState {
  if (!budget) return 'none'
  const share = (spent[budget.currency] ?? 0) / 10_000 / budget.amount
  // A budget of nothing is spent before it begins.
  if (!(share < 1)) return 'spent'
  return share >= slowedFrom ? 'slowed' : 'free'
}

/** Whether reminders of a kind leave while the budget stands so. */
export const budgetLets = (state: BudgetState, kind: ReminderKind): boolean =>
  kind === 'correction' || state === 'none' || state === 'free' || (state === 'slowed' && kind !== 'week')
