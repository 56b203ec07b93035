import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  parseDeliveryReport,
  parseIncomingSms,
  parseOptOut,
  parseUssdEnded,
  parseUssdHop,
} from '../../shared/gateways/africas-talking-callbacks.ts'
import type { Parsed } from '../../shared/gateways/form-fields.ts'

const recorded = (name: string) =>
  new URLSearchParams(readFileSync(new URL(`../recorded/${name}.txt`, import.meta.url), 'utf8'))
const changed = (name: string, changes: Record<string, string | undefined>) => {
  const form = recorded(name)
  for (const [field, value] of Object.entries(changes)) {
    if (value === undefined) form.delete(field)
    else form.set(field, value)
  }
  return form
}
const valueIn = <Value>(parsed: Parsed<Value>): Value => {
  if (!parsed.ok) throw new Error(parsed.problem)
  return parsed.value
}

const sessionId = 'ATUid_5b8f1c0e2d3a4f6b9c7d8e0f1a2b3c4d'

describe('a USSD hop', () => {
  test('is read as the gateway posts the first one', () => {
    expect(valueIn(parseUssdHop(recorded('ussd-first-hop')))).toEqual({
      sessionId,
      phoneNumber: '+22370000001',
      serviceCode: '*384*44135#',
      networkCode: '99999',
      text: '',
    })
  })

  test('carries all inputs so far, with the accents of a text', () => {
    expect(valueIn(parseUssdHop(recorded('ussd-later-hop'))).text).toBe("1*2*Le relais n'a pas donné")
  })

  test.each([
    ['ussd-number-without-plus', '+22360000002', '61001'],
    ['ussd-number-space-for-plus', '+22350000003', '61003'],
  ])('has its number read however the plus was lost (%s)', (name, phoneNumber, networkCode) => {
    expect(valueIn(parseUssdHop(recorded(name)))).toMatchObject({ phoneNumber, networkCode })
  })

  test('does without a text and without a network', () => {
    const form = changed('ussd-first-hop', { text: undefined, networkCode: undefined })
    expect(valueIn(parseUssdHop(form))).toMatchObject({ text: '', networkCode: '' })
  })

  test('takes networks and fields that no list knows', () => {
    const form = changed('ussd-first-hop', { networkCode: '61099', carrier: 'new' })
    expect(valueIn(parseUssdHop(form))).toMatchObject({ networkCode: '61099' })
    expect(valueIn(parseUssdHop(form))).not.toHaveProperty('carrier')
  })

  test('has its text composed, whatever keyboard it came from', () => {
    const form = changed('ussd-later-hop', { text: 'donné'.normalize('NFD') })
    expect(valueIn(parseUssdHop(form)).text).toBe('donné'.normalize('NFC'))
  })

  test.each(['sessionId', 'phoneNumber', 'serviceCode'])('is refused without %s, by name', (field) => {
    const problem = { ok: false, problem: `${field} is missing` }
    expect(parseUssdHop(changed('ussd-first-hop', { [field]: undefined }))).toEqual(problem)
  })

  test('is refused for a number that is none, and the problem does not repeat it', () => {
    const parsed = parseUssdHop(changed('ussd-first-hop', { phoneNumber: 'anonymous-4711' }))
    expect(parsed).toEqual({ ok: false, problem: 'phoneNumber cannot be read' })
  })
})

describe('the end of a USSD session', () => {
  test('is read, and what the caller typed and saw is left behind', () => {
    expect(valueIn(parseUssdEnded(recorded('ussd-ended-incomplete')))).toEqual({
      sessionId,
      phoneNumber: '+22370000001',
      serviceCode: '*384#',
      networkCode: '61002',
      status: 'Incomplete',
      at: '2026-10-22T06:04:45.000Z',
      hopsCount: 3,
      durationMs: 41_250,
      cost: 'XOF 2.0000',
    })
  })

  test('is read when our answer was at fault', () => {
    expect(valueIn(parseUssdEnded(recorded('ussd-ended-failed')))).toMatchObject({
      status: 'Failed',
      hopsCount: 1,
    })
  })

  test.each([
    ['SUCCESS', 'Success'],
    ['incomplete', 'Incomplete'],
    ['Abandoned', 'Abandoned'],
  ])('has its status read in any case, and kept when unknown (%s)', (status, read) => {
    expect(valueIn(parseUssdEnded(changed('ussd-ended-failed', { status }))).status).toBe(read)
  })

  test('does without all that is not needed to find the session', () => {
    const form = changed('ussd-ended-incomplete', {
      date: 'yesterday',
      cost: undefined,
      hopsCount: 'three',
      durationInMillis: '',
    })
    expect(Object.keys(valueIn(parseUssdEnded(form))).sort()).toEqual(
      ['networkCode', 'phoneNumber', 'serviceCode', 'sessionId', 'status'].sort(),
    )
  })
})

