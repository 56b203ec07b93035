/** Who is due what: the list of a payday page by page, one line, and what a household is due. */
import type { DueLines } from '../actions/paydays-ports.ts'
import { type DueLine, dueLine, type Payday } from '../domain/payday.ts'
import { getItems } from './batch-get.ts'
import { type Item, readAs } from './items.ts'
import { dueLineKey, dueOf, paydayKey } from './keys.ts'
import { readPayday } from './paydays.ts'
import { getItem, queryItems, type Tables } from './tables.ts'

/**
 * Sorted by the day that its payday had when it was listed: a payday that moves leaves its lines alone, and its own day is
 * the true one.
 */
export const dueLineItem = (
  line: DueLine,
  payday: Pick<Payday, 'day'> & Partial<Pick<Payday, 'siteId'>>,
): Item => ({
  ...line,
  ...(payday.siteId ? { siteId: payday.siteId } : {}),
  ...dueLineKey(line.paydayId, line.householdId),
  kind: 'due-line',
  v: 1,
  waitingKey: dueOf(line.householdId),
  waitingSort: `${payday.day}#${line.paydayId}`,
})
export const readDueLine = (item: Item): DueLine => readAs('due line', dueLine, item)

export function createDueLines(tables: Tables): DueLines {
  const table = tables.main
  return {
    async lines(paydayId, { after, limit }) {
      const { pk, sk } = dueLineKey(paydayId, after ?? '')
      const items = await queryItems(
        tables,
        {
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND sk > :after',
          ExpressionAttributeValues: { ':pk': pk, ':after': sk },
        },
        limit,
      )
      const lines = items.map(readDueLine)
      const last = lines.at(-1)
      return { items: lines, ...(last && lines.length === limit ? { next: last.householdId } : {}) }
    },

    async line(paydayId, householdId) {
      const item = await getItem(tables, table, dueLineKey(paydayId, householdId))
      return item && readDueLine(item)
    },

    async ofHousehold(householdId, most = 10) {
      const items = await queryItems(
        tables,
        {
          TableName: table,
          IndexName: 'by-waiting',
          KeyConditionExpression: 'waitingKey = :due',
          ExpressionAttributeValues: { ':due': dueOf(householdId) },
          ScanIndexForward: false,
        },
        most,
      )
      const lines = items.map(readDueLine)
      const found = await getItems(
        tables,
        lines.map(({ paydayId }) => paydayKey(paydayId)),
        { consistent: false },
      )
      const paydays = new Map(found.map((item) => [String(item.paydayId), readPayday(item)]))
      return lines
        .flatMap((line) => {
          const payday = paydays.get(line.paydayId)
          return payday ? [{ line, payday }] : []
        })
        .sort((one, other) => other.payday.day.localeCompare(one.payday.day))
    },
  }
}
