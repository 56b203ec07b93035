import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sayGroups } from '../../shared/actions/ask-quarter.ts'
import { bucketsOf, stepStart } from '../../shared/actions/read-figures.ts'
import { abouts } from '../../shared/domain/about.ts'
import { filedCategories } from '../../shared/domain/categories.ts'
import { addUp, daysWithin, fewestSaid, figuresOf, sayCells } from '../../shared/domain/figures.ts'
import { coverageOf } from '../../shared/domain/figures-coverage.ts'
import { daysOfQuarter, quarterOf, readSlot, shelvesOf } from '../../shared/domain/figures-shelves.ts'
import { maySee } from '../../shared/domain/officer.ts'
import { unit } from '../../shared/domain/units.ts'
import { filedComplaint, gounzoureye, officerOf, testWorld } from '../builders/complaints.ts'
import { runs } from '../fuzz/runs.ts'

const middle = (days: readonly number[]): number => {
  const sorted = [...days].sort((a, b) => a - b)
  const half = sorted.length / 2
  return sorted.length % 2 === 1
    ? (sorted[Math.floor(half)] ?? 0)
    : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2
}

describe('days to an answer', () => {
  test('have the median of the days themselves', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 120 }), { minLength: 1, maxLength: 60 }), (days) => {
        const counts = addUp(days.map((day) => ({ [`days:${day}`]: 1 })))
        expect(daysWithin(counts, 0.5)).toBe(middle(days))
      }),
    )
  })
  test('are not said where nothing was answered', () => {
    expect(figuresOf({ received: 4 })).not.toHaveProperty('medianDays')
    expect(figuresOf({ received: 4 })).not.toHaveProperty('inTimeShare')
  })
})

describe('small numbers', () => {
  const cells = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 2, maxLength: 5 })
  test('are said in no breakdown', () => {
    fc.assert(
      fc.property(cells, (counts) => {
        for (const [index, cell] of sayCells(counts).entries()) {
          if (typeof cell === 'number') {
            expect(cell).toBe(counts[index])
            expect(cell === 0 || cell >= fewestSaid).toBe(true)
          }
        }
      }),
    )
  })
  test('cannot be had by taking what is said from the sum', () => {
    fc.assert(
      fc.property(cells, (counts) => {
        const said = sayCells(counts)
        const unsaid = counts.filter((_, index) => typeof said[index] !== 'number')
        if (unsaid.length === 0) return
        const left = unsaid.reduce((all, count) => all + count, 0)
        const everybody = counts.reduce((all, count) => all + count, 0)
        // Nobody is left alone, and those left together are not few, unless all together are few.
        expect(unsaid.length > 1 || everybody < fewestSaid || everybody === left).toBe(true)
        expect(left >= fewestSaid || everybody < fewestSaid || everybody === left).toBe(true)
      }),
    )
  })
  test.each([
    [
      [12, 3, 9],
      [12, '<5', 'hidden'],
    ],
    [
      [12, 3, 4],
      [12, '<5', '<5'],
    ],
    [
      [12, 1, 2],
      ['hidden', '<5', '<5'],
    ],
    [
      [0, 3, 0],
      ['<5', '<5', '<5'],
    ],
    [
      [0, 0, 0],
      [0, 0, 0],
    ],
  ])('of %j are told as %j', (counts, told) => {
    expect(sayCells(counts)).toEqual(told)
  })
})

test('which commune speaks of a conflict or a list is not said where few do', () => {
  const line = (danger: number, payment = 2) =>
    ({ payment, card: 0, list: 0, activities: 0, danger, question: 0, thanks: 0 }) as const
  const dangerOf = (...counts: number[]) =>
    sayGroups(counts.map((count) => line(count))).map(({ danger }) => danger)
  expect(dangerOf(3, 0, 0)).toEqual(['<5', '<5', '<5'])
  expect(dangerOf(9, 2, 0)).toEqual(['hidden', '<5', 0])
  expect(dangerOf(9, 6, 0)).toEqual([9, 6, 0])
  expect(sayGroups([line(3)])[0]?.payment).toBe(2)
})

