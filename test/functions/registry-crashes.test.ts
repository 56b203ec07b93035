/**
 * Both sides die at random, before a write, after it, between two of them, and begin again from what they have on disk. In
 * the end both have counted the same, and everything is there once, in order.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { countsOf } from '../../functions/registry-api/counts.ts'
import { pullAll } from '../../local/registry/client.ts'
import { openRegistryStore, type RegistryStore } from '../../local/registry/store.ts'
import { deliver } from '../../shared/actions/deliver.ts'
import { readChanges, sealCursor } from '../../shared/actions/read-feed.ts'
import type { Consumer } from '../../shared/domain/consumer.ts'
import type { Entry, ToFeed } from '../../shared/domain/registry.ts'
import { createConsumers, createDeliveries } from '../../shared/store/consumers.ts'
import { createFeed, createFeedReader } from '../../shared/store/feed.ts'
import { documents, type Tables } from '../../shared/store/tables.ts'
import { startTestTables, type TestTables } from '../builders/engines.ts'

const crashes = 50
const complaints = 24
const steps = ['filed', 'acknowledged', 'review_started', 'decided'] as const

class Crash extends Error {
  override readonly name = 'Crash'
}

/** The same chances every time. */
function chanceFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

let engine: TestTables
let tables: Tables
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jigikan-crashes-'))
  engine = await startTestTables()
  tables = { client: documents(engine.client), main: engine.mainTable, restricted: engine.restrictedTable }
})
afterAll(async () => {
  await engine.stop()
  await rm(folder, { recursive: true, force: true })
})

const day = '2026-11-23'
let clockMs = Date.parse(`${day}T08:00:00Z`)
const now = () => new Date(clockMs)

const told = (complaint: number, step: number): ToFeed => ({
  entry: {
    kind: 'complaint',
    id: `c${complaint}-${step}`,
    at: now().toISOString(),
    reference: String(100_000_000 + complaint),
    event: steps[step] ?? 'filed',
    version: step + 1,
    state: 'received',
    status: 'submitted',
    category: '1.1',
    type: 'payment_complaint',
    programme: 'jigisemejiri',
    channel: 'ussd',
    receivedAt: now().toISOString(),
    dueAt: now().toISOString(),
    commune: complaint % 2 ? '71025000' : '62019000',
  },
  complaintId: `c${complaint}`,
})

const consumer = (consumerId: string): Consumer => ({
  consumerId,
  name: consumerId,
  version: 1,
  programmes: ['*'],
  ways: ['pull', 'push'],
  writes: [],
  ratePerMinute: 600,
  active: true,
  keys: [],
  push: { url: 'http://127.0.0.1:9/', batch: 7, secrets: [] },
  createdAt: now().toISOString(),
  updatedAt: now().toISOString(),
})

