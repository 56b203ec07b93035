/** The outbox: written down before it is tried, in order, done once, stopped by a refusal and by nothing else. */
import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, test } from 'vitest'
import { Failure } from '../../web/src/failure.ts'
import type { Keepable } from '../../web/src/store/keepable.ts'
import { outbox } from '../../web/src/store/outbox.ts'
import type { Job, NewJob } from '../../web/src/store/outbox-job.ts'
import { openVault, wipeVault } from '../../web/src/store/vault.ts'

const act = (id: string, more: Partial<NewJob> = {}): NewJob => ({
  id,
  kind: 'command',
  type: 'acknowledge',
  line: 'POST /api/complaints/{complaintId}/commands',
  params: { complaintId: 'c1' },
  body: { type: 'acknowledge' } as unknown as Keepable<object>,
  version: 1,
  lane: 'c1',
  complaintId: 'c1',
  by: 'Hawa Dicko',
  ...more,
})

type Reply = object | Failure | (() => Promise<object>)
/** One window of a device, with a server that answers in turn. */
function opened(...replies: readonly Reply[]) {
  const queue = [...replies]
  const asked: Job[] = []
  const arrivals: string[] = []
  let shown: readonly Job[] = []
  let sending: string | undefined
  const box = outbox({
    vault: () => openVault('awa'),
    locks: navigator.locks,
    now: () => Date.now(),
    async send(job) {
      asked.push(job)
      const reply = queue.shift()
      if (reply === undefined) throw new Error('asked once too often')
      const said = typeof reply === 'function' ? await reply() : reply
      if (said instanceof Failure) throw said
      return said
    },
    onChange(all, now) {
      shown = all
      sending = now
    },
    onArrived: (job) => arrivals.push(job.id),
  })
  const states = async () => (await box.all()).map(({ id, state }) => `${id} ${state}`)
  return { box, asked, arrivals, states, shown: () => shown, sending: () => sending }
}
const done = (version: number) => ({ complaintId: 'c1', version, history: [] })
const stale = (version?: number) =>
  new Failure('stale', version === undefined ? {} : { fresh: { ...done(version), history: [changed] } })
const changed = {
  at: '2026-11-22T09:14:00.000Z',
  type: 'escalated',
  by: { kind: 'officer', name: 'M. Keita' },
}

beforeEach(() => wipeVault('awa'))

describe('an act of an officer', () => {
  test('is on the disk before it is first tried, and gone once it arrived', async () => {
    let onDisk: readonly string[] = []
    const other = opened()
    const { box, asked } = opened(async () => {
      onDisk = await other.states()
      return done(2)
    })
    expect((await box.submit(act('a'))).kind).toBe('sent')
    expect(onDisk).toEqual(['a waiting'])
    expect(asked).toHaveLength(1)
    expect(await other.states()).toEqual([])
  })

  test.each(['offline', 'slow', 'fault', 'too-many', 'signed-out'] as const)(
    'is kept when the server says %s, and goes with the same key later',
    async (code) => {
      const first = opened(new Failure(code))
      expect((await first.box.submit(act('a'))).kind).toBe('kept')
      const afterReload = opened(done(2))
      expect(await afterReload.states()).toEqual(['a waiting'])
      expect(await afterReload.box.flush()).toBe(true)
      expect(afterReload.asked.map(({ id }) => id)).toEqual(['a'])
      expect(afterReload.asked[0]?.tries).toBe(code === 'fault' || code === 'too-many' ? 1 : 0)
      expect(afterReload.arrivals).toEqual(['a'])
      expect(await afterReload.states()).toEqual(['a done'])
    },
  )

  test('whose window is closed in flight is no longer on its way after a reload, and is tried again', async () => {
    // As far as a window came that was closed: written down, and no answer.
    await opened().box.put(act('a'))
    const afterReload = opened(done(2))
    await afterReload.box.tell()
    expect(afterReload.sending()).toBeUndefined()
    await afterReload.box.flush()
    expect(afterReload.asked.map(({ id }) => id)).toEqual(['a'])
  })

  test('that the server refuses while the officer looks is the page’s to show, and not kept', async () => {
    const { box, states } = opened(new Failure('wrong-state'))
    await expect(box.submit(act('a'))).rejects.toMatchObject({ code: 'wrong-state' })
    expect(await states()).toEqual([])
  })

  test('that arrives says no more of what was written', async () => {
    const { box } = opened(new Failure('offline'), done(2))
    await box.submit(
      act('a', { type: 'note', body: { type: 'note', text: 'Vu' } as unknown as Keepable<object> }),
    )
    await box.flush()
    expect((await box.all())[0]?.body).toEqual({})
  })
})

