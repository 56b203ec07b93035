/** What two sides count of a day, and where they differ. */
import { createHash, type Hash } from 'node:crypto'
import { communeOf, entriesBetween } from '../../shared/actions/read-feed.ts'
import type { FeedReader } from '../../shared/actions/registry-ports.ts'
import type { Compared, Counts, Tally } from '../../shared/contracts/registry-api.ts'
import type { Consumer } from '../../shared/domain/consumer.ts'

interface Counting {
  count: number
  readonly hash: Hash
}
const begin = (): Counting => ({ count: 0, hash: createHash('sha256') })
const take = (of: Counting, id: string): void => {
  of.count += 1
  of.hash.update(`${id}\n`)
}
const end = ({ count, hash }: Counting): Tally => ({ count, checksum: hash.digest('hex') })

export async function countsOf(feed: FeedReader, who: Consumer, day: string): Promise<Counts> {
  const total = begin()
  const communes = new Map<string, Counting>()
  for await (const entries of entriesBetween(feed, who, day, day)) {
    for (const entry of entries) {
      const commune = communeOf(entry)
      const its = communes.get(commune) ?? begin()
      communes.set(commune, its)
      take(its, entry.id)
      take(total, entry.id)
    }
  }
  return {
    day,
    total: end(total),
    communes: Object.fromEntries([...communes].map(([commune, counting]) => [commune, end(counting)])),
  }
}

const isSame = (one: Tally | undefined, other: Tally | undefined): boolean =>
  one?.count === other?.count && one?.checksum === other?.checksum

/** The whole stands under `*`: communes may agree one by one while an entry of none is missing. */
export function compare(ours: Counts, yours: Counts): Compared {
  const communes = [...new Set([...Object.keys(ours.communes), ...Object.keys(yours.communes)])].sort()
  const pairs = [
    ['*', ours.total, yours.total] as const,
    ...communes.map((commune) => [commune, ours.communes[commune], yours.communes[commune]] as const),
  ]
  const differences = pairs
    .filter(([, one, other]) => !isSame(one, other))
    .map(([commune, one, other]) => ({
      commune,
      ...(one ? { ours: one } : {}),
      ...(other ? { yours: other } : {}),
    }))
  return { day: ours.day, agrees: differences.length === 0, differences }
}
