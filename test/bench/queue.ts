/**
 * What a page of the queue costs as the queue grows: `npm run bench -- queue` sets 10 000 complaints in one officer's reach
 * beside 100 000, with `--million` beside a million. Same engine, same pages, in turns; calls are counted.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { startDynamoDb } from '../../local/dynamodb.ts'
import { localClientOptions } from '../../local/local-client.ts'
import { ensureTable } from '../../local/tables.ts'
import { countViews, queuePage } from '../../shared/actions/queue-of-complaints.ts'
import type { QueueFilter, Queues } from '../../shared/actions/queue-ports.ts'
import type { Officer } from '../../shared/domain/officer.ts'
import type { QueueView } from '../../shared/domain/queue-views.ts'
import { createQueues } from '../../shared/store/queues.ts'
import { mainTable } from '../../shared/store/table-shape.ts'
import { documents } from '../../shared/store/tables.ts'
import { nationalSupervisor } from '../builders/complaints.ts'
import { countCalls } from '../builders/line.ts'
import { fillQueue, now, regional } from '../builders/queue-load.ts'
import { heading, hold, milliseconds, printTable, quantile, times } from './figures.ts'

interface Ask {
  readonly name: string
  readonly who: Officer
  readonly view: QueueView
  readonly filter?: QueueFilter
  /** Pages to turn first. */
  readonly deep?: number
}
const asks: readonly Ask[] = [
  { name: 'a region, all', who: regional, view: 'open' },
  { name: 'a region, tenth page', who: regional, view: 'open', deep: 10 },
  { name: 'a region, late', who: regional, view: 'late' },
  { name: 'a region, a rare category', who: regional, view: 'open', filter: { category: '7.2' } },
  { name: 'the country, all', who: nationalSupervisor, view: 'open' },
  { name: 'the country, soon due', who: nationalSupervisor, view: 'due_soon' },
  { name: 'the country, one cercle', who: nationalSupervisor, view: 'open', filter: { cercle: 'ML0703' } },
]
const rounds = 60
const mostTimes = 1.3
const mostCalls = 2
const limit = 50

export async function weighQueue(): Promise<void> {
  const large = process.argv.includes('--million') ? 1_000_000 : 100_000
  const sizes = [10_000, large]
  const dataFolder = await mkdtemp(join(tmpdir(), 'jigikan-queue-'))
  const engine = await startDynamoDb({ dataFolder })
  const client = new DynamoDBClient(localClientOptions(engine.endpoint))
  try {
    const tables = documents(client)
    const counted = countCalls(tables)
    const desks: Queues[] = []
    for (const size of sizes) {
      const { tableName } = await ensureTable(client, `queue-${size}`, mainTable)
      fillQueue(dataFolder, tableName, size)
      desks.push(createQueues({ client: tables, main: tableName }))
    }
    const rows: string[][] = []
    let calls = 0
    let worst = 0
    const record = (name: string, took: readonly (readonly number[])[], most: number | undefined): void => {
      const [few = Number.NaN, many = Number.NaN] = took.map((each) => quantile(each, 0.95))
      if (most !== undefined) calls = Math.max(calls, most)
      worst = Math.max(worst, many / few)
      rows.push([
        name,
        most === undefined ? '' : String(most),
        milliseconds(few),
        milliseconds(many),
        times(many / few),
      ])
    }
    for (const { name, who, view, filter = {}, deep = 0 } of asks) {
      const took: number[][] = sizes.map(() => [])
      let most = 0
      const after = await Promise.all(
        desks.map(async (queues) => {
          let next: string | undefined
          for (let page = 0; page < deep; page += 1) {
            const turned = await queuePage(
              queues,
              who,
              { view, filter, limit, ...(next ? { after: next } : {}) },
              now,
            )
            next = turned.next
          }
          return next
        }),
      )
      for (let round = -5; round < rounds; round += 1) {
        for (const [at, queues] of desks.entries()) {
          const before = counted.calls
          const began = performance.now()
          const next = after[at]
          const page = await queuePage(
            queues,
            who,
            { view, filter, limit, ...(next ? { after: next } : {}) },
            now,
          )
          if (round >= 0) took[at]?.push(performance.now() - began)
          most = Math.max(most, counted.calls - before)
          if (page.items.length === 0 && page.next === undefined) throw new Error(`nothing under “${name}”`)
        }
      }
      record(name, took, most)
    }
    const counting: number[][] = sizes.map(() => [])
    for (let round = -2; round < rounds / 3; round += 1) {
      for (const [at, queues] of desks.entries()) {
        const began = performance.now()
        await countViews(queues, nationalSupervisor, now)
        if (round >= 0) counting[at]?.push(performance.now() - began)
      }
    }
    record('the country, counts of all views', counting, undefined)
    heading(
      `A page of the queue, p95 of ${rounds}: ${sizes.map((size) => size.toLocaleString('en')).join(' against ')}`,
    )
    printTable(['page', 'calls', ...sizes.map((size) => size.toLocaleString('en')), 'ratio'], rows)
    hold({ what: 'calls a page', found: calls, atMost: mostCalls, unit: '' })
    hold({
      what: 'the slowest page at the larger size over the smaller',
      found: worst,
      atMost: mostTimes,
      unit: '×',
    })
  } finally {
    client.destroy()
    await engine.stop()
    await rm(dataFolder, { recursive: true, force: true })
  }
}
