/**
 * An administrator looks after consumers: who is told of what, by which way, with which keys. Keys and secrets are made
 * elsewhere and handed in; what is shown once is not kept in clear.
 */
import {
  type Consumer,
  isPushedTo,
  isResting,
  mostSecrets,
  type Progress,
  type Way,
  type Writes,
} from '../domain/consumer.ts'
import { programmeOf } from '../domain/programmes.ts'
import { Refusal } from '../domain/refusal.ts'
import { cursorBefore } from './read-feed.ts'
import type { Consumers, Deliveries, FeedReader } from './registry-ports.ts'

export interface ManagingConsumers {
  now(): Date
  readonly consumers: Consumers
  readonly deliveries: Pick<Deliveries, 'rewind'>
  readonly feed: FeedReader
  newKey(consumerId: string): {
    readonly kept: { readonly keyId: string; readonly hash: string }
    readonly key: string
  }
  newPushSecret(): { readonly secretId: string; readonly secret: string }
  seal(text: string): string
  /** Why an address may not be pushed to. */
  problemOfUrl(url: string): string | undefined
}

export interface ConsumerSettings {
  readonly name: string
  readonly programmes: readonly string[]
  readonly ways: readonly Way[]
  readonly writes: readonly Writes[]
  readonly ratePerMinute: number
  readonly push?: { readonly url: string; readonly batch: number }
}
export type ConsumerOrder =
  | ({ readonly type: 'change' } & ConsumerSettings)
  | { readonly type: 'new_key' }
  | { readonly type: 'drop_key'; readonly keyId: string }
  | { readonly type: 'new_push_secret' }
  | { readonly type: 'drop_push_secret'; readonly secretId: string }
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  | { readonly type: 'replay'; readonly since: string }
export interface Changed {
  readonly consumer: Consumer
  readonly shownOnce?: { key?: string; pushSecret?: string }
}

const wrong = (field: string, why: string) =>
  new Refusal('invalid', 'Something does not fit.', { fields: { [field]: why } })
const noSuch = () => new Refusal('not-found', 'There is no such consumer.')

function proveSettings(at: ManagingConsumers, { programmes, ways, push }: ConsumerSettings): void {
  const isAll = programmes.includes('*')
  if (isAll && programmes.length > 1) throw wrong('programmes', 'all-alone')
  if (!isAll && programmes.some((programme) => !programmeOf(programme))) throw wrong('programmes', 'unknown')
  if (ways.includes('push') && !push) throw wrong('push', 'needed')
  const problem = push && at.problemOfUrl(push.url)
  if (problem) throw wrong('push.url', problem)
}

/** The newest first, and no more than two. */
const newest = <T>(made: T, kept: readonly T[]): T[] => [made, ...kept].slice(0, mostSecrets)

function withPush(at: ManagingConsumers, was: Consumer['push'], { push }: ConsumerSettings) {
  if (!push) return { shown: undefined, push: undefined }
  if (was) return { shown: undefined, push: { ...push, secrets: was.secrets } }
  const { secretId, secret } = at.newPushSecret()
  const first = { secretId, sealed: at.seal(secret), createdAt: at.now().toISOString() }
  return { shown: secret, push: { ...push, secrets: [first] } }
}

export async function addConsumer(
  at: ManagingConsumers,
  consumerId: string,
  settings: ConsumerSettings,
): Promise<Changed> {
  proveSettings(at, settings)
  if (await at.consumers.read(consumerId)) throw wrong('consumerId', 'taken')
  const createdAt = at.now().toISOString()
  const { kept, key } = at.newKey(consumerId)
  const { shown, push } = withPush(at, undefined, settings)
  const { push: _asked, ...plain } = settings
  const consumer: Consumer = {
    consumerId,
    ...plain,
    version: 1,
    active: true,
    keys: [{ ...kept, createdAt }],
    ...(push ? { push } : {}),
    createdAt,
    updatedAt: createdAt,
  }
  // It begins with what comes from now on; the past is asked for with `replay`, or pulled.
  await at.deliveries.rewind(consumerId, (await at.feed.head()).sequence)
  await at.consumers.save(consumer, 0)
  return { consumer, shownOnce: { key, ...(shown ? { pushSecret: shown } : {}) } }
}

