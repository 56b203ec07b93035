/**
 * The queue of an officer: a page of a view is one look at each queue that the view is made of. For one unit that is its own
 * and the one of the places it looks over; for those who look over the whole country it is one. What a page may look at is
 * bounded, so that it costs the same in a queue of a million; a page that ends before it is full says so.
 */
import { isEnded, type OpenComplaint } from '../domain/complaint.ts'
import { maySee, type Officer } from '../domain/officer.ts'
import { communeOf } from '../domain/places.ts'
import {
  type Course,
  courseOf,
  coursesOfState,
  type Stretch,
  standingOf,
  stretchBefore,
  stretchOf,
  stretchSoon,
} from '../domain/queue-standing.ts'
import { type QueueView, queueViews } from '../domain/queue-views.ts'
import { bodyOf, levelOf, placeOfUnit } from '../domain/units.ts'
import type { Look, Looked, QueueFilter, QueueName, Queues } from './queue-ports.ts'

const looksOverAll = (who: Officer): boolean =>
  who.units.some((unit) => bodyOf(unit) === 'utgfs-national' || bodyOf(unit) === 'utgfs-audit')

const bothReaches = (by: 'cercle' | 'region', code: string): QueueName[] => [
  { by, code, reach: 'local' },
  { by, code, reach: 'above' },
]

/** Queues that together hold all that an officer looks over, and at most what others own at his places. */
function overlooked(who: Officer, { region, cercle }: QueueFilter): QueueName[] {
  if (looksOverAll(who)) {
    if (cercle) return bothReaches('cercle', cercle)
    return region ? bothReaches('region', region) : [{ by: 'nation' }]
  }
  const own = who.units.map((unit): QueueName => ({ by: 'unit', unit }))
  const over = new Map<string, QueueName>()
  for (const unit of who.units) {
    const level = levelOf(unit)
    if (level !== 'cercle' && level !== 'region') continue
    const place = placeOfUnit(unit)
    const name: QueueName | undefined =
      level === 'region' && cercle?.startsWith(place.region ?? ' ')
        ? { by: 'cercle', code: cercle, reach: 'local' }
        : level === 'region' && place.region
          ? { by: 'region', code: place.region, reach: 'local' }
          : place.cercle
            ? { by: 'cercle', code: place.cercle, reach: 'local' }
            : undefined
    if (name) over.set(JSON.stringify(name), name)
  }
  return [...own, ...over.values()]
}

/**
 * Calls that were cut off belong to whoever looks over the place, not to its committee alone: it may have nobody to call
 * back. A body without a place looks for them in its own queue.
 */
function interruptedFor(who: Officer, filter: QueueFilter): QueueName[] {
  if (looksOverAll(who)) return overlooked(who, filter)
  const names = who.units.map((unit): QueueName => {
    const { region } = placeOfUnit(unit)
    return region ? { by: 'interrupted', region } : { by: 'unit', unit }
  })
  return [...new Map(names.map((name) => [JSON.stringify(name), name])).values()]
}

/** Queues that together hold all that a view shows an officer. Each complaint is asked about again: may he see it? */
export function queuesOf(who: Officer, view: QueueView, filter: QueueFilter = {}): readonly QueueName[] {
  switch (view) {
    case 'mine':
      return [{ by: 'assignee', officerId: who.officerId }]
    case 'unit':
      return who.units.map((unit) => ({ by: 'unit', unit }))
    case 'unassigned':
      return who.units.map((unit) => ({ by: 'nobody', unit }))
    case 'interrupted':
      return interruptedFor(who, filter)
    default:
      return overlooked(who, filter)
  }
}

/** “Soon”: by the end of so many working days. */
export const soonWorkingDays = 2

/** The part of its queues that a view is; undefined: all of it. */
function stretchOfView(view: QueueView, now: Date): Stretch | undefined {
  switch (view) {
    case 'late':
      return stretchBefore('running', now)
    case 'due_soon':
      return stretchSoon(now, soonWorkingDays)
    case 'waiting':
      return stretchOf('waiting')
    default:
      return undefined
  }
}

