/** Brings consumers what is new. One consumer a message; whoever is being served already is left to who serves it. */
import { setTimeout as wait } from 'node:timers/promises'
import * as z from 'zod/mini'
import { deliver } from '../shared/actions/deliver.ts'
import { pack } from '../shared/gateways/cloud-events.ts'
import { createReceiver } from '../shared/gateways/registry-receiver.ts'
import { createConsumers, createDeliveries } from '../shared/store/consumers.ts'
import { createFeedReader } from '../shared/store/feed.ts'
import { queueBatch } from './kit/batch.ts'
import { readSettings } from './kit/environment.ts'
import { createLog } from './kit/log.ts'
import { createQueue } from './kit/queue.ts'
import { unseal } from './kit/registry-secrets.ts'
import { once, tablesFrom } from './kit/wire.ts'
import { createWorld, now } from './kit/world.ts'

/** Well within the time of the function, with a receiver's ten seconds to spare. */
const budgetMs = 70_000

const settings = once(() => readSettings('registry-push'))
const log = once(() => createLog('registry-push', settings().JIGIKAN_STAGE))
const queue = once(() => createQueue(settings().JIGIKAN_PUSH_QUEUE_URL, settings().JIGIKAN_SQS_ENDPOINT))
const delivering = once(() => {
  const tables = tablesFrom(settings())
  const secrets = settings().JIGIKAN_REGISTRY_SECRETS
  return {
    now,
    id: createWorld('').id,
    wait: (ms: number) => wait(ms),
    consumers: createConsumers(tables),
    feed: createFeedReader(tables),
    deliveries: createDeliveries(tables),
    receiver: createReceiver({ toLoopback: settings().JIGIKAN_PUSH_TO_LOOPBACK === 'yes' }),
    pack: (...[consumer, delivery]: Parameters<Parameters<typeof deliver>[0]['pack']>) =>
      pack({
        consumerId: consumer.consumerId,
        single: consumer.push?.batch === 1,
        secrets: (consumer.push?.secrets ?? []).map(({ sealed }) => unseal(secrets, sealed)),
        ...delivery,
        // The receiver holds this against its own clock, which nobody pushes forward.
        at: new Date(),
      }),
  }
})

const wake = z.object({ consumerId: z.string(), upTo: z.int() })

export const handler = queueBatch(log, async (record) => {
  const { consumerId, upTo } = z.parse(wake, JSON.parse(record.body))
  const came = await deliver(delivering(), consumerId, upTo, budgetMs)
  if (came !== 'left') log().info('push', { consumerId, came })
  if (came === 'more') await queue().put([record.body])
  return true
})
