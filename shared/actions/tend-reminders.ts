/**
 * What the clock does for reminders, every minute: begins the rounds of the hour, plans those that are not planned, brings
 * back what waits, ends what was cut off in the middle, and closes rounds of which nothing is left to do.
 */
import { newRound, type ReminderBatch, type ReminderRound } from '../domain/reminder.ts'
import {
  daysAhead,
  isQuiet,
  type PlannedKind,
  plusDays,
  reminderOf,
  roundIdOf,
  roundsDue,
} from '../domain/reminder-plan.ts'
import { dayOf } from '../domain/working-days.ts'
import { type Planner, planRound } from './plan-reminders.ts'
import { batchesOf } from './reminder-candidates.ts'
import type { BatchRef } from './reminders-ports.ts'
import { endInterrupted } from './send-reminders.ts'

export interface Tender extends Planner {
  /** Calls to the gateway in a minute: no more is brought back at once. */
  readonly callsPerMinute: number
}

export interface Tended {
  readonly begun: number
  readonly planned: number
  readonly again: number
  readonly interrupted: number
  readonly finished: number
}

/** A round that is paused this long is no round any more. */
const lookedAfterDays = 30
/** On its queue for so long, a batch was lost, or held back. */
const lostMs = 2 * 60_000
/** Longer than any sender lives. */
const interruptedMs = 3 * 60_000

/** Begins a round of today, once: undefined when there is nobody to tell. */
export async function beginRound(
  { world, reminders, paydays }: Pick<Planner, 'world' | 'reminders' | 'paydays'>,
  kind: PlannedKind,
  startedBy?: string,
): Promise<{ readonly roundId: string; readonly isNew: boolean } | undefined> {
  const now = world.now()
  const day = dayOf(now)
  const roundId = roundIdOf(kind, day)
  const { from, to } = daysAhead(kind, day)
  const isForSomebody = (await paydays.between(from, to)).some((payday) => reminderOf(payday, kind))
  if (!isForSomebody) return undefined
  const isNew = await reminders.open(
    newRound({ roundId, kind, day, ...(startedBy ? { startedBy } : {}) }, now),
  )
  return { roundId, isNew }
}

function isWaiting(batch: ReminderBatch, now: Date): boolean {
  if (batch.state === 'waiting') return !batch.notBefore || new Date(batch.notBefore) <= now
  return batch.state === 'planned' && now.getTime() - Date.parse(batch.updatedAt) >= lostMs
}

const isCutOff = (batch: ReminderBatch, now: Date): boolean =>
  batch.state === 'sending' && now.getTime() - Date.parse(batch.updatedAt) >= interruptedMs

interface LookedAfter {
  readonly again: readonly BatchRef[]
  readonly interrupted: number
  /** Nothing is on its way at this moment. */
  readonly isStill: boolean
  readonly isOver: boolean
}

async function lookAfter(tender: Tender, round: ReminderRound, room: number): Promise<LookedAfter> {
  const { world, reminders } = tender
  const now = world.now()
  const again: BatchRef[] = []
  let interrupted = 0
  let isStill = true
  let isOver = round.planned
  for await (const batch of batchesOf(reminders, round.roundId)) {
    if (batch.state === 'done') continue
    isOver = false
    const { roundId, group, number } = batch
    if (isCutOff(batch, now)) {
      await endInterrupted(tender, batch)
      interrupted += 1
    } else if (batch.state === 'sending') {
      isStill = false
    } else if (again.length < room && isWaiting(batch, now)) {
      // At night only what is of no use any more has something to be done to it.
      if (!isQuiet(now) || now >= new Date(batch.until)) again.push({ roundId, group, number })
    }
  }
  return { again, interrupted, isStill, isOver }
}

export async function tendReminders(tender: Tender): Promise<Tended> {
  const { world, reminders, queue } = tender
  const tended = { begun: 0, planned: 0, again: 0, interrupted: 0, finished: 0 }
  const now = world.now()
  const since = await reminders.since(plusDays(dayOf(now), -lookedAfterDays))
  for (const kind of roundsDue(now)) {
    if (since.some(({ roundId }) => roundId === roundIdOf(kind, dayOf(now)))) continue
    if ((await beginRound(tender, kind))?.isNew) tended.begun += 1
  }
  const rounds = tended.begun > 0 ? await reminders.since(plusDays(dayOf(now), -lookedAfterDays)) : since
  // Corrections first: people would walk for nothing.
  const inOrder = [...rounds].sort(
    (a, b) => Number(b.kind === 'correction') - Number(a.kind === 'correction'),
  )
  for (const round of inOrder) {
    if (round.state === 'planning' && (await planRound(tender, round)) === 'planned') tended.planned += 1
  }
  for (const round of inOrder) {
    const fresh = round.state === 'planning' ? await reminders.round(round.roundId) : round
    // A round that staff hold back is looked after too: what was cut off in it is known as such.
    if (!fresh || fresh.state === 'done' || (fresh.state === 'stopped' && fresh.finishedAt)) continue
    const { again, interrupted, isStill, isOver } = await lookAfter(
      tender,
      fresh,
      tender.callsPerMinute - tended.again,
    )
    tended.interrupted += interrupted
    if (fresh.state === 'running' || fresh.state === 'planning') {
      await queue.put(again.map((ref) => JSON.stringify(ref)))
      tended.again += again.length
    }
    const finishedAt = world.now().toISOString()
    if (fresh.state === 'running' && isOver) {
      if (await reminders.change(fresh, { state: 'done', finishedAt }, world.now())) tended.finished += 1
    }
    if (fresh.state === 'stopped' && isStill) await reminders.change(fresh, { finishedAt }, world.now())
  }
  return tended
}
