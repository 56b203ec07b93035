/**
 * The feed: entries in the order of one counter. Its head and what is appended are written together, or not at all, so that
 * an entry is seen only when all before it are: a reader that goes on after the last one it saw can miss nothing.
 * Those that wait for their turn are taken by one write; whoever loses the race for the head looks again.
 */
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import { BatchGetCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb'
import type { Feed, FeedReader } from '../actions/registry-ports.ts'
import { keepDays } from '../domain/keep-days.ts'
import { type Entry, type FeedItem, inOrder, type ToFeed } from '../domain/registry.ts'
import { dayOf } from '../domain/working-days.ts'
import type { Item } from './items.ts'
import { feedBucketEntries, feedDayKey, feedHeadKey, feedKey, onceKey, referenceKey } from './keys.ts'
import { getItem, secondsOf, type Tables, type WriteItem } from './tables.ts'

/** With the head, the day and two writes an entry: within the hundred of a transaction. */
const mostTogether = 40
const mostRaces = 40
const guardDays = keepDays.guard

export interface Head {
  readonly sequence: number
  readonly day?: string
}

/** An entry at its place. What stays here lies beside it, where no reader of entries looks. */
export const feedItem = (taken: ToFeed, sequence: number, recordedOn: string): Item => ({
  entry: { ...taken.entry, sequence, recordedOn },
  ...(taken.complaintId ? { complaintId: taken.complaintId } : {}),
  ...(taken.unit ? { unit: taken.unit } : {}),
  ...feedKey(sequence),
  kind: 'feed',
  v: 2,
})
export const feedHeadItem = ({ sequence, day }: Head): Item => ({
  ...feedHeadKey,
  kind: 'feed-head',
  v: 1,
  sequence,
  ...(day ? { day } : {}),
})
export const feedDayItem = (day: string, first: number): Item => ({
  ...feedDayKey(day),
  kind: 'feed-day',
  v: 1,
  first,
})

const headFrom = (item: Item | undefined): Head => ({
  sequence: Number(item?.sequence ?? 0),
  ...(item?.day ? { day: String(item.day) } : {}),
})
const readItem = (item: Item): FeedItem => ({
  entry: inOrder(item.entry as Entry),
  ...(item.complaintId ? { complaintId: String(item.complaintId) } : {}),
  ...(item.unit ? { unit: String(item.unit) } : {}),
})

const guardOf = (tables: Tables, id: string, at: string): WriteItem => ({
  Put: {
    TableName: tables.main,
    Item: {
      ...onceKey(`feed:${id}`),
      kind: 'once',
      v: 1,
      made: id,
      expiresAtSeconds: secondsOf(at, guardDays),
    },
    ConditionExpression: 'attribute_not_exists(pk)',
  },
})

interface Waiting {
  readonly taken: ToFeed
  readonly done: () => void
  readonly fail: (error: unknown) => void
}

async function batchGet(tables: Tables, keys: readonly Item[]): Promise<Item[]> {
  const found: Item[] = []
  for (let wanted = [...keys]; wanted.length > 0; ) {
    const answer = await tables.client.send(
      new BatchGetCommand({ RequestItems: { [tables.main]: { Keys: wanted, ConsistentRead: true } } }),
    )
    found.push(...(answer.Responses?.[tables.main] ?? []))
    wanted = answer.UnprocessedKeys?.[tables.main]?.Keys ?? []
  }
  return found
}

/** Tells of `appended` after each write that gave entries a place. */
export function createFeed(
  tables: Tables,
  now: () => Date,
  appended: (upTo: number) => Promise<void> = async () => undefined,
): Feed {
  let known: Head | undefined
  let waiting: Waiting[] = []
  let isDraining = false

  /** Open entries of complaints that have become restricted in the meantime are told to nobody. */
  async function stillOpen(some: readonly Waiting[]): Promise<readonly Waiting[]> {
    const references = new Set(
      some.flatMap(({ taken: { entry } }) => (entry.kind === 'complaint' ? [entry.reference] : [])),
    )
    if (references.size === 0) return some
    const lines = await batchGet(
      tables,
      [...references].map((reference) => ({ ...referenceKey(reference) })),
    )
    const moved = new Set(lines.filter(({ desk }) => desk === 'restricted').map(({ reference }) => reference))
    return some.filter(({ taken: { entry } }) => entry.kind !== 'complaint' || !moved.has(entry.reference))
  }

  /** True: written. False: the head had moved. Throws the positions of those that the feed has already. */
  async function tryWrite(
    some: readonly Waiting[],
    head: Head,
  ): Promise<readonly number[] | 'lost' | 'done'> {
    const today = dayOf(now())
    const day = head.day && head.day > today ? head.day : today
    const next = head.sequence + some.length
    const first = head.sequence + 1
    const TransactItems: WriteItem[] = [
      {
        Put: {
          TableName: tables.main,
          Item: feedHeadItem({ sequence: next, day }),
          ...(head.sequence === 0
            ? { ConditionExpression: 'attribute_not_exists(pk)' }
            : {
                ConditionExpression: '#sequence = :was',
                ExpressionAttributeNames: { '#sequence': 'sequence' },
                ExpressionAttributeValues: { ':was': head.sequence },
              }),
        },
      },
      ...some.map(({ taken }) => guardOf(tables, taken.entry.id, taken.entry.at)),
      ...some.map(({ taken }, index) => ({
        Put: { TableName: tables.main, Item: feedItem(taken, first + index, day) },
      })),
      ...(day === head.day ? [] : [{ Put: { TableName: tables.main, Item: feedDayItem(day, first) } }]),
    ]
    try {
      await tables.client.send(new TransactWriteCommand({ TransactItems }))
      known = { sequence: next, day }
      return 'done'
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error
      const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code)
      const already = some
        .map((_, index) => index)
        .filter((index) => codes[index + 1] === 'ConditionalCheckFailed')
      if (already.length > 0) return already
      if (codes.some((code) => code === 'ConditionalCheckFailed' || code === 'TransactionConflict'))
        return 'lost'
      throw error
    }
  }

  async function write(given: readonly Waiting[]): Promise<void> {
    // The same id twice at once would refuse itself.
    let some: readonly Waiting[] = [...new Map(given.map((each) => [each.taken.entry.id, each])).values()]
    for (let race = 0; ; race += 1) {
      some = await stillOpen(some)
      if (some.length === 0) return
      known ??= headFrom(await getItem(tables, tables.main, feedHeadKey))
      const came = await tryWrite(some, known)
      if (came === 'done') return
      if (came === 'lost') {
        known = undefined
        if (race >= mostRaces) throw new Error('the head of the feed was lost too often')
        await new Promise((done) => setTimeout(done, Math.random() * Math.min(10 * (race + 1), 150)))
        continue
      }
      some = some.filter((_, index) => !came.includes(index))
    }
  }

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const some = waiting.slice(0, mostTogether)
      waiting = waiting.slice(mostTogether)
      try {
        await write(some)
        await appended(known?.sequence ?? 0)
        for (const { done } of some) done()
      } catch (error) {
        known = undefined
        for (const { fail } of some) fail(error)
      }
    }
    isDraining = false
  }

  return {
    append(taken) {
      return new Promise((done, fail) => {
        waiting.push({ taken, done, fail })
        // A turn later, so that those who come at the same moment go together.
        if (isDraining) return
        isDraining = true
        void Promise.resolve().then(drain)
      })
    },
  }
}

