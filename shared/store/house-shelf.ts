/**
 * Puts in force what the house has settled, read anew once a minute at most. What cannot be read, of a shape that is newer
 * than this code, changes nothing: the line goes on by what it knew.
 */
import * as z from 'zod/mini'
import { bareHouse, house, putInForce } from '../domain/house.ts'
import { houseKey } from './keys.ts'
import type { HouseShelf } from './line-memory.ts'
import { getItem, type Tables } from './tables.ts'

const heldMs = 60_000

export function createHouseShelf(now: () => Date): HouseShelf {
  let dueAt = Number.NEGATIVE_INFINITY
  return {
    isDue: () => now().getTime() >= dueAt,
    take(item) {
      dueAt = now().getTime() + heldMs
      const read = item === undefined ? { success: true as const, data: bareHouse } : z.safeParse(house, item)
      if (read.success) putInForce(read.data)
    },
  }
}

/** For those who have a call to spare. */
export function createHouseKeeper(tables: Tables, now: () => Date): () => Promise<void> {
  const shelf = createHouseShelf(now)
  return async () => {
    if (shelf.isDue()) shelf.take(await getItem(tables, tables.main, houseKey('NOW')))
  }
}
