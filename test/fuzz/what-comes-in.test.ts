import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isToken } from '../../functions/kit/webhook.ts'
import { openCursor, sealCursor } from '../../functions/staff-api/cursor.ts'
import { guessCategory } from '../../shared/domain/guess-category.ts'
import { readGatewayNumber } from '../../shared/domain/phone-number.ts'
import {
  findReference,
  parseReference,
  referenceFrom,
  spokenReference,
} from '../../shared/domain/reference.ts'
import { Refusal } from '../../shared/domain/refusal.ts'
import { readSmsKeyword } from '../../shared/domain/sms-keyword.ts'
import {
  parseDeliveryReport,
  parseIncomingSms,
  parseOptOut,
  parseUssdEnded,
  parseUssdHop,
} from '../../shared/gateways/africas-talking-callbacks.ts'
import { smsParts, toGsm7 } from '../../shared/i18n/gsm7.ts'
import { runs } from './runs.ts'

const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.constantFrom('', ' ', '+', '+223', '2237', '%', '\u0000', '__proto__', 'null', '[object Object]'),
)
const fields = [
  'sessionId',
  'phoneNumber',
  'networkCode',
  'serviceCode',
  'text',
  'status',
  'id',
  'from',
  'to',
  'date',
  'cost',
  'failureReason',
  'hopsCount',
  'senderId',
  '__proto__',
  'constructor',
  'toString',
]
const form = fc
  .array(fc.tuple(fc.oneof(fc.constantFrom(...fields), anything), anything), { maxLength: 20 })
  .map((pairs) => new URLSearchParams(pairs))
const wire = fc
  .oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.string({ maxLength: 400 }).map((text) => Buffer.from(text)),
  )
  .map((bytes) => new URLSearchParams(Buffer.from(bytes).toString('utf8')))

describe('whatever a gateway posts', () => {
  test.each([
    ['a hop', parseUssdHop],
    ['an end', parseUssdEnded],
    ['an SMS', parseIncomingSms],
    ['a report', parseDeliveryReport],
    ['an opt-out', parseOptOut],
  ] as const)('%s is read or refused, and a refusal never repeats what was sent', (_, parse) => {
    fc.assert(
      fc.property(fc.oneof(form, wire), (posted) => {
        const read = parse(posted)
        if (read.ok) return
        expect(read.problem).toMatch(/^[A-Za-z]+ (is missing|cannot be read)$/)
      }),
      runs(400),
    )
  })

  test('a number is one that can be dialled, or none', () => {
    fc.assert(
      fc.property(anything, (raw) => {
        expect(readGatewayNumber(raw) ?? '+22370000000').toMatch(/^\+\d{6,15}$/)
      }),
      runs(1000),
    )
  })
})

describe('whatever is written in an SMS', () => {
  test('is understood or is words, and never breaks', () => {
    fc.assert(
      fc.property(anything, (text) => {
        readSmsKeyword(text)
        guessCategory(text)
        const found = findReference(text)
        if (found) expect(parseReference(found)).toBe(found)
        expect(smsParts(toGsm7(text)).parts).toBeGreaterThanOrEqual(0)
      }),
      runs(1000),
    )
  })

  test('a reference is found among any words, and one with a wrong digit is not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10_000_000, max: 99_999_999 }), fc.nat(8), (number, place) => {
        const reference = referenceFrom(String(number))
        expect(findReference(`bonjour ${spokenReference(reference)} toujours rien`)).toBe(reference)
        const digit = (Number(reference[place]) + 1) % 10
        const wrong = `${reference.slice(0, place)}${digit}${reference.slice(place + 1)}`
        expect(parseReference(wrong)).toBeUndefined()
      }),
      runs(500),
    )
  })
})

describe('whatever somebody guesses', () => {
  test('a token is one of ours or nothing', () => {
    const ours = ['a-token-of-ours', 'the-one-before']
    fc.assert(
      fc.property(fc.oneof(anything, fc.constantFrom(...ours)), (given) => {
        expect(isToken(given, ours)).toBe(ours.includes(given))
      }),
      runs(500),
    )
  })

  test('a cursor is one that we gave out, or is refused as not known', () => {
    fc.assert(
      fc.property(anything, (given) => {
        try {
          expect(sealCursor(openCursor(given))).toMatch(/^[\w-]+$/)
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal)
        }
      }),
      runs(1000),
    )
    const standing = '2026-11-22T10:00:00.000Z#0123456789abcdef'
    expect(openCursor(sealCursor(standing))).toBe(standing)
  })
})
