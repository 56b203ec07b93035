/** Whom nobody can tell of whether a round's SMS left for them: staff may call, the round never writes again. */

import { batchesOf, ownOf } from './reminder-candidates.ts'
import type { Reminders } from './reminders-ports.ts'

export interface UnknownOutcome {
  readonly householdId: string
  readonly paydayId?: string
  readonly at: string
  readonly reason?: string
}

export async function unknownOutcomes(
  reminders: Pick<Reminders, 'batches' | 'people' | 'outcomes'>,
  roundId: string,
  most: number,
): Promise<{ readonly items: readonly UnknownOutcome[]; readonly complete: boolean }> {
  const items: UnknownOutcome[] = []
  for await (const batch of batchesOf(reminders, roundId)) {
    if (!batch.counts?.unknown) continue
    const [people, outcomes] = await Promise.all([reminders.people(batch), reminders.outcomes(batch)])
    for (const [position, { householdId, payday }] of ownOf(people).entries()) {
      const found = outcomes?.people[position]
      if (found?.outcome !== 'unknown') continue
      if (items.length >= most) return { items, complete: false }
      const paydayId = people?.paydays[payday]?.paydayId
      items.push({
        householdId,
        ...(paydayId ? { paydayId } : {}),
        at: found.at,
        ...(found.reason ? { reason: found.reason } : {}),
      })
    }
  }
  return { items, complete: true }
}