describe('the figures of an officer', () => {
  const places = [
    gounzoureye,
    { region: 'ML07', cercle: 'ML0701', commune: '72013000' },
    { region: 'ML06', cercle: 'ML0602' },
    { region: 'ML06' },
    {},
  ]
  const units = [
    unit('commune', '71025000'),
    unit('commune', '72013000'),
    unit('ccl', 'ML0703'),
    unit('ccl', 'ML0602'),
    unit('ccr', 'ML07'),
    unit('utgfs-regional', 'ML07'),
    unit('utgfs-regional', 'ML06'),
    unit('security', 'ML07'),
    unit('utgfs-tm'),
    unit('utgfs-national'),
    unit('ngo', 'amss-ensemble'),
    unit('agency', 'sahel-cash'),
    unit('rsu-sig'),
  ]

  test('count the complaints that he may see, each once, and no others', () => {
    const world = testWorld()
    fc.assert(
      fc.property(
        fc.oneof(
          fc.constantFrom(...units.map((one) => [one])),
          // One hand for several places.
          fc.constantFrom([...units.slice(0, 2)], [...units.slice(2, 4)], [...units.slice(5, 7)]),
        ),
        fc.constantFrom(
          ...filedCategories.filter((code) => !['3.2', '5.4', '7.1'].includes(code) && !code.startsWith('4')),
        ),
        fc.constantFrom(...abouts),
        fc.constantFrom(...places),
        fc.constantFrom('jigisemejiri', 'amss-ensemble'),
        (own, category, about, place, programme) => {
          const complaint = filedComplaint(world, { category, about, place, programme })
          const who = officerOf(own)
          const { owner, accused } = complaint
          const shelves = shelvesOf('2026-11-23', {
            region: place.region ?? 'none',
            cercle: 'cercle' in place ? (place.cercle ?? 'none') : 'none',
            commune: 'commune' in place ? (place.commune ?? 'none') : 'none',
            programme,
            owner,
            accused,
          })
          const coverage = coverageOf(who)
          const timesIn = (scopes: readonly string[], shelf: { scope: string; slot: string }) =>
            scopes.filter((scope) => scope === shelf.scope && coverage.covers(readSlot(scope, shelf.slot)))
              .length
          const byDay =
            timesIn(coverage.dayScopes, shelves.region) + timesIn(coverage.dayScopes, shelves.unit)
          const sees = maySee(who, complaint) ? 1 : 0
          expect([own, owner, about, byDay]).toEqual([own, owner, about, sees])
          expect(timesIn(coverage.communeScopes, shelves.commune)).toBe(sees)
        },
      ),
      runs(500),
    )
  })
})

describe('time', () => {
  test('is cut into quarters', () => {
    expect(daysOfQuarter('2026-T1')).toEqual({ from: '2026-01-01', to: '2026-03-31' })
    expect(daysOfQuarter('2026-T4')).toEqual({ from: '2026-10-01', to: '2026-12-31' })
    expect(['2026-03-31', '2026-04-01', '2026-12-31'].map(quarterOf)).toEqual([
      '2026-T1',
      '2026-T2',
      '2026-T4',
    ])
  })
  test('is cut into weeks from Monday, and an empty one is shown', () => {
    expect(stepStart('week', '2026-11-22')).toBe('2026-11-16')
    expect(stepStart('week', '2026-11-23')).toBe('2026-11-23')
    const shelf = { ...readSlot('region:ML07', '2026-11-02#commune#x'), counts: { received: 3 } }
    expect(bucketsOf([shelf], { from: '2026-11-02', to: '2026-11-15' }, 'week')).toEqual([
      { from: '2026-11-02', received: 3, resolved: 0, becameLate: 0 },
      { from: '2026-11-09', received: 0, resolved: 0, becameLate: 0 },
    ])
  })
})
