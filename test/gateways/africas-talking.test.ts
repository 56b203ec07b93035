import { createServer } from 'node:http'
import { inspect } from 'node:util'
import axios from 'axios/dist/node/axios.cjs'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { freePort, listen } from '../../local/ports.ts'
import type { PhoneNumber } from '../../shared/domain/phone-number.ts'
import { createSmsGateway, type SmsGatewayOptions } from '../../shared/gateways/africas-talking.ts'
import { type FakeApplication, startFakeApplication, startStandIn } from '../builders/stand-in.ts'

const awa = '+22370000001' as PhoneNumber
const bakary = '+22360000002' as PhoneNumber
const text = 'Plainte 4821-0937 : reçue'
const apiKey = 'atsk_the-key-that-must-not-leak'
const secrets = [apiKey, awa.slice(1), bakary.slice(1), text]

let application: FakeApplication
let standIn: Awaited<ReturnType<typeof startStandIn>>

beforeAll(async () => {
  application = await startFakeApplication()
  standIn = await startStandIn({
    callbacks: application.callbacks,
    now: () => new Date(),
    apiKey,
    reportDelayMs: 1,
  })
})
afterEach(() => standIn.api.faults.clear())
afterAll(async () => {
  await standIn.stop()
  await application.stop()
})

const gateway = (options: Partial<SmsGatewayOptions> = {}) =>
  createSmsGateway({
    username: 'jigikan',
    apiKey,
    senderId: 'JIGIKAN',
    baseUrl: standIn.baseUrl,
    timeoutMs: 5000,
    ...options,
  })
const outcomeFor = async (number: PhoneNumber, options?: Partial<SmsGatewayOptions>) =>
  (await gateway(options).send(text, [number])).get(number)

