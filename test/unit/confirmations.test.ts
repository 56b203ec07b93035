import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readPaymentReply } from '../../shared/actions/read-payment-reply.ts'
import { isIncident, likenesses, usualShare } from '../../shared/domain/incident.ts'
import type { DueLine } from '../../shared/domain/payday.ts'
import { binomialTail, marginOf, sampleSize, wilson } from '../../shared/domain/proportion.ts'
import {
  answeredOf,
  disagreementOf,
  drawSample,
  emptyTally,
  tally,
} from '../../shared/domain/reconciliation.ts'

describe('a share', () => {
  // R. G. Newcombe, Statistics in Medicine 17 (1998) 857–872, Table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%i of %i is as sure as Wilson says', (count, of, low, high) => {
    const interval = wilson(count, of)
    expect(interval?.low).toBeCloseTo(low, 4)
    expect(interval?.high).toBeCloseTo(high, 4)
  })
  it('of nobody is no share', () => expect(wilson(0, 0)).toBeUndefined())

  // By hand: 638 of 1024; one fiftieth to the power of five; certainty.
  it.each([
    [5, 10, 0.5, 0.623046875],
    [5, 5, 0.02, 3.2e-9],
    [0, 7, 0.3, 1],
  ])('%i or more of %i at %d have their exact chance', (count, of, chance, expected) => {
    expect(binomialTail(count, of, chance) / expected).toBeCloseTo(1, 9)
  })
  it('has the chance that adding up all cases gives, however many they are', () => {
    const exact = (count: number, of: number, chance: number): number => {
      let sum = 0
      for (let k = count; k <= of; k += 1) {
        let term = 1
        for (let i = 1; i <= k; i += 1) term *= ((of - k + i) / i) * chance
        sum += term * (1 - chance) ** (of - k)
      }
      return sum
    }
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.nat(60),
        fc.double({ min: 0.01, max: 0.5, noNaN: true }),
        (of, at, chance) => {
          const count = Math.min(at, of)
          expect(binomialTail(count, of, chance)).toBeCloseTo(exact(count, of, chance), 8)
        },
      ),
    )
    expect(binomialTail(5000, 200_000, 0.02)).toBeLessThan(1e-40)
  })

  it('needs as many answers as Cochran says, and never more than there are people', () => {
    expect(sampleSize(1_000_000, 0.05)).toBe(384)
    expect(sampleSize(500, 0.05)).toBe(218)
    expect(sampleSize(3, 0.05)).toBe(3)
    expect(marginOf(500, sampleSize(500, 0.05))).toBeLessThanOrEqual(0.05)
    expect(marginOf(10, 10)).toBe(0)
  })
})

describe('an incident', () => {
  it('needs five, and more than chance brings', () => {
    for (const likeness of likenesses) expect(isIncident(likeness, 4, 4)).toBe(false)
    expect(isIncident('nothing', 5, 30)).toBe(true)
    expect(isIncident('nothing', 5, 300)).toBe(false)
    // A seventh of the people away is what is usual; half of them is not.
    expect(isIncident('absent', 44, 306)).toBe(false)
    expect(isIncident('absent', 50, 100)).toBe(true)
  })
  it('is called where there is none less than once in a thousand looks', () => {
    for (const likeness of likenesses) {
      for (const answered of [20, 100, 1000]) {
        let fewest = 5
        while (!isIncident(likeness, fewest, answered)) fewest += 1
        expect(binomialTail(fewest, answered, usualShare[likeness])).toBeLessThan(0.001)
      }
    }
  })
})

const at = '2026-11-22T10:00:00.000Z'
const lines: fc.Arbitrary<DueLine> = fc
  .record({
    householdId: fc.uuid(),
    amountFcfa: fc.integer({ min: 1, max: 100_000 }),
    result: fc.option(fc.constantFrom('paid', 'part', 'not_paid' as const), { nil: undefined }),
    paidFcfa: fc.nat(100_000),
    answer: fc.option(fc.constantFrom('all', 'part', 'nothing' as const), { nil: undefined }),
    channel: fc.constantFrom('ussd', 'sms', 'call' as const),
  })
  .map(({ householdId, amountFcfa, result, paidFcfa, answer, channel }) => ({
    paydayId: 'p',
    householdId,
    amountFcfa,
    ...(result ? { paid: { result: result as 'paid', amountFcfa: paidFcfa, at } } : {}),
    ...(answer ? { said: { answer: answer as 'all', at, firstAt: at, channel } } : {}),
  }))

