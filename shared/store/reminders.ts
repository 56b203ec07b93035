/**
 * Reminder rounds. A batch is three items: itself, small, which moves through its states by conditional writes; its people,
 * written once; what became of them, written once an attempt. 100 people cost about 20 write units, and no item a person.
 */
import { PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod/mini'
import type { BatchPeople, ReminderContact, Reminders, Report } from '../actions/reminders-ports.ts'
import { languages } from '../domain/languages.ts'
import { messageStates } from '../domain/message.ts'
import { phoneNumber } from '../domain/phone-number.ts'
import { Refusal } from '../domain/refusal.ts'
import {
  coverage,
  money,
  personOutcome,
  reminderBatch,
  reminderRound,
  said,
  toldHousehold,
} from '../domain/reminder.ts'
import { getItems } from './batch-get.ts'
import { type Item, readAs } from './items.ts'
import {
  batchesPk,
  batchKey,
  contactKey,
  coveragePk,
  gatewayIdKey,
  type Key,
  roundKey,
  roundsPk,
} from './keys.ts'
import { getItem, isConditionFailure, queryItems, secondsOf, type Tables, writeTogether } from './tables.ts'

/** "Who was told what" has an answer for this long. */
const keptDays = 400

const people = z.object({ paydays: z.array(said), households: z.array(toldHousehold) })
const outcomesItem = z.object({
  attempt: z.int(),
  people: z.array(personOutcome),
  cost: money,
  partsSent: z.int(),
})
const contactItem = z.object({
  contactId: z.string(),
  phone: phoneNumber,
  language: z.exactOptional(z.enum(languages)),
  optedOutAt: z.exactOptional(z.string()),
})
const reportItem = z.object({
  reportState: z.optional(z.nullable(z.enum(messageStates))),
  reportWord: z.optional(z.string()),
  reportAt: z.optional(z.string()),
})

/** `kind` says of every item what it is: which reminder it is stands beside it. */
const readKind = <T>(kind: string, shape: z.ZodMiniType<T>, item: Item): T =>
  readAs(kind, shape, { ...item, kind: item.reminderKind })

function itemOf(key: Key, kind: string, body: object, at: string): Item {
  const { kind: reminderKind, ...rest } = body as { kind?: string }
  return { ...rest, reminderKind, ...key, kind, v: 1, expiresAtSeconds: secondsOf(at, keptDays) }
}

export function createReminders(tables: Tables): Reminders {
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

  return {
    async open(round) {
      return put(
        roundKey(round.roundId),
        'reminder-round',
        round,
        round.createdAt,
        'attribute_not_exists(pk)',
      )
    },
    async round(roundId) {
      const item = await at(roundKey(roundId))
      return item && readKind('reminder-round', reminderRound, item)
    },
    async rounds({ after, limit }) {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': roundsPk },
          ScanIndexForward: false,
          Limit: limit,
          ...(after ? { ExclusiveStartKey: { ...roundKey(after) } } : {}),
        }),
      )
      const items = Items.map((item) => readKind('reminder-round', reminderRound, item))
      const last = items.at(-1)
      return { items, ...(LastEvaluatedKey && last ? { next: last.roundId } : {}) }
    },
    async since(day) {
      const items = await queryItems(tables, {
        TableName,
        KeyConditionExpression: 'pk = :pk AND sk >= :day',
        ExpressionAttributeValues: { ':pk': roundsPk, ':day': day },
        ConsistentRead: true,
      })
      return items.map((item) => readKind('reminder-round', reminderRound, item))
    },
    async change(was, next, now) {
      const item = await update(
        roundKey(was.roundId),
        { ...next, version: was.version + 1, updatedAt: now.toISOString() },
        '#version = :was',
        { values: { ':was': was.version } },
      )
      return item && readKind('reminder-round', reminderRound, item)
    },
    async hold(roundId, holder, until, now) {
      const held = await update(
        roundKey(roundId),
        { heldBy: holder, heldUntil: until.toISOString() },
        '#state = :planning AND (attribute_not_exists(#heldUntil) OR #heldUntil < :now OR #heldBy = :heldBy)',
        { names: { '#state': 'state' }, values: { ':planning': 'planning', ':now': now.toISOString() } },
      )
      return held !== undefined
    },

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

    async cover(covered) {
      const { paydayId, at: since, roundId, group } = covered
      await put(
        { pk: coveragePk(paydayId), sk: `${since}#${roundId}#${group}` },
        'reminder-coverage',
        covered,
        since,
      )
    },
    async coverageOf(paydayId) {
      const items = await queryItems(tables, {
        TableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': coveragePk(paydayId) },
        ConsistentRead: true,
      })
      return items.map((item) => readKind('reminder-coverage', coverage, item))
    },

    async contacts(contactIds) {
      const items = await getItems(tables, contactIds.map(contactKey))
      const found: [string, ReminderContact][] = items.map((item) => {
        const who = readAs('contact', contactItem, item)
        return [who.contactId, who]
      })
      return new Map(found)
    },
    async reports(gatewayIds) {
      const items = await getItems(tables, gatewayIds.map(gatewayIdKey), { consistent: false })
      const found = items.flatMap((item): [string, Report][] => {
        const { reportState, reportWord, reportAt } = readAs('gateway-id', reportItem, item)
        if (!reportWord || !reportAt) return []
        const id = String(item.pk).slice('G#'.length)
        return [[id, { state: reportState ?? undefined, word: reportWord, at: reportAt }]]
      })
      return new Map(found)
    },
  }
}
