/** Consumers: what was set, what they have come to, and who may deliver to them now. */
import { PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { Consumers, Deliveries } from '../actions/registry-ports.ts'
import { type Consumer, consumer, type Progress, progress } from '../domain/consumer.ts'
import { keepDays } from '../domain/keep-days.ts'
import { Refusal } from '../domain/refusal.ts'
import { type Item, readAs } from './items.ts'
import { comparedKey, consumerKey, consumersPk, progressKey } from './keys.ts'
import { getItem, isConditionFailure, queryItems, type Tables } from './tables.ts'

const comparedDays = keepDays.compared

const readConsumer = (item: Item): Consumer => readAs('consumer', consumer, item)
const readProgress = (item: Item): Progress => readAs('progress', progress, item)
const none = (consumerId: string): Progress => ({ consumerId })

export function createConsumers(tables: Tables): Consumers {
  const table = tables.main
  const update = (consumerId: string, expression: string, values: Item, names: Record<string, string> = {}) =>
    tables.client.send(
      new UpdateCommand({
        TableName: table,
        Key: { ...progressKey(consumerId) },
        UpdateExpression: expression,
        ExpressionAttributeValues: { ...values, ':id': consumerId, ':kind': 'progress' },
        ExpressionAttributeNames: { ...names, '#kind': 'kind' },
      }),
    )
  const named = 'consumerId = :id, #kind = :kind'

  return {
    async all() {
      const items = await queryItems(tables, {
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': consumersPk },
      })
      const came = new Map(
        items
          .filter(({ kind }) => kind === 'progress')
          .map((item) => [String(item.consumerId), readProgress(item)]),
      )
      return items
        .filter(({ kind }) => kind === 'consumer')
        .map(readConsumer)
        .map((each) => ({ consumer: each, progress: came.get(each.consumerId) ?? none(each.consumerId) }))
    },

    async read(consumerId) {
      const item = await getItem(tables, table, consumerKey(consumerId))
      return item && readConsumer(item)
    },

    async progress(consumerId) {
      const item = await getItem(tables, table, progressKey(consumerId))
      return item ? readProgress(item) : none(consumerId)
    },

    async save(next, readVersion) {
      try {
        await tables.client.send(
          new PutCommand({
            TableName: table,
            Item: { ...next, ...consumerKey(next.consumerId), kind: 'consumer', v: 1 },
            ...(readVersion === 0
              ? { ConditionExpression: 'attribute_not_exists(pk)' }
              : {
                  ConditionExpression: '#version = :read',
                  ExpressionAttributeNames: { '#version': 'version' },
                  ExpressionAttributeValues: { ':read': readVersion },
                }),
          }),
        )
      } catch (error) {
        throw isConditionFailure(error) ? new Refusal('stale', 'Somebody else was faster.') : error
      }
    },

    async seen(consumerId, at, pulledTo) {
      await update(
        consumerId,
        `SET ${named}, lastSeenAt = :at${pulledTo === undefined ? '' : ', pulledTo = :to'}`,
        { ':at': at, ...(pulledTo === undefined ? {} : { ':to': pulledTo }) },
      )
    },

    async tallyReceipts(consumerId, kept, rejected) {
      await update(consumerId, `SET ${named} ADD receipts :kept, rejected :rejected`, {
        ':kept': kept,
        ':rejected': rejected,
      })
    },

    async keepCompared(consumerId, day, at, compared) {
      await tables.client.send(
        new PutCommand({
          TableName: table,
          Item: {
            ...comparedKey(consumerId, day),
            kind: 'compared',
            v: 1,
            at,
            compared,
            expiresAtSeconds: Math.floor(Date.parse(at) / 1000) + comparedDays * 86_400,
          },
        }),
      )
    },

    async compared(consumerId, most) {
      const { Items = [] } = await tables.client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': comparedKey(consumerId, '').pk },
          ScanIndexForward: false,
          Limit: most,
        }),
      )
      return Items.map((item) => ({ at: String(item.at), compared: String(item.compared) }))
    },
  }
}