/** A state says in which part of a queue it can be at all. */
function narrowed(stretch: Stretch | undefined, { state }: QueueFilter): Stretch | undefined {
  if (!state || isEnded(state)) return stretch
  const [first, ...rest] = coursesOfState(state) as readonly [Course, ...Course[]]
  const of = stretchOf(first, ...rest)
  if (!stretch) return of
  return {
    from: stretch.from > of.from ? stretch.from : of.from,
    before: stretch.before < of.before ? stretch.before : of.before,
  }
}

/** For lists that are not stretches of a queue: whether a complaint is in a view, as the queue would have it. */
export function isInView(view: QueueView, complaint: OpenComplaint, who: Officer, now: Date): boolean {
  const stretch = stretchOfView(view, now)
  if (stretch) {
    const at = standingOf(complaint)
    return !isEnded(complaint.state) && at >= stretch.from && at < stretch.before
  }
  switch (view) {
    case 'mine':
      return complaint.assignee === who.officerId
    case 'unit':
      return who.units.includes(complaint.owner)
    case 'unassigned':
      return complaint.assignee === undefined && who.units.includes(complaint.owner)
    case 'interrupted':
      return complaint.state === 'interrupted'
    default:
      return true
  }
}
export const isRunning = (complaint: OpenComplaint): boolean =>
  !isEnded(complaint.state) && courseOf(complaint) === 'running'

/** Several looks at once, as one list in order, each complaint once, as far as all of them looked. */
async function lookTogether<T extends { readonly complaintId: string }>(
  looks: readonly Look[],
  look: (at: Look) => Promise<Looked<T>>,
  standing: (item: T) => string,
): Promise<Looked<T>> {
  const looked = await Promise.all(looks.map(look))
  const isOpen = looks[0]?.which !== 'closed'
  const sooner = (a: string, b: string): boolean => (isOpen ? a < b : a > b)
  const reached = looked
    .flatMap(({ lookedTo }) => (lookedTo === undefined ? [] : [lookedTo]))
    .reduce<string | undefined>(
      (least, at) => (least === undefined || sooner(at, least) ? at : least),
      undefined,
    )
  const items = new Map<string, T>()
  for (const item of looked.flatMap(({ items: some }) => some)) {
    if (reached === undefined || !sooner(reached, standing(item))) items.set(item.complaintId, item)
  }
  const sorted = [...items.values()].sort((a, b) => (sooner(standing(a), standing(b)) ? -1 : 1))
  return { items: sorted, ...(reached === undefined ? {} : { lookedTo: reached }) }
}

/** All queues as one, in order, each complaint once. Ends when `visit` says so. */
export async function walkQueues(
  queues: Pick<Queues, 'look'>,
  names: readonly QueueName[],
  which: 'open' | 'closed',
  at: { readonly chunk: number; readonly after?: string; readonly stretch?: Stretch },
  visit: (complaint: OpenComplaint, standing: string) => boolean,
): Promise<void> {
  let after = at.after
  do {
    const looks = names.map((queue) => ({
      queue,
      which,
      most: at.chunk,
      ...(at.stretch ? { stretch: at.stretch } : {}),
      ...(after ? { after } : {}),
    }))
    const { items, lookedTo } = await lookTogether(looks, (look) => queues.look(look), standingOf)
    for (const complaint of items) if (!visit(complaint, standingOf(complaint))) return
    after = lookedTo
  } while (after !== undefined)
}

/** What of a filter a queue does not answer by itself; undefined: nothing is left. */
function beyond(queue: QueueName, filter: QueueFilter): QueueFilter | undefined {
  const { region, cercle, state, ...rest } = filter
  const isAt = (by: 'region' | 'cercle', code: string | undefined): boolean =>
    code !== undefined && queue.by === by && 'code' in queue && queue.code === code
  const left: QueueFilter = {
    ...rest,
    ...(region && !isAt('region', region) && !isAt('cercle', cercle) ? { region } : {}),
    ...(cercle && !isAt('cercle', cercle) ? { cercle } : {}),
    ...(state && queue.by !== 'interrupted' ? { state } : {}),
  }
  return Object.values(left).some((value) => value !== undefined) ? left : undefined
}

export interface QueuePage {
  readonly items: readonly OpenComplaint[]
  /** Where the next page begins. */
  readonly next?: string
}

