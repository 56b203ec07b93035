/** What reminders of a month cost so far, as the gateway said it itself of each batch, and how the budget stands. */
import type { Money } from '../domain/reminder.ts'
import { addMoney, type Budget, type BudgetState, budgetState } from '../domain/reminder-spend.ts'
import { batchesOf } from './reminder-candidates.ts'
import type { Reminders } from './reminders-ports.ts'

/** Of all rounds of a month, `2026-11`. */
export async function spentInMonth(
  reminders: Pick<Reminders, 'since' | 'batches'>,
  month: string,
): Promise<Money> {
  let spent: Money = {}
  for (const round of await reminders.since(month)) {
    if (!round.day.startsWith(month)) continue
    for await (const { cost } of batchesOf(reminders, round.roundId)) spent = addMoney(spent, cost)
  }
  return spent
}

export interface MonthSpend {
  readonly month: string
  readonly spent: Money
  readonly state: BudgetState
}

export async function budgetOfMonth(
  reminders: Pick<Reminders, 'since' | 'batches'>,
  budget: Budget | undefined,
  now: Date,
): Promise<MonthSpend> {
  const month = now.toISOString().slice(0, 7)
  const spent = await spentInMonth(reminders, month)
  return { month, spent, state: budgetState(budget, spent) }
}
