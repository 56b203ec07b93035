/** The feed: in order, without a gap, nothing twice, whoever writes at the same moment. */

import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { NewEntry, ToFeed } from '../../shared/domain/registry.ts'
import { createFeed, createFeedReader } from '../../shared/store/feed.ts'
import { referenceKey } from '../../shared/store/keys.ts'
import { documents, type Tables } from '../../shared/store/tables.ts'
import { startTestTables, type TestTables } from '../builders/engines.ts'

let engine: TestTables
let tables: Tables
beforeAll(async () => {
  engine = await startTestTables()
  tables = { client: documents(engine.client), main: engine.mainTable, restricted: engine.restrictedTable }
})
afterAll(() => engine.stop())

const day = '2026-11-23'
const told = (id: string, reference = '482109375', more: Partial<NewEntry> = {}): ToFeed => ({
  entry: {
    kind: 'complaint',
    id,
    at: `${day}T09:00:00.000Z`,
    reference,
    event: 'filed',
    version: 1,
    state: 'received',
    status: 'submitted',
    category: '1.1',
    type: 'payment_complaint',
    programme: 'jigisemejiri',
    channel: 'ussd',
    receivedAt: `${day}T09:00:00.000Z`,
    dueAt: `${day}T09:00:00.000Z`,
    ...more,
  } as NewEntry,
  complaintId: `c-${id}`,
})
const at = (date: string) => () => new Date(`${date}T10:00:00Z`)

test('several writers at once give each entry one place, and a reader that follows them misses none and sees no gap', async () => {
  const reader = createFeedReader(tables)
  const writers = Array.from({ length: 4 }, () => createFeed(tables, at(day)))
  const ids = Array.from({ length: 200 }, (_, index) => `race-${index}`)
  const seen: string[] = []
  let writing = true
  const follow = (async () => {
    for (let after = 0; ; ) {
      const page = await reader.page(after, 500)
      expect(page.items.map(({ entry }) => entry.sequence)).toEqual(
        page.items.map((_, index) => after + 1 + index),
      )
      seen.push(...page.items.map(({ entry }) => entry.id))
      if (page.upTo === after && !writing) return
      after = page.upTo
    }
  })()
  // Each is given to two writers: a stream delivers at least once.
  await Promise.all(
    ids.flatMap((id, index) => [0, 1].map((twice) => writers[(index + twice) % 4]?.append(told(id)))),
  )
  writing = false
  await follow
  expect(seen.toSorted()).toEqual(ids.toSorted())
  expect((await reader.head()).sequence).toBe(ids.length)
})

test('one writer keeps the order in which it was given', async () => {
  const reader = createFeedReader(tables)
  const feed = createFeed(tables, at(day))
  const { sequence } = await reader.head()
  const ids = Array.from({ length: 90 }, (_, index) => `order-${index}`)
  await Promise.all(ids.map((id) => feed.append(told(id))))
  const { items } = await reader.page(sequence, 500)
  expect(items.map(({ entry }) => entry.id)).toEqual(ids)
})

test('a day begins where its first entry stands, and never goes back when a clock does', async () => {
  const reader = createFeedReader(tables)
  const { sequence } = await reader.head()
  await createFeed(tables, at('2026-11-24')).append(told('tuesday'))
  await createFeed(tables, at('2026-11-23')).append(told('a slow clock'))
  await createFeed(tables, at('2026-11-26')).append(told('thursday'))
  const { items } = await reader.page(sequence, 10)
  expect(items.map(({ entry }) => entry.recordedOn)).toEqual(['2026-11-24', '2026-11-24', '2026-11-26'])
  expect(await reader.firstSince('2026-11-24')).toBe(sequence + 1)
  expect(await reader.firstSince('2026-11-25')).toBe(sequence + 3)
  expect(await reader.firstSince('2026-11-27')).toBeUndefined()
})

test('what was open and has become restricted is told no more', async () => {
  const reader = createFeedReader(tables)
  const { sequence } = await reader.head()
  const reference = '111111118'
  await tables.client.send(
    new PutCommand({
      TableName: tables.main,
      Item: { ...referenceKey(reference), kind: 'reference', reference, desk: 'restricted' },
    }),
  )
  const feed = createFeed(tables, at('2026-11-26'))
  await Promise.all([feed.append(told('late open', reference)), feed.append(told('another'))])
  const { items } = await reader.page(sequence, 10)
  expect(items.map(({ entry }) => entry.id)).toEqual(['another'])
})
