import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { prices } from '../../local/cost/assumptions.ts'
import { heatOf, peakOf } from '../../local/cost/heat.ts'
import { costsOf, volumesOf } from '../../local/cost/model.ts'

const total = (costs: readonly { readonly usd: number }[]) => costs.reduce((sum, { usd }) => sum + usd, 0)
const size = fc.integer({ min: 100, max: 100_000_000 })

describe('the cost model', () => {
  test('costs more for more households, and what is fixed does not move', () => {
    fc.assert(
      fc.property(size, fc.constantFrom(1, 1 / 2, 1 / 3), (households, paydays) => {
        const few = costsOf(households, paydays, prices['eu-west-3'])
        const many = costsOf(households * 2, paydays, prices['eu-west-3'])
        for (const [index, { kind, usd }] of few.entries()) {
          const twice = many[index]?.usd ?? 0
          if (kind === 'fixed') expect(twice).toBe(usd)
          else expect(twice / usd).toBeCloseTo(2, 6)
        }
      }),
    )
  })

  test('counts more complaints where paydays come more often', () => {
    expect(volumesOf(1000, 1).complaints).toBeGreaterThan(volumesOf(1000, 1 / 3).complaints)
    expect(total(costsOf(1000, 1, prices['eu-west-3']))).toBeGreaterThan(
      total(costsOf(1000, 1 / 3, prices['eu-west-3'])),
    )
  })
})

describe('the busiest second', () => {
  test('is the same each time it is played, and never below the mean', () => {
    for (const calls of [100, 10_000, 5_000_000]) {
      expect(peakOf(calls)).toEqual(peakOf(calls))
      expect(peakOf(calls).worstSecond).toBeGreaterThanOrEqual(peakOf(calls).callsASecond)
    }
  })

  test('heats what the nation shares before what one caller has', () => {
    const heats = heatOf(peakOf(5_000_000), 1000, 0.3, 100)
    const of = (pattern: string) => heats.find((heat) => heat.pattern === pattern)?.share ?? 0
    expect(of('The registry’s feed')).toBeGreaterThan(of('A call’s session'))
  })
})
