/**
 * Where a complaint stands in its queues. What runs comes first, by deadline; then what waits for its complainant, what
 * stands still, and what is decided, each by the day on which something is next due. So every view is one stretch of a
 * queue, and no page looks through complaints that are of another view.
 */
import { type Complaint, isEnded, type State } from './complaint.ts'
import { levelOf } from './units.ts'
import { afterWorkingDays } from './working-days.ts'

export const courses = ['running', 'waiting', 'paused', 'settled'] as const
export type Course = (typeof courses)[number]
/** In the order of the queue. */
const letters: Readonly<Record<Course, string>> = { running: 'a', waiting: 'b', paused: 'c', settled: 'd' }

const settledStates: readonly State[] = ['decided', 'remedy_pending', 'remedy_done', 'confirmed', 'no_answer']

type Standing = Pick<Complaint, 'complaintId' | 'state' | 'pause' | 'dueAt' | 'updatedAt' | 'remedy'>

export function courseOf({ state, pause }: Pick<Complaint, 'state' | 'pause'>): Course {
  if (state === 'waiting_complainant') return 'waiting'
  if (pause) return 'paused'
  return settledStates.includes(state) ? 'settled' : 'running'
}

/** The courses in which a state can be found. */
export const coursesOfState = (state: State): readonly Course[] =>
  state === 'waiting_complainant'
    ? ['waiting']
    : settledStates.includes(state)
      ? ['paused', 'settled']
      : ['running', 'paused']

const closing = 'T16:30:00.000Z'

function nextAt(complaint: Standing, course: Course): string {
  const { dueAt, pause, remedy, updatedAt } = complaint
  if (course === 'running') return dueAt
  if (course === 'settled') return remedy && !remedy.doneAt ? `${remedy.dueOn}${closing}` : updatedAt
  return pause?.until ?? dueAt
}

/** `a2026-11-26T16:30:00.000Z#<id>`; of what has ended, when it did. Sorts as the queue does. */
export function standingOf(complaint: Standing): string {
  if (isEnded(complaint.state)) return `${complaint.updatedAt}#${complaint.complaintId}`
  const course = courseOf(complaint)
  return `${letters[course]}${nextAt(complaint, course)}#${complaint.complaintId}`
}

/** Part of a queue: from a standing on, up to before another. */
export interface Stretch {
  readonly from: string
  readonly before: string
}
const afterAll = (course: Course): string => `${letters[course]}~`

/** All of some courses that follow each other. */
export const stretchOf = (...of: readonly [Course, ...Course[]]): Stretch => ({
  from: letters[of[0]],
  before: afterAll(of.at(-1) ?? of[0]),
})
/** What is next due in a course before an instant. */
export const stretchBefore = (course: Course, before: Date): Stretch => ({
  from: letters[course],
  before: `${letters[course]}${before.toISOString()}`,
})
/** What runs and is due from now until the end of so many working days. */
export const stretchSoon = (now: Date, workingDays: number): Stretch => ({
  from: `${letters.running}${now.toISOString()}`,
  before: `${letters.running}${afterWorkingDays(now, workingDays).toISOString()}~`,
})

/** Whether a unit of the places looks over its like: complaints of communes and cercles are local, all others above. */
export type Reach = 'local' | 'above'
export const reachOf = ({ owner }: Pick<Complaint, 'owner'>): Reach => {
  const level = levelOf(owner)
  return level === 'commune' || level === 'cercle' ? 'local' : 'above'
}
