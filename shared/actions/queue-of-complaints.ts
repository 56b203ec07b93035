/**
 * The queue of an officer: complaints of all the places he looks over, merged by deadline, each asked "may he see it?".
 * A page goes on after a place in the order, so it stays right while others come and go.
 */
import type { OpenComplaint, State } from '../domain/complaint.ts'
import { maySee, type Officer } from '../domain/officer.ts'
import { regions } from '../domain/places.ts'
import { type QueueView, queueViews } from '../domain/queue-views.ts'
import { bodyOf, levelOf, placeOfUnit } from '../domain/units.ts'
import type { OpenComplaints, QueueName } from './ports.ts'

export interface QueueFilter {
  readonly category?: string
  readonly region?: string
  readonly cercle?: string
  readonly commune?: string
  readonly state?: State
  readonly channel?: string
  readonly programme?: string
}

/** Queues that together hold all that an officer may see, and more: each complaint is asked about again. */
export function queuesOf(who: Officer, view: QueueView): readonly QueueName[] {
  if (view === 'mine') return [{ by: 'assignee', officerId: who.officerId }]
  const own: QueueName[] = who.units.map((unit) => ({ by: 'unit', unit }))
  if (view === 'unit' || view === 'unassigned') return own
  if (who.units.some((unit) => bodyOf(unit) === 'utgfs-national' || bodyOf(unit) === 'utgfs-audit')) {
    return [...regions.map(({ code }) => code), 'none'].map((region) => ({ by: 'region', region }))
  }
  const overlooked = new Set(
    who.units
      .filter((unit) => levelOf(unit) === 'region' || levelOf(unit) === 'cercle')
      .map((unit) => placeOfUnit(unit).region)
      .filter((region) => region !== undefined),
  )
  return [...own, ...[...overlooked].map((region): QueueName => ({ by: 'region', region }))]
}

const soonMs = 2 * 86_400_000
const workingStates: readonly State[] = [
  'interrupted',
  'received',
  'acknowledged',
  'in_review',
  'waiting_complainant',
  'contested',
]

export function isInView(view: QueueView, complaint: OpenComplaint, who: Officer, now: Date): boolean {
  const leftMs = Date.parse(complaint.dueAt) - now.getTime()
  const runs = workingStates.includes(complaint.state) && !complaint.pause
  switch (view) {
    case 'unit':
      return who.units.includes(complaint.owner)
    case 'unassigned':
      return complaint.assignee === undefined
    case 'due_soon':
      return runs && leftMs >= 0 && leftMs <= soonMs
    case 'late':
      return runs && leftMs < 0
    case 'waiting':
      return complaint.state === 'waiting_complainant'
    case 'interrupted':
      return complaint.state === 'interrupted'
    default:
      return true
  }
}

const passes = (filter: QueueFilter, complaint: OpenComplaint): boolean =>
  (!filter.category ||
    complaint.category === filter.category ||
    complaint.category.startsWith(`${filter.category}.`)) &&
  (!filter.region || complaint.place.region === filter.region) &&
  (!filter.cercle || complaint.place.cercle === filter.cercle) &&
  (!filter.commune || complaint.place.commune === filter.commune) &&
  (!filter.state || complaint.state === filter.state) &&
  (!filter.channel || complaint.channel === filter.channel) &&
  (!filter.programme || complaint.programme === filter.programme)

/** Where a complaint stands in a queue; the store sorts by the same. */
const standingOf = (complaint: OpenComplaint, which: 'open' | 'closed'): string =>
  `${which === 'open' ? complaint.dueAt : complaint.updatedAt}#${complaint.complaintId}`

/** One queue read ahead, a chunk at a time. */
class Reader {
  private ahead: OpenComplaint[] = []
  private after: string | undefined
  private ended = false
  private readonly open: OpenComplaints
  private readonly name: QueueName
  private readonly which: 'open' | 'closed'
  private readonly chunk: number
  private readonly before: string | undefined

  constructor(
    open: OpenComplaints,
    name: QueueName,
    which: 'open' | 'closed',
    chunk: number,
    after?: string,
    before?: string,
  ) {
    this.open = open
    this.name = name
    this.which = which
    this.chunk = chunk
    this.after = after
    this.before = before
  }

  /** Whether the next one must be fetched first. */
  get isDry(): boolean {
    return this.ahead.length === 0 && !this.ended
  }

