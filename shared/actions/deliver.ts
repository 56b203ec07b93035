/**
 * Brings a consumer what is new, in the order of the feed and one delivery at a time. A delivery that failed is tried again
 * as it was, under the same id, before anything behind it: for one complaint or for all, nothing overtakes. After three
 * days of failing it is tried once an hour, for as long as it takes; the feed forgets nothing.
 */
import { type Consumer, isPushedTo, nextTry, type Progress } from '../domain/consumer.ts'
import { Refusal } from '../domain/refusal.ts'
import { concerns, type Entry } from '../domain/registry.ts'
import type { Consumers, Deliveries, FeedReader, Receiver } from './registry-ports.ts'

export interface Delivering {
  now(): Date
  id(): string
  /** Waits a moment: the first tries follow each other while it is held. */
  wait(ms: number): Promise<void>
  readonly consumers: Pick<Consumers, 'read' | 'progress'>
  readonly feed: Pick<FeedReader, 'page' | 'head'>
  readonly deliveries: Deliveries
  readonly receiver: Receiver
  pack(
    consumer: Consumer,
    delivery: {
      readonly after: number
      readonly upTo: number
      readonly entries: readonly Entry[]
    },
  ): { readonly headers: Readonly<Record<string, string>>; readonly body: string }
}

export type Delivered =
  /** Nothing is left. */
  | 'done'
  /** Time is up, and there is more. */
  | 'more'
  /** Another is at it, or it is not its time yet, or nobody wants it. */
  | 'left'
  | 'failed'

const pageEntries = 500
const leaseMs = 100_000
const worthWaitingMs = 2500
const mostEmptyLooks = 100

interface Next {
  readonly upTo: number
  readonly entries: readonly Entry[]
}

/** Reads the feed a page ahead, and gives of it the batch that was begun, or as many as fit. Undefined: there is nothing. */
function readAhead({ feed }: Delivering, consumer: Consumer) {
  const batch = consumer.push?.batch ?? 1
  let ahead: readonly Entry[] = []
  return async (after: number, inFlightTo: number | undefined): Promise<Next | undefined> => {
    const next = ahead.findIndex(({ sequence }) => sequence === after + 1)
    ahead =
      next === -1 ? (await feed.page(after, pageEntries)).items.map(({ entry }) => entry) : ahead.slice(next)
    const entries: Entry[] = []
    let upTo: number | undefined
    for (const entry of ahead) {
      if (inFlightTo && inFlightTo > after ? entry.sequence > inFlightTo : entries.length === batch) break
      if (concerns(entry, consumer.programmes)) entries.push(entry)
      upTo = entry.sequence
    }
    return upTo === undefined ? undefined : { entries, upTo }
  }
}

async function tryOnce(at: Delivering, consumer: Consumer, after: number, { upTo, entries }: Next) {
  const { headers, body } = at.pack(consumer, { after, upTo, entries })
  return at.receiver.post(consumer.push?.url ?? '', headers, body)
}

export async function deliver(
  at: Delivering,
  consumerId: string,
  wanted: number,
  budgetMs: number,
): Promise<Delivered> {
  const consumer = await at.consumers.read(consumerId)
  if (!consumer || !isPushedTo({ consumer })) return 'left'
  const before = await at.consumers.progress(consumerId)
  if (before.nextTryAt && Date.parse(before.nextTryAt) > at.now().getTime()) return 'left'
  const lease = at.id()
  const began = at.now().getTime()
  const progress = await at.deliveries.take(consumerId, wanted, lease, at.now(), new Date(began + leaseMs))
  if (!progress) return 'left'
  try {
    return await run(at, consumer, lease, progress, () => at.now().getTime() - began < budgetMs)
  } catch (error) {
    // The lease ran out, or staff asked for a replay: whoever comes next goes on from what is written.
    if (error instanceof Refusal && error.code === 'stale') return 'left'
    throw error
  }
}

async function run(
  at: Delivering,
  consumer: Consumer,
  lease: string,
  progress: Progress,
  hasTime: () => boolean,
): Promise<Delivered> {
  const { consumerId } = consumer
  const nextAfter = readAhead(at, consumer)
  let after = progress.pushedTo ?? 0
  let { inFlightTo, attempts = 0, failingSince } = progress
  for (let empty = 0; ; ) {
    if (!hasTime() || empty > mostEmptyLooks) {
      await at.deliveries.release(consumerId, lease, Number.MAX_SAFE_INTEGER)
      return 'more'
    }
    const next = await nextAfter(after, inFlightTo)
    if (!next) {
      if (await at.deliveries.release(consumerId, lease, after)) return 'done'
      // Somebody wrote down a place that is not there for us yet: what is behind a gap comes in a moment.
      empty += 1
      await at.wait(20)
      continue
    }
    empty = 0
    if (next.entries.length > 0) {
      if (inFlightTo !== next.upTo) await at.deliveries.begin(consumerId, lease, next.upTo)
      const came = await tryOnce(at, consumer, after, next)
      if (!came.ok) {
        attempts += 1
        failingSince ??= at.now().toISOString()
        const nextTryAt = nextTry({ attempts, failingSince }, at.now())
        const waitMs = nextTryAt.getTime() - at.now().getTime()
        inFlightTo = next.upTo
        if (waitMs <= worthWaitingMs && hasTime()) {
          await at.wait(waitMs)
          continue
        }
        await at.deliveries.failed(consumerId, lease, {
          attempts,
          failingSince,
          nextTryAt: nextTryAt.toISOString(),
          lastFailure: came.why,
        })
        return 'failed'
      }
    }
    // What is at hand already is begun with the same write.
    const ready = await nextAfter(next.upTo, undefined)
    inFlightTo = ready && ready.entries.length > 0 ? ready.upTo : undefined
    await at.deliveries.delivered(consumerId, lease, next.upTo, inFlightTo)
    after = next.upTo
    attempts = 0
    failingSince = undefined
  }
}

/** Who is to be woken now: whoever is behind, and whose time to be tried has come. */
export async function toWake(
  consumers: Pick<Consumers, 'all'>,
  feed: Pick<FeedReader, 'head'>,
  now: Date,
): Promise<readonly { readonly consumerId: string; readonly upTo: number }[]> {
  const [all, { sequence }] = await Promise.all([consumers.all(), feed.head()])
  return all
    .filter(isPushedTo)
    .filter(({ progress }) => (progress.pushedTo ?? 0) < sequence)
    .filter(({ progress }) => !progress.nextTryAt || Date.parse(progress.nextTryAt) <= now.getTime())
    .map(({ consumer: { consumerId } }) => ({ consumerId, upTo: sequence }))
}
