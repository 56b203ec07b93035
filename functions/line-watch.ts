/** Every five minutes: dials the line from outside, the same hop twice. What it cannot hear, no caller hears. */
import { randomUUID } from 'node:crypto'
import middy from '@middy/core'
import { dialOwnLine, LineUnheard } from '../shared/gateways/own-line.ts'
import { readSettings } from './kit/environment.ts'
import { once } from './kit/wire.ts'

const settings = once(() => readSettings('line-watch'))

export const handler = middy<unknown, void>().handler(async () => {
  const { JIGIKAN_LINE_ADDRESS, JIGIKAN_CALLBACK_TOKENS, JIGIKAN_USSD_CODE } = settings()
  const line = {
    address: JIGIKAN_LINE_ADDRESS,
    callbackToken: JIGIKAN_CALLBACK_TOKENS[0] ?? '',
    ussdCode: JIGIKAN_USSD_CODE,
  }
  const sessionId = `watch_${randomUUID()}`
  const screen = await dialOwnLine(line, sessionId)
  // The second time it must be remembered: a line that forgets would file twice.
  if ((await dialOwnLine(line, sessionId)) !== screen) throw new LineUnheard('the same hop is answered anew')
})
