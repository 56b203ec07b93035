/**
 * The registry's feed: is a long one read as fast and in as little memory as a short one, and with how many queries a page;
 * how long does an entry take to a healthy receiver; how fast does an hour's backlog go. `REGISTRY_ENTRIES=1000000` reads a
 * million.
 */

import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { fillEngineFile } from '../../local/demo/engine-file.ts'
import { startDynamoDb } from '../../local/dynamodb.ts'
import { localClientOptions } from '../../local/local-client.ts'
import { ensureTable } from '../../local/tables.ts'
import { deliver } from '../../shared/actions/deliver.ts'
import { readChanges, sealCursor } from '../../shared/actions/read-feed.ts'
import type { Consumer } from '../../shared/domain/consumer.ts'
import type { Entry, ToFeed } from '../../shared/domain/registry.ts'
import { pack } from '../../shared/gateways/cloud-events.ts'
import { createReceiver } from '../../shared/gateways/registry-receiver.ts'
import { createConsumers, createDeliveries } from '../../shared/store/consumers.ts'
import { createFeed, createFeedReader, feedDayItem, feedHeadItem, feedItem } from '../../shared/store/feed.ts'
import { mainTable } from '../../shared/store/table-shape.ts'
import { documents, type Tables } from '../../shared/store/tables.ts'
import { heading, hold, milliseconds, printTable, quantile } from './figures.ts'

const longest = Number(process.env.REGISTRY_ENTRIES ?? 100_000)
const lengths = [10_000, longest]
const perSecond = 50
const lagSeconds = 20
/** The whole hour where there is time for a million; a fifth of it says the same. */
const outageSeconds = longest >= 1_000_000 ? 3600 : 720
const pageEntries = 500
const day = '2026-11-23'
const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`

const told = (number: number, at: string): ToFeed => ({
  entry: {
    kind: 'complaint',
    id: `e${String(number).padStart(25, '0')}`,
    at,
    reference: String(100_000_000 + number),
    event: 'filed',
    version: 1,
    state: 'received',
    status: 'submitted',
    category: '1.1',
    type: 'payment_complaint',
    programme: 'jigisemejiri',
    channel: 'ussd',
    receivedAt: at,
    dueAt: at,
    region: 'ML07',
    cercle: 'ML0703',
    commune: '71025000',
    householdId: `ML-7102-${number}`,
  },
  complaintId: `c${number}`,
})

interface Place {
  readonly tables: Tables
  readonly queries: () => number
  end(): Promise<void>
}

async function placeWith(entries: number): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'jigikan-bench-'))
  const engine = await startDynamoDb({ dataFolder: folder })
  const base = new DynamoDBClient(localClientOptions(engine.endpoint))
  const { tableName } = await ensureTable(base, 'main', mainTable)
  const piece = 50_000
  for (let from = 0; from < entries; from += piece) {
    const to = Math.min(from + piece, entries)
    const items = Array.from({ length: to - from }, (_, index) =>
      feedItem(told(from + index + 1, `${day}T09:00:00.000Z`), from + index + 1, day),
    )
    if (!fillEngineFile(join(folder, 'dynamodb.sqlite'), [{ tableName, shape: mainTable, items }]))
      throw new Error('this engine cannot be filled at once')
  }
  const ends = entries > 0 ? [feedDayItem(day, 1), feedHeadItem({ sequence: entries, day })] : []
  fillEngineFile(join(folder, 'dynamodb.sqlite'), [{ tableName, shape: mainTable, items: ends }])
  let queries = 0
  const client = documents(base)
  client.middlewareStack.add(
    (next, context) => (args) => {
      if (context.commandName === 'QueryCommand') queries += 1
      return next(args)
    },
    { step: 'initialize' },
  )
  return {
    tables: { client, main: tableName, restricted: '' },
    queries: () => queries,
    async end() {
      base.destroy()
      await engine.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
const memoryMb = (): number => {
  collect()
  return process.memoryUsage().heapUsed / 2 ** 20
}

async function readThrough(entries: number) {
  const { tables, queries, end } = await placeWith(entries)
  const feed = createFeedReader(tables)
  const pageMs: number[] = []
  const heldMb: number[] = []
  let read = 0
  for (let after: string | undefined, more = true; more; ) {
    const began = performance.now()
    const page = await readChanges(
      feed,
      { programmes: ['*'] },
      { limit: pageEntries, ...(after ? { after } : {}) },
    )
    pageMs.push(performance.now() - began)
    read += page.entries.length
    after = sealCursor(page.upTo)
    more = page.more
    if (pageMs.length % 20 === 0) heldMb.push(memoryMb())
  }
  const asked = queries()
  await end()
  if (read !== entries) throw new Error(`read ${read} of ${entries}`)
  const half = Math.floor(pageMs.length / 2)
  return {
    entries,
    pages: pageMs.length,
    queriesAPage: asked / pageMs.length,
    first: quantile(pageMs.slice(0, half), 0.5),
    last: quantile(pageMs.slice(half), 0.5),
    mostMb: Math.max(...heldMb),
  }
}

async function receiverThat(takes: (entries: readonly Entry[]) => void) {
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
    takes((JSON.parse(Buffer.concat(parts).toString('utf8')) as { data: Entry }[]).map(({ data }) => data))
    response.writeHead(204).end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` }
}

