/** Who is looking at what: one item an officer, forgotten by itself. */
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import type { Presences, Present } from '../actions/presence-ports.ts'
import { presenceKey, presencePk } from './keys.ts'
import { isConditionFailure, queryItems, secondsOf, type Tables } from './tables.ts'

const forgottenAfterSeconds = 300

export function createPresences(tables: Tables): Presences {
  const TableName = tables.main
  return {
    async put(present) {
      await tables.client.send(
        new PutCommand({
          TableName,
          Item: {
            ...present,
            ...presenceKey(present.officerId),
            kind: 'presence',
            v: 1,
            expiresAtSeconds: secondsOf(present.at) + forgottenAfterSeconds,
          },
        }),
      )
    },

    async leave(officerId, complaintId) {
      try {
        await tables.client.send(
          new DeleteCommand({
            TableName,
            Key: { ...presenceKey(officerId) },
            ConditionExpression: 'complaintId = :here',
            ExpressionAttributeValues: { ':here': complaintId },
          }),
        )
      } catch (error) {
        if (!isConditionFailure(error)) throw error
      }
    },

    async since(at) {
      const items = await queryItems(tables, {
        TableName,
        KeyConditionExpression: 'pk = :pk',
        FilterExpression: '#at >= :since',
        ExpressionAttributeNames: { '#at': 'at' },
        ExpressionAttributeValues: { ':pk': presencePk, ':since': at.toISOString() },
      })
      return items.map((item) => item as unknown as Present)
    },
  }
}
