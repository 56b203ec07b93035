/** The journal of lists that were taken out: kept by month, the newest first, and never deleted by the system. */
import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { ExportJournal } from '../actions/figures-ports.ts'
import type { AuditEntry } from '../domain/audit.ts'
import { type ExportEntry, exportEntry } from '../domain/export-entry.ts'
import { auditWrite } from './audit.ts'
import { type Item, readAs } from './items.ts'
import { exportKey } from './keys.ts'
import { getItem, queryItems, type Tables, writeTogether } from './tables.ts'

/** Whoever looks a day up finds the lists that left on it. */
const auditOf = ({ exportId, at, by, what, format, withWords, filter }: ExportEntry): AuditEntry => ({
  entryId: exportId,
  at,
  by,
  kind: 'list_taken_out',
  what: { list: what, format, withWords: withWords ? 'yes' : 'no', ...filter },
})

const readEntry = (item: Item) => readAs('export', exportEntry, item)

export function createExportJournal(tables: Tables): ExportJournal {
  const table = tables.main
  return {
    async begin(entry) {
      const Item = { ...entry, ...exportKey(entry.at, entry.exportId), kind: 'export', v: 1 }
      await writeTogether(tables, [
        { write: { Put: { TableName: table, Item, ConditionExpression: 'attribute_not_exists(pk)' } } },
        { write: auditWrite(tables, auditOf(entry)) },
      ])
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