/** A server that answers each request with the same raw words, and then perhaps a space now and again for ever. */
const answering = async (raw: string, dripMs?: number) => {
  const server = createServer(({ socket }) => {
    socket.write(raw)
    if (dripMs === undefined) return
    const drip = setInterval(() => socket.write(' '), dripMs)
    socket.on('close', () => clearInterval(drip))
  })
  const port = await listen(server, 0)
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
const http = (status: string, type: string, body: string) =>
  `HTTP/1.1 ${status}\r\nContent-Type: ${type}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
const smsAnswer = (message: string, ...recipients: object[]) =>
  JSON.stringify({ SMSMessageData: { Message: message, Recipients: recipients } })
const outcomeOfAnswer = async (raw: string, options?: Partial<SmsGatewayOptions>) => {
  await using server = await answering(raw)
  return await outcomeFor(awa, { baseUrl: server.baseUrl, ...options })
}

describe('an SMS that the gateway takes', () => {
  test('is accepted, with its id, cost and parts, and reaches the phone as it was written', async () => {
    const outcome = await outcomeFor(awa)
    expect(outcome).toEqual({
      outcome: 'accepted',
      gatewayId: expect.stringMatching(/^ATXid_/),
      cost: 'XOF 12.0000',
      parts: 1,
    })
    expect(standIn.api.inbox(awa).at(-1)).toMatchObject({ text, from: 'JIGIKAN' })
  })

  test('goes to each number once, though it be asked twice', async () => {
    const before = standIn.api.inbox(awa).length
    const outcomes = await gateway().send(text, [awa, bakary, awa])
    expect([...outcomes.keys()]).toEqual([awa, bakary])
    expect([...outcomes.values()].map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted'])
    expect(standIn.api.inbox(awa)).toHaveLength(before + 1)
  })

  test('goes to a hundred numbers in one call, and to no more', async () => {
    const crowd = Array.from(
      { length: 101 },
      (_, index) => `+223700001${String(index).padStart(2, '0')}` as PhoneNumber,
    )
    const outcomes = await gateway().send(text, crowd.slice(0, 100))
    expect(outcomes.size).toBe(100)
    await expect(gateway().send(text, [...crowd.slice(0, 100), bakary])).rejects.toThrow(RangeError)
  })

  test('to nobody costs no call', async () => {
    standIn.api.faults.add({ kind: 'status', status: 500 })
    expect((await gateway().send(text, [])).size).toBe(0)
  })

  test('without a text is a mistake of ours', async () => {
    await expect(gateway().send('', [awa])).rejects.toThrow(RangeError)
  })
})

describe('a recipient that the gateway will not serve', () => {
  test.each([
    [401, { outcome: 'refused', reason: 'RiskHold' }],
    [402, { outcome: 'refused', reason: 'InvalidSenderId' }],
    [403, { outcome: 'refused', reason: 'InvalidPhoneNumber' }],
    [404, { outcome: 'refused', reason: 'UnsupportedNumberType' }],
    [405, { outcome: 'try-later', reason: 'InsufficientBalance', pause: true }],
    [406, { outcome: 'refused', reason: 'UserInBlacklist' }],
    [407, { outcome: 'refused', reason: 'CouldNotRoute' }],
    [409, { outcome: 'refused', reason: 'DoNotDisturbRejection' }],
    [500, { outcome: 'try-later', reason: 'InternalServerError' }],
    [501, { outcome: 'try-later', reason: 'GatewayError' }],
    [502, { outcome: 'refused', reason: 'RejectedByGateway' }],
    [777, { outcome: 'unknown', reason: 'status-code-777' }],
  ])('has the outcome of its code %i, and the other recipient its own', async (code, outcome) => {
    standIn.api.faults.add({ kind: 'recipient', code, number: bakary })
    const outcomes = await gateway().send(text, [awa, bakary])
    expect(outcomes.get(bakary)).toEqual(outcome)
    expect(outcomes.get(awa)).toMatchObject({ outcome: 'accepted' })
  })

  test('is refused after it opted out', async () => {
    await standIn.api.optOut(bakary)
    expect(await outcomeFor(bakary)).toEqual({ outcome: 'refused', reason: 'UserInBlacklist' })
    standIn.api.optIn(bakary)
    expect(await outcomeFor(bakary)).toMatchObject({ outcome: 'accepted' })
  })

  test('does not spoil the batch when it is the SDK that dislikes the number', async () => {
    const nowhere = '+99900000000' as PhoneNumber
    const outcomes = await gateway().send(text, [awa, nowhere, bakary])
    expect(outcomes.get(nowhere)).toEqual({ outcome: 'refused', reason: 'InvalidPhoneNumber' })
    expect(outcomes.get(awa)).toMatchObject({ outcome: 'accepted' })
    expect(outcomes.get(bakary)).toMatchObject({ outcome: 'accepted' })
  })
})

describe('a gateway that takes nothing', () => {
  test('for an unknown sender is not asked again', async () => {
    standIn.api.faults.add({ kind: 'invalid-sender' })
    expect(await outcomeFor(awa)).toEqual({ outcome: 'refused', reason: 'InvalidSenderId' })
  })

  test('for a wrong key waits for staff', async () => {
    const outcome = await outcomeFor(awa, { apiKey: 'another-key' })
    expect(outcome).toEqual({ outcome: 'try-later', reason: 'http-401', pause: true })
  })

  test.each([429, 500] as const)('for the moment (%i) is asked later', async (status) => {
    standIn.api.faults.add({ kind: 'status', status })
    expect(await outcomeFor(awa)).toEqual({ outcome: 'try-later', reason: `http-${status}` })
  })

  test('while it is down is asked later, and takes the SMS when it is up again', async () => {
    standIn.api.faults.add({ kind: 'down', times: 1 })
    expect(await outcomeFor(awa)).toEqual({ outcome: 'try-later', reason: 'http-503' })
    expect(await outcomeFor(awa)).toMatchObject({ outcome: 'accepted' })
  })

  test('because nobody listens is asked later', async () => {
    const baseUrl = `http://127.0.0.1:${await freePort()}`
    expect(await outcomeFor(awa, { baseUrl })).toEqual({ outcome: 'try-later', reason: 'unreachable' })
  })

  test.each([
    ['302 Found', { outcome: 'try-later', reason: 'http-302' }],
    ['400 Bad Request', { outcome: 'refused', reason: 'http-400' }],
    ['403 Forbidden', { outcome: 'try-later', reason: 'http-403', pause: true }],
    ['503 Service Unavailable', { outcome: 'try-later', reason: 'http-503' }],
    ['504 Gateway Timeout', { outcome: 'unknown', reason: 'http-504' }],
  ])('says so by its status: %s', async (status, outcome) => {
    expect(await outcomeOfAnswer(http(status, 'text/html', '<html></html>'))).toEqual(outcome)
  })
})

