/** Every quarter of an hour: what time alone does to complaints. */
import middy from '@middy/core'
import { sweepDeadlines, sweepWatches } from '../shared/actions/sweep-deadlines.ts'
import { createOpenComplaints } from '../shared/store/open-complaints.ts'
import { createWatches } from '../shared/store/watches.ts'
import { readSettings } from './kit/environment.ts'
import { createLog } from './kit/log.ts'
import { once, tablesFrom } from './kit/wire.ts'
import { createWorld } from './kit/world.ts'

const settings = once(() => readSettings('deadline-sweep'))
const log = once(() => createLog('deadline-sweep', settings().JIGIKAN_STAGE))
const desk = once(() => {
  const tables = tablesFrom(settings())
  return { world: createWorld(''), open: createOpenComplaints(tables), watches: createWatches(tables) }
})

export const handler = middy<unknown, void>().handler(async () => {
  const swept = await sweepDeadlines(desk())
  const told = await sweepWatches(desk())
  if (swept + told > 0) log().info('deadlines swept', { swept, told })
})
