/** Every quarter of an hour, and once a day in earnest: a few of those who were paid are asked whether money was asked of them. */
import { createHmac, randomBytes } from 'node:crypto'
import middy from '@middy/core'
import { askAboutMoney } from '../shared/actions/ask-about-money.ts'
import { createMoneyQuestions } from '../shared/store/confirmations.ts'
import { createContacts } from '../shared/store/contacts.ts'
import { createDueLines } from '../shared/store/due-lines.ts'
import { createPaydays } from '../shared/store/paydays.ts'
import { readSettings } from './kit/environment.ts'
import { createLog } from './kit/log.ts'
import { once, tablesFrom } from './kit/wire.ts'
import { createWorld } from './kit/world.ts'

const settings = once(() => readSettings('money-question'))
const log = once(() => createLog('money-question', settings().JIGIKAN_STAGE))
const keyed = (text: string, seed: string) => createHmac('sha256', seed).update(text)
const asking = once(() => {
  const tables = tablesFrom(settings())
  return {
    world: createWorld(''),
    paydays: createPaydays(tables),
    dueLines: createDueLines(tables),
    contacts: createContacts(tables),
    questions: createMoneyQuestions(tables),
    chance: (text: string, seed: string) => keyed(text, seed).digest().readUInt32BE(0) / 2 ** 32,
    digest: (text: string, seed: string) => keyed(text, seed).digest('base64url').slice(0, 20),
    newSeed: () => randomBytes(32).toString('hex'),
  }
})

export const handler = middy<unknown, void>().handler(async () => {
  const asked = await askAboutMoney(asking())
  if (asked > 0) log().info('asked about money', { asked })
})
