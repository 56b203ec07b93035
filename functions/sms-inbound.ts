/** An SMS from somebody. What comes from a service's name instead of a number is kept aside: nobody can be answered there. */
import { receiveSms, type SmsDesk } from '../shared/actions/receive-sms.ts'
import { type IncomingSms, parseIncomingSms } from '../shared/gateways/africas-talking-callbacks.ts'
import { createAnswers, createDues } from '../shared/store/confirmations.ts'
import { createContacts } from '../shared/store/contacts.ts'
import { createHouseKeeper } from '../shared/store/house-shelf.ts'
import { createLineMemory } from '../shared/store/line-memory.ts'
import { createOpenComplaints } from '../shared/store/open-complaints.ts'
import { createRestrictedIntake } from '../shared/store/restricted.ts'
import { createShield } from '../shared/store/shield.ts'
import { createQuarantine } from '../shared/store/staff.ts'
import { readSettings } from './kit/environment.ts'
import { createLog } from './kit/log.ts'
import { type Parsed, webhook } from './kit/webhook.ts'
import { once, tablesFrom } from './kit/wire.ts'
import { createWorld, digest } from './kit/world.ts'

const settings = once(() => readSettings('sms-inbound'))
const log = once(() => createLog('sms-inbound', settings().JIGIKAN_STAGE))
const tables = once(() => tablesFrom(settings()))
const world = once(() => createWorld(settings().JIGIKAN_PEPPER))
const quarantine = once(() => createQuarantine(tables()))
const keepHouse = once(() => createHouseKeeper(tables(), () => world().now()))
const desk = once(
  (): SmsDesk => ({
    world: world(),
    memory: createLineMemory(tables()),
    open: createOpenComplaints(tables()),
    restricted: createRestrictedIntake(tables()),
    contacts: createContacts(tables()),
    shield: createShield(tables()),
    dues: createDues(tables()),
    answers: createAnswers(tables()),
    code: settings().JIGIKAN_USSD_CODE,
    digest,
  }),
)

type FromNumber = Extract<IncomingSms, { readonly from: string }>
function parse(form: URLSearchParams): Parsed<FromNumber> {
  const parsed = parseIncomingSms(form)
  if (!parsed.ok) return parsed
  const sms = parsed.value
  return sms.from === undefined
    ? { ok: false, problem: 'from is not a number' }
    : { ok: true, value: sms as FromNumber }
}

export const handler = webhook({
  door: 'sms',
  tokens: () => settings().JIGIKAN_CALLBACK_TOKENS,
  parse,
  serve: async (sms) => {
    await keepHouse()()
    const received = await receiveSms(desk(), sms)
    log().info('sms received', { received })
    return 'OK'
  },
  world,
  quarantine,
  log,
  unreadable: 'Kept',
})
