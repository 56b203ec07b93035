import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type StreamPump, startStreamPump } from '../../local/stream-pump.ts'
import { ensureTable } from '../../local/tables.ts'
import { mainTable } from '../../shared/store/table-shape.ts'
import { newDataFolder } from '../builders/data-folder.ts'
import { startTestTables, type TestTables } from '../builders/engines.ts'

type Answer = DynamoDBBatchResponse | undefined

let tables: TestTables
let table: { tableName: string; streamArn: string }
let dataFolder: Awaited<ReturnType<typeof newDataFolder>>
let pump: StreamPump | undefined
let made = 0

beforeAll(async () => {
  tables = await startTestTables()
})
afterAll(() => tables.stop())
beforeEach(async () => {
  dataFolder = await newDataFolder()
  made += 1
  const { tableName, streamArn = '' } = await ensureTable(tables.client, `stream-${made}`, mainTable)
  table = { tableName, streamArn }
})
afterEach(async () => {
  await pump?.stop()
  pump = undefined
  await dataFolder.remove()
})

const put = (pk: string) =>
  tables.client.send(
    new PutItemCommand({
      TableName: table.tableName,
      Item: { pk: { S: pk }, sk: { S: 'it' }, n: { N: '7' }, raw: { B: new Uint8Array([1, 2]) } },
    }),
  )
const putAll = async (...pks: string[]) => {
  for (const pk of pks) await put(pk)
}
const pksOf = (event: DynamoDBStreamEvent) => event.Records.map(({ dynamodb }) => dynamodb?.Keys?.pk?.S ?? '')

const start = async (
  handler: (event: DynamoDBStreamEvent) => Promise<Answer>,
  {
    batchSize = 10,
    timeoutSeconds = 5,
    startAt = 'oldest',
  }: { batchSize?: number; timeoutSeconds?: number; startAt?: 'oldest' | 'latest' } = {},
) => {
  pump = await startStreamPump({
    endpoint: tables.endpoint,
    ...table,
    dataFolder: dataFolder.path,
    to: { name: 'outbox', sheet: { timeoutSeconds, memoryMb: 128 }, handler },
    batchSize,
    startAt,
    maxRetries: 2,
    retryDelayMs: () => 1,
  })
  return pump
}
const failing = (event: DynamoDBStreamEvent, pk: string) => ({
  batchItemFailures: event.Records.filter(({ dynamodb }) => dynamodb?.Keys?.pk?.S === pk).map(
    ({ dynamodb }) => ({ itemIdentifier: dynamodb?.SequenceNumber ?? '' }),
  ),
})

test('a handler gets what was written, in the shape that Lambda gives', async () => {
  const events: DynamoDBStreamEvent[] = []
  await put('a')
  await tables.client.send(
    new DeleteItemCommand({ TableName: table.tableName, Key: { pk: { S: 'a' }, sk: { S: 'it' } } }),
  )
  const running = await start(async (event) => {
    events.push(event)
    return undefined
  })
  await running.settled()
  const [inserted, removed] = events.flatMap(({ Records }) => Records)
  expect(inserted).toMatchObject({
    eventID: expect.any(String),
    eventName: 'INSERT',
    eventSource: 'aws:dynamodb',
    eventSourceARN: table.streamArn,
    dynamodb: {
      Keys: { pk: { S: 'a' }, sk: { S: 'it' } },
      NewImage: { pk: { S: 'a' }, sk: { S: 'it' }, n: { N: '7' }, raw: { B: 'AQI=' } },
      SequenceNumber: expect.any(String),
      ApproximateCreationDateTime: expect.any(Number),
      StreamViewType: 'NEW_IMAGE',
    },
  })
  expect(removed).toMatchObject({ eventName: 'REMOVE', dynamodb: { Keys: { pk: { S: 'a' } } } })
  expect(removed?.dynamodb).not.toHaveProperty('NewImage')
})

test('records come in order, in batches of at most the size of the sheet', async () => {
  await putAll('1', '2', '3', '4', '5')
  const batches: string[][] = []
  const running = await start(
    async (event) => {
      batches.push(pksOf(event))
      return undefined
    },
    { batchSize: 2 },
  )
  await running.settled()
  expect(batches).toEqual([['1', '2'], ['3', '4'], ['5']])
})

test('what is written while it runs arrives', async () => {
  const seen: string[] = []
  const running = await start(async (event) => {
    seen.push(...pksOf(event))
    return undefined
  })
  await putAll('x', 'y')
  await running.settled()
  expect(seen).toEqual(['x', 'y'])
})

test('a reported failure is tried again from that record on, without those before it', async () => {
  await putAll('1', '2', '3')
  const batches: string[][] = []
  const running = await start(async (event) => {
    batches.push(pksOf(event))
    return batches.length === 1 ? failing(event, '2') : undefined
  })
  await running.settled()
  expect(batches).toEqual([
    ['1', '2', '3'],
    ['2', '3'],
  ])
  expect(await running.deadLetters()).toEqual([])
})

