/**
 * Fills an empty pair of tables with the demonstration, once. What was cut in the middle is done again from the start and
 * comes to the same items; what is done is marked, and never touched again.
 */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { GetCommand, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod/mini'
import { type Item, readAs } from '../../shared/store/items.ts'
import { onceKey } from '../../shared/store/keys.ts'
import { createOfficers } from '../../shared/store/staff.ts'
import { documents, type Tables } from '../../shared/store/tables.ts'
import { demoData, type Load, officerItem } from './data.ts'
import { officers } from './officers.ts'

export interface SeedOptions {
  readonly client: DynamoDBClient
  readonly main: string
  readonly restricted: string
  readonly pepper: string
  readonly now: Date
  /**
   * Called when all is written and nothing is marked yet. If it fails, or we die in it, the next start does all again: the
   * place to make sure that nobody reacts to what was only put there.
   */
  readonly whenWritten?: () => Promise<void>
}
export interface Seeded {
  readonly households: number
  readonly complaints: number
  readonly officers: number
  /** Written just now. */
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
})
type Mark = z.infer<typeof mark>

const tablesOf = ({ client, main, restricted }: SeedOptions): Tables => ({ client: documents(client), main, restricted })

async function readMark({ client, main }: Tables): Promise<Mark | undefined> {
  const { Item } = await client.send(new GetCommand({ TableName: main, Key: { ...markKey }, ConsistentRead: true }))
  return Item && readAs('seed', mark, Item)
}
const writeMark = ({ client, main }: Tables, made: Mark) =>
  client.send(new PutCommand({ TableName: main, Item: { ...made, ...markKey, kind: 'once', v: 1 } }))

/** As many as a transaction takes: an engine of one machine is quicker with few large ones than with many small ones. */
const mostAtOnce = 100
/** One is written while the next is made. */
const mostInFlight = 2

async function writeAll(tables: Tables, loads: AsyncIterable<Load>): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  const gathered: Record<Load['table'], Item[]> = { main: [], restricted: [] }
  const flying = new Set<Promise<unknown>>()
  const write = async (table: Load['table'], items: readonly Item[]) => {
    const TableName = tables[table]
    while (flying.size >= mostInFlight) await Promise.race(flying)
    const flight = tables.client.send(new TransactWriteCommand({ TransactItems: items.map((Item) => ({ Put: { TableName, Item } })) }))
    flying.add(flight)
    // A flight that fails stays among them: whoever waits for it next, fails.
    flight.then(() => flying.delete(flight)).catch(() => undefined)
  }
  for await (const { table, items } of loads) {
    for (const item of items) counts[String(item['kind'])] = (counts[String(item['kind'])] ?? 0) + 1
    gathered[table].push(...items)
    while (gathered[table].length >= mostAtOnce) await write(table, gathered[table].splice(0, mostAtOnce))
  }
  for (const table of ['main', 'restricted'] as const) if (gathered[table].length > 0) await write(table, gathered[table])
  await Promise.all(flying)
  return counts
}

export async function seedDemo(options: SeedOptions): Promise<Seeded> {
  const tables = tablesOf(options)
  const before = await readMark(tables)
  if (before?.state === 'done') {
    const { households, complaints, officers } = before
    return { households, complaints, officers, fresh: false }
  }
  const at = before?.at ?? options.now.toISOString()
  const begun: Mark = { made: 'demo', state: 'writing', at, households: 0, complaints: 0, officers: 0 }
  await writeMark(tables, begun)
  const written = await writeAll(tables, demoData({ pepper: options.pepper, now: new Date(at) }))
  await options.whenWritten?.()
  const counts = {
    households: written['household'] ?? 0,
    complaints: (written['complaint'] ?? 0) + (written['private'] ?? 0),
    officers: written['officer'] ?? 0,
  }
  await writeMark(tables, { ...begun, ...counts, state: 'done' })
  return { ...counts, fresh: true }
}

/** The officers to sign in as, and nothing else. */
export async function seedOfficers(options: SeedOptions): Promise<number> {
  const tables = tablesOf(options)
  if ((await readMark(tables))?.state !== 'done') {
    const present = new Set((await createOfficers(tables).all()).map(({ officerId }) => officerId))
    const missing = officers.filter(({ officerId }) => !present.has(officerId))
    await writeAll(tables, oneLoad({ table: 'main', items: missing.map(officerItem) }))
    const at = options.now.toISOString()
    await writeMark(tables, { made: 'none', state: 'done', at, households: 0, complaints: 0, officers: officers.length })
  }
  return officers.length
}

async function* oneLoad(load: Load): AsyncGenerator<Load, void, void> {
  yield load
}
