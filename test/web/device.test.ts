/** What the console keeps on a device: sealed, of one officer, for a while; and what it refuses to keep. */
import 'fake-indexeddb/auto'
import { createStore, entries } from 'idb-keyval'
import { beforeEach, describe, expect, test } from 'vitest'
import type {
  ComplaintDetail,
  ComplaintRow,
  FileForAnother,
  PrivateRow,
} from '../../shared/contracts/staff-api.ts'
import {
  type Keepable,
  keepableCommand,
  keepableDetail,
  keepableFiling,
  keepableRow,
  keepableRows,
} from '../../web/src/store/keepable.ts'
import { rowsOfView } from '../../web/src/store/known-view.ts'
import type { QueueQuery } from '../../web/src/store/queue-query.ts'
import { idleMs, openVault, unsentForMs, wipeVault } from '../../web/src/store/vault.ts'

const inside = () => entries<string, unknown>(createStore('jigikan-device', 'sealed'))
const day = 24 * 3_600_000
const start = Date.UTC(2026, 10, 22)
const unsent = 'job/1'

beforeEach(async () => {
  for (const subject of ['awa', 'issa']) await wipeVault(subject)
})

describe('what lies on a device', () => {
  test('comes back to the officer it belongs to', async () => {
    const vault = await openVault('awa', () => start)
    await vault.write('view', { words: 'Le puits est sec' })
    expect(await (await openVault('awa', () => start + day)).read('view')).toEqual({
      words: 'Le puits est sec',
    })
  })

  test('is sealed: neither words nor the officer can be read, and the key is not given out', async () => {
    const vault = await openVault('awa', () => start)
    await vault.write('complaint/1', { words: 'Le puits est sec' })
    const all = await inside()
    const key = all.map(([, value]) => value).find((value) => value instanceof CryptoKey)
    expect(key?.extractable).toBe(false)
    await expect(crypto.subtle.exportKey('raw', key as never)).rejects.toThrow()
    const seen = all.map(([name, value]) => {
      const { data = new ArrayBuffer(0) } = value as { data?: ArrayBuffer }
      return `${name} ${JSON.stringify(value)} ${Buffer.from(data).toString('latin1')}`
    })
    expect(seen.join('\n')).not.toMatch(/puits|awa/)
  })

  test('cannot be put in the place of something else', async () => {
    const vault = await openVault('awa', () => start)
    await vault.write('one', { first: true })
    const store = createStore('jigikan-device', 'sealed')
    const { set } = await import('idb-keyval')
    const [name, value] = (await inside()).find(([each]) => String(each).endsWith('/one')) ?? []
    await set(String(name).replace(/one$/, 'two'), value, store)
    expect(await vault.read('two')).toBeUndefined()
  })

  test('is not written any more by a window that is open after a sign-out', async () => {
    const vault = await openVault('awa', () => start)
    await wipeVault('awa')
    await expect(vault.write('view', { rows: [] })).rejects.toThrow()
    expect(await inside()).toEqual([])
  })

  test('of two windows that open at once has one key', async () => {
    const [one, other] = await Promise.all([openVault('awa', () => start), openVault('awa', () => start)])
    await one.write('view', { rows: 1 })
    expect(await other.read('view')).toEqual({ rows: 1 })
  })

  test('is gone after sign-out, key and all', async () => {
    const vault = await openVault('awa', () => start)
    await vault.write('view', { words: 'Le puits est sec' })
    await vault.write(unsent, { words: 'Une note' })
    await wipeVault('awa')
    expect(await inside()).toEqual([])
  })

  test('is gone when nobody came for a week; what is unsent waits for a month', async () => {
    const vault = await openVault('awa', () => start)
    await vault.write('view', { rows: [] })
    await vault.write(unsent, { words: 'Une note' })
    const later = await openVault('awa', () => start + idleMs + 1)
    expect(await later.read('view')).toBeUndefined()
    expect(await later.read(unsent)).toEqual({ words: 'Une note' })
    const muchLater = await openVault('awa', () => start + idleMs + unsentForMs + 2)
    expect(await muchLater.read(unsent)).toBeUndefined()
  })

  test('goes when another officer signs in, who reads none of it; what was unsent waits for its own officer', async () => {
    const hers = await openVault('awa', () => start)
    await hers.write('view', { rows: [] })
    await hers.write(unsent, { words: 'Une note' })
    const his = await openVault('issa', () => start + 1)
    expect(await his.read('view')).toBeUndefined()
    expect(await his.list('job/')).toEqual([])
    const again = await openVault('awa', () => start + 2)
    expect(await again.read('view')).toBeUndefined()
    expect(await again.read(unsent)).toEqual({ words: 'Une note' })
  })
})