const consumerAt = (url: string): Consumer => ({
  consumerId: 'bench',
  name: 'bench',
  version: 1,
  programmes: ['*'],
  ways: ['push'],
  writes: [],
  ratePerMinute: 600,
  active: true,
  keys: [],
  push: { url, batch: 100, secrets: [] },
  createdAt: `${day}T08:00:00Z`,
  updatedAt: `${day}T08:00:00Z`,
})

function delivering(tables: Tables) {
  let leases = 0
  return {
    now: () => new Date(),
    id() {
      leases += 1
      return `lease-${leases}`
    },
    wait: (ms: number) => pause(ms),
    consumers: createConsumers(tables),
    feed: createFeedReader(tables),
    deliveries: createDeliveries(tables),
    receiver: createReceiver({ toLoopback: true }),
    pack: (of: Consumer, delivery: { after: number; upTo: number; entries: readonly Entry[] }) =>
      pack({ consumerId: of.consumerId, single: false, secrets: [secret], at: new Date(), ...delivery }),
  }
}

async function lagAt(rate: number): Promise<readonly number[]> {
  const { tables, end } = await placeWith(0)
  const givenAt = new Map<string, number>()
  const lagMs: number[] = []
  const { server, url } = await receiverThat((entries) => {
    for (const { id } of entries) lagMs.push(performance.now() - (givenAt.get(id) ?? 0))
  })
  await createConsumers(tables).save(consumerAt(url), 0)
  const at = delivering(tables)
  const pushes: Promise<unknown>[] = []
  const feed = createFeed(
    tables,
    () => new Date(),
    async (upTo) => {
      pushes.push(deliver(at, 'bench', upTo, 60_000))
    },
  )
  const appended: Promise<void>[] = []
  const began = performance.now()
  for (let number = 1; number <= rate * lagSeconds; number += 1) {
    const taken = told(number, new Date().toISOString())
    givenAt.set(taken.entry.id, performance.now())
    appended.push(feed.append(taken))
    const dueMs = began + (number * 1000) / rate
    if (dueMs > performance.now()) await pause(dueMs - performance.now())
  }
  await Promise.all(appended)
  await Promise.all(pushes)
  server.close()
  server.closeAllConnections()
  await end()
  if (lagMs.length !== rate * lagSeconds) throw new Error(`${lagMs.length} of ${rate * lagSeconds} came`)
  return lagMs
}

async function drainSpeed(backlog: number): Promise<number> {
  const { tables, end } = await placeWith(backlog)
  let came = 0
  const { server, url } = await receiverThat((entries) => {
    came += entries.length
  })
  await createConsumers(tables).save(consumerAt(url), 0)
  const began = performance.now()
  for (let state = 'more'; state === 'more'; )
    state = await deliver(delivering(tables), 'bench', backlog, 60_000)
  const seconds = (performance.now() - began) / 1000
  server.close()
  server.closeAllConnections()
  await end()
  if (came !== backlog) throw new Error(`${came} of ${backlog} came`)
  return backlog / seconds
}

export async function measureRegistry(): Promise<void> {
  heading('registry: pull')
  const runs = []
  for (const entries of lengths) runs.push(await readThrough(entries))
  printTable(
    ['entries', 'pages', 'queries a page', 'page, first half', 'page, second half', 'held at most'],
    runs.map(({ entries, pages, queriesAPage, first, last, mostMb }) => [
      String(entries),
      String(pages),
      queriesAPage.toFixed(3),
      milliseconds(first),
      milliseconds(last),
      `${mostMb.toFixed(0)} MB`,
    ]),
  )
  const [short, long] = runs
  if (short && long)
    hold({
      what: 'a page at the end of the long feed over one at the start of the short',
      found: long.last / short.first,
      atMost: 1.5,
      unit: '×',
    })
  hold({
    what: 'queries a page of 500',
    found: Math.max(...runs.map(({ queriesAPage }) => queriesAPage)),
    atMost: 1.01,
    unit: '',
  })

  heading(`registry: push, ${perSecond} complaints a second for ${lagSeconds} s, a receiver on this machine`)
  const lag = await lagAt(perSecond)
  printTable(
    ['', 'p50', 'p95', 'p99'],
    [['lag', ...[0.5, 0.95, 0.99].map((share) => milliseconds(quantile(lag, share)))]],
  )

  hold({ what: 'lag, p95', found: quantile(lag, 0.95) / 1000, atMost: 5, unit: 's' })

  const backlog = perSecond * outageSeconds
  const speed = await drainSpeed(backlog)
  heading(`registry: a backlog of ${backlog} goes at ${speed.toFixed(0)} a second`)
  hold({ what: 'as fast as it grew', found: speed / perSecond, atLeast: 10, unit: '×' })
}
