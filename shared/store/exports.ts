/** The journal of lists that were taken out: kept by month, the newest first, and never deleted by the system. */
import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { ExportJournal } from '../actions/figures-ports.ts'
import { exportEntry } from '../domain/export-entry.ts'
import { type Item, readAs } from './items.ts'
import { exportKey } from './keys.ts'
import { getItem, queryItems, type Tables } from './tables.ts'

const readEntry = (item: Item) => readAs('export', exportEntry, item)

export function createExportJournal(tables: Tables): ExportJournal {
  const table = tables.main
  return {
    async begin(entry) {
      await tables.client.send(
        new PutCommand({
          TableName: table,
          Item: { ...entry, ...exportKey(entry.at, entry.exportId), kind: 'export', v: 1 },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      )
    },

    async read(at, exportId) {
      const item = await getItem(tables, table, exportKey(at, exportId))
      return item && readEntry(item)
    },

    async count({ at, exportId }, rows, finishedAt) {
      await tables.client.send(
        new UpdateCommand({
          TableName: table,
          Key: { ...exportKey(at, exportId) },
          UpdateExpression: `SET #rows = :rows${finishedAt ? ', finishedAt = :finished' : ''}`,
          ExpressionAttributeNames: { '#rows': 'rows' },
          ExpressionAttributeValues: { ':rows': rows, ...(finishedAt ? { ':finished': finishedAt } : {}) },
        }),
      )
    },

    async ofMonth(month, most) {
      const items = await queryItems(
        tables,
        {
          TableName: table,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': exportKey(month, '').pk },
          ScanIndexForward: false,
        },
        most,
      )
      return items.map(readEntry)
    },
  }
}
