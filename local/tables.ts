/** Makes a table of its declared shape: keys, indexes, expiry, stream. Making it again changes nothing. */

import { setTimeout as pause } from 'node:timers/promises'
import {
  type AttributeDefinition,
  CreateTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  type KeySchemaElement,
  ResourceInUseException,
  ResourceNotFoundException,
  type TableDescription,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb'
import type { TableShape } from '../shared/store/table-shape.ts'

/** What the tables are called on one machine. */
export const tableNames = { main: 'jigikan-main', restricted: 'jigikan-restricted' } as const

export class TableDiffers extends Error {
  override readonly name = 'TableDiffers'
  constructor(tableName: string, what: string) {
    super(
      `The table ${tableName} was made by another version of Jigikan (${what}). ` +
        'Remove the data folder (.jigikan, or what JIGIKAN_DATA names) and start again.',
    )
  }
}

const keySchema = (keys: { partitionKey: string; sortKey: string }): KeySchemaElement[] => [
  { AttributeName: keys.partitionKey, KeyType: 'HASH' },
  { AttributeName: keys.sortKey, KeyType: 'RANGE' },
]
const keysOf = (schema: KeySchemaElement[] | undefined) =>
  [...(schema ?? [])]
    .sort((a, b) => String(a.KeyType).localeCompare(String(b.KeyType)))
    .map((key) => key.AttributeName)
    .join(' + ')

const attributesOf = (shape: TableShape): AttributeDefinition[] => {
  const names = [shape, ...Object.values(shape.indexes)].flatMap((keys) => [keys.partitionKey, keys.sortKey])
  return [...new Set(names)].map((AttributeName) => ({ AttributeName, AttributeType: 'S' }))
}

const checkSame = (tableName: string, table: TableDescription, shape: TableShape) => {
  const wanted = new Map([['', keysOf(keySchema(shape))]])
  for (const [name, index] of Object.entries(shape.indexes)) wanted.set(name, keysOf(keySchema(index)))
  const present = new Map([['', keysOf(table.KeySchema)]])
  for (const index of table.GlobalSecondaryIndexes ?? [])
    present.set(String(index.IndexName), keysOf(index.KeySchema))
  for (const name of new Set([...wanted.keys(), ...present.keys()])) {
    if (wanted.get(name) === present.get(name)) continue
    const part = name === '' ? 'its keys' : `its index ${name}`
    const is = present.get(name) ?? 'absent'
    throw new TableDiffers(tableName, `${part}: ${is} instead of ${wanted.get(name) ?? 'absent'}`)
  }
  const stream = table.StreamSpecification?.StreamEnabled
    ? table.StreamSpecification.StreamViewType
    : undefined
  if (stream !== shape.stream)
    throw new TableDiffers(tableName, `its stream: ${stream ?? 'none'} instead of ${shape.stream ?? 'none'}`)
}

const describe = async (client: DynamoDBClient, TableName: string) => {
  try {
    return (await client.send(new DescribeTableCommand({ TableName }))).Table
  } catch (fault) {
    if (fault instanceof ResourceNotFoundException) return undefined
    throw fault
  }
}

const create = async (client: DynamoDBClient, TableName: string, shape: TableShape) => {
  try {
    await client.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: attributesOf(shape),
        KeySchema: keySchema(shape),
        GlobalSecondaryIndexes: Object.entries(shape.indexes).map(([IndexName, index]) => ({
          IndexName,
          KeySchema: keySchema(index),
          Projection: { ProjectionType: index.carries === 'all' ? 'ALL' : 'KEYS_ONLY' },
        })),
        ...(shape.stream && { StreamSpecification: { StreamEnabled: true, StreamViewType: shape.stream } }),
      }),
    )
  } catch (fault) {
    if (!(fault instanceof ResourceInUseException)) throw fault
  }
}

/** The table, ready for use, and the ARN of its stream when the shape has one. */
export const ensureTable = async (
  client: DynamoDBClient,
  tableName: string,
  shape: TableShape,
): Promise<{ tableName: string; streamArn: string | undefined }> => {
  let table = await describe(client, tableName)
  if (!table) await create(client, tableName, shape)
  const giveUpAt = Date.now() + 60_000
  while (table?.TableStatus !== 'ACTIVE') {
    if (Date.now() > giveUpAt) throw new Error(`The table ${tableName} was not ready within a minute.`)
    if (table) await pause(100)
    table = await describe(client, tableName)
  }
  checkSame(tableName, table, shape)
  const expiry = await client.send(new DescribeTimeToLiveCommand({ TableName: tableName }))
  if (!expiry.TimeToLiveDescription?.TimeToLiveStatus?.startsWith('ENABL')) {
    await client.send(
      new UpdateTimeToLiveCommand({
        TableName: tableName,
        TimeToLiveSpecification: { AttributeName: shape.expiresAttribute, Enabled: true },
      }),
    )
  }
  return { tableName, streamArn: shape.stream ? table.LatestStreamArn : undefined }
}
