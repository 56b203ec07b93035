/** Sends batches of reminders through the gateway's own SDK: one call a batch, so many calls a second. */
import { setTimeout as pause } from 'node:timers/promises'
import type { BatchRef } from '../shared/actions/reminders-ports.ts'
import { sendBatch } from '../shared/actions/send-reminders.ts'
import { budgetOfMonth } from '../shared/actions/spend-on-reminders.ts'
import { tellOfPause } from '../shared/actions/tell-of-pause.ts'
import { createSmsGateway } from '../shared/gateways/africas-talking.ts'
import { createMessages } from '../shared/store/messages.ts'
import { createPaydays } from '../shared/store/paydays.ts'
import { createReminders } from '../shared/store/reminders.ts'
import { createOfficers } from '../shared/store/staff.ts'
import { queueBatch } from './kit/batch.ts'
import { readSettings } from './kit/environment.ts'
import { createLog } from './kit/log.ts'
import { createPacer } from './kit/pacer.ts'
import { remembered } from './kit/remembered.ts'
import { once, tablesFrom } from './kit/wire.ts'
import { createWorld, now } from './kit/world.ts'

/** The queue hands out its batches to so many of us at once, and each takes its share of the calls. */
const sendersAtOnce = 2

const settings = once(() => readSettings('reminder-sender'))
const log = once(() => createLog('reminder-sender', settings().JIGIKAN_STAGE))
const sender = once(() => {
  const tables = tablesFrom(settings())
  const reminders = createReminders(tables)
  const messages = createMessages(tables)
  const officers = createOfficers(tables)
  const budget = settings().JIGIKAN_REMINDER_BUDGET
  const month = remembered(() => budgetOfMonth(reminders, budget, now()), 30_000, now)
  return {
    world: createWorld(''),
    reminders,
    paydays: createPaydays(tables),
    gateway: createSmsGateway({
      username: settings().JIGIKAN_AT_USERNAME,
      apiKey: settings().JIGIKAN_AT_API_KEY,
      timeoutMs: 20_000,
      ...(settings().JIGIKAN_AT_SENDER_ID ? { senderId: settings().JIGIKAN_AT_SENDER_ID } : {}),
      ...(settings().JIGIKAN_AT_BASE_URL ? { baseUrl: settings().JIGIKAN_AT_BASE_URL } : {}),
    }),
    budget: async () => (budget ? (await month()).state : 'none'),
    turn: createPacer((1000 * sendersAtOnce) / settings().JIGIKAN_REMINDER_CALLS_PER_SECOND, pause),
    tell: (round) =>
      tellOfPause({ messages, officers, consoleUrl: settings().JIGIKAN_CONSOLE_URL }, round, now()),
  } satisfies Parameters<typeof sendBatch>[0]
})

export const handler = queueBatch(log, async ({ body }) => {
  const sent = await sendBatch(sender(), JSON.parse(body) as BatchRef)
  log().info('reminders', { sent })
  // What cannot leave now waits in the table, where the clock finds it.
  return true
})
