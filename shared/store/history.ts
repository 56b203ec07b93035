/**
 * Where digests of events stand, by the day of the event, and the roots of the days. An entry says when it was recorded: the
 * stream may be late, so a day's root looks at the partitions of as many days before it as the stream's dead letters live.
 */
import { createHash, randomBytes } from 'node:crypto'
import { BatchGetCommand, type BatchGetCommandOutput, PutCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod/mini'
import type { HistoryExport, HistoryRecord, HistoryRoots } from '../actions/history-ports.ts'
import type { ComplaintEvent, PrivateEvent } from '../domain/complaint.ts'
import { dayRoot, digestOfEvent } from '../domain/history-chain.ts'
import { dayOf } from '../domain/working-days.ts'
import type { Write } from './filing.ts'
import { type Item, readAs, readEvent, readReference } from './items.ts'
import { eventKey, historyKey, historyOf, type Key, referenceKey, rootKey, rootsPk } from './keys.ts'
import { getItem, isConditionFailure, queryItems, type Tables } from './tables.ts'

const dayMs = 86_400_000
/** Dead letters of the stream are kept for fourteen days. */
const daysLate = 15
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

const recordedEvent = z.lazy(() =>
  z.object({
    eventId: z.string(),
    complaintId: z.string(),
    reference: z.string(),
    at: z.string(),
    digest: z.string(),
    recordedAt: z.string(),
  }),
)

/** An event with the chance that hides its digest; it keeps what it has. */
export const salted = <Event extends ComplaintEvent | PrivateEvent>(event: Event): Event =>
  event.salt ? event : { ...event, salt: randomBytes(16).toString('base64url') }

/** What is restricted is recorded in the same breath as it is written, as a bare digest: no stream tells of it. */
export function sealedWrite(tables: Tables, event: ComplaintEvent | PrivateEvent): Write {
  const digest = digestOfEvent(event, sha256)
  const Item = {
    ...historyKey(dayOf(new Date(event.at)), `S#${digest}`),
    kind: 'sealed-digest',
    v: 1,
    digest,
    recordedAt: event.at,
  }
  return { write: { Put: { TableName: tables.main, Item } } }
}

async function putOnce(tables: Tables, Item: Item): Promise<boolean> {
  try {
    await tables.client.send(
      new PutCommand({ TableName: tables.main, Item, ConditionExpression: 'attribute_not_exists(pk)' }),
    )
    return true
  } catch (error) {
    if (isConditionFailure(error)) return false
    throw error
  }
}

export const createHistoryRecord = (tables: Tables): HistoryRecord => ({
  async record(event) {
    const key = historyKey(dayOf(new Date(event.at)), `O#${event.eventId}`)
    await putOnce(tables, { ...event, ...key, kind: 'event-digest', v: 1 })
  },
})

const daysBefore = (day: string, count: number): string =>
  dayOf(new Date(Date.parse(`${day}T00:00:00Z`) - count * dayMs))

async function getMany(tables: Tables, keys: readonly Key[]): Promise<readonly Item[]> {
  const found: Item[] = []
  for (let from = 0; from < keys.length; from += 100) {
    let wanted: Record<string, unknown>[] | undefined = keys
      .slice(from, from + 100)
      .map((key) => ({ ...key }))
    while (wanted && wanted.length > 0) {
      const answer: BatchGetCommandOutput = await tables.client.send(
        new BatchGetCommand({ RequestItems: { [tables.main]: { Keys: wanted, ConsistentRead: true } } }),
      )
      found.push(...(answer.Responses?.[tables.main] ?? []))
      wanted = answer.UnprocessedKeys?.[tables.main]?.Keys
    }
  }
  return found
}

export function createHistory(tables: Tables): HistoryRoots & HistoryExport {
  const rootsWhere = (
    condition: string,
    values: Record<string, string>,
    newestFirst = false,
    most?: number,
  ) =>
    queryItems(
      tables,
      {
        TableName: tables.main,
        KeyConditionExpression: `pk = :pk${condition}`,
        ExpressionAttributeValues: { ':pk': rootsPk, ...values },
        ConsistentRead: true,
        ScanIndexForward: !newestFirst,
      },
      most,
    ).then((items) => items.map((item) => readAs('root', dayRoot, item)))

  return {
    async last() {
      return (await rootsWhere('', {}, true, 1))[0]
    },
    async of(day) {
      const item = await getItem(tables, tables.main, rootKey(day))
      return item && readAs('root', dayRoot, item)
    },
    between: (from, to) => rootsWhere(' AND sk BETWEEN :from AND :to', { ':from': from, ':to': to }),
    save: (root, sealSalt) =>
      putOnce(tables, { ...root, ...rootKey(root.day), kind: 'root', v: 1, sealSalt }),

    async recordedOn(day) {
      // A day ahead too: a clock that runs before ours.
      const days = Array.from({ length: daysLate + 2 }, (_, count) => daysBefore(day, count - 1))
      const found = await Promise.all(
        days.map((each) =>
          queryItems(tables, {
            TableName: tables.main,
            KeyConditionExpression: 'pk = :pk',
            FilterExpression: 'begins_with(recordedAt, :day)',
            ExpressionAttributeValues: { ':pk': historyOf(each), ':day': day },
            ConsistentRead: true,
          }),
        ),
      )
      const items = found.flat()
      return {
        open: items
          .filter(({ kind }) => kind === 'event-digest')
          .map((item) => readAs('event-digest', recordedEvent, item))
          .sort((a, b) => (a.eventId < b.eventId ? -1 : 1)),
        sealed: items.filter(({ kind }) => kind === 'sealed-digest').map(({ digest }) => String(digest)),
      }
    },

    async eventsOf(recorded) {
      const items = await getMany(
        tables,
        recorded.map(({ complaintId, at, eventId }) => eventKey(complaintId, at, eventId)),
      )
      return new Map(items.map(readEvent).map((event) => [event.eventId, event]))
    },

    async movedOf(recorded) {
      const references = [...new Set(recorded.map(({ reference }) => reference))]
      const entries = (await getMany(tables, references.map(referenceKey))).map(readReference)
      return new Set(
        entries.filter(({ desk }) => desk === 'restricted').map(({ complaintId }) => complaintId),
      )
    },
  }
}
