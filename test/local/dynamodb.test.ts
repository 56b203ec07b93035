import { spawn } from 'node:child_process'
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { afterEach, describe, expect, test } from 'vitest'
import { startDynamoDb } from '../../local/dynamodb.ts'
import { tendFile } from '../../local/dynamodb-file.ts'
import { DataInUse } from '../../local/engine-pid.ts'
import { DynamoDbMissing, findDynamoDb } from '../../local/find-dynamodb.ts'
import { localClientOptions } from '../../local/local-client.ts'
import { writeCheckpoint } from '../../local/stream-checkpoint.ts'
import { ensureTable, TableDiffers, tableNames } from '../../local/tables.ts'
import { mainTable, restrictedTable } from '../../shared/store/table-shape.ts'
import { eventually, newDataFolder } from '../builders/data-folder.ts'

const tidy: (() => unknown)[] = []
afterEach(async () => {
  for (const undo of tidy.splice(0).reverse()) await undo()
})
const folder = async () => {
  const { path, remove } = await newDataFolder()
  tidy.push(remove)
  return path
}
const start = async (dataFolder: string) => {
  const engine = await startDynamoDb({ dataFolder })
  const client = new DynamoDBClient(localClientOptions(engine.endpoint))
  tidy.push(engine.stop, () => client.destroy())
  return { engine, client }
}
const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
/** The engine in a process of its own, so that either of the two can be killed. */
const startApart = async (dataFolder: string) => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'run-engine.ts'), dataFolder])
  tidy.push(() => child.kill('SIGKILL'))
  const line = await new Promise<string>((resolve) => child.stdout.once('data', (text) => resolve(`${text}`)))
  const { endpoint, pid } = JSON.parse(line) as { endpoint: string; pid: number }
  const client = new DynamoDBClient({ ...localClientOptions(endpoint), maxAttempts: 1 })
  tidy.push(() => client.destroy())
  return { child, endpoint, pid, client }
}
const write = (client: DynamoDBClient, pk: string) =>
  client.send(new PutItemCommand({ TableName: tableNames.main, Item: { pk: { S: pk }, sk: { S: 'it' } } }))
const holds = async (client: DynamoDBClient, pk: string) => {
  const { Item } = await client.send(
    new GetItemCommand({
      TableName: tableNames.main,
      Key: { pk: { S: pk }, sk: { S: 'it' } },
      ConsistentRead: true,
    }),
  )
  return Item !== undefined
}

describe('which engine is used', () => {
  test('the one that was named comes first and is not stopped by us', async () => {
    const env = { JIGIKAN_DYNAMODB_ENDPOINT: 'http://db.example:8000' }
    const engine = await startDynamoDb({ env })
    expect(engine).toMatchObject({ kind: 'given', endpoint: 'http://db.example:8000' })
    await engine.stop()
  })

  test('then the packaged one, then one on the PATH', async () => {
    const bin = join(await folder(), 'bin')
    await mkdir(bin)
    await writeFile(join(bin, 'dynoxide'), '')
    await chmod(join(bin, 'dynoxide'), 0o755)
    const env = { PATH: `/nowhere:${bin}` }
    expect(findDynamoDb(env, () => '/packaged/dynoxide')).toMatchObject({ kind: 'packaged' })
    expect(findDynamoDb(env, () => undefined)).toEqual({ kind: 'on-path', program: join(bin, 'dynoxide') })
  })

  test('without any, it is said what to install', () => {
    const look = () => findDynamoDb({ PATH: '/nowhere' }, () => undefined)
    expect(look).toThrow(DynamoDbMissing)
    for (const words of ['macOS or Windows', 'DynamoDB Local', 'JIGIKAN_DYNAMODB_ENDPOINT', 'PATH'])
      expect(look).toThrow(words)
  })
})

