/** What the calendar alone does to what is kept: complaints that ended long ago lose their words, names and numbers. */
import { keepDays } from '../domain/keep-days.ts'
import { Refusal } from '../domain/refusal.ts'
import { type Forgetter, forgetComplaint } from './forget-complaint.ts'

const dayMs = 86_400_000
/** One ring erases no more: the next goes on. */
const mostAtOnce = 40

export async function sweepRetention(sweeping: Forgetter): Promise<number> {
  const before = new Date(sweeping.world.now().getTime() - keepDays.endedComplaint * dayMs).toISOString()
  let erased = 0
  for (const complaintId of await sweeping.records.endedBefore(before, mostAtOnce)) {
    try {
      const forgotten = await forgetComplaint(sweeping, complaintId, { kind: 'clock' }, 'retention')
      if (forgotten === 'erased') erased += 1
    } catch (error) {
      // Somebody is at it: the next ring looks again.
      if (!(error instanceof Refusal && error.code === 'stale')) throw error
    }
  }
  return erased
}
