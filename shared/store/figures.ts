/**
 * Shelves of figures: one item a scope and slot, every count an attribute of its own, so that one update adds to all of
 * them. An event touches three shelves and its guard in one transaction: eight write units while they weigh under 1 kB.
 */
import { PutCommand, ScanCommand, type ScanCommandOutput } from '@aws-sdk/lib-dynamodb'
import type { EventHistory, FigureShelves } from '../actions/figures-ports.ts'
import type { Counts } from '../domain/figures.ts'
import type { Tally } from '../domain/figures-shelves.ts'
import { readEvent, readEventContext } from './items.ts'
import { figuresKey } from './keys.ts'
import { queryItems, type Tables, type WriteItem } from './tables.ts'

const own: readonly string[] = ['pk', 'sk', 'kind', 'v']

/** Adds to a shelf, which is made when it is not there. */
export function addWrite(table: string, { scope, slot, adds }: Tally): WriteItem {
  const names = Object.keys(adds)
  return {
    Update: {
      TableName: table,
      Key: { ...figuresKey(scope, slot) },
      UpdateExpression: `ADD ${names.map((_, index) => `#n${index} :n${index}`).join(', ')} SET #kind = :kind, v = :v`,
      ExpressionAttributeNames: {
        '#kind': 'kind',
        ...Object.fromEntries(names.map((name, index) => [`#n${index}`, name])),
      },
      ExpressionAttributeValues: {
        ':kind': 'figures',
        ':v': 1,
        ...Object.fromEntries(names.map((name, index) => [`:n${index}`, adds[name]])),
      },
    },
  }
}

const countsOf = (item: Record<string, unknown>): Counts =>
  Object.fromEntries(
    Object.entries(item).filter(
      (entry): entry is [string, number] => !own.includes(entry[0]) && typeof entry[1] === 'number',
    ),
  )

export function createFigureShelves(tables: Tables): FigureShelves {
  const table = tables.main
  return {
    async read(scope, from, to) {
      const items = await queryItems(tables, {
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: {
          ':pk': figuresKey(scope, '').pk,
          ':from': from,
          // Everything in the last day, or month: no key has a letter after the tilde.
          ':to': `${to}~`,
        },
      })
      return items.map((item) => ({ slot: String(item.sk), counts: countsOf(item) }))
    },

    async replace({ scope, slot, adds }) {
      await tables.client.send(
        new PutCommand({
          TableName: table,
          Item: { ...adds, ...figuresKey(scope, slot), kind: 'figures', v: 1 },
        }),
      )
    },
  }
}

/** Reads the whole table: for a recount, and for nothing that an officer waits for. */
export function createEventHistory(tables: Tables): EventHistory {
  return {
    async *events() {
      let start: ScanCommandOutput['LastEvaluatedKey']
      do {
        const page: ScanCommandOutput = await tables.client.send(
          new ScanCommand({
            TableName: tables.main,
            FilterExpression: '#kind = :event',
            ExpressionAttributeNames: { '#kind': 'kind' },
            ExpressionAttributeValues: { ':event': 'event' },
            ...(start ? { ExclusiveStartKey: start } : {}),
          }),
        )
        for (const item of page.Items ?? []) {
          yield { event: readEvent(item), context: readEventContext(item) }
        }
        start = page.LastEvaluatedKey
      } while (start)
    },
    async *shelves() {
      let start: ScanCommandOutput['LastEvaluatedKey']
      do {
        const page: ScanCommandOutput = await tables.client.send(
          new ScanCommand({
            TableName: tables.main,
            FilterExpression: '#kind = :figures',
            ExpressionAttributeNames: { '#kind': 'kind' },
            ExpressionAttributeValues: { ':figures': 'figures' },
            ...(start ? { ExclusiveStartKey: start } : {}),
          }),
        )
        for (const item of page.Items ?? []) {
          yield { scope: String(item.pk).slice('FIG#'.length), slot: String(item.sk), adds: countsOf(item) }
        }
        start = page.LastEvaluatedKey
      } while (start)
    },
  }
}
