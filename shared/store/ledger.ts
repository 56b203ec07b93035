/** What the conveyor writes besides messages: counters, feed entries, the public line of a reference. Seen twice, done once. */
import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { Ledger } from '../actions/ports.ts'
import type { PhaseMove } from '../domain/contact.ts'
import { Refusal } from '../domain/refusal.ts'
import { onceWrite } from './filing.ts'
import { counterKey, feedKey, type Key, referenceKey } from './keys.ts'
import { isConditionFailure, type Tables, writeTogether } from './tables.ts'

export function createLedger(tables: Tables): Ledger {
  const table = tables.main
  return {
    async count(eventId, counters) {
      if (counters.length === 0) return
      try {
        await writeTogether(tables, [
          onceWrite(tables, `count:${eventId}`, `${counters[0]?.day}T00:00:00Z`, eventId),
          ...counters.map(({ scope, day, what }) => ({
            write: {
              Update: {
                TableName: table,
                Key: { ...counterKey(scope, day, what) },
                UpdateExpression: 'ADD #count :one SET #kind = :kind',
                ExpressionAttributeNames: { '#count': 'count', '#kind': 'kind' },
                ExpressionAttributeValues: { ':one': 1, ':kind': 'counter' },
              },
            },
          })),
        ])
      } catch (error) {
        if (!(error instanceof Refusal && error.code === 'already-done')) throw error
      }
    },

    async feed(day, eventId, entry) {
      await tables.client.send(
        new PutCommand({
          TableName: table,
          Item: { ...entry, ...feedKey(day, eventId), kind: 'feed', v: 1 },
        }),
      )
    },

    async reference(move) {
      await movePhase(tables, referenceKey(move.reference), '', move)
    },
  }
}

/** Moves the phase of a line, at the root of an item or under a path of it, unless a newer word stands there already. */
export async function movePhase(tables: Tables, key: Key, path: string, move: PhaseMove): Promise<void> {
  const { reference, phase, at, dueOn, desk } = move
  const sets = [`${path}phase = :phase`, `${path}phaseAt = :at`]
  if (dueOn) sets.push(`${path}dueOn = :due`)
  if (desk) sets.push(`${path}desk = :desk`)
  try {
    await tables.client.send(
      new UpdateCommand({
        TableName: tables.main,
        Key: { ...key },
        UpdateExpression: `SET ${sets.join(', ')}`,
        ConditionExpression: `attribute_exists(${path}filedAt) AND (attribute_not_exists(${path}phaseAt) OR ${path}phaseAt <= :at)`,
        ...(path ? { ExpressionAttributeNames: { '#reference': reference } } : {}),
        ExpressionAttributeValues: {
          ':phase': phase,
          ':at': at,
          ...(dueOn ? { ':due': dueOn } : {}),
          ...(desk ? { ':desk': desk } : {}),
        },
      }),
    )
  } catch (error) {
    if (!isConditionFailure(error)) throw error
  }
}
