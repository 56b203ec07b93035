/**
 * What other rules would make of the open complaints that an officer can reach: which would have gone to another unit, and
 * which would be late by now. It only counts, in bounded reads, and moves nothing; where not all was looked at it says so.
 */
import { deadlinesOf } from '../domain/deadlines.ts'
import type { House, RuleChange, RuleSet } from '../domain/house.ts'
import type { Officer } from '../domain/officer.ts'
import { ownerOf } from '../domain/routing.ts'
import type { UnitId } from '../domain/units.ts'
import { isRunning, lookOver } from './queue-of-complaints.ts'
import type { Queues } from './queue-ports.ts'

export interface RulesPreview {
  /** Open complaints looked at. */
  readonly looked: number
  /** There are more than were looked at. */
  readonly isBound: boolean
  readonly moves: readonly { readonly from: UnitId; readonly to: UnitId; readonly count: number }[]
  readonly becomeLate: number
  readonly becomeInTime: number
}

export async function previewRules(
  queues: Pick<Queues, 'look'>,
  who: Officer,
  house: House,
  changes: Readonly<Record<string, RuleChange>>,
  now: Date,
): Promise<RulesPreview> {
  const set: RuleSet = { number: 1, from: '0000-01-01', changes }
  const tried: House = { ...house, rules: [set] }
  const moves = new Map<string, { from: UnitId; to: UnitId; count: number }>()
  let [becomeLate, becomeInTime] = [0, 0]
  const { looked, isBound } = await lookOver(queues, who, (complaint) => {
    const received = new Date(complaint.receivedAt)
    const day = complaint.receivedAt.slice(0, 10)
    const facts = { ...complaint }
    const before = ownerOf(facts, day, house).owner
    const after = ownerOf(facts, day, tried).owner
    if (before !== after) {
      const key = `${before} ${after}`
      const known = moves.get(key) ?? { from: before, to: after, count: 0 }
      moves.set(key, { ...known, count: known.count + 1 })
    }
    // What waits, or was called back to, has a clock of its own.
    if (
      isRunning(complaint) &&
      !complaint.pause &&
      complaint.reopenedCount === 0 &&
      complaint.state !== 'interrupted'
    ) {
      const wasLate = deadlinesOf(complaint.category, received, house).dueAt < now
      const isLate = deadlinesOf(complaint.category, received, tried).dueAt < now
      if (isLate && !wasLate) becomeLate += 1
      if (wasLate && !isLate) becomeInTime += 1
    }
  })
  return {
    looked,
    isBound,
    moves: [...moves.values()].sort((a, b) => b.count - a.count),
    becomeLate,
    becomeInTime,
  }
}
