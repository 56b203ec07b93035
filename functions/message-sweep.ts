/** Every minute: messages that stand still are put back on their queue, or settled. */
import middy from '@middy/core'
import { sweepMessages } from '../shared/actions/send-message.ts'
import { createMessages } from '../shared/store/messages.ts'
import { readSettings } from './kit/environment.ts'
import { createLog } from './kit/log.ts'
import { createQueue } from './kit/queue.ts'
import { once, tablesFrom } from './kit/wire.ts'
import { createWorld } from './kit/world.ts'

const settings = once(() => readSettings('message-sweep'))
const log = once(() => createLog('message-sweep', settings().JIGIKAN_STAGE))
const desk = once(() => ({
  world: createWorld(''),
  messages: createMessages(tablesFrom(settings())),
  queue: createQueue(settings().JIGIKAN_SMS_QUEUE_URL, settings().JIGIKAN_SQS_ENDPOINT),
}))

export const handler = middy<unknown, void>().handler(async () => {
  const swept = await sweepMessages(desk())
  if (Object.values(swept).some((count) => count > 0)) log().info('messages swept', { ...swept })
})
