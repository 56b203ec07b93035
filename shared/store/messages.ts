/** SMS and e-mails on their way: put once, claimed by one sender, settled by what the gateway said, moved on by its reports. */
import { GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { Messages } from '../actions/ports.ts'
import { keepDays } from '../domain/keep-days.ts'
import { emailAlert, type MessageState, movesForward } from '../domain/message.ts'
import { type Item, messageItem, readAs, readMessage, waitingAttributes } from './items.ts'
import { emailKey, gatewayIdKey, type Key, waitingMessages, waitingReports, waitingShards } from './keys.ts'
import { getItem, isConditionFailure, secondsOf, type Tables } from './tables.ts'

/** Reports whose message is not known are kept this long for it to turn up. */
const reportDays = keepDays.strayReport
/** As long as what was told is known. */
const reminderReportDays = keepDays.reminders

export function createMessages(tables: Tables): Messages {
  const table = tables.main

  const putOnce = async (Item: Item) => {
    try {
      await tables.client.send(
        new PutCommand({ TableName: table, Item, ConditionExpression: 'attribute_not_exists(pk)' }),
      )
    } catch (error) {
      if (!isConditionFailure(error)) throw error
    }
  }

  /** Moves a message if it is still in one of `from`. False if it is not. */
  async function move(
    message: Key & { readonly messageId: string },
    from: readonly MessageState[],
    to: MessageState,
    more: Item,
    now: Date,
  ): Promise<boolean> {
    const at = now.toISOString()
    const set: Item = {
      ...more,
      state: to,
      updatedAt: at,
      ...waitingAttributes({ messageId: message.messageId, state: to, updatedAt: at }),
    }
    const keys = Object.keys(set).filter((key) => set[key] !== undefined)
    const removes = 'waitingKey' in set ? '' : ' REMOVE waitingKey, waitingSort'
    const claimed = to === 'sending' ? ' ADD attempts :one' : ''
    try {
      await tables.client.send(
        new UpdateCommand({
          TableName: table,
          Key: { pk: message.pk, sk: message.sk },
          UpdateExpression: `SET ${keys.map((key) => `#${key} = :${key}`).join(', ')}${removes}${claimed}`,
          ConditionExpression: `#state IN (${from.map((_, index) => `:from${index}`).join(', ')})`,
          ExpressionAttributeNames: {
            '#state': 'state',
            ...Object.fromEntries(keys.map((key) => [`#${key}`, key])),
          },
          ExpressionAttributeValues: {
            ...Object.fromEntries(keys.map((key) => [`:${key}`, set[key]])),
            ...Object.fromEntries(from.map((state, index) => [`:from${index}`, state])),
            ...(claimed ? { ':one': 1 } : {}),
          },
        }),
      )
      return true
    } catch (error) {
      if (isConditionFailure(error)) return false
      throw error
    }
  }

  /**
   * A report of a reminder, found again by its gateway's id: one write, in no index, and nothing for what only says that it is
   * on its way. A message whose own answer is still to come finds it here too.
   */
  const keepReport = async (
    gatewayId: string,
    { state, word }: { readonly state: MessageState | undefined; readonly word: string },
    now: Date,
  ): Promise<'kept' | 'unmoved'> => {
    if (state === 'sent') return 'unmoved'
    try {
      await tables.client.send(
        new UpdateCommand({
          TableName: table,
          Key: { ...gatewayIdKey(gatewayId) },
          UpdateExpression:
            'SET reportState = :state, reportWord = :word, reportAt = :at, #kind = :kind, v = :v, expiresAtSeconds = :ttl',
          ConditionExpression:
            'attribute_not_exists(messagePk) AND (attribute_not_exists(reportState) OR reportState <> :delivered)',
          ExpressionAttributeNames: { '#kind': 'kind' },
          ExpressionAttributeValues: {
            ':state': state ?? null,
            ':word': word,
            ':at': now.toISOString(),
            ':kind': 'gateway-id',
            ':v': 1,
            ':ttl': secondsOf(now, reminderReportDays),
            ':delivered': 'delivered',
          },
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      )
      return 'kept'
    } catch (error) {
      if (!isConditionFailure(error)) throw error
      const { Item: known } = error as { Item?: Record<string, unknown> }
      // Its message was written since it was looked for: the gateway says it again, and finds it.
      if (known && 'messagePk' in known) throw error
      return 'unmoved'
    }
  }

  const read = async (key: Key) => {
    const item = await getItem(tables, table, key)
    return item && readMessage(item)
  }

  const before = (to: MessageState): readonly MessageState[] =>
    (['queued', 'sending', 'unknown', 'sent', 'failed', 'delivered'] as const).filter((from) =>
      movesForward(from, to),
    )

  return {
    read,

    async putMessage(message) {
      const home = message.complaintId
        ? ({ kind: 'complaint', id: message.complaintId } as const)
        : ({ kind: 'elsewhere', id: message.messageId.split('.')[0] ?? message.messageId } as const)
      await putOnce(messageItem(message, home))
    },

    async putEmail(alert) {
      await putOnce({
        ...alert,
        ...emailKey(alert.messageId),
        kind: 'email',
        v: 1,
        expiresAtSeconds: secondsOf(alert.createdAt, keepDays.email),
      })
    },

    async readEmail(key) {
      const item = await getItem(tables, table, key)
      return item && readAs('email', emailAlert, item)
    },

    async moveEmail(alert, to, more, now) {
      return move(
        { ...emailKey(alert.messageId), messageId: alert.messageId },
        [alert.state],
        to,
        { ...more },
        now,
      )
    },

    async claim(message, now) {
      return move(message, ['queued'], 'sending', {}, now)
    },

    async move(message, to, more, now) {
      return move(message, [message.state], to, { ...more }, now)
    },

    async settle(message, to, more, now) {
      await move(message, ['sending'], to, { ...more }, now)
      if (!more.gatewayId) return
      const pointer = gatewayIdKey(more.gatewayId)
      const { Attributes } = await tables.client.send(
        new UpdateCommand({
          TableName: table,
          Key: { ...pointer },
          UpdateExpression:
            'SET messagePk = :pk, messageSk = :sk, messageId = :id, #kind = :kind, v = :v, expiresAtSeconds = :ttl REMOVE waitingKey, waitingSort',
          ExpressionAttributeNames: { '#kind': 'kind' },
          ExpressionAttributeValues: {
            ':pk': message.pk,
            ':sk': message.sk,
            ':id': message.messageId,
            ':kind': 'gateway-id',
            ':v': 1,
            ':ttl': secondsOf(now, keepDays.gatewayId),
          },
          ReturnValues: 'ALL_OLD',
        }),
      )
      // The report was faster than the gateway's own answer.
      const early = Attributes?.reportState as MessageState | undefined
      if (early) await move(message, before(early), early, { gatewayWord: Attributes?.reportWord }, now)
    },

    async report({ gatewayId, contactId, state, word, reason, amongReminders }, now) {
      const { Item } = await tables.client.send(
        new GetCommand({ TableName: table, Key: { ...gatewayIdKey(gatewayId) }, ConsistentRead: true }),
      )
      if (!Item?.messagePk && amongReminders) return keepReport(gatewayId, { state, word }, now)
      if (!Item?.messagePk) {
        await tables.client.send(
          new UpdateCommand({
            TableName: table,
            Key: { ...gatewayIdKey(gatewayId) },
            UpdateExpression:
              'SET reportState = :state, reportWord = :word, reportAt = :at, contactId = :contact, #kind = :kind, v = :v, gatewayId = :id, waitingKey = if_not_exists(waitingKey, :waiting), waitingSort = :at, expiresAtSeconds = :ttl',
            ConditionExpression: 'attribute_not_exists(messagePk)',
            ExpressionAttributeNames: { '#kind': 'kind' },
            ExpressionAttributeValues: {
              ':state': state ?? null,
              ':word': word,
              ':at': now.toISOString(),
              ':contact': contactId ?? null,
              ':kind': 'gateway-id',
              ':v': 1,
              ':id': gatewayId,
              ':waiting': waitingReports,
              ':ttl': secondsOf(now, reportDays),
            },
          }),
        )
        return 'kept'
      }
      const message = {
        pk: String(Item.messagePk),
        sk: String(Item.messageSk),
        messageId: String(Item.messageId),
      }
      if (!state) {
        await tables.client.send(
          new UpdateCommand({
            TableName: table,
            Key: { pk: message.pk, sk: message.sk },
            UpdateExpression: 'SET gatewayWord = :word',
            ConditionExpression: 'attribute_exists(pk)',
            ExpressionAttributeValues: { ':word': word },
          }),
        )
        return 'unmoved'
      }
      const moved = await move(
        message,
        before(state),
        state,
        { gatewayWord: word, ...(reason ? { reason } : {}) },
        now,
      )
      return moved ? 'moved' : 'unmoved'
    },

    async waiting(states, since, limit) {
      const found = await Promise.all(
        Array.from({ length: waitingShards }, async (_, shard) => {
          const { Items = [] } = await tables.client.send(
            new QueryCommand({
              TableName: table,
              IndexName: 'by-waiting',
              KeyConditionExpression: 'waitingKey = :key AND waitingSort < :before',
              FilterExpression: `#state IN (${states.map((_state, index) => `:s${index}`).join(', ')})`,
              ExpressionAttributeNames: { '#state': 'state' },
              ExpressionAttributeValues: {
                ':key': waitingMessages(shard),
                ':before': since.toISOString(),
                ...Object.fromEntries(states.map((state, index) => [`:s${index}`, state])),
              },
              Limit: limit,
            }),
          )
          return Items.map(readMessage)
        }),
      )
      return found.flat()
    },

    async takeStrayReport(contactId, since) {
      const { Items = [] } = await tables.client.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'by-waiting',
          KeyConditionExpression: 'waitingKey = :key AND waitingSort >= :since',
          FilterExpression: 'contactId = :contact',
          ExpressionAttributeValues: { ':key': waitingReports, ':since': since, ':contact': contactId },
        }),
      )
      const [stray] = Items
      if (!stray) return undefined
      const state = stray.reportState as MessageState | null
      return {
        gatewayId: String(stray.gatewayId),
        word: String(stray.reportWord),
        ...(state ? { state } : {}),
      }
    },
  }
}
