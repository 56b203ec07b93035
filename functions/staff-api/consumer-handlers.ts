/** Consumers of the feed, for administrators; those who look over everything see how they are. To others they do not exist. */

import * as z from 'zod/mini'
import { notFound } from '../../shared/actions/command-complaint.ts'
import {
  addConsumer,
  commandConsumer,
  healthOf,
  type ManagingConsumers,
  reachedBy,
} from '../../shared/actions/manage-consumers.ts'
import type { OpenComplaints } from '../../shared/actions/ports.ts'
import type { Lists, Receipts } from '../../shared/actions/registry-ports.ts'
import { type ConsumerRow, compared, type consumerRoutes } from '../../shared/contracts/registry-api.ts'
import type { FileForAnother } from '../../shared/contracts/staff-api.ts'
import type { Said } from '../../shared/domain/audit.ts'
import type { Consumer, Progress } from '../../shared/domain/consumer.ts'
import { isListKind, type ListKind, listFor } from '../../shared/domain/listed-kinds.ts'
import { mayFile, maySee, type Officer } from '../../shared/domain/officer.ts'
import { Refusal } from '../../shared/domain/refusal.ts'
import { levelOf } from '../../shared/domain/units.ts'
import type { Handlers } from '../kit/staff-http.ts'

export interface ConsumersDesk {
  readonly managing: ManagingConsumers
  readonly receipts: Receipts
  readonly lists: Pick<Lists, 'read'>
  readonly open: Pick<OpenComplaints, 'read'>
  /** A line of the journal, before what was done is answered. */
  note(who: Officer, said: Said): Promise<void>
}

const daysShown = 60
const listedAtMost = 200

const looksOverConsumers = (who: Officer): boolean =>
  who.role === 'admin' || (who.role === 'supervisor' && who.units.some((u) => levelOf(u) === 'national'))

function proveLooks(who: Officer): void {
  if (!looksOverConsumers(who)) throw new Refusal('not-found', 'There is nothing at this address.')
}
function proveAdmin(who: Officer): void {
  proveLooks(who)
  if (who.role !== 'admin') throw new Refusal('not-allowed', 'An administrator does this.')
}

function rowOf(consumer: Consumer, progress: Progress, head: number, now: Date): ConsumerRow {
  const { keys, push, createdAt: _made, updatedAt: _changed, programmes, ways, writes, ...plain } = consumer
  const reached = reachedBy(consumer, progress)
  const lag = reached === undefined ? undefined : Math.max(0, head - reached)
  const { lastSeenAt, failingSince, nextTryAt, lastFailure } = progress
  return {
    ...plain,
    programmes: [...programmes],
    ways: [...ways],
    writes: [...writes],
    keys: keys.map(({ keyId, createdAt }) => ({ keyId, createdAt })),
    ...(push
      ? {
          push: {
            url: push.url,
            batch: push.batch,
            secrets: push.secrets.map(({ secretId, createdAt }) => ({ secretId, createdAt })),
          },
        }
      : {}),
    health: healthOf(consumer, progress, lag, now),
    ...(lag === undefined ? {} : { lag }),
    ...(lastSeenAt ? { lastSeenAt } : {}),
    ...(failingSince ? { failingSince } : {}),
    ...(nextTryAt ? { nextTryAt } : {}),
    ...(lastFailure ? { lastFailure } : {}),
    receipts: progress.receipts ?? 0,
    rejected: progress.rejected ?? 0,
  }
}

/** What a complaint says it is about stands on the registry's list, or the one who files hears that it does not. */
export async function proveListed(
  { lists }: Pick<ConsumersDesk, 'lists'>,
  { category, listItem }: Pick<FileForAnother, 'category' | 'listItem'>,
): Promise<void> {
  const kind = listFor(category)
  if (!listItem || !kind) return
  const items = await lists.read(kind)
  if (!items.some(({ id, retired }) => id === listItem && !retired))
    throw new Refusal('invalid', 'It is not on the list.', { fields: { listItem: 'unknown' } })
}

const changed = ({ consumerId, name }: Consumer, order: string): Said => ({
  kind: 'consumer_changed',
  about: { id: consumerId, name },
  what: { order },
})

export function consumerHandlers(desk: () => ConsumersDesk): Handlers<typeof consumerRoutes> {
  const row = async (consumer: Consumer): Promise<ConsumerRow> => {
    const { consumers, feed, now } = desk().managing
    const [progress, { sequence }] = await Promise.all([consumers.progress(consumer.consumerId), feed.head()])
    return rowOf(consumer, progress, sequence, now())
  }
  return {
    async listConsumers({ who }) {
      proveLooks(who)
      const { consumers, feed, now } = desk().managing
      const [all, { sequence }] = await Promise.all([consumers.all(), feed.head()])
      return {
        body: { items: all.map(({ consumer, progress }) => rowOf(consumer, progress, sequence, now())) },
      }
    },
    async readConsumer({ who, path }) {
      proveLooks(who)
      const { consumers } = desk().managing
      const consumer = await consumers.read(path.consumerId ?? '')
      if (!consumer) throw new Refusal('not-found', 'There is no such consumer.')
      const days = await consumers.compared(consumer.consumerId, daysShown)
      return {
        body: {
          ...(await row(consumer)),
          compared: days.map(({ at, compared: kept }) => ({ ...z.parse(compared, JSON.parse(kept)), at })),
        },
        version: consumer.version,
      }
    },
    async addConsumer({ who, body }) {
      proveAdmin(who)
      const { consumerId, ...settings } = body
      const { consumer, shownOnce } = await addConsumer(desk().managing, consumerId, settings)
      await desk().note(who, changed(consumer, 'add'))
      return { body: { consumer: await row(consumer), ...(shownOnce ? { shownOnce } : {}) } }
    },
    async commandConsumer({ who, path, body, readVersion }) {
      proveAdmin(who)
      const after = await commandConsumer(desk().managing, path.consumerId ?? '', body, readVersion)
      const { consumer, shownOnce } = after
      await desk().note(who, changed(consumer, body.type))
      return {
        body: { consumer: await row(consumer), ...(shownOnce ? { shownOnce } : {}) },
        version: consumer.version,
      }
    },
    async listForFiling({ who, path, query }) {
      if (!isListKind(path.kind ?? '') || !mayFile(who))
        throw new Refusal('not-found', 'There is nothing at this address.')
      const items = await desk().lists.read(path.kind as ListKind)
      return {
        body: {
          items: items
            .filter(({ retired, commune }) => !retired && (!query.commune || commune === query.commune))
            .sort((one, other) => (other.from ?? '').localeCompare(one.from ?? ''))
            .slice(0, listedAtMost)
            .map(({ id, name, commune, village, from }) => ({
              id,
              name,
              commune,
              ...(village ? { village } : {}),
              ...(from ? { from } : {}),
            })),
        },
      }
    },
    async readReceipts({ who, path }) {
      const complaint = await desk().open.read(path.complaintId ?? '')
      if (!complaint || !maySee(who, complaint)) throw notFound()
      return { body: { items: [...(await desk().receipts.of(complaint.complaintId))] } }
    },
  }
}
