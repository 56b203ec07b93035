/** What the house has settled: what is in force in one item, every set that was published, the draft, and how places stand. */
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import type { HouseBook } from '../actions/admin-ports.ts'
import { bareHouse, house } from '../domain/house.ts'
import { Refusal } from '../domain/refusal.ts'
import { draft, published, zoneStatus } from '../domain/settle-house.ts'
import { auditWrite } from './audit.ts'
import { type Item, readAs } from './items.ts'
import { houseKey, housePk, publishedRulesKey, publishedRulesPrefix, zoneKey, zonesPk } from './keys.ts'
import { getItem, queryItems, type Tables, type WriteItem, writeTogether } from './tables.ts'

const stale = () => new Refusal('stale', 'Somebody changed it since you opened it.')

export function createHouseBook(tables: Tables): HouseBook {
  const TableName = tables.main
  const put = (Item: Item, condition: object = {}): WriteItem => ({ Put: { TableName, Item, ...condition } })
  const readZone = (item: Item) => readAs('zone', zoneStatus, item)
  return {
    async read() {
      const item = await getItem(tables, TableName, houseKey('NOW'))
      return item
        ? { house: readAs('house', house, item), version: Number(item.version) }
        : { house: bareHouse, version: 0 }
    },

    async published() {
      const items = await queryItems(tables, {
        TableName,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sets)',
        ExpressionAttributeValues: { ':pk': housePk, ':sets': publishedRulesPrefix },
        ScanIndexForward: false,
      })
      return items.map((item) => readAs('rules', published, item))
    },

    async draft() {
      const item = await getItem(tables, TableName, houseKey('DRAFT'))
      return item && readAs('draft', draft, item)
    },

    async saveDraft(next) {
      await tables.client.send(
        new PutCommand({ TableName, Item: { ...next, ...houseKey('DRAFT'), kind: 'draft', v: 1 } }),
      )
    },

    async settle(next, readVersion, entry, set) {
      const now = { ...next, ...houseKey('NOW'), version: readVersion + 1, kind: 'house', v: 1 }
      const condition =
        readVersion === 0
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : {
              ConditionExpression: '#version = :read',
              ExpressionAttributeNames: { '#version': 'version' },
              ExpressionAttributeValues: { ':read': readVersion },
            }
      await writeTogether(tables, [
        { write: put(now, condition), otherwise: stale },
        { write: auditWrite(tables, entry) },
        ...(set
          ? [
              {
                write: put(
                  { ...set, ...publishedRulesKey(set.set.number), kind: 'rules', v: 1 },
                  { ConditionExpression: 'attribute_not_exists(pk)' },
                ),
                otherwise: stale,
              },
            ]
          : []),
      ])
    },

    async zones() {
      const items = await queryItems(tables, {
        TableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': zonesPk },
      })
      return items.map(readZone)
    },

    async zone(code) {
      const item = await getItem(tables, TableName, zoneKey(code))
      return item && readZone(item)
    },

    async saveZone(zone, was, entry) {
      const condition = was
        ? {
            ConditionExpression: '#at = :was',
            ExpressionAttributeNames: { '#at': 'at' },
            ExpressionAttributeValues: { ':was': was.at },
          }
        : { ConditionExpression: 'attribute_not_exists(pk)' }
      await writeTogether(tables, [
        {
          write: put({ ...zone, ...zoneKey(zone.code), kind: 'zone', v: 1 }, condition),
          otherwise: stale,
        },
        { write: auditWrite(tables, entry) },
      ])
    },
  }
}