test(`both sides die ${crashes} times and agree in the end, pulled and pushed`, {
  timeout: 120_000,
}, async () => {
  const chance = chanceFrom(20_261_123)
  let left = crashes
  /** Dies here, perhaps. */
  const maybeDie = (likely: number): void => {
    if (left === 0 || chance() >= likely) return
    left -= 1
    throw new Crash()
  }
  /** Our tables as a process sees them that may die before or after any call. */
  const mortal = (likely: number): Tables => ({
    ...tables,
    client: new Proxy(tables.client, {
      get: (client, name) =>
        name === 'send'
          ? async (command: never) => {
              maybeDie(likely)
              const answer = await client.send(command)
              maybeDie(likely)
              return answer
            }
          : Reflect.get(client, name),
    }),
  })
  const survives = async (work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work()
      return true
    } catch (error) {
      if (error instanceof Crash) return false
      throw error
    }
  }

  const pulledPath = join(folder, 'pulled.sqlite')
  const pushedPath = join(folder, 'pushed.sqlite')
  await createConsumers(tables).save(consumer('pushed'), 0)
  const who = consumer('pulled')

  /** The stream gives a record again until it is done with, and those of one complaint in order. */
  const lanes = Array.from({ length: complaints }, (_, complaint) => ({ complaint, step: 0 }))
  async function conveySome(): Promise<void> {
    const feed = createFeed(mortal(0.05), now)
    const some = lanes.filter(({ step }) => step < steps.length).slice(0, 12)
    await Promise.all(
      some.map(async (lane) => {
        if (await survives(() => feed.append(told(lane.complaint, lane.step)))) lane.step += 1
      }),
    )
  }

  /** Their side opens its database anew, as after a death. */
  async function onTheirSide(
    path: string,
    work: (store: RegistryStore) => Promise<unknown>,
  ): Promise<boolean> {
    const store = openRegistryStore(path)
    try {
      return await survives(() => work(store))
    } finally {
      store.close()
    }
  }
  const pull = () =>
    onTheirSide(pulledPath, (store) =>
      pullAll(
        {
          async changes(after) {
            const asked = { limit: 9, ...(after ? { after } : {}) }
            const { entries, upTo, more } = await readChanges(createFeedReader(mortal(0.06)), who, asked)
            maybeDie(0.05)
            return { entries: [...entries], next: sealCursor(upTo), more }
          },
        },
        {
          ...store,
          keep(entries, next) {
            maybeDie(0.05)
            store.keep(entries, next)
            maybeDie(0.05)
          },
        },
      ),
    )

  let leases = 0
  const arrived: Entry[] = []
  const push = () =>
    onTheirSide(pushedPath, async (store) => {
      const at = mortal(0.06)
      const feed = createFeedReader(at)
      await deliver(
        {
          now,
          id() {
            leases += 1
            return `lease-${leases}`
          },
          wait: async () => undefined,
          consumers: createConsumers(at),
          feed,
          deliveries: createDeliveries(at),
          pack: (_consumer, { entries }) => ({ headers: {}, body: JSON.stringify(entries) }),
          receiver: {
            async post(_url, _headers, body) {
              const entries = JSON.parse(body) as Entry[]
              if (left > 0 && chance() < 0.1) return { ok: false, why: 'HTTP 500' }
              maybeDie(0.05)
              store.keep(entries)
              arrived.push(...entries)
              maybeDie(0.05)
              return left > 0 && chance() < 0.1 ? { ok: false, why: 'TimeoutError' } : { ok: true }
            },
          },
        },
        'pushed',
        (await feed.head()).sequence,
        60_000,
      )
    })

  for (let round = 0; lanes.some(({ step }) => step < steps.length) || left > 0; round += 1) {
    expect(round).toBeLessThan(2000)
    await conveySome()
    await Promise.all([pull(), push()])
    // Leases of the dead run out, and times to try again come.
    clockMs += 120_000
  }
  // Everybody is well again, and what waits for its time is tried once more.
  clockMs += 3_600_000
  await Promise.all([pull(), push()])

  const feed = createFeedReader(tables)
  const { sequence } = await feed.head()
  const recordedOn = new Set<string>()
  const seen: Entry[] = []
  for (let after = 0; after < sequence; ) {
    const page = await feed.page(after, 500)
    seen.push(...page.items.map(({ entry }) => entry))
    after = page.upTo
  }
  for (const { recordedOn: on } of seen) recordedOn.add(on)
  expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length)

  for (const path of [pulledPath, pushedPath]) {
    const store = openRegistryStore(path)
    expect(store.size()).toBe(sequence)
    for (const on of recordedOn) expect(store.counts(on)).toEqual(await countsOf(feed, who, on))
    store.close()
  }
  // However often something came, nothing came before what precedes it in its complaint.
  const reached = new Map<string, number>()
  for (const entry of arrived) {
    if (entry.kind !== 'complaint') continue
    expect(entry.version).toBeLessThanOrEqual((reached.get(entry.reference) ?? 0) + 1)
    reached.set(entry.reference, Math.max(entry.version, reached.get(entry.reference) ?? 0))
  }
})
