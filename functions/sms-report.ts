/** What became of an SMS. Moves it forward, never back; a word nobody knows is kept and moves nothing. */
import type { MessageState } from '../shared/domain/message.ts'
import { dayOf } from '../shared/domain/working-days.ts'
import { type DeliveryReport, parseDeliveryReport } from '../shared/gateways/africas-talking-callbacks.ts'
import { createMessages } from '../shared/store/messages.ts'
import { createReminders } from '../shared/store/reminders.ts'
import { createQuarantine } from '../shared/store/staff.ts'
import { readSettings } from './kit/environment.ts'
import { createLog } from './kit/log.ts'
import { remembered } from './kit/remembered.ts'
import { webhook } from './kit/webhook.ts'
import { once, tablesFrom } from './kit/wire.ts'
import { createWorld, now } from './kit/world.ts'

const settings = once(() => readSettings('sms-report'))
const log = once(() => createLog('sms-report', settings().JIGIKAN_STAGE))
const tables = once(() => tablesFrom(settings()))
const world = once(() => createWorld(settings().JIGIKAN_PEPPER))
const quarantine = once(() => createQuarantine(tables()))
const messages = once(() => createMessages(tables()))

/** A report may come so long after its SMS. */
const reportDays = 3
let remindersSeenUntilMs = 0
const noneYet = once(() =>
  remembered(
    async () => {
      const since = dayOf(new Date(now().getTime() - reportDays * 86_400_000))
      return (await createReminders(tables()).since(since)).length > 0
    },
    5_000,
    now,
  ),
)
/** Whether a round began these days: asked for every few seconds until it did, and then every hour. */
async function amongReminders(): Promise<boolean> {
  if (now().getTime() < remindersSeenUntilMs) return true
  const is = await noneYet()()
  if (is) remindersSeenUntilMs = now().getTime() + 3_600_000
  return is
}

const states: Readonly<Record<DeliveryReport['state'], MessageState | undefined>> = {
  'in-transit': 'sent',
  delivered: 'delivered',
  failed: 'failed',
  'unknown-word': undefined,
}

export const handler = webhook({
  door: 'sms-reports',
  tokens: () => settings().JIGIKAN_CALLBACK_TOKENS,
  parse: parseDeliveryReport,
  serve: async (report) => {
    const state = states[report.state]
    const outcome = await messages().report(
      {
        gatewayId: report.gatewayId,
        word: report.status,
        ...(state ? { state } : {}),
        ...(report.phoneNumber ? { contactId: world().contactIdOf(report.phoneNumber) } : {}),
        ...(report.failureReason ? { reason: report.failureReason } : {}),
        amongReminders: await amongReminders(),
      },
      world().now(),
    )
    log().info('delivery report', { outcome, state: report.state })
    return 'OK'
  },
  world,
  quarantine,
  log,
  unreadable: 'Kept',
})
