import { expect, test } from 'vitest'
import { screenIds } from '../../shared/ussd/screens.ts'
import { playHops } from './play-hops.ts'

const hops = Number(process.env.FUZZ_RUNS ?? 12_000)

test('whatever is typed there is an answer that fits, and a way back, on every screen', () => {
  const seed = Number(process.env.FUZZ_SEED ?? 1)
  const { screens, hops: played, longestSeptets, deeds } = playHops(seed, hops)
  expect(played).toBe(hops)
  expect(longestSeptets).toBeLessThanOrEqual(160)
  expect(deeds).toBeGreaterThan(0)
  expect(screenIds.filter((id) => !screens.has(id))).toEqual([])
})