export function createFeedReader(tables: Tables): FeedReader {
  return {
    async page(after, limit) {
      const first = feedKey(after + 1)
      const bucketEnd = (Math.floor((after + 1) / feedBucketEntries) + 1) * feedBucketEntries - 1
      const { Items = [], LastEvaluatedKey } = await tables.client.send(
        new QueryCommand({
          TableName: tables.main,
          KeyConditionExpression: 'pk = :pk AND sk >= :first',
          ExpressionAttributeValues: { ':pk': first.pk, ':first': first.sk },
          ConsistentRead: true,
          Limit: limit,
        }),
      )
      // A query may meet a write that is not everywhere yet: what stands behind a gap is for the next page.
      const read = Items.map(readItem)
      const gap = read.findIndex(({ entry }, index) => entry.sequence !== after + 1 + index)
      const items = gap === -1 ? read : read.slice(0, gap)
      const upTo = items.at(-1)?.entry.sequence ?? after
      return { items, upTo, more: LastEvaluatedKey !== undefined || upTo === bucketEnd }
    },

    async head() {
      return headFrom(await getItem(tables, tables.main, feedHeadKey))
    },

    async firstSince(day) {
      const { Items = [] } = await tables.client.send(
        new QueryCommand({
          TableName: tables.main,
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :day AND :last',
          ExpressionAttributeValues: { ':pk': feedHeadKey.pk, ':day': feedDayKey(day).sk, ':last': 'D#9999' },
          ConsistentRead: true,
          Limit: 1,
        }),
      )
      return Items[0] ? Number(Items[0].first) : undefined
    },

    async entries(sequences) {
      const found = new Map<number, FeedItem>()
      const wanted = [...new Set(sequences)]
      for (let start = 0; start < wanted.length; start += 100) {
        const keys = wanted.slice(start, start + 100).map((sequence) => ({ ...feedKey(sequence) }))
        for (const item of await batchGet(tables, keys)) {
          const read = readItem(item)
          found.set(read.entry.sequence, read)
        }
      }
      return found
    },
  }
}