const row = (sensitivity: ComplaintRow['sensitivity']) =>
  ({ complaintId: sensitivity, sensitivity }) as unknown as ComplaintRow
const detail = (sensitivity: ComplaintRow['sensitivity'], related: readonly ComplaintRow[] = []) =>
  ({ ...row(sensitivity), related }) as unknown as ComplaintDetail
const filing = (more: Partial<FileForAnother>) =>
  ({ category: '1.1', about: 'nobody', ...more }) as unknown as FileForAnother

describe('what may be kept at all', () => {
  test('of rows, the open ones alone', () => {
    expect(
      keepableRows([row('S0'), row('S1'), row('S2'), row('S3')]).map((each) => each.sensitivity),
    ).toEqual(['S0', 'S1'])
  })

  test('of a whole complaint taken as a row, what a list shows', () => {
    const whole = { ...detail('S1', [row('S2')]), text: 'Tout ce qui a été dit', excerpt: 'Tout ce' }
    const kept = JSON.stringify(keepableRow(whole))
    expect(kept).toContain('Tout ce')
    expect(kept).not.toMatch(/dit|related|S2/)
  })

  test('of a complaint, without what is restricted among its related ones', () => {
    expect(keepableDetail(detail('S2'))).toBeUndefined()
    expect(
      keepableDetail(detail('S1', [row('S0'), row('S2')]))?.related.map(({ sensitivity }) => sensitivity),
    ).toEqual(['S0'])
  })

  test('of acts, none on something restricted, and no change of category', () => {
    expect(keepableCommand(row('S2'), { type: 'note', text: 'Vu' })).toBeUndefined()
    expect(keepableCommand(row('S1'), { type: 'note', text: 'Vu' })).toBeDefined()
    expect(
      keepableCommand(row('S1'), { type: 'reclassify', category: '4.1', reason: 'Plus grave' }),
    ).toBeUndefined()
  })

  test('of a complaint filed for another, nothing that somebody above must handle', () => {
    expect(keepableFiling(filing({}))).toBeDefined()
    expect(keepableFiling(filing({ category: '1.3', takenBySomebody: true }))).toBeUndefined()
    expect(keepableFiling(filing({ text: 'Il m’a menacé' }))).toBeUndefined()
  })

  test('what was not let through is refused by its type', () => {
    const keep = (rows: readonly Keepable<ComplaintRow>[]): number => rows.length
    // @ts-expect-error nobody looked whether this row may be kept
    keep([row('S0')])
    // @ts-expect-error a private case has no type that could be kept
    keepableRow({ complaintId: 'a', version: 1 } as PrivateRow)
    const open = keepableRow(row('S0'))
    expect(open && keep([open])).toBe(1)
  })
})

const who = { officerId: 'awa', units: [{ unitId: 'ccl', name: 'CCL' }] }
const known = (complaintId: string, more: object): ComplaintRow =>
  ({
    complaintId,
    state: 'received',
    owner: { unitId: 'other' },
    place: { region: 'ML07' },
    category: '1.1',
    channel: 'ussd',
    dueAt: '2026-12-01T00:00:00.000Z',
    late: false,
    paused: false,
    workingDaysLeft: 9,
    ...more,
  }) as unknown as ComplaintRow

describe('a view that was not opened before the network went', () => {
  const rows = [
    known('mine', { assignee: { officerId: 'awa', name: 'Awa' }, dueAt: '2026-12-03T00:00:00.000Z' }),
    known('late', { late: true, workingDaysLeft: -2, dueAt: '2026-11-01T00:00:00.000Z' }),
    known('soon', { workingDaysLeft: 1, owner: { unitId: 'ccl' }, place: { region: 'ML06' } }),
    known('ended', { state: 'closed', assignee: { officerId: 'awa', name: 'Awa' } }),
  ]
  const ids = (query: QueueQuery) => rowsOfView(rows, query, who)?.map(({ complaintId }) => complaintId)

  test.each([
    ['open', {}, ['late', 'soon', 'mine']],
    ['mine', {}, ['mine']],
    ['unit', {}, ['soon']],
    ['unassigned', {}, ['late', 'soon']],
    ['due_soon', {}, ['soon']],
    ['late', {}, ['late']],
    ['open', { region: 'ML06' }, ['soon']],
  ] as const)('%s %j is told from the rows that are known', (view, filter, expected) =>
    expect(ids({ view, ...filter })).toEqual(expected),
  )

  test('what rows cannot tell is not made up', () => {
    expect(ids({ view: 'closed' })).toBeUndefined()
    expect(ids({ view: 'open', programme: 'jigisemejiri' })).toBeUndefined()
  })
})
