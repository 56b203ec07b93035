/** Sends what waits on the SMS queue, through the gateway's own SDK. */
import { sendMessage } from '../shared/actions/send-message.ts'
import { createSmsGateway } from '../shared/gateways/africas-talking.ts'
import { createContacts } from '../shared/store/contacts.ts'
import { createMessages } from '../shared/store/messages.ts'
import { createOfficers } from '../shared/store/staff.ts'
import { queueBatch } from './kit/batch.ts'
import { readSettings } from './kit/environment.ts'
import { createLog } from './kit/log.ts'
import { once, tablesFrom } from './kit/wire.ts'
import { createWorld } from './kit/world.ts'

const settings = once(() => readSettings('sms-sender'))
const log = once(() => createLog('sms-sender', settings().JIGIKAN_STAGE))
const tables = once(() => tablesFrom(settings()))
const sender = once(() => ({
  // Nothing is hashed here: the sender looks contacts up by the id that the message carries.
  world: createWorld(''),
  messages: createMessages(tables()),
  contacts: createContacts(tables()),
  officers: createOfficers(tables()),
  gateway: createSmsGateway({
    username: settings().JIGIKAN_AT_USERNAME,
    apiKey: settings().JIGIKAN_AT_API_KEY,
    timeoutMs: 10_000,
    ...(settings().JIGIKAN_AT_SENDER_ID ? { senderId: settings().JIGIKAN_AT_SENDER_ID } : {}),
    ...(settings().JIGIKAN_AT_BASE_URL ? { baseUrl: settings().JIGIKAN_AT_BASE_URL } : {}),
  }),
}))

export const handler = queueBatch(log, async ({ body }) => {
  const sent = await sendMessage(sender(), JSON.parse(body))
  log().info('sms', { sent })
  // What cannot leave now waits in the table, not on the queue: the sweep brings it back.
  return true
})
