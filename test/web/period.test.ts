import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addressOfDashboard,
  comparedSpan,
  comparisons,
  lengthOf,
  quartersBack,
  readDashboardAddress,
  spanOf,
  times,
} from '../../web/src/store/period.ts'

const day = '2026-11-22'
const searchOf = (address: string) => Object.fromEntries(new URL(address, 'http://x').searchParams)
const other = { from: '2026-02-01', to: '2026-03-15' }

describe('a time', () => {
  test.each([
    ['week', '2026-11-16', '2026-11-22'],
    ['month', '2026-10-24', '2026-11-22'],
    ['quarter', '2026-10-01', '2026-11-22'],
    ['last-quarter', '2026-07-01', '2026-09-30'],
    ['year', '2025-11-23', '2026-11-22'],
    ['other', '2026-02-01', '2026-03-15'],
  ] as const)('%s is from %s to %s', (time, from, to) => {
    expect(spanOf({ time, span: other }, day)).toEqual({ from, to })
  })

  test('is compared with one as long just before it, or with the same days a year before', () => {
    expect(comparedSpan(other, 'before')).toEqual({ from: '2025-12-20', to: '2026-01-31' })
    expect(lengthOf(comparedSpan(other, 'before') ?? other)).toBe(lengthOf(other))
    expect(comparedSpan(other, 'year-before')).toEqual({ from: '2025-02-01', to: '2025-03-15' })
    expect(comparedSpan({ from: '2028-02-29', to: '2028-02-29' }, 'year-before')?.from).toBe('2027-02-28')
    expect(comparedSpan(other, 'none')).toBeUndefined()
  })

  test('of a quarter has those before it, across the year', () => {
    expect(quartersBack('2026-02-01', 3)).toEqual(['2026-T1', '2025-T4', '2025-T3'])
  })
})

describe('the address of a dashboard', () => {
  test('says what was chosen, and is read back as the same', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...times),
        fc.constantFrom(...comparisons),
        fc.constantFrom(undefined, 'ML07'),
        fc.constantFrom(undefined, 'jigisemejiri'),
        (time, compared, region, programme) => {
          const address = {
            time,
            compared,
            span: other,
            ...(region ? { region } : {}),
            ...(programme ? { programme } : {}),
          }
          const { span, ...read } = readDashboardAddress(searchOf(addressOfDashboard(address)), day)
          const { span: _, ...asked } = address
          expect(read).toEqual(asked)
          if (time === 'other') expect(span).toEqual(other)
        },
      ),
    )
  })

  test('that says it wrongly shows the last 30 days of everything', () => {
    const wrong = { time: 'other', from: '2026-05-01', to: '2026-04-01', region: 'X', programme: 'nobody' }
    expect(readDashboardAddress(wrong, day)).toEqual({
      time: 'month',
      compared: 'before',
      span: { from: '2026-10-24', to: '2026-11-22' },
    })
  })
})
