/** Items of reminder rounds: put, changed under conditions, read back through the domain's shapes. */
import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type * as z from 'zod/mini'
import { keepDays } from '../domain/keep-days.ts'
import { type Item, readAs } from './items.ts'
import type { Key } from './keys.ts'
import { getItem, isConditionFailure, secondsOf, type Tables } from './tables.ts'

/** "Who was told what" has an answer for this long. */
const keptDays = keepDays.reminders

/** `kind` says of every item what it is: which reminder it is stands beside it. */
export const readKind = <T>(kind: string, shape: z.ZodMiniType<T>, item: Item): T =>
  readAs(kind, shape, { ...item, kind: item.reminderKind })

export function itemOf(key: Key, kind: string, body: object, at: string): Item {
  const { kind: reminderKind, ...rest } = body as { kind?: string }
  return { ...rest, reminderKind, ...key, kind, v: 1, expiresAtSeconds: secondsOf(at, keptDays) }
}

export function reminderItems(tables: Tables) {
  const { client, main: TableName } = tables

  const put = async (key: Key, kind: string, body: object, at: string, condition?: string, values?: Item) => {
    try {
      await client.send(
        new PutCommand({
          TableName,
          Item: itemOf(key, kind, body, at),
          ...(condition ? { ConditionExpression: condition } : {}),
          ...(values ? { ExpressionAttributeValues: values } : {}),
        }),
      )
      return true
    } catch (error) {
      if (isConditionFailure(error)) return false
      throw error
    }
  }

  /** Sets what is there and removes what is undefined, under a condition. */
  const update = async (
    key: Key,
    set: object,
    condition: string,
    given: { readonly names?: Record<string, string>; readonly values?: Item } = {},
  ): Promise<Item | undefined> => {
    const entries = Object.entries(set)
    const sets = entries.filter(([, value]) => value !== undefined)
    const removes = entries.filter(([, value]) => value === undefined)
    try {
      const { Attributes } = await client.send(
        new UpdateCommand({
          TableName,
          Key: { ...key },
          UpdateExpression: [
            sets.length > 0 ? `SET ${sets.map(([name]) => `#${name} = :${name}`).join(', ')}` : '',
            removes.length > 0 ? `REMOVE ${removes.map(([name]) => `#${name}`).join(', ')}` : '',
          ]
            .join(' ')
            .trim(),
          ConditionExpression: condition,
          ExpressionAttributeNames: {
            ...given.names,
            ...Object.fromEntries(entries.map(([name]) => [`#${name}`, name])),
          },
          ExpressionAttributeValues: {
            ...given.values,
            ...Object.fromEntries(sets.map(([name, value]) => [`:${name}`, value])),
          },
          ReturnValues: 'ALL_NEW',
        }),
      )
      return Attributes
    } catch (error) {
      if (isConditionFailure(error)) return undefined
      throw error
    }
  }

  const at = (key: Key) => getItem(tables, TableName, key)

  return { put, update, at }
}
export type ReminderItems = ReturnType<typeof reminderItems>