type Outcome = { readonly next: Partial<Consumer>; readonly shownOnce?: Changed['shownOnce'] }

function apply(at: ManagingConsumers, was: Consumer, order: ConsumerOrder): Outcome {
  const createdAt = at.now().toISOString()
  const { push } = was
  switch (order.type) {
    case 'change': {
      proveSettings(at, order)
      const { type: _type, push: _asked, ...plain } = order
      const made = withPush(at, push, order)
      return {
        next: { ...plain, ...(made.push ? { push: made.push } : {}) },
        ...(made.shown ? { shownOnce: { pushSecret: made.shown } } : {}),
      }
    }
    case 'new_key': {
      const { kept, key } = at.newKey(was.consumerId)
      return { next: { keys: newest({ ...kept, createdAt }, was.keys) }, shownOnce: { key } }
    }
    case 'drop_key':
      return { next: { keys: was.keys.filter(({ keyId }) => keyId !== order.keyId) } }
    case 'new_push_secret': {
      if (!push) throw wrong('push', 'needed')
      const { secretId, secret } = at.newPushSecret()
      const secrets = newest({ secretId, sealed: at.seal(secret), createdAt }, push.secrets)
      return { next: { push: { ...push, secrets } }, shownOnce: { pushSecret: secret } }
    }
    case 'drop_push_secret': {
      const secrets = (push?.secrets ?? []).filter(({ secretId }) => secretId !== order.secretId)
      if (!push || secrets.length === 0) throw wrong('secretId', 'the-last-one')
      return { next: { push: { ...push, secrets } } }
    }
    case 'pause':
      return { next: { active: false } }
    case 'resume':
      return { next: { active: true } }
    case 'replay':
      return { next: {} }
  }
}

/** Refuses `stale` when somebody changed it since `readVersion` was read. */
export async function commandConsumer(
  at: ManagingConsumers,
  consumerId: string,
  order: ConsumerOrder,
  readVersion: number | undefined,
): Promise<Changed> {
  const was = await at.consumers.read(consumerId)
  if (!was) throw noSuch()
  if (readVersion !== undefined && readVersion !== was.version)
    throw new Refusal('stale', 'Somebody changed it since you opened it.')
  const { next, shownOnce } = apply(at, was, order)
  if (order.type === 'replay') {
    await at.deliveries.rewind(consumerId, await cursorBefore(at.feed, order.since))
  }
  const { push: before, ...rest } = was
  const push = order.type === 'change' ? next.push : (next.push ?? before)
  const consumer: Consumer = {
    ...rest,
    ...next,
    ...(push ? { push } : {}),
    version: was.version + 1,
    updatedAt: at.now().toISOString(),
  }
  await at.consumers.save(consumer, was.version)
  return { consumer, ...(shownOnce ? { shownOnce } : {}) }
}

export type Health = 'off' | 'never_seen' | 'well' | 'behind' | 'failing' | 'resting'
/** Entries behind that are not yet a delay: somebody who asks every few minutes is well. */
const wellWithin = 1000

export const reachedBy = (consumer: Consumer, progress: Progress): number | undefined =>
  isPushedTo({ consumer }) ? progress.pushedTo : progress.pulledTo

export function healthOf(consumer: Consumer, progress: Progress, lag: number | undefined, now: Date): Health {
  if (!consumer.active) return 'off'
  if (isPushedTo({ consumer }) && progress.failingSince)
    return isResting(progress, now) ? 'resting' : 'failing'
  if (lag === undefined) return 'never_seen'
  return lag > wellWithin ? 'behind' : 'well'
}
