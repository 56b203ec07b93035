/** A real DynamoDB engine for a test file: fresh tables of both shapes in a folder of its own, gone on `stop`. */

import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { startDynamoDb } from '../../local/dynamodb.ts'
import { localClientOptions } from '../../local/local-client.ts'
import { ensureTable } from '../../local/tables.ts'
import { mainTable, restrictedTable } from '../../shared/store/table-shape.ts'

export interface TestTables {
  readonly client: DynamoDBClient
  readonly endpoint: string
  /** The engine's process, when it is ours. */
  readonly enginePid: number | undefined
  readonly mainTable: string
  readonly restrictedTable: string
  /** ARN of the main table's stream. */
  readonly streamArn: string
  stop(): Promise<void>
}

export const startTestTables = async (): Promise<TestTables> => {
  // A file, not memory: the engine slows down as its stream grows, and only a file can be helped.
  const dataFolder = await mkdtemp(join(tmpdir(), 'jigikan-test-'))
  const engine = await startDynamoDb({ dataFolder })
  const client = new DynamoDBClient(localClientOptions(engine.endpoint))
  const suffix = randomUUID().slice(0, 8)
  const [main, restricted] = await Promise.all([
    ensureTable(client, `main-${suffix}`, mainTable),
    ensureTable(client, `restricted-${suffix}`, restrictedTable),
  ])
  if (!main.streamArn) throw new Error('the main table has no stream')
  return {
    client,
    endpoint: engine.endpoint,
    enginePid: engine.pid,
    mainTable: main.tableName,
    restrictedTable: restricted.tableName,
    streamArn: main.streamArn,
    stop: async () => {
      client.destroy()
      await engine.stop()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}