/**
 * One deliverer at a time. Whoever comes while another is at it leaves word how far is wanted, and the one that is at it
 * cannot go before it has seen that word: no wake-up is lost between "there is nothing more" and "I am gone".
 */
export function createDeliveries(tables: Tables): Deliveries {
  const update = async (
    consumerId: string,
    expression: string,
    values: Item,
    condition?: string,
  ): Promise<Item | undefined> => {
    try {
      const { Attributes } = await tables.client.send(
        new UpdateCommand({
          TableName: tables.main,
          Key: { ...progressKey(consumerId) },
          UpdateExpression: expression,
          ExpressionAttributeValues: values,
          ...(condition ? { ConditionExpression: condition } : {}),
          ...(expression.includes('#kind') ? { ExpressionAttributeNames: { '#kind': 'kind' } } : {}),
          ReturnValues: 'ALL_NEW',
        }),
      )
      return Attributes
    } catch (error) {
      if (isConditionFailure(error)) return undefined
      throw error
    }
  }
  const mine = 'leaseId = :lease'
  const must = async (consumerId: string, lease: string, expression: string, values: Item): Promise<void> => {
    if (!(await update(consumerId, expression, { ...values, ':lease': lease }, mine)))
      throw new Refusal('stale', 'Another delivers now.')
  }

  return {
    async take(consumerId, wanted, leaseId, now, until) {
      const named = { ':id': consumerId, ':kind': 'progress' }
      await update(
        consumerId,
        'SET consumerId = :id, #kind = :kind, wanted = :wanted',
        { ...named, ':wanted': wanted },
        'attribute_not_exists(wanted) OR wanted < :wanted',
      )
      const taken = await update(
        consumerId,
        'SET consumerId = :id, #kind = :kind, leaseId = :lease, leaseUntil = :until',
        { ...named, ':lease': leaseId, ':until': until.toISOString(), ':now': now.toISOString() },
        'attribute_not_exists(leaseId) OR leaseUntil < :now',
      )
      return taken && readProgress(taken)
    },
    begin: (consumerId, lease, inFlightTo) =>
      must(consumerId, lease, 'SET inFlightTo = :to', { ':to': inFlightTo }),
    delivered: (consumerId, lease, pushedTo, inFlightTo) =>
      must(
        consumerId,
        lease,
        inFlightTo === undefined
          ? 'SET pushedTo = :to REMOVE inFlightTo, attempts, failingSince, nextTryAt, lastFailure'
          : 'SET pushedTo = :to, inFlightTo = :next REMOVE attempts, failingSince, nextTryAt, lastFailure',
        { ':to': pushedTo, ...(inFlightTo === undefined ? {} : { ':next': inFlightTo }) },
      ),
    failed: (consumerId, lease, { attempts, failingSince, nextTryAt, lastFailure }) =>
      must(
        consumerId,
        lease,
        'SET attempts = :attempts, failingSince = :since, nextTryAt = :next, lastFailure = :how REMOVE leaseId, leaseUntil',
        { ':attempts': attempts, ':since': failingSince, ':next': nextTryAt, ':how': lastFailure },
      ),
    async release(consumerId, lease, reached) {
      const gone = await update(
        consumerId,
        'REMOVE leaseId, leaseUntil',
        { ':lease': lease, ':reached': reached },
        `${mine} AND (attribute_not_exists(wanted) OR wanted <= :reached)`,
      )
      return gone !== undefined
    },
    async rewind(consumerId, to) {
      await update(
        consumerId,
        'SET consumerId = :id, #kind = :kind, pushedTo = :to REMOVE inFlightTo, attempts, failingSince, nextTryAt, lastFailure, leaseId, leaseUntil',
        { ':id': consumerId, ':kind': 'progress', ':to': to },
      )
    },
  }
}