/** With a filter, so many are looked at for one page at most, in each queue; the rest of the page may be further on. */
const looksAtMost = 400

export async function queuePage(
  queues: Pick<Queues, 'look'>,
  who: Officer,
  ask: {
    readonly view: QueueView
    readonly filter: QueueFilter
    readonly limit: number
    readonly after?: string
  },
  now: Date,
): Promise<QueuePage> {
  const { view, limit, after } = ask
  const cercle = ask.filter.commune ? communeOf(ask.filter.commune)?.cercleCode : undefined
  const filter: QueueFilter = {
    ...ask.filter,
    ...(cercle ? { cercle, region: cercle.slice(0, 4) } : {}),
    ...(view === 'interrupted' ? { state: 'interrupted' } : {}),
  }
  const which = view === 'closed' ? 'closed' : 'open'
  const stretch = which === 'open' ? narrowed(stretchOfView(view, now), filter) : undefined
  const looks = queuesOf(who, view, filter).map((queue): Look => {
    const rest = beyond(queue, filter)
    return {
      queue,
      which,
      // A region's cut-off calls are not all for these eyes either.
      most: rest || queue.by === 'interrupted' ? Math.max(looksAtMost, limit + 1) : limit + 1,
      ...(stretch ? { stretch } : {}),
      ...(after ? { after } : {}),
      ...(rest ? { filter: rest } : {}),
    }
  })
  const { items, lookedTo } = await lookTogether(looks, (at) => queues.look(at), standingOf)
  const visible = items.filter((complaint) => maySee(who, complaint))
  const last = visible.length > limit ? visible[limit - 1] : undefined
  const next = last ? standingOf(last) : lookedTo
  return { items: visible.slice(0, limit), ...(next === undefined ? {} : { next }) }
}

/** Views are counted up to this; it stands for “or more”. */
export const mostCounted = 100

/**
 * How many each view holds, up to `mostCounted`. What has ended is no work and is not counted, nor what would have to be
 * looked for.
 */
export async function countViews(
  queues: Pick<Queues, 'peek'>,
  who: Officer,
  now: Date,
): Promise<Partial<Record<QueueView, number>>> {
  const count = async (view: QueueView): Promise<number | undefined> => {
    const stretch = stretchOfView(view, now)
    const isLookedFor = view === 'interrupted'
    const names = queuesOf(who, view)
    if (isLookedFor && names.some(({ by }) => by !== 'interrupted')) return undefined
    const looked = await Promise.all(
      names.map((queue) =>
        queues.peek({
          queue,
          which: 'open',
          most: isLookedFor ? looksAtMost : mostCounted,
          ...(stretch ? { stretch } : {}),
        }),
      ),
    )
    const seen = looked
      .flatMap(({ items }) => items)
      .filter((complaint) => maySee(who, complaint))
      .map(({ complaintId }) => complaintId)
    const isMore = looked.some(({ lookedTo }) => lookedTo !== undefined)
    if (isMore && isLookedFor) return undefined
    // Where not all was looked at there are more than can be counted, whatever was not for these eyes.
    return isMore ? mostCounted : Math.min(mostCounted, new Set(seen).size)
  }
  const countedViews = queueViews.filter((view) => view !== 'closed')
  const counts = (
    await Promise.all(countedViews.map(async (view) => [view, await count(view)] as const))
  ).filter(([, held]) => held !== undefined)
  return Object.fromEntries(counts)
}

const visitsAtMost = 2000
const looksAtOnce = 400

/** Shows every open complaint that an officer may see, in bounded reads; where there are more, it says so. */
export async function lookOver(
  queues: Pick<Queues, 'look'>,
  who: Officer,
  visit: (complaint: OpenComplaint) => void,
): Promise<{ readonly looked: number; readonly isBound: boolean }> {
  let looked = 0
  let isBound = false
  await walkQueues(queues, queuesOf(who, 'open'), 'open', { chunk: looksAtOnce }, (complaint) => {
    isBound = looked === visitsAtMost
    if (isBound) return false
    looked += 1
    if (maySee(who, complaint)) visit(complaint)
    return true
  })
  return { looked, isBound }
}
