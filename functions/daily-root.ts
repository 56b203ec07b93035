/** Every quarter of an hour, once the day before is over for good: seals its history. Nearly always there is nothing to do. */
import { randomBytes } from 'node:crypto'
import middy from '@middy/core'
import { sealDays } from '../shared/actions/seal-days.ts'
import { shortRoot } from '../shared/domain/history-chain.ts'
import { createHistory } from '../shared/store/history.ts'
import { readSettings } from './kit/environment.ts'
import { createLog } from './kit/log.ts'
import { once, tablesFrom } from './kit/wire.ts'
import { now, sha256 } from './kit/world.ts'

const settings = once(() => readSettings('daily-root'))
const log = once(() => createLog('daily-root', settings().JIGIKAN_STAGE))
const roots = once(() => createHistory(tablesFrom(settings())))

export const handler = middy<unknown, void>().handler(async () => {
  const salt = () => randomBytes(32).toString('hex')
  const made = await sealDays({ roots: roots(), sha256, now, salt })
  // The root stands in the log too: whoever changes the table would have to change what is archived there.
  for (const { day, root } of made) log().info('day sealed', { day, root: shortRoot(root) })
})
