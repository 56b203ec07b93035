import { appendFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { StandInOptions } from '../../local/africas-talking-stand-in.ts'
import type { PhoneNumber } from '../../shared/domain/phone-number.ts'
import {
  parseDeliveryReport,
  parseIncomingSms,
  parseOptOut,
  parseUssdEnded,
  parseUssdHop,
} from '../../shared/gateways/africas-talking-callbacks.ts'
import { type FakeApplication, startFakeApplication, startStandIn, type Told } from '../builders/stand-in.ts'

const awa = '+22370000001' as PhoneNumber
const bakary = '+22360000002' as PhoneNumber
const halfDayMs = 12 * 60 * 60 * 1000

let application: FakeApplication
let clockMs: number
let standIns: { stop(): Promise<void> }[]

const start = async (options: Partial<StandInOptions> = {}) => {
  const standIn = await startStandIn({
    callbacks: application.callbacks,
    now: () => new Date(clockMs),
    reportDelayMs: 1,
    ...options,
  })
  standIns.push(standIn)
  return standIn
}
type StandIn = Awaited<ReturnType<typeof start>>

beforeEach(async () => {
  application = await startFakeApplication()
  clockMs = Date.parse('2026-10-22T06:04:45Z')
  standIns = []
})
afterEach(async () => {
  await Promise.all(standIns.map((standIn) => standIn.stop()))
  await application.stop()
})

/** Asks the messaging API as the SDK does. */
const sendSms = async (standIn: StandIn, form: Record<string, string>) => {
  const answer = await fetch(`${standIn.baseUrl}/api.africastalking.com/version1/messaging`, {
    method: 'POST',
    headers: { apikey: 'any', Accept: 'application/json' },
    body: new URLSearchParams({ username: 'jigikan', bulkSMSMode: '1', ...form }),
  })
  return { status: answer.status, body: JSON.parse(await answer.text()) }
}
const formOf = ({ form }: Told) => new URLSearchParams(form)

/** Two questions and a farewell. */
const menu = ({ path, form }: Told) => {
  if (path !== 'ussd') return {}
  const depth = form.text === '' ? 0 : String(form.text).split('*').length
  const body = ['CON 1 Paiement\n2 Carte', 'CON Quel mois ?', 'END Merci'][depth] ?? 'END Trop'
  return { body, headers: { 'at-ussd-hop-metadata': `step-${depth}` } }
}

describe('a USSD session', () => {
  test('runs as captured ones do, each turn with all inputs so far, and its end is told once', async () => {
    application.answerWith(menu)
    const { api } = await start()
    const session = await api.dial({ number: awa, serviceCode: '*384#' })
    expect(session.screen()).toEqual({ kind: 'CON', text: '1 Paiement\n2 Carte' })
    expect(await session.reply('1')).toEqual({ kind: 'CON', text: 'Quel mois ?' })
    expect(await session.reply('mai')).toEqual({ kind: 'END', text: 'Merci' })
    await session.whenOver
    await session.hangUp()

    const hops = await application.toldOn('ussd', 3)
    expect(hops.map((hop) => hop.form)).toEqual(
      ['', '1', '1*mai'].map((text) => ({
        sessionId: expect.stringMatching(/^ATUid_[0-9a-f]{32}$/),
        phoneNumber: awa,
        serviceCode: '*384#',
        networkCode: '61002',
        text,
      })),
    )
    expect(hops.map((hop) => hop.headers['at-ussd-hop-metadata'])).toEqual([undefined, 'step-0', 'step-1'])
    expect(hops[0]?.headers).toMatchObject({
      'user-agent': 'at-ussd-api/1.0',
      'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
    })
    expect(hops.every((hop) => parseUssdHop(formOf(hop)).ok)).toBe(true)

    const endings = await application.toldOn('ussd-ended')
    expect(endings).toHaveLength(1)
    expect(endings[0]?.form).toMatchObject({
      date: '2026-10-22 06:04:45',
      sessionId: session.sessionId,
      phoneNumber: awa,
      serviceCode: '*384#',
      networkCode: '61002',
      status: 'Success',
      hopsCount: '3',
      hopsMetadata: 'step-0|step-1|step-2',
      input: '1*mai',
      lastAppResponse: 'END Merci',
    })
    expect(endings.map((ending) => parseUssdEnded(formOf(ending)).ok)).toEqual([true])
  })

  test('that is dialled deep arrives with its input and the code that is rented', async () => {
    application.answerWith(menu)
    const { api } = await start()
    const session = await api.dial({ number: bakary, serviceCode: '*384*1*2#', networkCode: '61001' })
    expect(session.screen()).toEqual({ kind: 'END', text: 'Merci' })
    const [hop] = await application.toldOn('ussd')
    expect(hop?.form).toMatchObject({ text: '1*2', serviceCode: '*384#', networkCode: '61001' })
  })

  test('on a code that somebody else rents reaches nobody', async () => {
    const { api } = await start()
    await expect(api.dial({ number: awa, serviceCode: '*144#' })).rejects.toMatchObject({
      name: 'NoSuchCode',
    })
    expect(application.told).toEqual([])
  })

  test.each(['hangUp', 'loseNetwork'] as const)(
    'that the caller leaves is incomplete (%s)',
    async (leave) => {
      application.answerWith(menu)
      const { api } = await start()
      const session = await api.dial({ number: awa, serviceCode: '*384#' })
      await session.reply('1')
      await session[leave]()
      await session[leave]()
      const endings = await application.toldOn('ussd-ended')
      expect(endings.map(({ form }) => [form.status, form.input])).toEqual([['Incomplete', '1']])
      await expect(session.reply('2')).rejects.toMatchObject({ name: 'SessionOver' })
    },
  )

  test('that loses its network during a turn never shows the answer, though the application gave it', async () => {
    application.answerWith(menu)
    const { api } = await start()
    const session = await api.dial({ number: awa, serviceCode: '*384#' })
    const held = Promise.withResolvers<void>()
    application.answerWith(async (told) => {
      if (told.path === 'ussd') await held.promise
      return menu(told)
    })
    const screen = session.reply('1')
    await application.toldOn('ussd', 2)
    await expect(session.reply('2')).rejects.toMatchObject({ name: 'SessionBusy' })
    await session.loseNetwork()
    held.resolve()
    expect((await screen).text).not.toContain('Quel mois')
    const endings = await application.toldOn('ussd-ended')
    expect(endings.map(({ form }) => form)).toMatchObject([
      { status: 'Incomplete', input: '1', lastAppResponse: 'CON 1 Paiement\n2 Carte' },
    ])
  })

  test.each([
    ['an error', { status: 500, body: 'CON 1' }],
    ['neither CON nor END', { body: 'Bienvenue' }],
    ['a space before CON', { body: ' CON Bienvenue' }],
  ])('fails when the application answers with %s', async (_what, answer) => {
    application.answerWith(() => answer)
    const { api } = await start()
    const session = await api.dial({ number: awa, serviceCode: '*384#' })
    expect(session.screen().kind).toBe('END')
    const [ending] = await application.toldOn('ussd-ended')
    expect(ending?.form).toMatchObject({ status: 'Failed', errorMessage: expect.any(String) })
  })

  test('fails when the application takes too long', async () => {
    const never = Promise.withResolvers<never>()
    application.answerWith(({ path }) => (path === 'ussd' ? never.promise : {}))
    const { api } = await start({ answerTimeoutMs: 100 })
    const session = await api.dial({ number: awa, serviceCode: '*384#' })
    expect(session.isOver()).toBe(true)
    const [ending] = await application.toldOn('ussd-ended')
    expect(ending?.form).toMatchObject({ status: 'Failed', errorMessage: 'Timed out' })
  })

  test('is ended by the network when nobody goes on with it', async () => {
    application.answerWith(menu)
    const { api } = await start({ sessionLimitMs: 50 })
    const session = await api.dial({ number: awa, serviceCode: '*384#' })
    await session.whenOver
    const endings = await application.toldOn('ussd-ended')
    expect(endings.map(({ form }) => form.status)).toEqual(['Incomplete'])
  })
})

describe('delivery reports', () => {
  test('say Sent and then Success, under the id that the sender was given', async () => {
    const standIn = await start()
    const { status, body } = await sendSms(standIn, {
      to: `${awa},${bakary}`,
      message: 'Bonjour',
      from: 'JIGIKAN',
    })
    expect(status).toBe(201)
    const [first, second] = body.SMSMessageData.Recipients
    expect(body.SMSMessageData.Message).toBe('Sent to 2/2 Total Cost: XOF 24.0000 Message parts: 1')
    const reports = await application.toldOn('reports', 4)
    for (const { messageId, number } of [first, second]) {
      const own = reports.filter(({ form }) => form.id === messageId)
      expect(own.map(({ form }) => form.status)).toEqual(['Sent', 'Success'])
      expect(own.every(({ form }) => form.phoneNumber === number)).toBe(true)
    }
    expect(reports.every((report) => parseDeliveryReport(formOf(report)).ok)).toBe(true)
  })

  test.each(['AbsentSubscriber', 'Failed'] as const)(
    'say %s of a phone out of reach, which gets nothing',
    async (fate) => {
      const standIn = await start()
      standIn.api.setFate(awa, fate)
      await sendSms(standIn, { to: awa, message: 'Bonjour' })
      const reports = await application.toldOn('reports', 2)
      expect(reports.map(({ form }) => form.status)).toEqual(['Sent', fate])
      expect(standIn.api.inbox(awa)).toEqual([])
    },
  )

  test('come again until they are taken', async () => {
    let failures = 2
    application.answerWith(() => (failures-- > 0 ? { status: 500 } : {}))
    const standIn = await start({ retryMs: 5 })
    await sendSms(standIn, { to: awa, message: 'Bonjour' })
    const reports = await application.toldOn('reports', 4)
    expect(reports.map(({ form }) => form.status)).toEqual(['Sent', 'Sent', 'Sent', 'Success'])
  })
})

describe('an SMS from a person', () => {
  test('is told as the gateway tells it', async () => {
    const { api } = await start()
    const { gatewayId, acknowledged } = await api.sendSms({ from: awa, text: 'Reçu 2 000 F' })
    expect(acknowledged).toBe(true)
    const [told] = await application.toldOn('sms')
    expect(told && parseIncomingSms(formOf(told))).toEqual({
      ok: true,
      value: {
        gatewayId,
        from: awa,
        to: '36036',
        text: 'Reçu 2 000 F',
        at: '2026-10-22T06:04:45.000Z',
        linkId: expect.any(String),
        networkCode: '61002',
      },
    })
    expect(api.owedCount()).toBe(0)
  })

  test('is told again, with the same id, until it is taken', async () => {
    let failures = 2
    application.answerWith(() => (failures-- > 0 ? { status: 503 } : {}))
    const { api } = await start({ retryMs: 5 })
    const { gatewayId, acknowledged } = await api.sendSms({ from: awa, text: 'Bonjour' })
    expect(acknowledged).toBe(false)
    const told = await application.toldOn('sms', 3)
    expect(told.map(({ form }) => form.id)).toEqual([gatewayId, gatewayId, gatewayId])
  })

  test('is given up after twelve hours', async () => {
    application.answerWith(() => ({ status: 503 }))
    const { api } = await start()
    await api.sendSms({ from: awa, text: 'Bonjour' })
    clockMs += halfDayMs - 1000
    await api.deliverOwed()
    expect(api.owedCount()).toBe(1)
    clockMs += 1000
    await api.deliverOwed()
    expect(api.owedCount()).toBe(0)
  })

  test('may ask for silence, which sending then meets', async () => {
    const standIn = await start()
    expect(await standIn.api.optOut(awa)).toEqual({ acknowledged: true })
    const [told] = await application.toldOn('opt-outs')
    expect(told && parseOptOut(formOf(told))).toMatchObject({ ok: true, value: { phoneNumber: awa } })
    const { body } = await sendSms(standIn, { to: awa, message: 'Bonjour' })
    expect(body.SMSMessageData.Recipients).toMatchObject([{ statusCode: 406, messageId: 'None', cost: '0' }])
  })
})

describe('what was accepted', () => {
  let dataFolder: string
  beforeEach(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'stand-in-'))
  })
  afterEach(() => rm(dataFolder, { recursive: true }))

  test('is still there for the next start, though the last one ended in the middle of a line', async () => {
    const before = await start({ dataFolder })
    await sendSms(before, { to: `${awa},${bakary}`, message: 'Une réponse', from: 'JIGIKAN' })
    await before.api.optOut(bakary)
    const thread = before.api.inbox(awa)
    expect(thread).toMatchObject([{ text: 'Une réponse', from: 'JIGIKAN', parts: 1, cost: 'XOF 12.0000' }])
    appendFileSync(join(dataFolder, 'africas-talking.jsonl'), '{"kind":"sms","gatewayId":"ATX')

    const after = await start({ dataFolder })
    expect(after.api.inbox(awa)).toEqual(thread)
    expect(after.api.allNumbers()).toEqual([bakary, awa])
    const { body } = await sendSms(after, { to: `${awa},${bakary}`, message: 'Encore' })
    expect(body.SMSMessageData.Recipients).toMatchObject([{ statusCode: 101 }, { statusCode: 406 }])

    const last = await start({ dataFolder })
    expect(last.api.inbox(awa).map(({ text }) => text)).toEqual(['Une réponse', 'Encore'])
  })

  test('is told by the next start when the application was away', async () => {
    application.answerWith(() => ({ status: 503 }))
    const before = await start({ dataFolder })
    const { gatewayId } = await before.api.sendSms({ from: awa, text: 'Bonjour' })
    await before.stop()

    application.answerWith(() => ({}))
    const after = await start({ dataFolder })
    expect(after.api.owedCount()).toBe(1)
    await after.api.deliverOwed()
    expect((await application.toldOn('sms', 2)).map(({ form }) => form.id)).toEqual([gatewayId, gatewayId])

    const last = await start({ dataFolder })
    expect(last.api.owedCount()).toBe(0)
  })
})