describe('a reconciliation', () => {
  it('adds up, in whatever order the lines come', () => {
    fc.assert(
      fc.property(fc.array(lines), fc.integer(), (all, turn) => {
        const counted = emptyTally()
        for (const line of all) tally(counted, line)
        const { due, paid, part, notPaid, silent, said } = counted
        expect(due.households).toBe(all.length)
        expect(paid.households + part.households + notPaid.households + silent.households).toBe(all.length)
        expect(answeredOf(counted) + said.none).toBe(all.length)
        const other = emptyTally()
        const start = all.length === 0 ? 0 : Math.abs(turn) % all.length
        for (const line of [...all.slice(start), ...all.slice(0, start)].reverse()) tally(other, line)
        expect(other).toEqual(counted)
      }),
    )
  })

  it('knows who says more', () => {
    const line = (
      result: 'paid' | 'part' | 'not_paid',
      answer: 'all' | 'part' | 'nothing',
      amountFcfa?: number,
    ) =>
      disagreementOf({
        paydayId: 'p',
        householdId: 'h',
        amountFcfa: 30_000,
        paid: { result, amountFcfa: result === 'part' ? 10_000 : 30_000, at },
        said: { answer, at, firstAt: at, channel: 'sms', ...(amountFcfa ? { amountFcfa } : {}) },
      })
    expect(line('paid', 'all')).toBeUndefined()
    expect(line('not_paid', 'nothing')).toBeUndefined()
    expect(line('paid', 'nothing')).toBe('agencySaysMore')
    expect(line('not_paid', 'part')).toBe('householdSaysMore')
    expect(line('part', 'part', 10_000)).toBeUndefined()
    expect(line('part', 'part', 5_000)).toBe('agencySaysMore')
  })
})

describe('a random choice', () => {
  const numberOf = (text: string) =>
    String([...text].reduce((sum, each) => (sum * 31 + each.charCodeAt(0)) % 99_991, 7))
  it('is the same for the same seed, whatever the order, and keeps its members when others answer', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.uuid(), { minLength: 5 }), fc.string(), (ids, seed) => {
        const chosen = drawSample(ids, 3, seed, numberOf)
        expect(drawSample([...ids].reverse(), 3, seed, numberOf)).toEqual(chosen)
        const gone = ids.find((id) => !chosen.includes(id))
        expect(
          drawSample(
            ids.filter((id) => id !== gone),
            3,
            seed,
            numberOf,
          ),
        ).toEqual(chosen)
      }),
    )
  })
})

describe('an SMS about money', () => {
  it.each([
    '2 mois sans rien',
    '3 semaines que j’attends',
    'tout va mal',
    'rien ne va plus ici',
    '12',
    '1 oui mais',
    'une partie de la liste',
  ])('"%s" is somebody speaking, not an answer', (text) => expect(readPaymentReply(text)).toBeUndefined())
  it.each([
    ['3 absent', { answer: 'nothing', why: 'absent', bare: false }],
    ['3 2', { answer: 'nothing', why: 'sent_away', bare: false }],
    ['rien reçu', { answer: 'nothing', bare: false }],
    ['2', { answer: 'part', bare: true }],
    ['٢', { answer: 'part', bare: true }],
    ['2, 15.000 FCFA', { answer: 'part', amountFcfa: 15_000, bare: false }],
    ['foyi', { answer: 'nothing', bare: false }],
    ['a bɛɛ', { answer: 'all', bare: false }],
  ])('"%s" is an answer', (text, expected) => expect(readPaymentReply(text)).toEqual(expected))
})
