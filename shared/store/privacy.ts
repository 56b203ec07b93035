/**
 * What is held of a person, found and forgotten. No index says whose complaint it is: a walk through all of them in parts does,
 * seldom and completely. What is restricted or private is not in reach of this.
 */
import { DeleteCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { PersonalRecords, PrivacyJournal } from '../actions/privacy-ports.ts'
import type { ComplaintEvent } from '../domain/complaint.ts'
import { paymentAnswer } from '../domain/confirmation.ts'
import { household } from '../domain/household.ts'
import { privacyEntry } from '../domain/privacy.ts'
import { readDueLine } from './due-lines.ts'
import { readHouseholdStory } from './households.ts'
import { readAs, readContact, readOpenComplaint } from './items.ts'
import {
  contactKey,
  dueOf,
  eventKey,
  householdComplaintKey,
  householdKey,
  type Key,
  messageKey,
  nation,
  paymentAnswerKey,
  paymentAnswersOf,
  privacyEntryKey,
  queueOf,
  referenceKey,
  waitingQuarantine,
} from './keys.ts'
import { getItem, isConditionFailure, queryItems, type Tables } from './tables.ts'

/** So many megabytes of complaints are looked through at a time. */
const pagesAtOnce = 8

const byNation = (which: 'open' | 'closed', condition: string, values: Readonly<Record<string, string>>) => ({
  IndexName: 'by-nation',
  KeyConditionExpression: `nationKey = :nation${condition}`,
  ExpressionAttributeValues: { ':nation': queueOf(nation, which), ...values },
})

export function createPersonalRecords(tables: Tables): PersonalRecords {
  const { client, main: TableName } = tables
  const partition = (pk: string) =>
    queryItems(tables, {
      TableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk },
      ConsistentRead: true,
    })
  const remove = (key: Key) => client.send(new DeleteCommand({ TableName, Key: { ...key } }))
  const answersAt = async (pk: string) =>
    (await partition(pk)).map((item) => readAs('payment-answer', paymentAnswer, item))
  const answersOf = (contactId: string) => answersAt(paymentAnswerKey({ answerId: '', at: '', contactId }).pk)

  /** Whom it concerned goes in any case; words that were in it go with their salt. */
  async function blank({ complaintId, at, eventId }: ComplaintEvent, wordless: ComplaintEvent | undefined) {
    await client.send(
      new UpdateCommand({
        TableName,
        Key: { ...eventKey(complaintId, at, eventId) },
        UpdateExpression: `${wordless ? 'SET #data = :data, #rest = :rest ' : ''}REMOVE #context.contactId, #context.householdId${wordless ? ', salt' : ''}`,
        ConditionExpression: 'attribute_exists(#context)',
        ExpressionAttributeNames: {
          '#context': 'context',
          ...(wordless ? { '#data': 'data', '#rest': 'rest' } : {}),
        },
        ...(wordless
          ? { ExpressionAttributeValues: { ':data': wordless.data, ':rest': wordless.rest } }
          : {}),
      }),
    )
  }

  return {
    answersOf,

    async contact(contactId) {
      const item = await getItem(tables, TableName, contactKey(contactId))
      return item && readContact(item)
    },

    async walk(subject, { which, after }) {
      const isTheirs = subject.kind === 'phone' ? 'contactId = :whose' : 'complainant.householdId = :whose'
      const whose = subject.kind === 'phone' ? subject.contactId : subject.householdId
      const items: Record<string, unknown>[] = []
      let start: Record<string, unknown> | undefined
      for (let page = 0; page < pagesAtOnce; page += 1) {
        const answer = await client.send(
          new QueryCommand({
            TableName,
            ...byNation(which, after === undefined ? '' : ' AND queueSort > :after', {
              ':whose': whose,
              ...(after === undefined ? {} : { ':after': after }),
            }),
            FilterExpression: isTheirs,
            ...(start ? { ExclusiveStartKey: start } : {}),
          }),
        )
        items.push(...(answer.Items ?? []))
        start = answer.LastEvaluatedKey
        if (!start) break
      }
      const next = start
        ? { which, after: String(start.queueSort) }
        : which === 'open'
          ? { which: 'closed' as const }
          : undefined
      return { complaints: items.map(readOpenComplaint), ...(next ? { next } : {}) }
    },

    async household(householdId) {
      const [own, due] = await Promise.all([
        partition(householdKey(householdId).pk),
        queryItems(tables, {
          TableName,
          IndexName: 'by-waiting',
          KeyConditionExpression: 'waitingKey = :due',
          ExpressionAttributeValues: { ':due': dueOf(householdId) },
        }),
      ])
      const lines = due.map(readDueLine)
      const answers = await Promise.all(
        lines.map(({ paydayId }) => answersAt(paymentAnswersOf(paydayId, householdId))),
      )
      const item = own.find(({ kind }) => kind === 'household')
      return {
        ...(item ? { household: readAs('household', household, item) } : {}),
        stories: own.filter(({ kind }) => kind === 'household-event').map(readHouseholdStory),
        lines,
        answers: answers.flat(),
      }
    },

    async endedBefore(before, most) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName,
          ...byNation('closed', ' AND queueSort < :before', { ':before': before }),
          Limit: most,
        }),
      )
      return Items.map(({ complaintId }) => String(complaintId))
    },

    async forget({ was, events, wordless, messages }) {
      const { complaintId, reference, complainant } = was
      const without = new Map(wordless.map((event) => [event.eventId, event]))
      for (const event of events) await blank(event, without.get(event.eventId))
      for (const { createdAt, messageId } of messages)
        await remove(messageKey({ kind: 'complaint', id: complaintId }, createdAt, messageId))
      if (complainant.householdId) await remove(householdComplaintKey(complainant.householdId, complaintId))
      try {
        await client.send(
          new UpdateCommand({
            TableName,
            Key: { ...referenceKey(reference) },
            UpdateExpression: 'REMOVE contactId',
            ConditionExpression: 'attribute_exists(pk)',
          }),
        )
      } catch (error) {
        if (!isConditionFailure(error)) throw error
      }
    },

    async forgetContact(contactId) {
      for (const answer of await answersOf(contactId)) await remove(paymentAnswerKey(answer))
      // What a flood from this phone said, kept aside by its hash.
      const floods = await queryItems(tables, {
        TableName,
        IndexName: 'by-waiting',
        KeyConditionExpression: 'waitingKey = :quarantine',
        FilterExpression: 'begins_with(quarantineId, :whose)',
        ExpressionAttributeValues: { ':quarantine': waitingQuarantine, ':whose': `${contactId}.` },
      })
      for (const { pk, sk } of floods) await remove({ pk: String(pk), sk: String(sk) })
      await remove(contactKey(contactId))
    },
  }
}

export const createPrivacyJournal = (tables: Tables): PrivacyJournal => ({
  async write(entry) {
    const Item = { ...entry, ...privacyEntryKey(entry.at, entry.entryId), kind: 'privacy', v: 1 }
    await tables.client.send(new PutCommand({ TableName: tables.main, Item }))
  },
  async read(at, entryId) {
    const item = await getItem(tables, tables.main, privacyEntryKey(at, entryId))
    return item && readAs('privacy', privacyEntry, item)
  },
  async ofMonth(month, most) {
    const items = await queryItems(
      tables,
      {
        TableName: tables.main,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': privacyEntryKey(month, '').pk },
        ScanIndexForward: false,
      },
      most,
    )
    return items.map((item) => readAs('privacy', privacyEntry, item))
  },
})
