/** Floods from one phone: a quarantined group for each phone and hour, with all that it wrote. */
import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { Shield } from '../actions/shield-ports.ts'
import { keepDays } from '../domain/keep-days.ts'
import { quarantineKey, waitingQuarantine } from './keys.ts'
import { isConditionFailure, secondsOf, type Tables } from './tables.ts'

/** An item holds 400 kB: a full group makes room for the next. */
const mostBytes = 250_000
const mostGroups = 1000

export function createShield(tables: Tables): Shield {
  return {
    async group({ contactId, gatewayId, at, text }) {
      const sizeBytes = Buffer.byteLength(text) + 100
      for (let part = 1; part <= mostGroups; part += 1) {
        const quarantineId = `${contactId}.${at.slice(0, 13)}.${part}`
        try {
          await tables.client.send(
            new UpdateCommand({
              TableName: tables.main,
              Key: { ...quarantineKey(quarantineId) },
              UpdateExpression: [
                'SET texts = list_append(if_not_exists(texts, :none), :one), #at = if_not_exists(#at, :at)',
                'waitingKey = :waiting, waitingSort = if_not_exists(waitingSort, :at)',
                'quarantineId = :id, door = :door, problem = :problem, kind = :kind, v = :v, expiresAtSeconds = :ttl',
              ]
                .join(', ')
                .concat(' ADD sizeBytes :size'),
              ConditionExpression: 'attribute_not_exists(sizeBytes) OR sizeBytes < :most',
              ExpressionAttributeNames: { '#at': 'at' },
              ExpressionAttributeValues: {
                ':none': [],
                ':one': [{ gatewayId, at, text }],
                ':at': at,
                ':waiting': waitingQuarantine,
                ':id': quarantineId,
                ':door': 'sms',
                ':problem': 'many from one phone',
                ':kind': 'quarantine',
                ':v': 1,
                ':ttl': secondsOf(at, keepDays.quarantine),
                ':size': sizeBytes,
                ':most': mostBytes,
              },
            }),
          )
          return
        } catch (error) {
          if (!isConditionFailure(error)) throw error
        }
      }
    },
  }
}
