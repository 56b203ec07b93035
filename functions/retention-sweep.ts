/** Every quarter of an hour: complaints that ended long ago lose their words, names and numbers. Nearly always there are none. */
import middy from '@middy/core'
import { sweepRetention } from '../shared/actions/sweep-retention.ts'
import { createOpenComplaints } from '../shared/store/open-complaints.ts'
import { createPersonalRecords } from '../shared/store/privacy.ts'
import { readSettings } from './kit/environment.ts'
import { createLog } from './kit/log.ts'
import { once, tablesFrom } from './kit/wire.ts'
import { createWorld, sha256 } from './kit/world.ts'

const settings = once(() => readSettings('retention-sweep'))
const log = once(() => createLog('retention-sweep', settings().JIGIKAN_STAGE))
const sweeping = once(() => {
  const tables = tablesFrom(settings())
  return {
    world: createWorld(''),
    open: createOpenComplaints(tables),
    records: createPersonalRecords(tables),
    sha256,
  }
})

export const handler = middy<unknown, void>().handler(async () => {
  const erased = await sweepRetention(sweeping())
  if (erased > 0) log().info('complaints lost their words', { erased })
})