test('a batch that throws is split until the culprit is alone; it dies, the others pass', async () => {
  await putAll('1', '2', 'bad', '4', '5')
  const passed: string[] = []
  let triesAlone = 0
  const running = await start(async (event) => {
    const pks = pksOf(event)
    if (pks.length === 1 && pks[0] === 'bad') triesAlone += 1
    if (pks.includes('bad')) throw new TypeError('cannot')
    passed.push(...pks)
    return undefined
  })
  await running.settled()
  expect(passed).toEqual(['1', '2', '4', '5'])
  expect(triesAlone).toBe(3)
  const letters = await running.deadLetters()
  expect(letters).toMatchObject([
    { functionName: 'outbox', why: 'TypeError', record: { eventName: 'INSERT' } },
  ])
  expect(letters[0]?.record.dynamodb?.Keys?.pk?.S).toBe('bad')
})

test('a record reported again and again dies alone', async () => {
  await putAll('1', 'bad', '3')
  const passed = new Set<string>()
  const running = await start(async (event) => {
    for (const pk of pksOf(event)) if (pk !== 'bad') passed.add(pk)
    return failing(event, 'bad')
  })
  await running.settled()
  expect([...passed]).toEqual(['1', '3'])
  expect(await running.deadLetters()).toHaveLength(1)
})

test('a handler that runs past its time counts as failed', async () => {
  await put('slow')
  const running = await start(() => new Promise(() => undefined), { timeoutSeconds: 0.05 })
  await running.settled()
  expect(await running.deadLetters()).toMatchObject([{ why: 'TimedOut' }])
})

test('dead letters are handed over again on demand; those that fail again stay', async () => {
  await putAll('mended', 'broken')
  let isMended = false
  const passed: string[] = []
  const running = await start(async (event) => {
    const pks = pksOf(event)
    if (pks.includes('broken') || !isMended) throw new Error('cannot')
    passed.push(...pks)
    return undefined
  })
  await running.settled()
  expect(await running.deadLetters()).toHaveLength(2)
  isMended = true
  expect(await running.redrive()).toBe(1)
  expect(passed).toEqual(['mended'])
  expect((await running.deadLetters()).map(({ record }) => record.dynamodb?.Keys?.pk?.S)).toEqual(['broken'])
})

test('a restart goes on behind the last record handled', async () => {
  await putAll('1', '2')
  const first = await start(async () => undefined)
  await first.settled()
  await first.stop()
  await putAll('3', '4')
  const seen: string[] = []
  const second = await start(async (event) => {
    seen.push(...pksOf(event))
    return undefined
  })
  await second.settled()
  expect(seen).toEqual(['3', '4'])
})

test('nothing is lost over restarts in the middle of a burst', async () => {
  const wanted = Array.from({ length: 120 }, (_, n) => `b${n}`)
  const writing = (async () => {
    for (const pk of wanted) await put(pk)
  })()
  const seen = new Set<string>()
  let calls = 0
  const take = async (event: DynamoDBStreamEvent): Promise<Answer> => {
    calls += 1
    if (calls % 5 === 0) throw new Error('now and then')
    for (const pk of pksOf(event)) seen.add(pk)
    return undefined
  }
  for (let run = 0; run < 4; run++) {
    const running = await start(take, { batchSize: 7 })
    await new Promise((resolve) => setTimeout(resolve, 40))
    await running.stop()
  }
  await writing
  const last = await start(take, { batchSize: 7 })
  await last.settled()
  await last.redrive()
  while ((await last.deadLetters()).length > 0) await last.redrive()
  expect([...seen].sort()).toEqual([...wanted].sort())
})

test('a checkpoint that is lost or of another stream means reading from the oldest record', async () => {
  await putAll('1', '2')
  const first = await start(async () => undefined)
  await first.settled()
  await first.stop()
  const file = join(dataFolder.path, `stream-checkpoint-${table.tableName}.json`)
  const checkpoint = JSON.parse(await readFile(file, 'utf8'))
  for (const text of ['half a fi', JSON.stringify({ ...checkpoint, streamArn: 'another' })]) {
    await writeFile(file, text)
    const seen: string[] = []
    const again = await start(async (event) => {
      seen.push(...pksOf(event))
      return undefined
    })
    await again.settled()
    await again.stop()
    expect(seen).toEqual(['1', '2'])
  }
})

test('told to begin behind the latest, it passes over what was there for good', async () => {
  await putAll('old 1', 'old 2')
  const seen: string[] = []
  const take = async (event: DynamoDBStreamEvent): Promise<Answer> => {
    seen.push(...pksOf(event))
    return undefined
  }
  // What the start has resolved to is on disk: a copy of the folder is what a kill would leave.
  const first = await start(take, { startAt: 'latest' })
  const killed = await newDataFolder()
  await cp(dataFolder.path, killed.path, { recursive: true })
  await first.stop()
  await dataFolder.remove()
  dataFolder = killed
  await put('new')
  await (await start(take)).settled()
  expect(seen).toEqual(['new'])
})

test('told to begin behind the latest, it does so with an empty stream too', async () => {
  const first = await start(async () => undefined, { startAt: 'latest' })
  await first.stop()
  await put('new')
  const seen: string[] = []
  const second = await start(
    async (event) => {
      seen.push(...pksOf(event))
      return undefined
    },
    { startAt: 'latest' },
  )
  await second.settled()
  expect(seen).toEqual(['new'])
})

test('a place that was reached before is kept, wherever it is told to begin', async () => {
  await put('1')
  const first = await start(async () => undefined)
  await first.settled()
  await first.stop()
  await put('2')
  const seen: string[] = []
  const second = await start(
    async (event) => {
      seen.push(...pksOf(event))
      return undefined
    },
    { startAt: 'latest' },
  )
  await second.settled()
  expect(seen).toEqual(['2'])
})
