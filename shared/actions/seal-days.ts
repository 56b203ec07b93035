/**
 * Gives every day that is over its root, in order, one after the other: a day that could not be sealed in its time is sealed
 * when the clock rings again. A sealed day is never sealed anew; what is recorded late belongs to the day it was recorded on.
 */
import { type DayRoot, merkleRoot, noRoot, rootOf, type Sha256, sealOf } from '../domain/history-chain.ts'
import { dayOf } from '../domain/working-days.ts'
import type { HistoryRoots } from './history-ports.ts'

const dayMs = 86_400_000
/** What was recorded at midnight's end is written by then, whatever tried again and again. */
const settlesMs = 2 * 60 * 60_000
/** One ring seals no more: the next goes on. */
const daysAtMost = 31

export interface Sealing {
  readonly roots: HistoryRoots
  readonly sha256: Sha256
  now(): Date
  /** Chance that nobody guesses. */
  salt(): string
}

const after = (day: string): string => dayOf(new Date(Date.parse(`${day}T00:00:00Z`) + dayMs))

/** The roots that it made. */
export async function sealDays({ roots, sha256, now, salt }: Sealing): Promise<readonly DayRoot[]> {
  const lastOver = dayOf(new Date(now().getTime() - dayMs - settlesMs))
  let last = await roots.last()
  const made: DayRoot[] = []
  for (let day = last ? after(last.day) : lastOver; day <= lastOver; day = after(day)) {
    if (made.length === daysAtMost) break
    const recorded = await roots.recordedOn(day)
    const sealSalt = salt()
    const open = merkleRoot(
      recorded.open.map(({ digest }) => digest),
      sha256,
    )
    const standing = {
      day,
      previous: last?.root ?? noRoot,
      open,
      sealed: sealOf(recorded.sealed, sealSalt, sha256),
    }
    const root: DayRoot = {
      ...standing,
      root: rootOf(standing, sha256),
      events: recorded.open.length,
      sealedAt: now().toISOString(),
    }
    // Another ring was faster: what it made stands.
    if (!(await roots.save(root, sealSalt))) break
    made.push(root)
    last = root
  }
  return made
}
