import { signal } from '@preact/signals'
import { describe, expect, test } from 'vitest'
import type { Moved } from '../../shared/contracts/staff-api.ts'
import { Failure } from '../../web/src/failure.ts'
import type { DraftBox } from '../../web/src/store/draft-box.ts'
import { handling, type Kept, type Sent } from '../../web/src/store/handling.ts'

interface Thing {
  readonly complaintId: string
  readonly version: number
  readonly state: string
}
interface Command {
  readonly type: string
  readonly text?: string
}
const received: Thing = { complaintId: 'a', version: 1, state: 'received' }

/** A box of drafts in memory: a key for each body, until the form is forgotten. */
function memoryBox() {
  const keys = new Map<string, string>()
  const forgotten: string[] = []
  const box: DraftBox = {
    words: signal({}),
    persists: () => false,
    read: () => '',
    write: () => undefined,
    fieldsOf: () => ({}),
    keyFor: (form, body) => {
      const of = `${form}/${JSON.stringify(body)}`
      const key = keys.get(of) ?? `key-${keys.size}`
      keys.set(of, key)
      return key
    },
    forget: (form) => {
      forgotten.push(form)
      for (const of of keys.keys()) if (of.startsWith(`${form}/`)) keys.delete(of)
    },
  }
  return { box, forgotten }
}

/** A server that answers in turn. */
function held(...answers: readonly (Thing | Moved | Kept | Failure)[]) {
  const sent: Sent<Command>[] = []
  const queue = [...answers]
  const { box, forgotten } = memoryBox()
  const hands = handling<Thing, Command>(signal(received), box, async (asked) => {
    sent.push(asked)
    const answer = queue.shift()
    if (answer instanceof Failure) throw answer
    if (!answer) throw new Error('asked once too often')
    return answer
  })
  return { hands, sent, forgotten }
}
const stale = (fresh?: Thing) => new Failure('stale', fresh ? { fresh } : {})

describe('a complaint in an officer’s hands', () => {
  test('a command goes out with the version that was seen, and its draft is forgotten once it is done', async () => {
    const { hands, sent, forgotten } = held({ ...received, version: 2, state: 'acknowledged' })
    const outcome = await hands.send('now', { type: 'acknowledge' })
    expect(outcome.kind).toBe('done')
    expect(sent.map(({ version }) => version)).toEqual([1])
    expect(hands.detail.value.state).toBe('acknowledged')
    expect(forgotten).toEqual(['now'])
  })

  test('what somebody else changed is shown and the command waits, its draft kept', async () => {
    const fresh = { ...received, version: 5, state: 'in_review' }
    const { hands, forgotten } = held(stale(fresh), { ...fresh, version: 6, state: 'decided' })
    const outcome = await hands.send('decide', { type: 'decide' })
    expect(outcome).toEqual({ kind: 'conflict', conflict: { before: received, fresh } })
    expect(forgotten).toEqual([])
    expect((await hands.send('decide', { type: 'decide' })).kind).toBe('done')
  })

  test('a note holds whatever others did: it goes out again by itself', async () => {
    const fresh = { ...received, version: 5 }
    const { hands, sent } = held(stale(fresh), { ...fresh, version: 6 })
    expect((await hands.send('note', { type: 'note', text: 'Vu.' })).kind).toBe('done')
    expect(sent.map(({ version }) => version)).toEqual([1, 5])
    expect(new Set(sent.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1)
  })

  test('a message to the person does not: the officer looks first', async () => {
    const { hands } = held(stale({ ...received, version: 5 }))
    expect((await hands.send('message', { type: 'message', text: 'Bonjour' })).kind).toBe('conflict')
  })

  test('the same words tried again carry the same key, other words another one', async () => {
    const { hands, sent } = held(new Failure('offline'), new Failure('fault'), { ...received, version: 2 })
    await hands.send('note', { type: 'note', text: 'Un' })
    await hands.send('note', { type: 'note', text: 'Un' })
    await hands.send('note', { type: 'note', text: 'Deux' })
    const [first, second, third] = sent.map(({ idempotencyKey }) => idempotencyKey)
    expect(second).toBe(first)
    expect(third).not.toBe(first)
  })

  test('two commands go one after the other, the second with the version that the first made', async () => {
    const { hands, sent } = held({ ...received, version: 2 }, { ...received, version: 3 })
    await Promise.all([hands.send('read', { type: 'mark_read' }), hands.send('now', { type: 'acknowledge' })])
    expect(sent.map(({ version }) => version)).toEqual([1, 2])
  })

  test('a complaint that went to others is done, not lost in an error', async () => {
    const away = held({ complaintId: received.complaintId, moved: true })
    expect((await away.hands.send('escalate', { type: 'escalate' })).kind).toBe('moved')
    expect(away.hands.moved.value).toBe(true)
    expect(away.forgotten).toEqual(['escalate'])

    const taken = held(stale())
    expect((await taken.hands.send('decide', { type: 'decide' })).kind).toBe('moved')
    expect(taken.forgotten).toEqual([])
  })

  test('a command that waits on the device is out of the form, and changes nothing yet', async () => {
    const { hands, forgotten } = held({ kept: true })
    expect(await hands.send('note', { type: 'note', text: 'Vu.' })).toEqual({ kind: 'kept' })
    expect(hands.detail.value).toEqual(received)
    expect(forgotten).toEqual(['note'])
  })

  test('any other refusal is told and changes nothing', async () => {
    const { hands, forgotten } = held(new Failure('wrong-state'))
    const outcome = await hands.send('close', { type: 'close' })
    expect(outcome.kind === 'failed' && outcome.failure.code).toBe('wrong-state')
    expect(hands.detail.value).toEqual(received)
    expect(forgotten).toEqual([])
  })
})