describe('an SMS of which nobody can tell whether it left', () => {
  test('is unknown when the answer is too slow, though the phone has it', async () => {
    const before = standIn.api.inbox(awa).length
    standIn.api.faults.add({ kind: 'slow', ms: 60_000 })
    expect(await outcomeFor(awa, { timeoutMs: 200 })).toEqual({ outcome: 'unknown', reason: 'time-out' })
    expect(standIn.api.inbox(awa)).toHaveLength(before + 1)
  })

  test.each([
    ['drop-answer', 1],
    ['drop-request', 0],
  ] as const)('is unknown when the connection breaks (%s)', async (kind, arrives) => {
    const before = standIn.api.inbox(awa).length
    standIn.api.faults.add({ kind })
    expect(await outcomeFor(awa)).toEqual({ outcome: 'unknown', reason: 'connection-lost' })
    expect(standIn.api.inbox(awa)).toHaveLength(before + arrives)
  })

  test('is unknown when the answer never ends, however steadily it drips', async () => {
    const endless = 'HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: 90000\r\n\r\n'
    await using server = await answering(endless, 20)
    const outcome = await outcomeFor(awa, { baseUrl: server.baseUrl, timeoutMs: 200 })
    expect(outcome).toEqual({ outcome: 'unknown', reason: 'time-out' })
  })

  test.each([
    ['a page instead of an answer', 'text/html', '<html>Welcome to the hotel</html>', 'unreadable-answer'],
    ['another shape', 'application/json', '{"ok":true}', 'unreadable-answer'],
    ['a message that is not known', 'application/json', smsAnswer('Sent to 0/1'), 'not-in-answer'],
    [
      'another number',
      'application/json',
      smsAnswer('Sent to 1/1', { number: bakary, statusCode: 101, messageId: 'ATXid_1', cost: '0' }),
      'not-in-answer',
    ],
    [
      'no message id',
      'application/json',
      smsAnswer('Sent to 1/1', { number: awa, statusCode: 101, messageId: 'None', cost: '0' }),
      'no-message-id',
    ],
  ])('is unknown when the answer is %s', async (_what, type, body, reason) => {
    expect(await outcomeOfAnswer(http('201 Created', type, body))).toEqual({ outcome: 'unknown', reason })
  })
})

describe('an answer in another dress', () => {
  const recipient = { number: awa, statusCode: 102, status: 'Queued', messageId: 'ATXid_7', cost: '0' }

  test('is believed with status 200, from which the SDK shrinks', async () => {
    const raw = http('200 OK', 'application/json', smsAnswer('Sent to 1/1 Message parts: 2', recipient))
    expect(await outcomeOfAnswer(raw)).toEqual({ outcome: 'accepted', gatewayId: 'ATXid_7', parts: 2 })
  })

  test('is believed with the number written without its plus, and the code as text', async () => {
    const bare = { ...recipient, number: awa.slice(1), statusCode: '101' }
    const raw = http('201 Created', 'application/json', smsAnswer('Sent to 1/1', bare))
    expect(await outcomeOfAnswer(raw)).toEqual({ outcome: 'accepted', gatewayId: 'ATXid_7' })
  })

  test('is believed when an empty account is said of all', async () => {
    const raw = http('201 Created', 'application/json', smsAnswer('InsufficientBalance'))
    expect(await outcomeOfAnswer(raw)).toMatchObject({ outcome: 'try-later', pause: true })
  })
})

