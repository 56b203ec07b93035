/** Who is told what, and when: the rules, without a table. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { networkOf } from '../../shared/domain/networks.ts'
import {
  correctionOf,
  daysAhead,
  isQuiet,
  isStillSo,
  mayBegin,
  morningAfter,
  nextTry,
  reminderOf,
  roundsDue,
  saidOf,
} from '../../shared/domain/reminder-plan.ts'
import {
  budgetLets,
  budgetState,
  readBudget,
  readCost,
  readPrices,
} from '../../shared/domain/reminder-spend.ts'
import { paydayOn, phoneOf } from '../builders/reminders.ts'

const at = (instant: string) => new Date(`${instant}:00Z`)

describe('the hour', () => {
  test('nobody is written to from eight in the evening to seven in the morning', () => {
    expect(
      ['2026-11-23T19:59', '2026-11-23T20:00', '2026-11-24T06:59', '2026-11-24T07:00'].map(at).map(isQuiet),
    ).toEqual([false, true, true, false])
    expect(morningAfter(at('2026-11-23T20:00'))).toEqual(at('2026-11-24T07:00'))
    expect(morningAfter(at('2026-11-24T03:00'))).toEqual(at('2026-11-24T07:00'))
  })

  test('the week’s round begins on Monday from eight, the eve’s every day from sixteen, and neither at night', () => {
    expect(roundsDue(at('2026-11-23T07:59'))).toEqual([])
    expect(roundsDue(at('2026-11-23T08:00'))).toEqual(['week'])
    expect(roundsDue(at('2026-11-23T16:00'))).toEqual(expect.arrayContaining(['week', 'eve']))
    expect(roundsDue(at('2026-11-24T15:59'))).not.toContain('eve')
    expect(roundsDue(at('2026-11-24T16:00'))).toContain('eve')
    expect(roundsDue(at('2026-11-24T16:00'))).not.toContain('week')
    expect(roundsDue(at('2026-11-23T20:00'))).toEqual([])
  })

  test('an officer may begin the week’s round by day, and the eve’s not before the afternoon', () => {
    expect(mayBegin('week', at('2026-11-25T09:00'))).toBe(true)
    expect(mayBegin('eve', at('2026-11-25T13:59'))).toBe(false)
    expect(mayBegin('eve', at('2026-11-25T14:00'))).toBe(true)
    expect(mayBegin('week', at('2026-11-25T21:00'))).toBe(false)
  })

  test('what could not leave is tried again later and later, by day, while it is of use', () => {
    const until = at('2026-11-24T12:00')
    expect(nextTry(1, at('2026-11-23T10:00'), until)).toEqual(at('2026-11-23T10:01'))
    expect(nextTry(9, at('2026-11-23T10:00'), until)).toEqual(at('2026-11-23T11:00'))
    expect(nextTry(1, at('2026-11-23T19:59'), until)).toEqual(at('2026-11-24T07:00'))
    expect(nextTry(5, at('2026-11-24T11:30'), until)).toBeUndefined()
  })
})

describe('a payday', () => {
  test('is in exactly one week’s round of its Mondays, and in the round of its eve', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 365 }), (days) => {
        const day = new Date(Date.UTC(2026, 0, 12 + days)).toISOString().slice(0, 10)
        const mondays = Array.from({ length: 60 }, (_, week) =>
          new Date(Date.UTC(2026, 0, 5 + 7 * week)).toISOString().slice(0, 10),
        )
        const rounds = mondays.filter((monday) => {
          const { from, to } = daysAhead('week', monday)
          return day >= from && day <= to
        })
        expect(rounds).toHaveLength(1)
      }),
    )
  })

  test('is told by its policy: open with its place, cautious on the eve without it, silent never', () => {
    const of = (disclosure: 'open' | 'cautious' | 'silent', kind: 'week' | 'eve') =>
      reminderOf(paydayOn('p', '2026-11-27', { disclosure }), kind)?.content.tells
    expect([of('open', 'week'), of('open', 'eve')]).toEqual(['day_and_place', 'day_and_place'])
    expect([of('cautious', 'week'), of('cautious', 'eve')]).toEqual([undefined, 'day'])
    expect([of('silent', 'week'), of('silent', 'eve')]).toEqual([undefined, undefined])
    expect(reminderOf(paydayOn('p', '2026-11-27', { state: 'cancelled' }), 'eve')).toBeUndefined()
  })

  test('is corrected for those who know another day, in the words of its policy', () => {
    const told = saidOf(paydayOn('p', '2026-11-27'))
    expect(correctionOf(paydayOn('p', '2026-11-27'), told)).toBeUndefined()
    expect(correctionOf(paydayOn('p', '2026-11-29'), told)?.content.tells).toBe('moved')
    for (const disclosure of ['cautious', 'silent'] as const) {
      expect(correctionOf(paydayOn('p', '2026-11-29', { disclosure }), told)?.content.tells).toBe('changed')
    }
    const cancelled = paydayOn('p', '2026-11-27', { state: 'cancelled' })
    expect(correctionOf(cancelled, told)?.content.tells).toBe('cancelled')
    expect(correctionOf(cancelled, saidOf(cancelled))).toBeUndefined()
  })

  test('may be told while what is said of it is so, and no longer', () => {
    const payday = paydayOn('p', '2026-11-27')
    const group = reminderOf(payday, 'week')?.group ?? ''
    const said = saidOf(payday)
    expect(isStillSo(payday, 'week', group, said)).toBe(true)
    expect(isStillSo({ ...payday, day: '2026-11-28' }, 'week', group, said)).toBe(false)
    expect(isStillSo({ ...payday, disclosure: 'cautious' }, 'week', group, said)).toBe(false)
    expect(isStillSo({ ...payday, state: 'cancelled' }, 'week', group, said)).toBe(false)
    expect(isStillSo(undefined, 'week', group, said)).toBe(false)
  })
})

describe('money', () => {
  test('prices are read with who says so, and a network without one costs what the others do', () => {
    expect(readPrices('XOF orange=11.5(contrat) other=25')).toMatchObject({
      currency: 'XOF',
      of: {
        orange: { amount: 11.5, source: 'contrat' },
        moov: { amount: 25, source: 'à confirmer' },
      },
    })
    for (const wrong of ['', 'XOF', 'XOF orange=1', 'XOF orage=1 other=2', 'orange=1 other=2'])
      expect(readPrices(wrong)).toBeUndefined()
  })

  test('a cost is what the gateway wrote', () => {
    expect(readCost('XOF 12.5000')).toEqual({ XOF: 125_000 })
    expect(readCost('KES 0.8')).toEqual({ KES: 8_000 })
    expect(readCost('0')).toBeUndefined()
  })

  test('a budget slows the week, then the eve, and never a correction', () => {
    const budget = readBudget('XOF 100')
    const states = [0, 79, 80, 100].map((spent) => budgetState(budget, { XOF: spent * 10_000 }))
    expect(states).toEqual(['free', 'free', 'slowed', 'spent'])
    expect([budgetLets('slowed', 'week'), budgetLets('slowed', 'eve')]).toEqual([false, true])
    expect([budgetLets('spent', 'eve'), budgetLets('spent', 'correction')]).toEqual([false, true])
  })

  test('a number hangs on the network of its first digits', () => {
    expect(networkOf(phoneOf(1))).toBe('orange')
    expect(
      ['+22366000001', '+22350000001', '+33612345678'].map((phone) => networkOf(phone as never)),
    ).toEqual(['moov', 'telecel', 'other'])
  })
})
