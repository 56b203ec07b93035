/** Every minute: reminder rounds are begun at their hour, planned, brought back where they wait, and closed. */
import middy from '@middy/core'
import { tendReminders } from '../shared/actions/tend-reminders.ts'
import { createDueLines } from '../shared/store/due-lines.ts'
import { createPaydays } from '../shared/store/paydays.ts'
import { createReminders } from '../shared/store/reminders.ts'
import { readSettings } from './kit/environment.ts'
import { createLog } from './kit/log.ts'
import { createQueue } from './kit/queue.ts'
import { once, tablesFrom } from './kit/wire.ts'
import { createWorld } from './kit/world.ts'

const settings = once(() => readSettings('payday-reminder'))
const log = once(() => createLog('payday-reminder', settings().JIGIKAN_STAGE))
const tender = once(() => {
  const tables = tablesFrom(settings())
  return {
    world: createWorld(''),
    reminders: createReminders(tables),
    paydays: createPaydays(tables),
    dueLines: createDueLines(tables),
    queue: createQueue(settings().JIGIKAN_REMINDER_QUEUE_URL, settings().JIGIKAN_SQS_ENDPOINT),
    callsPerMinute: Math.max(1, Math.floor(settings().JIGIKAN_REMINDER_CALLS_PER_SECOND * 60)),
  }
})

export const handler = middy<unknown, void>().handler(async () => {
  const tended = await tendReminders(tender())
  if (Object.values(tended).some((count) => count > 0)) log().info('reminders tended', { ...tended })
})
