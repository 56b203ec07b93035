import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AskingAboutMoney, askAboutMoney } from '../../shared/actions/ask-about-money.ts'
import type { DueLine } from '../../shared/domain/payday.ts'
import { createMoneyQuestions } from '../../shared/store/confirmations.ts'
import { createContacts } from '../../shared/store/contacts.ts'
import { lineOn, putPayday } from '../builders/dues.ts'
import {
  contactIdOf,
  households,
  paydayOn,
  type RemindersDesk,
  startReminders,
} from '../builders/reminders.ts'

let desk: RemindersDesk
let asking: AskingAboutMoney
const hash = (text: string) => createHash('sha256').update(text).digest()
beforeAll(async () => {
  desk = await startReminders()
  asking = {
    world: desk.world,
    paydays: desk.paydays,
    dueLines: desk.dueLines,
    contacts: createContacts(desk.tables),
    questions: createMoneyQuestions(desk.tables),
    newSeed: () => String(Math.random()),
    // As if the seed were always the same: a test draws what it drew before.
    chance: (text) => hash(text).readUInt32BE(0) / 2 ** 32,
    digest: (text) => hash(text).toString('base64url').slice(0, 20),
  }
})
afterAll(() => desk.stop())

const many = 300
async function paid(paydayId: string, answer: 'all' | 'nothing', from: number, more = {}) {
  const payday = paydayOn(paydayId, '2026-11-20', more)
  const list = households(many, from)
  const at = '2026-11-21T09:00:00.000Z'
  const said: NonNullable<DueLine['said']> = { answer, at, firstAt: at, channel: 'sms' }
  await desk.contacts(list.map(({ contact = 0 }) => contact))
  await putPayday(
    desk.tables,
    payday,
    list.map(({ household, contact = 0 }) =>
      lineOn(payday, household, { contactId: contactIdOf(contact), said }),
    ),
  )
  return list
}
const askedOf = async (list: Awaited<ReturnType<typeof paid>>) => {
  const contacts = await Promise.all(
    list.map(({ contact = 0 }) => asking.contacts.read(contactIdOf(contact))),
  )
  return contacts.filter((contact) => contact?.paymentTalk?.asks === 'money_asked').length
}

test('a share of those who were paid is asked about money, on days of their own, once, and never near the pay table', async () => {
  const list = await paid('paid', 'all', 1)
  const unpaid = await paid('unpaid', 'nothing', 1001)
  const silent = await paid('silent', 'all', 2001, { disclosure: 'silent' })
  const perDay: number[] = []
  for (const day of [20, 21, 22, 23, 24, 25]) {
    desk.world.at = new Date(`2026-11-${day}T14:59:00Z`)
    expect(await askAboutMoney(asking)).toBe(0)
    desk.world.at = new Date(`2026-11-${day}T15:03:00Z`)
    const [asked, again] = [await askAboutMoney(asking), await askAboutMoney(asking)]
    expect(again).toBe(0)
    perDay.push(asked)
  }
  // Two to four days after, on each of them somebody.
  expect(perDay.map((asked) => asked > 0)).toEqual([false, false, true, true, true, false])
  const all = perDay.reduce((sum, asked) => sum + asked, 0)
  expect(all).toBe(await askedOf(list))
  expect(all / many).toBeGreaterThan(0.05)
  expect(all / many).toBeLessThan(0.16)
  expect(await askedOf(unpaid)).toBe(0)
  expect(await askedOf(silent)).toBe(0)
})
