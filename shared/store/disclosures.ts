/** How discreet communes are: what each said last, and what it said before. */
import type { CommuneDisclosures } from '../actions/paydays-ports.ts'
import { type CommuneDisclosure, communeDisclosure } from '../domain/payday-commands.ts'
import { Refusal } from '../domain/refusal.ts'
import { type Item, readAs } from './items.ts'
import { disclosureKey, disclosurePastKey, disclosuresPk } from './keys.ts'
import { getItem, queryItems, type Tables, writeTogether } from './tables.ts'

const kind = 'disclosure'
export const disclosureItems = (said: CommuneDisclosure): readonly [now: Item, past: Item] => [
  { ...said, ...disclosureKey(said.commune), kind, v: 1 },
  { ...said, ...disclosurePastKey(said.commune, said.setAt), kind: 'disclosure-past', v: 1 },
]
const read = (item: Item): CommuneDisclosure => readAs(kind, communeDisclosure, item)

export function createDisclosures(tables: Tables): CommuneDisclosures {
  const table = tables.main
  const all = async (pk: string) => {
    const found = await queryItems(tables, {
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk },
    })
    return found.map(read)
  }
  return {
    async read(commune) {
      const item = await getItem(tables, table, disclosureKey(commune))
      return item && read(item)
    },
    all: () => all(disclosuresPk),
    history: (commune) => all(disclosurePastKey(commune, '').pk),
    async set(next) {
      const [now, past] = disclosureItems(next)
      await writeTogether(tables, [
        {
          write: {
            Put: {
              TableName: table,
              Item: now,
              ...(next.version === 1
                ? { ConditionExpression: 'attribute_not_exists(pk)' }
                : {
                    ConditionExpression: '#version = :read',
                    ExpressionAttributeNames: { '#version': 'version' },
                    ExpressionAttributeValues: { ':read': next.version - 1 },
                  }),
            },
          },
          otherwise: () => new Refusal('stale', 'Somebody else was faster.'),
        },
        { write: { Put: { TableName: table, Item: past } } },
      ])
    },
  }
}
