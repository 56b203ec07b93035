/** The feed as a consumer sees it: its programmes, in order, from any point; and counted by day and commune. */
import type { Consumer } from '../domain/consumer.ts'
import { Refusal } from '../domain/refusal.ts'
import { concerns, type Entry } from '../domain/registry.ts'
import type { FeedReader } from './registry-ports.ts'

const pageEntries = 500
const mark = 'c1.'

export const sealCursor = (sequence: number): string => `${mark}${sequence.toString(36)}`
/** Refuses `invalid` for anything that was not given out. */
export function openCursor(cursor: string | undefined): number {
  if (cursor === undefined) return 0
  const sequence = cursor.startsWith(mark) ? Number.parseInt(cursor.slice(mark.length), 36) : Number.NaN
  if (!Number.isSafeInteger(sequence) || sequence < 0 || sealCursor(sequence) !== cursor)
    throw new Refusal('invalid', 'This cursor was not given out here.', { fields: { after: 'unknown' } })
  return sequence
}

export interface AskedChanges {
  readonly after?: string
  readonly programme?: string
  readonly limit: number
}
export interface GivenChanges {
  readonly entries: readonly Entry[]
  readonly upTo: number
  readonly more: boolean
}

export async function readChanges(
  feed: FeedReader,
  who: Pick<Consumer, 'programmes'>,
  { after, programme, limit }: AskedChanges,
): Promise<GivenChanges> {
  const from = openCursor(after)
  const page = await feed.page(from, limit)
  if (page.items.length === 0 && from > 0 && from > (await feed.head()).sequence) {
    throw new Refusal(
      'invalid',
      'This cursor is ahead of the feed: begin again from a day you are sure of.',
      {
        fields: { after: 'future' },
      },
    )
  }
  const entries = page.items
    .map(({ entry }) => entry)
    .filter((entry) => concerns(entry, who.programmes))
    .filter((entry) => programme === undefined || concerns(entry, [programme]))
  return { entries, upTo: page.upTo, more: page.more }
}

/** Where a day is read again from; after the last entry when nothing has come since. */
export async function cursorBefore(feed: FeedReader, day: string): Promise<number> {
  const first = await feed.firstSince(day)
  return first === undefined ? (await feed.head()).sequence : first - 1
}

/** Entries of some days, both included, page by page: never more in memory than one. */
export async function* entriesBetween(
  feed: FeedReader,
  who: Pick<Consumer, 'programmes'>,
  from: string,
  to: string,
): AsyncGenerator<readonly Entry[]> {
  let after = await cursorBefore(feed, from)
  for (;;) {
    const page = await feed.page(after, pageEntries)
    if (page.upTo === after) return
    after = page.upTo
    const entries = page.items.map(({ entry }) => entry)
    const within = entries.filter(({ recordedOn }) => recordedOn >= from && recordedOn <= to)
    yield within.filter((entry) => concerns(entry, who.programmes))
    if (entries.some(({ recordedOn }) => recordedOn > to)) return
  }
}
export const communeOf = (entry: Entry): string =>
  (entry.kind === 'restricted' ? undefined : entry.commune) ?? '-'
