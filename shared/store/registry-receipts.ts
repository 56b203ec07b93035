/** What consumers answered to what they were told, by complaint; and the registry's lists that complaints point at. */
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import type { Lists, Receipts } from '../actions/registry-ports.ts'
import { receipt } from '../domain/consumer.ts'
import { listItem } from '../domain/registry-lists.ts'
import { readAs } from './items.ts'
import { listItemKey, receiptKey } from './keys.ts'
import { isConditionFailure, queryItems, type Tables } from './tables.ts'

export function createReceipts(tables: Tables): Receipts {
  return {
    async keep(complaintId, given) {
      try {
        await tables.client.send(
          new PutCommand({
            TableName: tables.main,
            Item: {
              ...given,
              ...receiptKey(complaintId, given.consumerId, given.sequence),
              kind: 'receipt',
              v: 1,
            },
            // The last word counts; the same word twice is one.
            ConditionExpression: 'attribute_not_exists(pk) OR #status <> :status',
            ExpressionAttributeNames: { '#status': 'status' },
            ExpressionAttributeValues: { ':status': given.status },
          }),
        )
        return true
      } catch (error) {
        if (isConditionFailure(error)) return false
        throw error
      }
    },
    async of(complaintId) {
      const items = await queryItems(tables, {
        TableName: tables.main,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': receiptKey(complaintId, '', 0).pk },
      })
      return items.map((item) => readAs('receipt', receipt, item))
    },
  }
}

const putsAtOnce = 10

export function createLists(tables: Tables): Lists {
  return {
    async put(kind, items) {
      for (let start = 0; start < items.length; start += putsAtOnce) {
        await Promise.all(
          items.slice(start, start + putsAtOnce).map((each) =>
            tables.client.send(
              new PutCommand({
                TableName: tables.main,
                Item: { ...each, ...listItemKey(kind, each.id), kind: 'list-item', v: 1 },
              }),
            ),
          ),
        )
      }
    },
    async read(kind) {
      const items = await queryItems(tables, {
        TableName: tables.main,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': listItemKey(kind, '').pk },
      })
      return items.map((item) => readAs('list item', listItem, item))
    },
  }
}
