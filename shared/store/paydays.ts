/** Paydays: the one door for writing them, their history, and what is counted of them. */
import type { Paydays } from '../actions/paydays-ports.ts'
import { type Payday, payday as paydayShape } from '../domain/payday.ts'
import { type PaydayChange, type PaydayEvent, paydayEvent } from '../domain/payday-commands.ts'
import { noTotals, type PaydayTotals, paydayTotals } from '../domain/payday-totals.ts'
import { Refusal } from '../domain/refusal.ts'
import { getItems } from './batch-get.ts'
import { onceWrite, type Write } from './filing.ts'
import { type Item, readAs } from './items.ts'
import { fileKey, onceKey, paydayEventKey, paydayKey, paydayTotalsKey, waitingPaydays } from './keys.ts'
import { getItem, queryItems, type Tables, writeTogether } from './tables.ts'

/** By the month of its day, then by the day. */
export const paydayItem = (payday: Payday): Item => ({
  ...payday,
  ...paydayKey(payday.paydayId),
  kind: 'payday',
  v: 1,
  waitingKey: waitingPaydays(payday.day.slice(0, 7)),
  waitingSort: `${payday.day}#${payday.paydayId}`,
})
export const readPayday = (item: Item): Payday => readAs('payday', paydayShape, item)

/** With the payday as it is and as it was: whoever reacts to it reads nothing else. */
export const paydayEventItem = ({ event, payday, was }: PaydayChange): Item => ({
  ...event,
  ...paydayEventKey(event.paydayId, event.at, event.eventId),
  kind: 'payday-event',
  v: 1,
  payday,
  ...(was ? { was } : {}),
})
export const readPaydayEvent = (item: Item): PaydayEvent => readAs('payday event', paydayEvent, item)
/** The change that an event was written with. */
export function readPaydayChange(item: Item): PaydayChange {
  return {
    event: readPaydayEvent(item),
    payday: readPayday(item.payday as Item),
    ...(item.was ? { was: readPayday(item.was as Item) } : {}),
  }
}

export const totalsItem = (paydayId: string, totals: PaydayTotals): Item => ({
  ...totals,
  ...paydayTotalsKey(paydayId),
  kind: 'payday-totals',
  v: 1,
})
export const readTotals = (item: Item | undefined): PaydayTotals => ({
  ...noTotals,
  ...(item ? readAs('payday totals', paydayTotals, item) : {}),
})

/** Adds to what is counted of a payday, in the write that changes its lines. */
export function totalsWrite(tables: Tables, paydayId: string, more: PaydayTotals): Write | undefined {
  const changed = Object.entries(more).filter(([, count]) => count !== 0)
  if (changed.length === 0) return undefined
  return {
    write: {
      Update: {
        TableName: tables.main,
        Key: { ...paydayTotalsKey(paydayId) },
        UpdateExpression: `SET #kind = :kind, v = :v ADD ${changed.map(([name]) => `#${name} :${name}`).join(', ')}`,
        ExpressionAttributeNames: {
          '#kind': 'kind',
          ...Object.fromEntries(changed.map(([name]) => [`#${name}`, name])),
        },
        ExpressionAttributeValues: {
          ':kind': 'payday-totals',
          ':v': 1,
          ...Object.fromEntries(changed.map(([name, count]) => [`:${name}`, count])),
        },
      },
    },
  }
}

/** `2026-11`, `2026-12`, … of days from and to. */
function monthsBetween(fromDay: string, toDay: string): string[] {
  const months: string[] = []
  const month = new Date(`${fromDay.slice(0, 7)}-01T00:00:00Z`)
  while (month.toISOString().slice(0, 7) <= toDay.slice(0, 7)) {
    months.push(month.toISOString().slice(0, 7))
    month.setUTCMonth(month.getUTCMonth() + 1)
  }
  return months
}

export function createPaydays(tables: Tables): Paydays {
  const table = tables.main
  const readMany = async (paydayIds: readonly string[]) => {
    const items = await getItems(tables, paydayIds.map(paydayKey))
    const found = new Map(items.map((item) => [String(item.paydayId), readPayday(item)]))
    return paydayIds.map((paydayId) => found.get(paydayId)).filter((payday) => payday !== undefined)
  }
  return {
    readMany,

    async commit(change, { countedBy } = {}) {
      const { payday, was, event, once } = change
      await writeTogether(tables, [
        ...(once ? [onceWrite(tables, once, event.at, payday.paydayId)] : []),
        {
          write: {
            Put: {
              TableName: table,
              Item: paydayItem(payday),
              ...(was
                ? {
                    ConditionExpression: '#version = :read',
                    ExpressionAttributeNames: { '#version': 'version' },
                    ExpressionAttributeValues: { ':read': was.version },
                  }
                : { ConditionExpression: 'attribute_not_exists(pk)' }),
            },
          },
          otherwise: () => new Refusal('stale', 'Somebody else was faster.'),
        },
        { write: { Put: { TableName: table, Item: paydayEventItem(change) } } },
        ...(countedBy
          ? [
              {
                write: {
                  Update: {
                    TableName: table,
                    Key: { ...fileKey(countedBy) },
                    UpdateExpression: 'ADD planned :one',
                    ConditionExpression: 'attribute_exists(pk)',
                    ExpressionAttributeValues: { ':one': 1 },
                  },
                },
              },
            ]
          : []),
      ])
    },

    async read(paydayId) {
      const item = await getItem(tables, table, paydayKey(paydayId))
      return item && readPayday(item)
    },

    async readWithHistory(paydayId) {
      const items = await queryItems(tables, {
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': paydayKey(paydayId).pk },
        ConsistentRead: true,
      })
      const own = items.find((item) => item.kind === 'payday')
      if (!own) return undefined
      return {
        payday: readPayday(own),
        events: items.filter((item) => item.kind === 'payday-event').map(readPaydayEvent),
        totals: readTotals(items.find((item) => item.kind === 'payday-totals')),
      }
    },

    async between(fromDay, toDay) {
      const months = await Promise.all(
        monthsBetween(fromDay, toDay).map((month) =>
          queryItems(tables, {
            TableName: table,
            IndexName: 'by-waiting',
            KeyConditionExpression: 'waitingKey = :month AND waitingSort BETWEEN :from AND :to',
            ExpressionAttributeValues: {
              ':month': waitingPaydays(month),
              ':from': fromDay,
              // Sorts after every payday of the day.
              ':to': `${toDay}#\u{10FFFF}`,
            },
          }),
        ),
      )
      return months.flat().map(readPayday)
    },

    async totals(paydayIds) {
      const items = await getItems(tables, paydayIds.map(paydayTotalsKey), { consistent: false })
      const found = new Map(items.map((item) => [String(item.pk).slice(2), readTotals(item)]))
      return new Map(paydayIds.map((paydayId) => [paydayId, found.get(paydayId) ?? noTotals]))
    },

    async madeBy(once) {
      const guard = await getItem(tables, table, onceKey(once))
      return guard && String(guard.made)
    },
  }
}
