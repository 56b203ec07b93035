/** What the conveyor writes besides messages: figures, the public line of a reference. Seen twice, done once. */
import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { Ledger } from '../actions/ports.ts'
import type { PhaseMove } from '../domain/contact.ts'
import { Refusal } from '../domain/refusal.ts'
import { addWrite } from './figures.ts'
import { onceWrite } from './filing.ts'
import { type Key, referenceKey } from './keys.ts'
import { isConditionFailure, type Tables, writeTogether } from './tables.ts'

export function createLedger(tables: Tables): Ledger {
  const table = tables.main
  return {
    async count(eventId, at, tallies) {
      if (tallies.length === 0) return
      try {
        await writeTogether(tables, [
          onceWrite(tables, `count:${eventId}`, at, eventId),
          ...tallies.map((tally) => ({ write: addWrite(table, tally) })),
        ])
      } catch (error) {
        if (!(error instanceof Refusal && error.code === 'already-done')) throw error
      }
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
