/** Watches over what is restricted: who is to be alerted when its day has passed. */
import type { Watches } from '../actions/ports.ts'
import { watch } from '../domain/message.ts'
import { Refusal } from '../domain/refusal.ts'
import { noticeWrite } from './filing.ts'
import { readAs } from './items.ts'
import { waitingWatches, watchKey } from './keys.ts'
import { queryItems, type Tables, writeTogether } from './tables.ts'

export function createWatches(tables: Tables): Watches {
  return {
    async due(before, limit) {
      const items = await queryItems(
        tables,
        {
          TableName: tables.main,
          IndexName: 'by-waiting',
          KeyConditionExpression: 'waitingKey = :key AND waitingSort < :before',
          ExpressionAttributeValues: { ':key': waitingWatches, ':before': before.toISOString() },
        },
        limit,
      )
      return items.map((item) => readAs('watch', watch, item))
    },

    async tell(watched, notice, next) {
      await writeTogether(tables, [
        noticeWrite(tables, notice, watched.complaintId),
        {
          write: {
            Update: {
              TableName: tables.main,
              Key: { ...watchKey(watched.complaintId) },
              UpdateExpression: 'SET waitingSort = :next',
              ConditionExpression: 'attribute_exists(pk)',
              ExpressionAttributeValues: { ':next': next.toISOString() },
            },
          },
          otherwise: () => new Refusal('stale', 'It was handled meanwhile.'),
        },
      ])
    },
  }
}
