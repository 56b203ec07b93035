/** Many items by their keys, a hundred a call, asking again for those that the table was too busy to give. */
import { BatchGetCommand } from '@aws-sdk/lib-dynamodb'
import type { Item } from './items.ts'
import type { Key } from './keys.ts'
import type { Tables } from './tables.ts'

const mostAtOnce = 100
const callsAtOnce = 4
const mostTries = 8
const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

async function getSome(tables: Tables, keys: readonly Key[], consistent: boolean): Promise<Item[]> {
  const found: Item[] = []
  let left: Record<string, unknown>[] = keys.map(({ pk, sk }) => ({ pk, sk }))
  for (let tries = 0; left.length > 0; tries += 1) {
    if (tries === mostTries) throw new Error(`${left.length} items could not be read: the table is too busy`)
    if (tries > 0) await pause(25 * 2 ** tries)
    const { Responses, UnprocessedKeys } = await tables.client.send(
      new BatchGetCommand({ RequestItems: { [tables.main]: { Keys: left, ConsistentRead: consistent } } }),
    )
    found.push(...(Responses?.[tables.main] ?? []))
    left = UnprocessedKeys?.[tables.main]?.Keys ?? []
  }
  return found
}

/** Those that exist, in no order; a key that is asked for twice is read once. */
export async function getItems(
  tables: Tables,
  keys: readonly Key[],
  { consistent = true }: { readonly consistent?: boolean } = {},
): Promise<Item[]> {
  const apart = [...new Map(keys.map((key) => [`${key.pk}\n${key.sk}`, key])).values()]
  const slices: (readonly Key[])[] = []
  for (let start = 0; start < apart.length; start += mostAtOnce)
    slices.push(apart.slice(start, start + mostAtOnce))
  const found: Item[] = []
  for (let start = 0; start < slices.length; start += callsAtOnce) {
    const some = slices.slice(start, start + callsAtOnce)
    found.push(...(await Promise.all(some.map((slice) => getSome(tables, slice, consistent)))).flat())
  }
  return found
}