describe('the balance', () => {
  test('is told as the gateway writes it', async () => {
    expect(await gateway().balance()).toMatch(/^XOF \d+\.\d{4}$/)
  })

  test('that cannot be told is a failure that says whether asking again may help', async () => {
    const wrongKey = gateway({ apiKey: 'another-key' })
    await expect(wrongKey.balance()).rejects.toMatchObject({ name: 'GatewayFailure', mayRetry: false })
    standIn.api.faults.add({ kind: 'down' })
    await expect(gateway().balance()).rejects.toMatchObject({ name: 'GatewayFailure', mayRetry: true })
  })
})

describe('the gateway keeps to itself', () => {
  test('key, number and text, in whatever goes wrong', async () => {
    const said: unknown[] = []
    const hear = async (work: Promise<unknown>) => said.push(await work.catch((fault: unknown) => fault))
    const all = [
      { kind: 'status', status: 401 },
      { kind: 'status', status: 500 },
      { kind: 'down' },
      { kind: 'drop-answer' },
      { kind: 'drop-request' },
      { kind: 'slow', ms: 60_000 },
      { kind: 'invalid-sender' },
      { kind: 'recipient', code: 403 },
    ] as const
    for (const fault of all) {
      standIn.api.faults.add(fault)
      const hasty = gateway({ timeoutMs: 200 })
      await hear(hasty.send(text, [awa]).then((outcomes) => [...outcomes.values()]))
      if (fault.kind !== 'slow') await hear(hasty.balance())
      standIn.api.faults.clear()
    }
    await hear((async () => createSmsGateway({ username: '', apiKey, timeoutMs: 1 }))())
    const words = inspect(said, { depth: null, showHidden: true }) + JSON.stringify(said)
    for (const secret of secrets) expect(words.includes(secret)).toBe(false)
  })

  test('its HTTP settings, for others use the same library', async () => {
    const before = { ...axios.defaults }
    const sending = gateway().send(text, [awa])
    expect(axios.defaults.adapter).toBe(before.adapter)
    await sending
    expect({ ...axios.defaults }).toEqual(before)
  })

  test('each its own address, though there be several in a process', async () => {
    const nowhere = gateway({ baseUrl: `http://127.0.0.1:${await freePort()}` })
    const here = gateway()
    const [lost, found] = await Promise.all([nowhere.send(text, [awa]), here.send(text, [awa])])
    expect([lost.get(awa)?.outcome, found.get(awa)?.outcome]).toEqual(['try-later', 'accepted'])
  })
})

describe('a gateway is not made', () => {
  test.each([
    'https://example.org',
    'http://127.0.0.1.example.org',
    'http://10.0.0.1:3000',
    'ftp://localhost',
  ])('for an address that is not this machine: %s', (baseUrl) => {
    expect(() => gateway({ baseUrl })).toThrow('loopback')
  })

  test.each(['http://localhost:1', 'http://127.0.0.2:1', 'http://[::1]:1', 'http://127.0.0.1:1/local/'])(
    'otherwise than for this machine: %s',
    (baseUrl) => {
      expect(() => gateway({ baseUrl })).not.toThrow()
    },
  )

  test('for the sandbox in a process that already serves the live gateway', () => {
    gateway()
    expect(() => gateway({ username: 'Sandbox' })).toThrow('not to both')
  })

  test('without a key', () => {
    expect(() => gateway({ apiKey: '' })).toThrow('API key')
  })
})
