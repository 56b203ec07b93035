/** Reminder rounds, where a payday's people stand in them, and what a sender needs to know of contacts and reports. */
import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod/mini'
import type { ReminderContact, Reminders, Report } from '../actions/reminders-ports.ts'
import { languages } from '../domain/languages.ts'
import { messageStates } from '../domain/message.ts'
import { phoneNumber } from '../domain/phone-number.ts'
import { coverage, reminderRound } from '../domain/reminder.ts'
import { getItems } from './batch-get.ts'
import { readAs } from './items.ts'
import { contactKey, coveragePk, gatewayIdKey, roundKey, roundsPk } from './keys.ts'
import { reminderBatches } from './reminder-batches.ts'
import { readKind, reminderItems } from './reminder-items.ts'
import { queryItems, type Tables } from './tables.ts'

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

export function createReminders(tables: Tables): Reminders {
  const { client, main: TableName } = tables
  const items = reminderItems(tables)
  const { put, update, at } = items

  return {
    ...reminderBatches(tables, items),
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
