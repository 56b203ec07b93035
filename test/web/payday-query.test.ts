import { describe, expect, test } from 'vitest'
import {
  addressOfPaydays,
  monthAfter,
  monthBefore,
  readPaydayQuery,
  weeksOf,
} from '../../web/src/store/payday-query.ts'

describe('which paydays are looked at', () => {
  test('stands in the address, and is read from it again', () => {
    const query = { month: '2026-12', region: 'ML07', programme: 'jigisemejiri', view: 'list' } as const
    const { search } = new URL(addressOfPaydays(query), 'https://console.example')
    expect(readPaydayQuery(Object.fromEntries(new URLSearchParams(search)))).toEqual(query)
    const map = new URL(addressOfPaydays({ view: 'map' }), 'https://console.example').searchParams
    expect(readPaydayQuery(Object.fromEntries(map))).toEqual({ view: 'map' })
  })

  test('is the running month without a filter when the address says nothing, or nothing that is a month', () => {
    expect(addressOfPaydays({})).toBe('/paiements')
    expect(readPaydayQuery({})).toEqual({})
    expect(readPaydayQuery({ mois: '2026-13', vue: 'autre' })).toEqual({})
  })

  test('months follow each other over the new year', () => {
    expect([monthBefore('2026-01'), monthAfter('2026-12')]).toEqual(['2025-12', '2027-01'])
  })

  test('a month is drawn in whole weeks that begin on Monday and hold each of its days once', () => {
    for (const [month, days] of [
      ['2026-11', 30],
      ['2027-02', 28],
      ['2028-02', 29],
    ] as const) {
      const weeks = weeksOf(month)
      expect(weeks.every((week) => week.length === 7)).toBe(true)
      expect(weeks.every(([monday = '']) => new Date(monday).getUTCDay() === 1)).toBe(true)
      expect(weeks.flat().filter((day) => day.startsWith(month))).toHaveLength(days)
    }
  })
})
