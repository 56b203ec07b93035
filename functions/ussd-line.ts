/** A caller's hop. Whatever goes wrong, the caller hears a kind END with what to do, well before the network gives up. */
import { LRUCache } from 'lru-cache'
import type { Line } from '../shared/actions/line.ts'
import type { HopMemory } from '../shared/actions/ports.ts'
import { serveHop } from '../shared/actions/serve-hop.ts'
import { parseUssdHop } from '../shared/gateways/africas-talking-callbacks.ts'
import { toGsm7 } from '../shared/i18n/gsm7.ts'
import { say } from '../shared/i18n/texts.ts'
import { createDues } from '../shared/store/confirmations.ts'
import { createContacts } from '../shared/store/contacts.ts'
import { createHouseShelf } from '../shared/store/house-shelf.ts'
import { createLineMemory } from '../shared/store/line-memory.ts'
import { createOpenComplaints } from '../shared/store/open-complaints.ts'
import { createRelayDoor } from '../shared/store/relay-door.ts'
import { createRestrictedIntake } from '../shared/store/restricted.ts'
import { createQuarantine } from '../shared/store/staff.ts'
import { readSettings } from './kit/environment.ts'
import { createLog } from './kit/log.ts'
import { relayCheckWith } from './kit/relay-codes.ts'
import { webhook } from './kit/webhook.ts'
import { once, tablesFrom } from './kit/wire.ts'
import { createWorld, digest } from './kit/world.ts'

const settings = once(() => readSettings('ussd-line'))
const log = once(() => createLog('ussd-line', settings().JIGIKAN_STAGE))
const tables = once(() => tablesFrom(settings()))
const world = once(() => createWorld(settings().JIGIKAN_PEPPER))
const quarantine = once(() => createQuarantine(tables()))
/** No network keeps a call open for longer. */
const callLastsMs = 3 * 60_000
const line = once((): Line => {
  const helpline = settings().JIGIKAN_HELPLINE
  return {
    world: world(),
    memory: createLineMemory(
      tables(),
      createHouseShelf(() => world().now()),
    ),
    recent: new LRUCache<string, HopMemory>({ max: 500, ttl: callLastsMs }),
    open: createOpenComplaints(tables()),
    restricted: createRestrictedIntake(tables()),
    contacts: createContacts(tables()),
    dues: createDues(tables()),
    relays: createRelayDoor(tables()),
    isRelayCodeOf: relayCheckWith(settings().JIGIKAN_PEPPER),
    digest,
    ...(helpline ? { helpline } : {}),
  }
})

const sorry = once(() => `END ${toGsm7(say('fr', 'line.unavailable'))}`)

export const handler = webhook({
  door: 'ussd',
  tokens: () => settings().JIGIKAN_CALLBACK_TOKENS,
  parse: parseUssdHop,
  serve: (hop) => serveHop(line(), hop),
  world,
  quarantine,
  log,
  get unreadable() {
    return sorry()
  },
  get fault() {
    return sorry()
  },
  answerWithinMs: 7000,
})
