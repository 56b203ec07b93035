/** Who has which personal code: it leads to its officer, and he to it; both change together. */
import type { RelayNumbers } from '../actions/relays-ports.ts'
import { Refusal } from '../domain/refusal.ts'
import { auditWrite } from './audit.ts'
import { relayNumberKey, relayOfKey } from './keys.ts'
import { getItem, type Tables, type WriteItem, writeTogether } from './tables.ts'

export function createRelayNumbers(tables: Tables): RelayNumbers {
  return {
    async of(officerId) {
      const item = await getItem(tables, tables.main, relayOfKey(officerId))
      return item && String(item.number)
    },
    async give(officerId, number, was, entry) {
      const { main: TableName } = tables
      const writes: WriteItem[] = [
        {
          Put: {
            TableName,
            Item: { ...relayNumberKey(number), kind: 'relay-number', v: 1, officerId },
            ConditionExpression: 'attribute_not_exists(pk)',
          },
        },
        {
          Put: {
            TableName,
            Item: { ...relayOfKey(officerId), kind: 'relay', v: 1, number },
            ...(was
              ? {
                  ConditionExpression: '#number = :was',
                  ExpressionAttributeNames: { '#number': 'number' },
                  ExpressionAttributeValues: { ':was': was },
                }
              : { ConditionExpression: 'attribute_not_exists(pk)' }),
          },
        },
        ...(was ? [{ Delete: { TableName, Key: { ...relayNumberKey(was) } } }] : []),
        ...(entry ? [auditWrite(tables, entry)] : []),
      ]
      try {
        await writeTogether(
          tables,
          writes.map((write) => ({ write })),
        )
        return true
      } catch (error) {
        if (error instanceof Refusal && error.code === 'stale') return false
        throw error
      }
    },
  }
}
