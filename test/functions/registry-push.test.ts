/** Push: what a receiver does wrong loses nothing, repeats nothing under another name, and overtakes nothing. */
import { randomUUID } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { ConsumerChanged, ConsumerDetail } from '../../shared/contracts/registry-api.ts'
import type { Entry } from '../../shared/domain/registry.ts'
import { type Jigikan, type OfficerHands, startJigikan } from '../builders/jigikan.ts'
import {
  administrator,
  type ConsumerHands,
  newConsumer,
  startReceiver,
  type TestReceiver,
} from '../builders/registry.ts'

let jigikan: Jigikan
let receiver: TestReceiver
let consumer: ConsumerHands
let admin: OfficerHands
let relay: OfficerHands
beforeAll(async () => {
  ;[jigikan, receiver] = await Promise.all([startJigikan(), startReceiver()])
  admin = await jigikan.officer(administrator)
  relay = await jigikan.officer('aminata-traore')
  consumer = await newConsumer(jigikan, 'gajigi', {
    ways: ['pull', 'push'],
    push: { url: receiver.url, batch: 4 },
  })
})
afterAll(async () => {
  await jigikan.end()
  await receiver.stop()
})
afterEach(() => {
  receiver.answer = () => 200
})

async function file(count: number): Promise<void> {
  for (let filed = 0; filed < count; filed += 1) {
    await relay.post('/api/complaints', {
      category: '2.1',
      about: 'nobody',
      commune: '71025000',
      programme: 'jigisemejiri',
      channel: 'walk_in',
      language: 'fr',
      callBack: false,
      paperLine: undefined,
      text: randomUUID(),
    })
  }
  await jigikan.settled()
}
const state = async () => (await admin.get<ConsumerDetail>('/api/consumers/gajigi')).body
/** Both sides have the same, in the same order, each once. */
async function agree(): Promise<void> {
  const { entries } = await consumer.pull()
  const once: Entry[] = [...new Map(receiver.taken.map((entry) => [entry.id, entry])).values()]
  expect(once).toEqual(entries)
}
async function until(done: () => boolean | Promise<boolean>): Promise<void> {
  for (let look = 0; look < 400; look += 1) {
    if (await done()) return
    await new Promise((again) => setTimeout(again, 25))
  }
  throw new Error('it did not come to pass')
}

test('entries come in order, in CloudEvents that their secret signed, and nothing is left behind', async () => {
  await file(6)
  await until(async () => (await state()).lag === 0)
  await agree()
  for (const delivery of receiver.deliveries) {
    receiver.verify(consumer.pushSecret, delivery)
    expect(delivery.headers['content-type']).toContain('application/cloudevents-batch+json')
    const events = JSON.parse(delivery.body) as Record<string, unknown>[]
    expect(events.length).toBeLessThanOrEqual(4)
    for (const event of events) {
      expect(event).toMatchObject({
        specversion: '1.0',
        source: '/jigikan/registry/v1',
        type: 'jigikan.complaint.filed.v1',
        dataschema: 'urn:jigikan:registry:entry:1',
      })
    }
  }
})

test('a delivery that was forged, changed, or kept for later is known for what it is', async () => {
  const [delivery] = receiver.deliveries
  if (!delivery) throw new Error('nothing came')
  const headers = delivery.headers as Record<string, string>
  const webhook = new Webhook(consumer.pushSecret)
  expect(() => webhook.verify(delivery.body.replace('filed', 'closed'), headers)).toThrow(
    'No matching signature',
  )
  expect(() => webhook.verify(delivery.body, { ...headers, 'webhook-id': 'another' })).toThrow()
  expect(() =>
    new Webhook(`whsec_${Buffer.alloc(32).toString('base64')}`).verify(delivery.body, headers),
  ).toThrow()
  for (const minutes of [-6, 6]) {
    const at = new Date(Date.now() + minutes * 60_000)
    const signed = webhook.sign(headers['webhook-id'] ?? '', at, delivery.body)
    const skewed = {
      ...headers,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': signed,
    }
    expect(() => webhook.verify(delivery.body, skewed)).toThrow(/timestamp/)
  }
})

test('a receiver that takes and does not say so gets the same again under the same id', async () => {
  const before = receiver.deliveries.length
  let hung = 0
  receiver.answer = () => {
    hung += 1
    return hung === 1 ? 'hang' : 200
  }
  await file(3)
  await until(async () => (await state()).lag === 0)
  const [first, second] = receiver.deliveries.slice(before)
  expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id'])
  expect(second?.body).toBe(first?.body)
  await agree()
})

test('a receiver that fails for days is tried again later, rests, and is brought everything when it is back', {
  timeout: 90_000,
}, async () => {
  const from = receiver.deliveries.length
  receiver.answer = () => 500
  await file(9)
  await until(async () => (await state()).health === 'failing')
  expect(await state()).toMatchObject({ lastFailure: 'HTTP 500' })
  await jigikan.scheduler.pushForward(8 * 86_400_000)
  await jigikan.settled()
  expect((await state()).health).toBe('resting')
  expect((await state()).lag).toBe(9)
  // Never more than the first of what waits, however often it was tried.
  const tried = new Set(receiver.deliveries.slice(from).map(({ headers }) => headers['webhook-id']))
  expect(tried.size).toBe(1)
  receiver.answer = () => 200
  await jigikan.scheduler.pushForward(2 * 3_600_000)
  await until(async () => (await state()).lag === 0)
  expect((await state()).health).toBe('well')
  await agree()
})

test('while a secret is changed both sign, and the old one goes when it is dropped', async () => {
  const order = async (command: object) =>
    (await admin.post<ConsumerChanged>('/api/consumers/gajigi/commands', command)).body
  const { consumer: row, shownOnce } = await order({ type: 'new_push_secret' })
  const next = shownOnce?.pushSecret ?? ''
  await file(1)
  await until(async () => (await state()).lag === 0)
  const both = receiver.deliveries.at(-1)
  if (!both) throw new Error('nothing came')
  receiver.verify(consumer.pushSecret, both)
  receiver.verify(next, both)
  await order({ type: 'drop_push_secret', secretId: row.push?.secrets[1]?.secretId })
  await file(1)
  await until(async () => (await state()).lag === 0)
  const last = receiver.deliveries.at(-1)
  if (!last) throw new Error('nothing came')
  receiver.verify(next, last)
  expect(() => receiver.verify(consumer.pushSecret, last)).toThrow()
  // The last one stays: what leaves is always signed.
  const refused = await admin.post('/api/consumers/gajigi/commands', {
    type: 'drop_push_secret',
    secretId: row.push?.secrets[0]?.secretId,
  })
  expect(refused.status).toBe(422)
})

test('a day is brought again when it is asked for, each entry under its own id', async () => {
  const before = receiver.taken.length
  const { entries } = await consumer.pull()
  const since = entries[0]?.recordedOn
  expect((await admin.post('/api/consumers/gajigi/commands', { type: 'replay', since })).status).toBe(200)
  await jigikan.scheduler.pushForward(60_000)
  await until(() => receiver.taken.length === before + entries.length)
  expect(receiver.taken.slice(before)).toEqual(entries)
})

test('a receiver that stands elsewhere than on this machine is not given an address here', async () => {
  const answer = await admin.post('/api/consumers', {
    consumerId: 'elsewhere',
    name: 'Elsewhere',
    programmes: ['*'],
    ways: ['push'],
    writes: [],
    push: { url: 'https://registre.example/jigikan' },
  })
  expect(answer.body).toMatchObject({ status: 422, fields: { 'push.url': 'loopback-only' } })
})