describe('the phone in a browser', () => {
  const ask = async (standIn: StandIn, method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${standIn.phoneUrl}${path}`, {
      method,
      ...(body !== undefined && {
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      }),
    })
    const words = await answer.text()
    return { status: answer.status, body: words === '' ? undefined : JSON.parse(words) }
  }

  test('dials, answers and sees the length of each screen', async () => {
    application.answerWith(menu)
    const standIn = await start()
    const dialled = await ask(standIn, 'POST', '/sessions', { number: '223 70 00 00 01', dial: '*384#' })
    expect(dialled).toMatchObject({
      status: 201,
      body: { kind: 'CON', text: '1 Paiement\n2 Carte', septets: 18 },
    })
    const { sessionId } = dialled.body
    const replied = await ask(standIn, 'POST', `/sessions/${sessionId}/reply`, { text: '1' })
    expect(replied.body).toEqual({ sessionId, kind: 'CON', text: 'Quel mois ?', septets: 11 })
    expect(await ask(standIn, 'POST', `/sessions/${sessionId}/lose-network`)).toMatchObject({ status: 204 })
    expect(await ask(standIn, 'POST', `/sessions/${sessionId}/hang-up`)).toMatchObject({ status: 404 })
    expect(await application.toldOn('ussd-ended')).toHaveLength(1)
  })

  test('sees that a screen is outside GSM-7', async () => {
    application.answerWith(() => ({ body: 'END I ni cɛ' }))
    const { body } = await ask(await start(), 'POST', '/sessions', { number: awa, dial: '*384#' })
    expect(body).toMatchObject({ kind: 'END', text: 'I ni cɛ', septets: null })
  })

  test.each([
    ['/sessions', { number: 'Awa', dial: '*384#' }, 400],
    ['/sessions', { number: awa, dial: '384' }, 400],
    ['/sessions', { number: awa, dial: '*144#' }, 404],
    ['/sessions/none/reply', { text: '1' }, 404],
    ['/sms', { number: awa }, 400],
    ['/faults', { kind: 'earthquake' }, 400],
  ])('is told what was wrong with what it asked (%s, %#)', async (path, body, status) => {
    const answer = await ask(await start(), 'POST', path, body)
    expect(answer).toEqual({ status, body: { problem: expect.any(String) } })
  })

  test('writes and reads SMS', async () => {
    const standIn = await start()
    const sent = await ask(standIn, 'POST', '/sms', { number: awa, text: 'Bonjour' })
    expect(sent).toMatchObject({ status: 201, body: { acknowledged: true } })
    await sendSms(standIn, { to: awa, message: 'Bonsoir' })
    const inbox = await ask(standIn, 'GET', `/inbox?number=${awa}`)
    expect(inbox.body).toMatchObject([{ number: awa, text: 'Bonsoir' }])
  })

  test('hears of each new SMS, of its own number only', async () => {
    const standIn = await start()
    const hangUp = new AbortController()
    const url = `${standIn.phoneUrl}/events?number=${encodeURIComponent(awa)}`
    const events = await fetch(url, { signal: hangUp.signal })
    const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader()
    await sendSms(standIn, { to: `${bakary},${awa}`, message: 'Bonsoir' })
    let heard = ''
    while (!heard.includes('data: ')) heard += (await reader?.read())?.value ?? ''
    hangUp.abort()
    expect(heard).toContain('event: sms')
    expect(JSON.parse(/^data: (.*)$/m.exec(heard)?.[1] ?? '')).toMatchObject({ number: awa, text: 'Bonsoir' })
  })

  test('makes the gateway fail for a while, and mends it', async () => {
    const standIn = await start()
    const status = async () => {
      const answer = await fetch(`${standIn.baseUrl}/api.africastalking.com/version1/user?username=jigikan`, {
        headers: { apiKey: 'any' },
      })
      await answer.body?.cancel()
      return answer.status
    }
    await ask(standIn, 'POST', '/faults', { kind: 'status', status: 429, times: 1 })
    expect([await status(), await status()]).toEqual([429, 200])
    const active = await ask(standIn, 'POST', '/faults', { kind: 'down' })
    expect(active).toEqual({ status: 201, body: [{ kind: 'down' }] })
    expect([await status(), await status()]).toEqual([503, 503])
    expect(await ask(standIn, 'DELETE', '/faults')).toMatchObject({ status: 204 })
    expect(await status()).toBe(200)
  })
})
