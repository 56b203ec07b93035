/** The end of a call, however it ended. A dropped one leaves a draft that staff call back. */
import { endSession } from '../shared/actions/end-session.ts'
import { parseUssdEnded } from '../shared/gateways/africas-talking-callbacks.ts'
import { createContacts } from '../shared/store/contacts.ts'
import { createHouseKeeper } from '../shared/store/house-shelf.ts'
import { createLineMemory } from '../shared/store/line-memory.ts'
import { createOpenComplaints } from '../shared/store/open-complaints.ts'
import { createRestrictedIntake } from '../shared/store/restricted.ts'
import { createQuarantine } from '../shared/store/staff.ts'
import { readSettings } from './kit/environment.ts'
import { createLog } from './kit/log.ts'
import { webhook } from './kit/webhook.ts'
import { once, tablesFrom } from './kit/wire.ts'
import { createWorld } from './kit/world.ts'

const settings = once(() => readSettings('ussd-ended'))
const log = once(() => createLog('ussd-ended', settings().JIGIKAN_STAGE))
const tables = once(() => tablesFrom(settings()))
const world = once(() => createWorld(settings().JIGIKAN_PEPPER))
const quarantine = once(() => createQuarantine(tables()))
const keepHouse = once(() => createHouseKeeper(tables(), () => world().now()))
const desk = once(() => ({
  world: world(),
  memory: createLineMemory(tables()),
  open: createOpenComplaints(tables()),
  restricted: createRestrictedIntake(tables()),
  contacts: createContacts(tables()),
}))

export const handler = webhook({
  door: 'ussd-ended',
  tokens: () => settings().JIGIKAN_CALLBACK_TOKENS,
  parse: parseUssdEnded,
  serve: async (ended) => {
    await keepHouse()()
    const endedAs = await endSession(desk(), ended)
    log().info('session ended', {
      status: /^[a-z]{1,20}$/i.test(ended.status) ? ended.status : 'other',
      endedAs,
    })
    return 'OK'
  },
  world,
  quarantine,
  log,
  unreadable: 'Kept',
})