describe('acts on one complaint', () => {
  test('go in their order, each knowing what the one before it made', async () => {
    const { box, asked } = opened(new Failure('offline'), new Failure('offline'), done(2), done(3))
    await box.submit(act('a'))
    await box.submit(act('b', { type: 'start_review' }))
    expect(asked.map(({ id }) => id)).toEqual(['a', 'a'])
    await box.flush()
    expect(asked.slice(2).map(({ id, version }) => [id, version])).toEqual([
      ['a', 1],
      ['b', 2],
    ])
  })

  test('stop behind one that is refused; others’ complaints go on', async () => {
    const { box, asked, states } = opened(
      new Failure('offline'),
      new Failure('offline'),
      new Failure('offline'),
      stale(5),
      done(2),
    )
    await box.submit(act('a'))
    await box.submit(act('b'))
    await box.submit(act('z', { lane: 'c2', complaintId: 'c2' }))
    expect(await box.flush()).toBe(true)
    expect(await states()).toEqual(['a refused', 'b behind', 'z done'])
    // Never by itself.
    await box.flush()
    expect(asked).toHaveLength(5)
    const [{ refused }] = (await box.all()) as [Job]
    expect(refused).toEqual({ code: 'stale', version: 5, by: 'M. Keita', at: changed.at })
  })

  test('that stopped go when the officer wants it, with the version that was shown', async () => {
    const { box, asked, states } = opened(new Failure('offline'), stale(5), done(6))
    await box.submit(act('a'))
    await box.flush()
    await box.retry('a')
    expect(await box.flush()).toBe(true)
    expect(asked.at(-1)?.version).toBe(5)
    expect(await states()).toEqual(['a done'])
  })

  test('behind one that is given up go on, and are refused in their turn if they no longer fit', async () => {
    const { box, states } = opened(new Failure('offline'), new Failure('offline'), stale(5), stale(5))
    await box.submit(act('a'))
    await box.submit(act('b'))
    await box.flush()
    await box.drop('a')
    expect(await states()).toEqual(['b waiting'])
    await box.flush()
    expect(await states()).toEqual(['b refused'])
  })

  test('a note holds whatever others did meanwhile', async () => {
    const { box, asked, states } = opened(new Failure('offline'), stale(5), done(6))
    await box.submit(act('a', { type: 'note' }))
    await box.flush()
    expect(asked.map(({ version }) => version)).toEqual([1, 1, 5])
    expect(await states()).toEqual(['a done'])
  })

  test('what went out of the officer’s sight is told, and not tried again', async () => {
    const { box } = opened(new Failure('offline'), stale())
    await box.submit(act('a'))
    await box.flush()
    const [{ state, refused }] = (await box.all()) as [Job]
    expect([state, refused?.code, refused?.version]).toEqual(['refused', 'stale', undefined])
  })
})

describe('several windows, and several at once', () => {
  test('two windows send an act once', async () => {
    const first = opened(new Failure('offline'), done(2))
    await first.box.submit(act('a'))
    const second = opened()
    await Promise.all([first.box.flush(), second.box.flush()])
    expect(first.asked.length + second.asked.length).toBe(2)
    expect(await second.states()).toEqual(['a done'])
  })

  test('an act that can still be called off is not sent before its time', async () => {
    const { box, asked } = opened()
    await box.put(act('a', { notBefore: Date.now() + 60_000 }))
    await box.flush()
    expect(asked).toEqual([])
    await box.drop('a')
    expect(await box.all()).toEqual([])
  })

  test('of an act on several, those on which it was not done are told', async () => {
    const outcomes = [
      { complaintId: 'c1', outcome: 'done' },
      { complaintId: 'c2', outcome: 'stale' },
    ]
    const { box } = opened(new Failure('offline'), { outcomes })
    await box.submit(act('a', { kind: 'together', lane: 'a' }))
    await box.flush()
    const [{ state, refused }] = (await box.all()) as [Job]
    expect([state, refused?.complaintIds]).toEqual(['refused', ['c2']])
  })

  test('a complaint that was filed without a network gets its reference when it arrives', async () => {
    const filed = { complaintId: 'n', reference: '482109375', visible: true, dueAt: '', promised: true }
    const { box } = opened(new Failure('offline'), filed)
    await box.submit(act('a', { kind: 'file', lane: 'a' }))
    await box.flush()
    expect((await box.all())[0]?.filed).toEqual({ complaintId: 'n', reference: '482109375', visible: true })
  })
})

test('in a browser that keeps nothing, an act lasts as long as the page', async () => {
  const asked: string[] = []
  const box = outbox({
    vault: () => Promise.reject(new Error('refused')),
    locks: navigator.locks,
    now: () => Date.now(),
    async send({ id }) {
      asked.push(id)
      if (asked.length === 1) throw new Failure('offline')
      return done(2)
    },
    onChange: () => undefined,
    onArrived: () => undefined,
  })
  expect((await box.submit(act('a'))).kind).toBe('kept')
  await box.flush()
  expect(asked).toEqual(['a', 'a'])
})
