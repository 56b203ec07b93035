/**
 * Where limits would bite: a payment morning is played second by second, calls arriving by chance, and each access pattern's
 * busiest partition is set against what one partition of DynamoDB takes. Seeded: the same size gives the same day.
 */
import { measured } from './assumptions.ts'

/** DynamoDB: of one partition, a second. Lambda: functions at the same moment in one account, before asking for more. */
export const limits = { writeUnits: 1000, readUnits: 3000, lambdaAtOnce: 1000 } as const

/** Share of a payment day's calls by hour, 6 to 21: they come after the money did or did not. */
const byHour = [1, 2, 6, 11, 13, 12, 9, 6, 6, 8, 9, 7, 4, 3, 2, 1]
const hours = byHour.reduce((sum, share) => sum + share, 0)

/** What a second of the peak brings, for calls that begin. */
export interface Peak {
  readonly callsASecond: number
  readonly worstSecond: number
}

export interface Heat {
  readonly pattern: string
  readonly key: string
  readonly unitsASecond: number
  readonly limit: number
  /** 1 and more: it is throttled. */
  readonly share: number
  readonly remedy: string
}

/** A small generator, so that a run can be repeated: mulberry32. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

function poisson(mean: number, next: () => number): number {
  // Many arrivals: the normal curve is near enough, and quick.
  if (mean > 50) {
    const bell = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * bell))
  }
  const floor = Math.exp(-mean)
  let count = 0
  for (let product = next(); product > floor; product *= next()) count += 1
  return count
}

/** `callsADay`: of the busiest payment day. Every second of its busiest hour is drawn. */
export function peakOf(callsADay: number): Peak {
  const mean = (callsADay * Math.max(...byHour)) / hours / 3600
  const next = chance(2026)
  let worstSecond = 0
  for (let second = 0; second < 3600; second += 1) worstSecond = Math.max(worstSecond, poisson(mean, next))
  return { callsASecond: mean, worstSecond }
}

/** `sites`: communes paid on the busiest day; what is kept by place is spread over them. */
export function heatOf(
  peak: Peak,
  sites: number,
  filingShare: number,
  remindersASecond: number,
): readonly Heat[] {
  const calls = peak.worstSecond
  const filings = Math.ceil(calls * filingShare)
  const write = (pattern: string, key: string, unitsASecond: number, remedy: string): Heat => ({
    pattern,
    key,
    unitsASecond,
    limit: limits.writeUnits,
    share: unitsASecond / limits.writeUnits,
    remedy,
  })
  const one = 1
  return [
    write('A call’s session', 'S#<session>', measured.call.hops, 'none: each call has its own'),
    write('A contact', 'K#<contact>', 4, 'none: each number has its own'),
    write(
      'Queue of a unit',
      'by-unit: <unit>|open',
      Math.ceil(filings / sites) * 2,
      'none below a region: one commune’s complaints',
    ),
    write(
      'Queue of a region',
      'by-region: <region>|open',
      Math.ceil(filings / Math.min(sites, 8)) * 2,
      'spread the region’s queue over shards, as waiting messages are',
    ),
    write(
      'Messages that wait',
      'by-waiting: message|<shard>',
      Math.ceil((filings * 2 * 3) / 4),
      'more shards: one number in shared/store/keys.ts',
    ),
    write(
      'A day’s figures of the nation',
      'figures of the day',
      filings * one * 2,
      'count by shard, add up when read',
    ),
    write('The registry’s feed', 'feed of the day', filings * one * 2, 'a feed for each region'),
    write('A payday’s reminders', 'told and batches', remindersASecond * 2, 'slower pace: a setting'),
  ]
}

/** Functions at the same moment: what arrives while a hop is being answered. */
export const linesAtOnce = (peak: Peak): number =>
  Math.ceil((peak.worstSecond * measured.call.hops * measured.hopMs) / 1000)
