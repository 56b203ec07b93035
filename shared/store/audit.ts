/** The journal of administration, and officers' entries, which change only together with a line of it. */
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import type { AuditJournal, OfficerBook } from '../actions/admin-ports.ts'
import { type AuditEntry, auditEntry } from '../domain/audit.ts'
import { Refusal } from '../domain/refusal.ts'
import { type Item, readAs } from './items.ts'
import { auditKey, auditPk, officerKey } from './keys.ts'
import { createOfficers } from './staff.ts'
import { type Tables, type WriteItem, writeTogether } from './tables.ts'

const itemOf = (entry: AuditEntry): Item => ({
  ...entry,
  ...auditKey(entry.at, entry.entryId),
  kind: 'audit',
  v: 1,
})

// The journal's own `kind` says what was done: it is kept beside the item's.
const storedOf = (entry: AuditEntry): Item => ({ ...itemOf(entry), deed: entry.kind })
const readEntry = (item: Item): AuditEntry => readAs('audit', auditEntry, { ...item, kind: item.deed })

/** A line of the journal, to be written together with what it tells of. */
export const auditWrite = (tables: Pick<Tables, 'main'>, entry: AuditEntry): WriteItem => ({
  Put: {
    TableName: tables.main,
    Item: storedOf(entry),
    ConditionExpression: 'attribute_not_exists(pk)',
  },
})

export function createAuditJournal(tables: Tables): AuditJournal {
  return {
    async add(entry) {
      await tables.client.send(new PutCommand({ TableName: tables.main, Item: storedOf(entry) }))
    },
    async ofDay({ day, most, after }) {
      const { Items = [], LastEvaluatedKey } = await tables.client.send(
        new QueryCommand({
          TableName: tables.main,
          KeyConditionExpression: `pk = :pk${after ? ' AND sk < :after' : ''}`,
          ExpressionAttributeValues: { ':pk': auditPk(day), ...(after ? { ':after': after } : {}) },
          ScanIndexForward: false,
          Limit: most,
        }),
      )
      return {
        items: Items.map(readEntry),
        ...(LastEvaluatedKey ? { lookedTo: String(LastEvaluatedKey.sk) } : {}),
      }
    },
  }
}

export function createOfficerBook(tables: Tables): OfficerBook {
  const { read, all } = createOfficers(tables)
  return {
    read,
    all,
    async save(officer, readVersion, entry) {
      const condition =
        readVersion === 'new'
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : {
              // Entries that were written by hand have no version yet.
              ConditionExpression:
                readVersion === 0
                  ? 'attribute_exists(pk) AND attribute_not_exists(#version)'
                  : '#version = :read',
              ExpressionAttributeNames: { '#version': 'version' },
              ...(readVersion === 0 ? {} : { ExpressionAttributeValues: { ':read': readVersion } }),
            }
      const Item = { ...officer, ...officerKey(officer.officerId), kind: 'officer', v: 1 }
      await writeTogether(tables, [
        {
          write: { Put: { TableName: tables.main, Item, ...condition } },
          otherwise: () => new Refusal('stale', 'Somebody changed this officer since.'),
        },
        { write: auditWrite(tables, entry) },
      ])
    },
  }
}
