/**
 * Fills an empty pair of tables with the demonstration, once: all or nothing where it can be done in one step, and else
 * again from the start after a cut, coming to the same items. What is done is marked, and never touched again.
 */
import { join } from 'node:path'
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { GetCommand, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod/mini'
import { type Item, readAs } from '../../shared/store/items.ts'
import { onceKey } from '../../shared/store/keys.ts'
import { mainTable, restrictedTable } from '../../shared/store/table-shape.ts'
import { documents, type Tables } from '../../shared/store/tables.ts'
import { type DemoData, demoData, officerItem } from './data.ts'
import { fillEngineFile } from './engine-file.ts'
import { officers } from './officers.ts'

export interface SeedOptions {
  readonly client: DynamoDBClient
  readonly main: string
  readonly restricted: string
  readonly pepper: string
  readonly now: Date
  /** Where the packaged engine that `client` speaks to keeps its file. Without it, all goes through the engine's door. */
  readonly dataFolder?: string
  /** How much of it, for a test: 1 is all. */
  readonly share?: number
}
export interface Seeded {
  readonly households: number
  readonly complaints: number
  readonly officers: number
  /** It went through the table's stream: whoever has read nothing of that yet begins at its end. */
  readonly fresh: boolean
}

/** What the tables were begun with stays what they were begun with. */
const markKey = onceKey('seed')
const mark = z.object({
  made: z.enum(['demo', 'none']),
  state: z.enum(['writing', 'done']),
  /** The instant from which the data reckons: the same again, if it is done again. */
  at: z.iso.datetime(),
  households: z.int(),
  complaints: z.int(),
  officers: z.int(),
  streamed: z.boolean(),
})
type Mark = z.infer<typeof mark>

const tablesOf = ({
  client,
  main,
  restricted,
}: Pick<SeedOptions, 'client' | 'main' | 'restricted'>): Tables => ({
  client: documents(client),
  main,
  restricted,
})

async function readMark({ client, main }: Tables): Promise<Mark | undefined> {
  const { Item } = await client.send(
    new GetCommand({ TableName: main, Key: { ...markKey }, ConsistentRead: true }),
  )
  return Item && readAs('seed', mark, Item)
}
const markItem = (made: Mark): Item => ({ ...made, ...markKey, kind: 'once', v: 1 })
const writeMark = ({ client, main }: Tables, made: Mark) =>
  client.send(new PutCommand({ TableName: main, Item: markItem(made) }))

/** As many as a transaction takes: the packaged engine is quicker with few large ones than with many small ones. */
const mostAtOnce = 100
const mostInFlight = 2

/** By the door that every engine has. */
async function writeAll({ client }: Tables, TableName: string, items: readonly Item[]): Promise<void> {
  let next = 0
  const writeOn = async (): Promise<void> => {
    while (next < items.length) {
      const some = items.slice(next, next + mostAtOnce)
      next += mostAtOnce
      const TransactItems = some.map((Item) => ({ Put: { TableName, Item } }))
      await client.send(new TransactWriteCommand({ TransactItems }))
    }
  }
  await Promise.all(Array.from({ length: mostInFlight }, writeOn))
}

/** In one step, mark and all. False: there is no such file, or not of the making that is known. */
const fillFile = ({ dataFolder, main, restricted }: SeedOptions, data: DemoData, done: Mark): boolean =>
  dataFolder !== undefined &&
  fillEngineFile(join(dataFolder, 'dynamodb.sqlite'), [
    { tableName: main, shape: mainTable, items: [...data.main, markItem(done)] },
    { tableName: restricted, shape: restrictedTable, items: data.restricted },
  ])

const seededBy = ({ households, complaints, officers, streamed }: Mark): Seeded => ({
  households,
  complaints,
  officers,
  fresh: streamed,
})

export async function seedDemo(options: SeedOptions): Promise<Seeded> {
  const tables = tablesOf(options)
  const before = await readMark(tables)
  if (before?.state === 'done') return seededBy(before)
  const at = before?.at ?? options.now.toISOString()
  const { pepper, share = 1 } = options
  const data = demoData({ pepper, share, now: new Date(at) })
  const done: Mark = { made: 'demo', state: 'done', at, ...data.counts, streamed: false }
  if (!before && fillFile(options, data, done)) {
    const kept = await readMark(tables)
    if (kept?.state !== 'done') throw new Error(`The engine does not read from ${options.dataFolder}.`)
    return seededBy(kept)
  }
  const streamed: Mark = { ...done, streamed: true }
  await writeMark(tables, { ...streamed, state: 'writing' })
  await writeAll(tables, options.restricted, data.restricted)
  await writeAll(tables, options.main, data.main)
  await writeMark(tables, streamed)
  return seededBy(streamed)
}

/** The officers to sign in as, and nothing else. */
export async function seedOfficers(
  options: Pick<SeedOptions, 'client' | 'main' | 'restricted' | 'now'>,
): Promise<number> {
  const tables = tablesOf(options)
  const before = await readMark(tables)
  if (before?.state === 'done') return before.officers
  await writeAll(tables, options.main, officers.map(officerItem))
  const counts = { households: 0, complaints: 0, officers: officers.length }
  const at = options.now.toISOString()
  if (!before) await writeMark(tables, { made: 'none', state: 'done', at, ...counts, streamed: false })
  return officers.length
}
