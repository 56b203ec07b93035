/** Somebody told the network that they want no more SMS from us: the same as STOP. */
import { parseOptOut } from '../shared/gateways/africas-talking-callbacks.ts'
import { createContacts } from '../shared/store/contacts.ts'
import { createQuarantine } from '../shared/store/staff.ts'
import { readSettings } from './kit/environment.ts'
import { createLog } from './kit/log.ts'
import { webhook } from './kit/webhook.ts'
import { once, tablesFrom } from './kit/wire.ts'
import { createWorld } from './kit/world.ts'

const settings = once(() => readSettings('sms-opt-out'))
const log = once(() => createLog('sms-opt-out', settings().JIGIKAN_STAGE))
const tables = once(() => tablesFrom(settings()))
const world = once(() => createWorld(settings().JIGIKAN_PEPPER))
const quarantine = once(() => createQuarantine(tables()))
const contacts = once(() => createContacts(tables()))

export const handler = webhook({
  door: 'sms-opt-outs',
  tokens: () => settings().JIGIKAN_CALLBACK_TOKENS,
  parse: parseOptOut,
  serve: async ({ phoneNumber }) => {
    const contactId = world().contactIdOf(phoneNumber)
    await contacts().patch({ contactId, phone: phoneNumber }, { optedOutAt: world().now().toISOString() })
    log().info('opted out')
    return 'OK'
  },
  world,
  quarantine,
  log,
  unreadable: 'Kept',
})