describe('what was acknowledged', () => {
  test('survives a kill of the engine in the middle of writing', async () => {
    const dataFolder = await folder()
    const first = await startApart(dataFolder)
    await ensureTable(first.client, tableNames.main, mainTable)
    const acknowledged: string[] = []
    const writing = Promise.all(
      Array.from({ length: 8 }, async (_, writer) => {
        for (let n = 0; ; n++) {
          const pk = `w${writer}-${n}`
          await write(first.client, pk)
          acknowledged.push(pk)
        }
      }),
    ).catch(() => undefined)
    await eventually('some writes are acknowledged', () => acknowledged.length >= 100)
    process.kill(first.pid, 'SIGKILL')
    await writing
    first.child.kill('SIGKILL')

    const { client } = await start(dataFolder)
    const kept = await Promise.all(acknowledged.map((pk) => holds(client, pk)))
    expect(kept.filter(Boolean)).toHaveLength(acknowledged.length)
  })

  test('survives a kill of the process that started it, and the engine goes with that process', async () => {
    const dataFolder = await folder()
    const first = await startApart(dataFolder)
    await ensureTable(first.client, tableNames.main, mainTable)
    await write(first.client, 'kept')
    first.child.kill('SIGKILL')
    const isGone = () =>
      fetch(first.endpoint)
        .then(() => false)
        .catch(() => true)
    await eventually('the engine is gone', isGone)
    const { client } = await start(dataFolder)
    expect(await holds(client, 'kept')).toBe(true)
  })
})

describe('one data folder', () => {
  test('is refused to a second start while the first runs', async () => {
    const dataFolder = await folder()
    await start(dataFolder)
    await expect(startDynamoDb({ dataFolder })).rejects.toThrow(DataInUse)
  })

  test('is free again after a stop', async () => {
    const dataFolder = await folder()
    const first = await startDynamoDb({ dataFolder })
    await first.stop()
    expect(isAlive(first.pid ?? 0)).toBe(false)
    await start(dataFolder)
  })

  test('an engine left behind by a start that died is ended', async () => {
    const dataFolder = await folder()
    const { engine } = await start(dataFolder)
    await writeFile(join(dataFolder, 'dynamodb.pid'), JSON.stringify({ pid: engine.pid, ownerPid: 1 }))
    await start(dataFolder)
    await eventually('the left engine is gone', () => !isAlive(engine.pid ?? 0))
  })

  test('an engine that ends by itself is reported', async () => {
    let why = ''
    const engine = await startDynamoDb({ dataFolder: await folder(), onDeath: (reason) => (why = reason) })
    process.kill(engine.pid ?? 0, 'SIGKILL')
    expect(await eventually('it is reported', () => why)).toContain('SIGKILL')
    await engine.stop()
  })
})

describe('tables', () => {
  test('are made of their shape once; a second time changes nothing', async () => {
    const { client } = await start(await folder())
    const made = await ensureTable(client, tableNames.main, mainTable)
    expect(made.streamArn).toContain(tableNames.main)
    await write(client, 'stays')
    expect(await ensureTable(client, tableNames.main, mainTable)).toEqual(made)
    expect(await holds(client, 'stays')).toBe(true)
    const restricted = await ensureTable(client, tableNames.restricted, restrictedTable)
    expect(restricted.streamArn).toBeUndefined()
  })

  test('of another version are refused with what to do', async () => {
    const { client } = await start(await folder())
    await ensureTable(client, tableNames.main, restrictedTable)
    const again = ensureTable(client, tableNames.main, mainTable)
    await expect(again).rejects.toThrow(TableDiffers)
    await expect(again).rejects.toThrow(/Remove the data folder/)
  })
})

test('stream records that were read are dropped after a day, never one that was not', async () => {
  const dataFolder = await folder()
  const { client, engine } = await start(dataFolder)
  const { streamArn = '' } = await ensureTable(client, tableNames.main, mainTable)
  for (let n = 0; n < 5; n++) await write(client, `r${n}`)
  const database = new DatabaseSync(join(dataFolder, 'dynamodb.sqlite'))
  tidy.push(() => database.close())
  const shard = String(database.prepare('SELECT shard_id FROM _stream_records').get()?.shard_id)
  const kept = () =>
    database
      .prepare('SELECT sequence_number AS n FROM _stream_records ORDER BY id')
      .all()
      .map(({ n }) => n)
  await writeCheckpoint(dataFolder, {
    tableName: tableNames.main,
    streamArn,
    shards: { [shard]: '3' },
    closed: [],
  })
  await tendFile(dataFolder)
  expect(kept()).toEqual(['1', '2', '3', '4', '5'])
  database.exec('UPDATE _stream_records SET created_at = created_at - 90000')
  await tendFile(dataFolder)
  expect(kept()).toEqual(['4', '5'])
  expect(isAlive(engine.pid ?? 0)).toBe(true)
})
