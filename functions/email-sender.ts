/** Sends officers' e-mail alerts through SES. */
import { sendEmail } from '../shared/actions/send-message.ts'
import { createEmailGateway } from '../shared/gateways/email.ts'
import { createMessages } from '../shared/store/messages.ts'
import { createOfficers } from '../shared/store/staff.ts'
import { queueBatch } from './kit/batch.ts'
import { readSettings } from './kit/environment.ts'
import { createLog } from './kit/log.ts'
import { once, tablesFrom } from './kit/wire.ts'
import { createWorld } from './kit/world.ts'

const settings = once(() => readSettings('email-sender'))
const log = once(() => createLog('email-sender', settings().JIGIKAN_STAGE))
const tables = once(() => tablesFrom(settings()))
const sender = once(() => ({
  world: createWorld(''),
  messages: createMessages(tables()),
  officers: createOfficers(tables()),
  gateway: createEmailGateway({
    from: settings().JIGIKAN_EMAIL_FROM,
    ...(settings().JIGIKAN_SES_ENDPOINT
      ? { endpoint: settings().JIGIKAN_SES_ENDPOINT, region: 'eu-west-1' }
      : {}),
  }),
}))

export const handler = queueBatch(log, async ({ body }) => {
  const sent = await sendEmail(sender(), JSON.parse(body))
  log().info('email', { sent })
  return sent !== 'later'
})
