/**
 * "Did anybody ask for money?", put by SMS to a share of those who said that they were paid, two to four days after: at random,
 * so that nobody can tell who was asked, and never near the pay table. What is answered stands apart from the payment.
 */
import type { PaymentTalk } from '../domain/contact.ts'
import type { DueLine, Payday } from '../domain/payday.ts'
import { isQuiet, plusDays } from '../domain/reminder-plan.ts'
import { dayOf } from '../domain/working-days.ts'
import { say } from '../i18n/texts.ts'
import type { MoneyQuestions } from './confirmations-ports.ts'
import type { DueLines, Paydays } from './paydays-ports.ts'
import type { Contacts, World } from './ports.ts'
import { messageFor } from './react.ts'
import { linesOf } from './reconcile.ts'

export interface AskingAboutMoney {
  readonly world: World
  readonly paydays: Pick<Paydays, 'between'>
  readonly dueLines: Pick<DueLines, 'lines'>
  readonly contacts: Pick<Contacts, 'read'>
  readonly questions: MoneyQuestions
  /** The same text and seed give the same number, from 0 to below 1. */
  chance(text: string, seed: string): number
  digest(text: string, seed: string): string
  /** Drawn once and kept, so that nobody outside can work out who is asked. */
  newSeed(): string
}

/** Of those who were paid. A proposal: to be set once answers have been counted. */
export const shareAsked = 0.1
const daysAfter = [2, 3, 4] as const
const hourAsked = 15

const isAsked = ({ said, contactId }: DueLine): boolean =>
  contactId !== undefined && said !== undefined && said.answer !== 'nothing' && said.channel !== 'call'

/** How many were asked. Run again on the same day it asks nobody twice. */
export async function askAboutMoney(asking: AskingAboutMoney): Promise<number> {
  const { world, paydays, questions } = asking
  const now = world.now()
  const day = dayOf(now)
  if (isQuiet(now) || now.getUTCHours() < hourAsked || (await questions.wasAskedOn(day))) return 0
  const seed = await questions.seed(asking.newSeed())
  let asked = 0
  const [first, , last] = daysAfter
  for (const payday of await paydays.between(plusDays(day, -last), plusDays(day, -first))) {
    if (payday.state !== 'planned' || payday.disclosure === 'silent') continue
    asked += await askOf(asking, payday, day, seed)
  }
  await questions.keepAskedOn(day, now.toISOString())
  return asked
}

async function askOf(asking: AskingAboutMoney, payday: Payday, day: string, seed: string): Promise<number> {
  let asked = 0
  for await (const line of linesOf(asking.dueLines, payday.paydayId)) {
    if (!isAsked(line)) continue
    const whose = `${payday.paydayId}#${line.householdId}`
    if (asking.chance(`money#${whose}`, seed) >= shareAsked) continue
    const wait = daysAfter[Math.floor(asking.chance(`day#${whose}`, seed) * daysAfter.length)] ?? daysAfter[0]
    if (plusDays(payday.day, wait) !== day) continue
    if (await ask(asking, line, asking.digest(`money#${whose}`, seed))) asked += 1
  }
  return asked
}

async function ask(
  { world, contacts, questions }: AskingAboutMoney,
  line: DueLine,
  messageId: string,
): Promise<boolean> {
  const contact = line.contactId ? await contacts.read(line.contactId) : undefined
  // One question at a time: a digit must not be taken for the answer to another.
  if (!contact || contact.optedOutAt || contact.openQuestion || contact.paymentTalk) return false
  const at = world.now().toISOString()
  const language = contact.language ?? 'fr'
  const talk: PaymentTalk = {
    asks: 'money_asked',
    askedAt: at,
    paydayId: line.paydayId,
    householdId: line.householdId,
  }
  const message = messageFor({
    messageId: `asked-${messageId}.sms`,
    contactId: contact.contactId,
    purpose: 'question',
    text: say(language, 'sms.money.money_asked'),
    language,
    at,
  })
  return questions.put(message, contact.contactId, talk)
}
