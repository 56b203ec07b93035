/** Files being taken in: how far each is, what it refused, and which contents were taken before. */
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod/mini'
import type { BadRowWithCells, Imports } from '../actions/paydays-ports.ts'
import { badRow, type ImportFile, importFile } from '../domain/import-file.ts'
import { keepDays } from '../domain/keep-days.ts'
import { Refusal } from '../domain/refusal.ts'
import { onceWrite } from './filing.ts'
import { type Item, readAs } from './items.ts'
import { badRowsKey, fileKey, onceKey, waitingFiles } from './keys.ts'
import { getItem, queryItems, secondsOf, type Tables, writeTogether } from './tables.ts'

/** What came in is told for so long, and then makes room. What it wrote stays. */
const keptDays = keepDays.imports
const badRowsDays = keepDays.files
/** Rows that go back whole; of those beyond, only that they were refused. */
const cellsCharacters = 300_000

export const fileItem = (file: ImportFile): Item => ({
  ...file,
  ...fileKey(file.importId),
  kind: 'file',
  v: 1,
  waitingKey: waitingFiles,
  waitingSort: `${file.createdAt}#${file.importId}`,
  expiresAtSeconds: secondsOf(file.createdAt, keptDays),
})
const read = (item: Item): ImportFile => readAs('file', importFile, item)

const badRowsShape = z.object({
  lines: z.array(z.int()),
  rows: z.array(z.object({ ...badRow.shape, cells: z.array(z.string()) })),
})
const readBadRows = (item: Item) => readAs('bad rows', badRowsShape, item)

/** An item holds 400 kB: rows are kept whole while there is room. */
function thatFit(rows: readonly BadRowWithCells[]): readonly BadRowWithCells[] {
  let room = cellsCharacters
  return rows.filter(({ cells, reason }) => {
    room -= reason.length * 2 + cells.reduce((sum, cell) => sum + cell.length * 2 + 4, 0)
    return room > 0
  })
}

const fresh = () => new Refusal('stale', 'It is being read, or was stopped.')

export function createImports(tables: Tables): Imports {
  const table = tables.main
  const readOne = async (importId: string) => {
    const item = await getItem(tables, table, fileKey(importId))
    return item && read(item)
  }
  const update = (
    file: ImportFile,
    sets: Readonly<Record<string, unknown>>,
    condition: string,
    values: Readonly<Record<string, unknown>>,
  ) => {
    const names = Object.keys(sets)
    return writeTogether(tables, [
      {
        write: {
          Update: {
            TableName: table,
            Key: { ...fileKey(file.importId) },
            UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}`,
            ConditionExpression: condition,
            ExpressionAttributeNames: Object.fromEntries(
              [...new Set([...names, 'version', 'state', 'read'])]
                .filter((name) => names.includes(name) || condition.includes(`#${name}`))
                .map((name) => [`#${name}`, name]),
            ),
            ExpressionAttributeValues: {
              ...Object.fromEntries(names.map((name) => [`:${name}`, sets[name]])),
              ...values,
            },
          },
        },
        otherwise: fresh,
      },
    ])
  }

  return {
    read: readOne,

    async create(file, once) {
      await writeTogether(tables, [
        ...(once ? [onceWrite(tables, once, file.createdAt, file.importId)] : []),
        {
          write: {
            Put: { TableName: table, Item: fileItem(file), ConditionExpression: 'attribute_not_exists(pk)' },
          },
          otherwise: fresh,
        },
      ])
    },

    async madeBy(once) {
      const guard = await getItem(tables, table, onceKey(once))
      return guard && String(guard.made)
    },

    async newest(limit) {
      const items = await queryItems(
        tables,
        {
          TableName: table,
          IndexName: 'by-waiting',
          KeyConditionExpression: 'waitingKey = :files',
          ExpressionAttributeValues: { ':files': waitingFiles },
          ScanIndexForward: false,
        },
        limit,
      )
      return items.map(read)
    },

    async change(file, patch) {
      const version = file.version + 1
      await update(file, { ...patch, version }, '#version = :wasVersion', { ':wasVersion': file.version })
      return { ...file, ...patch, version }
    },

    async looked(file, { read, taken, unchanged, bad, at }) {
      if (bad.length > 0) {
        // Written again with the same rows when the step after it breaks off.
        await tables.client.send(
          new PutCommand({
            TableName: table,
            Item: {
              ...badRowsKey(file.importId, file.read),
              kind: 'bad-rows',
              v: 1,
              lines: bad.map(({ line }) => line),
              rows: thatFit(bad),
              expiresAtSeconds: secondsOf(at, badRowsDays),
            },
          }),
        )
      }
      const next = {
        read: file.read + read,
        taken: file.taken + taken,
        unchanged: file.unchanged + unchanged,
        bad: file.bad + bad.length,
        updatedAt: at,
      }
      await update(file, next, '#read = :wasRead AND #state = :running', {
        ':wasRead': file.read,
        ':running': 'running',
      })
      return { ...file, ...next }
    },

    async badLines(importId, fromRow) {
      const item = await getItem(tables, table, badRowsKey(importId, fromRow))
      return new Set(item ? readBadRows(item).lines : [])
    },

    async badRows(importId, most) {
      const rows: BadRowWithCells[] = []
      let after = badRowsKey(importId, 0).sk.slice(0, 2)
      while (rows.length < most) {
        const [item] = await queryItems(
          tables,
          {
            TableName: table,
            KeyConditionExpression: 'pk = :pk AND sk BETWEEN :after AND :end',
            ExpressionAttributeValues: {
              ':pk': fileKey(importId).pk,
              ':after': after,
              ':end': 'B#~',
            },
          },
          1,
        )
        if (!item) break
        rows.push(...readBadRows(item).rows)
        after = `${String(item.sk)}!`
      }
      return rows.slice(0, most)
    },

    async takenBefore(content) {
      const guard = await getItem(tables, table, onceKey(`file:${content}`))
      return guard && String(guard.made)
    },

    async markTaken(content, importId, at) {
      await tables.client.send(
        new PutCommand({
          TableName: table,
          Item: {
            ...onceKey(`file:${content}`),
            kind: 'once',
            v: 1,
            made: importId,
            expiresAtSeconds: secondsOf(at, keptDays),
          },
        }),
      )
    },
  }
}
