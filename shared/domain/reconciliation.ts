/**
 * What a payday comes to: due, paid according to the agency, confirmed by households. Counted from the lines themselves, so
 * that it adds up in whatever order answers and results came.
 */
import * as z from 'zod/mini'
import { instant } from './complaint.ts'
import type { DueLine } from './payday.ts'

type Sum = { households: number; amountFcfa: number }
export interface Tally {
  readonly due: Sum
  readonly paid: Sum
  readonly part: Sum
  readonly notPaid: Sum
  readonly silent: Sum
  readonly said: { all: number; part: number; nothing: number; none: number }
  readonly disagree: { agencySaysMore: number; householdSaysMore: number }
  /** Of those who were called. */
  readonly called: { all: number; part: number; nothing: number }
}

const sum = (): Sum => ({ households: 0, amountFcfa: 0 })
export const emptyTally = (): Tally => ({
  due: sum(),
  paid: sum(),
  part: sum(),
  notPaid: sum(),
  silent: sum(),
  said: { all: 0, part: 0, nothing: 0, none: 0 },
  disagree: { agencySaysMore: 0, householdSaysMore: 0 },
  called: { all: 0, part: 0, nothing: 0 },
})

const add = (to: Sum, amountFcfa: number): void => {
  to.households += 1
  to.amountFcfa += amountFcfa
}

const ranks = { nothing: 0, not_paid: 0, part: 1, all: 2, paid: 2 } as const

/** Who says more was paid, where both have spoken and do not say the same. */
export function disagreementOf({ paid, said }: DueLine): 'agencySaysMore' | 'householdSaysMore' | undefined {
  if (!paid || !said) return undefined
  const [agency, household] = [ranks[paid.result], ranks[said.answer]]
  if (agency !== household) return agency > household ? 'agencySaysMore' : 'householdSaysMore'
  if (agency !== 1 || said.amountFcfa === undefined || said.amountFcfa === paid.amountFcfa) return undefined
  return paid.amountFcfa > said.amountFcfa ? 'agencySaysMore' : 'householdSaysMore'
}

/** Adds one line to what was counted so far. */
export function tally(so: Tally, line: DueLine): void {
  const { amountFcfa, paid, said } = line
  add(so.due, amountFcfa)
  if (!paid) add(so.silent, amountFcfa)
  else add(paid.result === 'paid' ? so.paid : paid.result === 'part' ? so.part : so.notPaid, paid.amountFcfa)
  if (said) so.said[said.answer] += 1
  else so.said.none += 1
  if (said?.channel === 'call') so.called[said.answer] += 1
  const disagreement = disagreementOf(line)
  if (disagreement) so.disagree[disagreement] += 1
}

export const answeredOf = ({ said }: Tally): number => said.all + said.part + said.nothing

/** Whom to call back: chosen at random of those who had not answered, kept as it was drawn. */
export const callBackDraw = z.lazy(() =>
  z.object({
    listId: z.string(),
    paydayId: z.string(),
    madeAt: instant,
    by: z.string(),
    seed: z.string(),
    population: z.int(),
    margin: z.number(),
    households: z.readonly(z.array(z.string())),
  }),
)
export type CallBackDraw = z.infer<typeof callBackDraw>

/**
 * So many of them, at random and the same again for the same seed: each has a number drawn from the seed and its own id, and
 * the lowest are chosen. Who else is among them does not change anybody's number.
 */
export function drawSample(
  householdIds: readonly string[],
  size: number,
  seed: string,
  numberOf: (text: string) => string,
): readonly string[] {
  return householdIds
    .map((householdId) => ({ householdId, drawn: numberOf(`${seed}#${householdId}`) }))
    .sort((a, b) => (a.drawn < b.drawn ? -1 : a.drawn > b.drawn ? 1 : a.householdId < b.householdId ? -1 : 1))
    .slice(0, size)
    .map(({ householdId }) => householdId)
}