describe('an incoming SMS', () => {
  test.each([
    ['sms-iso-date', '+22370000001', '2026-10-22T06:04:45.000Z'],
    ['sms-plain-date', '+22360000002', '2026-10-22T06:04:45.000Z'],
    ['sms-empty-text', '+22350000003', undefined],
  ])('is read with either form of date, or none (%s)', (name, from, at) => {
    const sms = valueIn(parseIncomingSms(recorded(name)))
    expect(sms).toMatchObject({ from, to: '36036' })
    expect(sms.at).toBe(at)
  })

  test('is read in full', () => {
    expect(valueIn(parseIncomingSms(recorded('sms-iso-date')))).toEqual({
      gatewayId: 'ATXid_a1b2c3d4e5f60718293a4b5c6d7e8f90',
      from: '+22370000001',
      to: '36036',
      text: 'SUIVI 4821-0937',
      at: '2026-10-22T06:04:45.000Z',
      linkId: '03090445075804249226',
      networkCode: '61002',
    })
  })

  test('may be empty', () => {
    expect(valueIn(parseIncomingSms(recorded('sms-empty-text'))).text).toBe('')
  })

  test('from a service has a name instead of a number', () => {
    expect(valueIn(parseIncomingSms(recorded('sms-from-a-service')))).toMatchObject({
      from: undefined,
      sender: 'OrangeMali',
    })
    const fromShortCode = changed('sms-from-a-service', { from: '36222' })
    expect(valueIn(parseIncomingSms(fromShortCode))).toMatchObject({ from: undefined, sender: '36222' })
  })

  test.each(['id', 'from'])('is refused without %s, by name', (field) => {
    const parsed = parseIncomingSms(changed('sms-iso-date', { [field]: undefined }))
    expect(parsed).toEqual({ ok: false, problem: `${field} is missing` })
    const empty = parseIncomingSms(changed('sms-iso-date', { [field]: ' ' }))
    expect(empty).toEqual({ ok: false, problem: `${field} cannot be read` })
  })
})

describe('a delivery report', () => {
  test('says what became of an SMS, and why', () => {
    expect(valueIn(parseDeliveryReport(recorded('report-success')))).toEqual({
      gatewayId: 'ATXid_a1b2c3d4e5f60718293a4b5c6d7e8f90',
      phoneNumber: '+22370000001',
      status: 'Success',
      state: 'delivered',
    })
    expect(valueIn(parseDeliveryReport(recorded('report-rejected')))).toMatchObject({
      state: 'failed',
      failureReason: 'UserInBlackList',
    })
  })

  test.each([
    ['Sent', 'in-transit'],
    ['Submitted', 'in-transit'],
    ['Buffered', 'in-transit'],
    ['success', 'delivered'],
    ['FAILED', 'failed'],
    ['AbsentSubscriber', 'failed'],
    ['Expired', 'failed'],
    ['DeliveredToTerminal', 'unknown-word'],
  ])('knows the word %s as %s, and keeps it as it came', (status, state) => {
    expect(valueIn(parseDeliveryReport(changed('report-success', { status })))).toMatchObject({
      status,
      state,
    })
  })

  test('does without a number, for the id is enough', () => {
    for (const phoneNumber of [undefined, '', 'masked-91ab'])
      expect(valueIn(parseDeliveryReport(changed('report-success', { phoneNumber })))).not.toHaveProperty(
        'phoneNumber',
      )
  })
})

describe('an opt-out', () => {
  test('names who wants no more SMS, and from whom', () => {
    expect(valueIn(parseOptOut(recorded('opt-out')))).toEqual({
      phoneNumber: '+22370000001',
      senderId: 'JIGIKAN',
    })
  })

  test('is obeyed without the sender', () => {
    expect(valueIn(parseOptOut(changed('opt-out', { senderId: undefined }))).senderId).toBe('')
  })
})

test('no parser throws, or repeats in a problem what it was given, whatever is posted', () => {
  const fields = [
    'sessionId',
    'phoneNumber',
    'serviceCode',
    'text',
    'from',
    'to',
    'id',
    'status',
    'date',
    'senderId',
  ]
  const content = fc.string({ unit: 'grapheme', minLength: 3 }).map((text) => `§${text}`)
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...fields, '__proto__', 'constructor'), content), (form) => {
      for (const parse of [
        parseUssdHop,
        parseUssdEnded,
        parseIncomingSms,
        parseDeliveryReport,
        parseOptOut,
      ]) {
        const parsed = parse(new URLSearchParams(form))
        if (!parsed.ok) expect(parsed.problem).toMatch(/^[a-zA-Z]+ (is missing|cannot be read)$/)
      }
    }),
  )
})
