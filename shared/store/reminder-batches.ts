/**
 * Batches of a reminder round. A batch is three items: itself, small, which moves through its states by conditional writes; its
 * people, written once; what became of them, written once an attempt. 100 people cost about 20 write units, and no item a person.
 */
import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod/mini'
import type { BatchPeople, Reminders } from '../actions/reminders-ports.ts'
import { Refusal } from '../domain/refusal.ts'
import { money, personOutcome, reminderBatch, said, toldHousehold } from '../domain/reminder.ts'
import { readAs } from './items.ts'
import { batchesPk, batchKey, roundKey } from './keys.ts'
import { itemOf, type ReminderItems, readKind } from './reminder-items.ts'
import { type Tables, writeTogether } from './tables.ts'

const people = z.object({ paydays: z.array(said), households: z.array(toldHousehold) })
const outcomesItem = z.object({
  attempt: z.int(),
  people: z.array(personOutcome),
  cost: money,
  partsSent: z.int(),
})

type Batches = Pick<
  Reminders,
  'putBatch' | 'batch' | 'batches' | 'people' | 'outcomes' | 'claim' | 'keepOutcomes' | 'settle'
>

export function reminderBatches(tables: Tables, { put, update, at }: ReminderItems): Batches {
  const { client, main: TableName } = tables
  return {
    async putBatch(batch, those, holder) {
      // People without a batch are overwritten by whoever takes the number: a crash between the two leaves nothing behind.
      if (await at(batchKey('H', batch))) return false
      await put(batchKey('P', batch), 'reminder-people', those, batch.updatedAt)
      try {
        await writeTogether(tables, [
          {
            write: {
              ConditionCheck: {
                TableName,
                Key: { ...roundKey(batch.roundId) },
                ConditionExpression: '#state = :planning AND heldBy = :holder',
                ExpressionAttributeNames: { '#state': 'state' },
                ExpressionAttributeValues: { ':planning': 'planning', ':holder': holder },
              },
            },
          },
          {
            write: {
              Put: {
                TableName,
                Item: itemOf(batchKey('H', batch), 'reminder-batch', batch, batch.updatedAt),
                ConditionExpression: 'attribute_not_exists(pk)',
              },
            },
          },
        ])
        return true
      } catch (error) {
        if (error instanceof Refusal) return false
        throw error
      }
    },
    async batch(ref) {
      const item = await at(batchKey('H', ref))
      return item && readKind('reminder-batch', reminderBatch, item)
    },
    async batches(roundId, { group, numbers, after }) {
      const from =
        group === undefined ? 'H#' : batchKey('H', { roundId, group, number: numbers?.from ?? 0 }).sk
      const to =
        group === undefined
          ? 'H#\uffff'
          : batchKey('H', { roundId, group, number: numbers?.to ?? 999_999 }).sk
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
          ExpressionAttributeValues: { ':pk': batchesPk(roundId), ':from': from, ':to': to },
          ConsistentRead: true,
          Limit: 500,
          ...(after ? { ExclusiveStartKey: { pk: batchesPk(roundId), sk: after } } : {}),
        }),
      )
      return {
        items: Items.map((item) => readKind('reminder-batch', reminderBatch, item)),
        ...(LastEvaluatedKey ? { next: String(LastEvaluatedKey.sk) } : {}),
      }
    },
    async people(ref) {
      const item = await at(batchKey('P', ref))
      return item && (readAs('reminder-people', people, item) as BatchPeople)
    },
    async outcomes(ref) {
      const item = await at(batchKey('O', ref))
      return item && readAs('reminder-outcomes', outcomesItem, item)
    },

    async claim(batch, now) {
      const item = await update(
        batchKey('H', batch),
        {
          state: 'sending',
          attempts: batch.attempts + 1,
          updatedAt: now.toISOString(),
          notBefore: undefined,
        },
        '#state IN (:planned, :waiting) AND #attempts = :was',
        { values: { ':planned': 'planned', ':waiting': 'waiting', ':was': batch.attempts } },
      )
      return item && readKind('reminder-batch', reminderBatch, item)
    },
    async keepOutcomes(ref, outcomes) {
      const now = outcomes.people.at(-1)?.at ?? ''
      return put(
        batchKey('O', ref),
        'reminder-outcomes',
        outcomes,
        now,
        'attribute_not_exists(pk) OR attempt < :attempt',
        { ':attempt': outcomes.attempt },
      )
    },
    async settle(was, next, now) {
      const item = await update(
        batchKey('H', was),
        { ...next, updatedAt: now.toISOString() },
        '#was = :was AND #attempts = :attempts',
        {
          names: { '#was': 'state', '#attempts': 'attempts' },
          values: { ':was': was.state, ':attempts': was.attempts },
        },
      )
      return item !== undefined
    },
  }
}
