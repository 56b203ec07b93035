/**
 * What time alone does to complaints: those past their deadline are marked late, which alerts their owner; a question left
 * without an answer for its time ends its wait; a closed zone's pause ends. Nothing is closed by silence.
 */
import type { OpenComplaint } from '../domain/complaint.ts'
import { type Command, decide } from '../domain/lifecycle.ts'
import { stretchBefore } from '../domain/queue-standing.ts'
import { Refusal } from '../domain/refusal.ts'
import type { OpenComplaints, Watches, World } from './ports.ts'
import { walkQueues } from './queue-of-complaints.ts'

/** What time asks of a complaint now, if anything. */
export function dueCommand(complaint: OpenComplaint, now: Date): Command | undefined {
  const { pause, state, lateSince, dueAt } = complaint
  if (pause && Date.parse(pause.until) <= now.getTime()) {
    if (state === 'waiting_complainant') return { type: 'end_wait', reason: 'no answer in time' }
    if (pause.reason === 'zone_closed')
      return { type: 'resume', reason: 'the time set for the pause is over' }
  }
  const works = ['interrupted', 'received', 'acknowledged', 'in_review', 'contested'].includes(state)
  if (works && !pause && !lateSince && Date.parse(dueAt) < now.getTime()) return { type: 'mark_late' }
  return undefined
}

const dayMs = 86_400_000

/** Restricted ones that are late, by their watches: their desk is told once a day, and nobody learns what they are. */
export async function sweepWatches(
  { world, watches }: { readonly world: World; readonly watches: Watches },
  mostAtOnce = 200,
): Promise<number> {
  const now = world.now()
  let told = 0
  for (const watch of await watches.due(now, mostAtOnce)) {
    const at = now.toISOString()
    try {
      await watches.tell(
        watch,
        {
          eventId: `${watch.complaintId}-late-${at.slice(0, 10)}`,
          at,
          what: 'late',
          language: 'fr',
          alert: watch.unit,
          ...(watch.reference ? { reference: watch.reference } : {}),
        },
        new Date(now.getTime() + dayMs),
      )
      told += 1
    } catch (error) {
      // Handled, or told, a moment ago.
      if (!(error instanceof Refusal)) throw error
    }
  }
  return told
}

export async function sweepDeadlines(
  { world, open }: { readonly world: World; readonly open: OpenComplaints },
  mostAtOnce = 500,
): Promise<number> {
  const now = world.now()
  const due: [OpenComplaint, Command][] = []
  // What time can ask something of stands at the head of its part of the queue.
  for (const course of ['running', 'waiting', 'paused'] as const) {
    const at = { chunk: 200, stretch: stretchBefore(course, now) }
    await walkQueues(open, [{ by: 'nation' }], 'open', at, (complaint) => {
      const command = dueCommand(complaint, now)
      if (command) due.push([complaint, command])
      return due.length < mostAtOnce
    })
  }
  let swept = 0
  for (const [complaint, command] of due) {
    try {
      await open.commit(decide(complaint, command, { kind: 'clock' }, now, world.id()))
      swept += 1
    } catch (error) {
      // Somebody works on it right now: the next round looks again.
      if (!(error instanceof Refusal)) throw error
    }
  }
  return swept
}
