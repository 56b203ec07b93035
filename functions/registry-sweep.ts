/** Wakes deliveries that nobody else would: those that failed and whose time has come, and those whose wake-up was lost. */
import middy from '@middy/core'
import { toWake } from '../shared/actions/deliver.ts'
import { isResting } from '../shared/domain/consumer.ts'
import { createConsumers } from '../shared/store/consumers.ts'
import { createFeedReader } from '../shared/store/feed.ts'
import { readSettings } from './kit/environment.ts'
import { createLog } from './kit/log.ts'
import { createQueue } from './kit/queue.ts'
import { once, tablesFrom } from './kit/wire.ts'
import { now } from './kit/world.ts'

const settings = once(() => readSettings('registry-sweep'))
const log = once(() => createLog('registry-sweep', settings().JIGIKAN_STAGE))
const queue = once(() => createQueue(settings().JIGIKAN_PUSH_QUEUE_URL, settings().JIGIKAN_SQS_ENDPOINT))
const at = once(() => {
  const tables = tablesFrom(settings())
  return { consumers: createConsumers(tables), feed: createFeedReader(tables) }
})

export const handler = middy().handler(async () => {
  const woken = await toWake(at().consumers, at().feed, now())
  if (woken.length > 0) await queue().put(woken.map((each) => JSON.stringify(each)))
  for (const { progress } of await at().consumers.all()) {
    if (isResting(progress, now())) log().info('consumer resting', { consumerId: progress.consumerId })
  }
})