  async fill(): Promise<void> {
    const page = {
      limit: this.chunk,
      ...(this.after ? { after: this.after } : {}),
      ...(this.before ? { before: this.before } : {}),
    }
    this.ahead = [...(await this.open.queue(this.name, this.which, page))]
    const last = this.ahead.at(-1)
    if (!last || this.ahead.length < this.chunk) this.ended = true
    if (last) this.after = standingOf(last, this.which)
  }

  get head(): OpenComplaint | undefined {
    return this.ahead[0]
  }

  take(): void {
    this.ahead.shift()
  }
}

/** All queues as one, in order, each complaint once. Ends when `visit` says so. */
export async function walkQueues(
  open: OpenComplaints,
  names: readonly QueueName[],
  which: 'open' | 'closed',
  at: { readonly after?: string; readonly chunk: number; readonly before?: string },
  visit: (complaint: OpenComplaint, standing: string) => boolean,
): Promise<void> {
  const readers = names.map((name) => new Reader(open, name, which, at.chunk, at.after, at.before))
  let last: string | undefined
  for (;;) {
    const dry = readers.filter((reader) => reader.isDry)
    if (dry.length > 0) await Promise.all(dry.map((reader) => reader.fill()))
    let best: number | undefined
    let bestStanding = ''
    for (const [index, { head }] of readers.entries()) {
      if (!head) continue
      const standing = standingOf(head, which)
      if (best === undefined || (which === 'open' ? standing < bestStanding : standing > bestStanding)) {
        best = index
        bestStanding = standing
      }
    }
    if (best === undefined) return
    const complaint = readers[best]?.head
    readers[best]?.take()
    if (!complaint || bestStanding === last) continue
    last = bestStanding
    if (!visit(complaint, bestStanding)) return
  }
}

export interface QueuePage {
  readonly items: readonly OpenComplaint[]
  readonly next?: string
}

/** How many are looked at for one page before it is given as it is: a filter that hits rarely does not read the whole table. */
const looksAtMost = 4000

export async function queuePage(
  open: OpenComplaints,
  who: Officer,
  ask: {
    readonly view: QueueView
    readonly filter: QueueFilter
    readonly limit: number
    readonly after?: string
  },
  now: Date,
): Promise<QueuePage> {
  const which = ask.view === 'closed' ? 'closed' : 'open'
  const items: OpenComplaint[] = []
  let looked = 0
  let next: string | undefined
  await walkQueues(
    open,
    queuesOf(who, ask.view),
    which,
    { chunk: Math.min(ask.limit + 1, 101), ...(ask.after ? { after: ask.after } : {}) },
    (complaint, standing) => {
      looked += 1
      if (
        maySee(who, complaint) &&
        isInView(ask.view, complaint, who, now) &&
        passes(ask.filter, complaint)
      ) {
        if (items.length === ask.limit) return false
        items.push(complaint)
      }
      next = standing
      // The order is by deadline: behind the first that is far away, none is late or soon due.
      if (
        (ask.view === 'late' || ask.view === 'due_soon') &&
        Date.parse(complaint.dueAt) > now.getTime() + soonMs
      ) {
        next = undefined
        return false
      }
      return looked < looksAtMost
    },
  )
  const isMore = next !== undefined && (items.length === ask.limit || looked >= looksAtMost)
  return { items, ...(isMore && next ? { next } : {}) }
}

/** How many each view holds, counted up to `most`. */
export async function countViews(
  open: OpenComplaints,
  who: Officer,
  now: Date,
  most = 999,
): Promise<Record<QueueView, number>> {
  const counts = Object.fromEntries(queueViews.map((view) => [view, 0])) as Record<QueueView, number>
  const add = (view: QueueView): void => {
    counts[view] = Math.min(most, counts[view] + 1)
  }
  const counted = queueViews.filter((view) => view !== 'mine' && view !== 'closed')
  let looked = 0
  await Promise.all([
    walkQueues(open, queuesOf(who, 'open'), 'open', { chunk: 200 }, (complaint) => {
      looked += 1
      if (maySee(who, complaint)) {
        for (const view of counted) {
          const isOwnView = view === 'unit' || view === 'unassigned'
          if (isOwnView && !who.units.includes(complaint.owner)) continue
          if (isInView(view, complaint, who, now)) add(view)
        }
      }
      return looked < looksAtMost
    }),
    walkQueues(open, queuesOf(who, 'mine'), 'open', { chunk: 200 }, (complaint) => {
      if (maySee(who, complaint)) add('mine')
      return counts.mine < most
    }),
    walkQueues(open, queuesOf(who, 'closed'), 'closed', { chunk: 200 }, (complaint) => {
      if (maySee(who, complaint)) add('closed')
      return counts.closed < most
    }),
  ])
  return counts
}
