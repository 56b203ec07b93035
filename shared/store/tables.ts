/** The connection to both tables, and the few gestures that every module of this room makes. */
import { DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import {
  DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  type QueryCommandInput,
  type QueryCommandOutput,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb'
import { Refusal } from '../domain/refusal.ts'
import type { Key } from './keys.ts'

export type WriteItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number]

export interface Tables {
  readonly client: DynamoDBDocumentClient
  readonly main: string
  readonly restricted: string
}

export interface TableSettings {
  readonly main: string
  readonly restricted: string
  /** Only on one machine: the embedded engine's address. */
  readonly endpoint?: string
  readonly region?: string
}

/** A hop has ten seconds in all: a table that does not answer in two is asked again, twice, and then given up. */
export function openTables({ main, restricted, endpoint, region }: TableSettings): Tables {
  const base = new DynamoDBClient({
    ...(endpoint ? { endpoint, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } } : {}),
    ...(region ? { region } : {}),
    maxAttempts: 3,
    requestHandler: { requestTimeout: 2000, connectionTimeout: 1000, throwOnRequestTimeout: true },
  })
  return { client: documents(base), main, restricted }
}

export const documents = (base: DynamoDBClient): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(base, { marshallOptions: { removeUndefinedValues: true } })

export async function getItem(
  tables: Tables,
  table: string,
  key: Key,
): Promise<Record<string, unknown> | undefined> {
  const { Item } = await tables.client.send(
    new GetCommand({ TableName: table, Key: { pk: key.pk, sk: key.sk }, ConsistentRead: true }),
  )
  return Item
}

/** All items of a query, page after page, or the first `most`. */
export async function queryItems(
  tables: Tables,
  input: QueryCommandInput,
  most = Number.POSITIVE_INFINITY,
): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = []
  let start: QueryCommandOutput['LastEvaluatedKey']
  do {
    const page: QueryCommandOutput = await tables.client.send(
      new QueryCommand({
        ...input,
        ...(Number.isFinite(most) ? { Limit: most - items.length } : {}),
        ...(start ? { ExclusiveStartKey: start } : {}),
      }),
    )
    items.push(...(page.Items ?? []))
    start = page.LastEvaluatedKey
  } while (start && items.length < most)
  return items
}

/**
 * Writes all or nothing. `refusals` says, by position, what it means when the condition of an item fails; the first that
 * failed speaks. A write that lost a race against another transaction is `stale` too.
 */
export async function writeTogether(
  tables: Tables,
  items: readonly { readonly write: WriteItem; readonly otherwise?: () => Refusal }[],
): Promise<void> {
  try {
    await tables.client.send(new TransactWriteCommand({ TransactItems: items.map(({ write }) => write) }))
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error
    const reasons = error.CancellationReasons ?? []
    for (const [index, reason] of reasons.entries()) {
      if (reason.Code === 'ConditionalCheckFailed') {
        throw items[index]?.otherwise?.() ?? new Refusal('stale', 'It has changed since it was read.')
      }
    }
    if (reasons.some((reason) => reason.Code === 'TransactionConflict')) {
      throw new Refusal('stale', 'It is being changed by somebody else.')
    }
    throw error
  }
}

export const secondsOf = (instant: Date | string, plusDays = 0): number =>
  Math.floor(new Date(instant).getTime() / 1000) + plusDays * 86_400

export const isConditionFailure = (error: unknown): boolean =>
  error instanceof Error && error.name === 'ConditionalCheckFailedException'
