/** Officers, and the callbacks that nobody could read. */
import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import type { Officers, Quarantine } from '../actions/ports.ts'
import { keepDays } from '../domain/keep-days.ts'
import { officer } from '../domain/officer.ts'
import { readAs } from './items.ts'
import { officerKey, officersPk, quarantineKey, waitingQuarantine } from './keys.ts'
import { queryItems, secondsOf, type Tables } from './tables.ts'

export function createOfficers(tables: Tables): Officers {
  const table = tables.main
  return {
    async read(officerId) {
      const { Item } = await tables.client.send(
        // Who was switched off is out at once.
        new GetCommand({ TableName: table, Key: { ...officerKey(officerId) }, ConsistentRead: true }),
      )
      return Item && readAs('officer', officer, Item)
    },
    async all() {
      const found = await queryItems(tables, {
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': officersPk },
      })
      return found.map((item) => readAs('officer', officer, item))
    },
  }
}

export function createQuarantine(tables: Tables): Quarantine {
  const table = tables.main
  const query = (more: object) =>
    tables.client.send(
      new QueryCommand({
        TableName: table,
        IndexName: 'by-waiting',
        KeyConditionExpression: 'waitingKey = :key',
        ExpressionAttributeValues: { ':key': waitingQuarantine },
        ScanIndexForward: false,
        ...more,
      }),
    )
  return {
    async keep(callback) {
      await tables.client.send(
        new PutCommand({
          TableName: table,
          Item: {
            ...callback,
            ...quarantineKey(callback.quarantineId),
            kind: 'quarantine',
            v: 1,
            waitingKey: waitingQuarantine,
            waitingSort: callback.at,
            expiresAtSeconds: secondsOf(callback.at, keepDays.quarantine),
          },
        }),
      )
    },
    async newest(limit) {
      const { Items = [] } = await query({ Limit: limit })
      return Items.map((item) => ({
        quarantineId: String(item.quarantineId),
        at: String(item.at),
        door: String(item.door),
        problem: String(item.problem),
        sizeBytes: Number(item.sizeBytes),
      }))
    },
    async count() {
      const { Count = 0 } = await query({ Select: 'COUNT' })
      return Count
    },
  }
}
