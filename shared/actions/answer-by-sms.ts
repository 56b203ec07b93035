/**
 * An SMS that answers something about money: the question of the day after, how much, why, whether somebody asked for money.
 * What was asked last is what is answered; where a digit may mean two things, the person is asked which.
 */
import type { Actor, Complaint } from '../domain/complaint.ts'
import { categoryOfAnswer, correctableDays, isCorrectable, type Said } from '../domain/confirmation.ts'
import type { Contact, PaymentTalk } from '../domain/contact.ts'
import { spokenReference } from '../domain/reference.ts'
import { sensitivityOfText } from '../domain/sensitivity.ts'
import { dayOf } from '../domain/working-days.ts'
import { say } from '../i18n/texts.ts'
import { type MoneySms, moneyAsked, submissionOf, withoutTalk } from './answer-money-asked.ts'
import {
  type Answering,
  detailsOfAnswer,
  keptAnswer,
  newAnswer,
  onFreshLine,
  paydayOf,
  standingOf,
} from './answer-payment.ts'
import type { DueNow } from './confirmations-ports.ts'
import { contactAfter, fileComplaint } from './file-complaint.ts'
import { readAmountReply, readPaymentReply, readReason, readYesNo } from './read-payment-reply.ts'

/** `digits`: what was meant for something else after all, and is to be read as that. */
export type MoneyHeard = 'answered' | 'filed' | { readonly digits: string } | undefined

const caller: Actor = { kind: 'complainant' }
const dayMs = 86_400_000
const talkLivesMs = correctableDays * dayMs
/** The hour of the question, the day after, in Mali. */
const askedAtHour = 10

const askedMs = ({ day }: DueNow): number => Date.parse(`${day}T00:00:00Z`) + dayMs + askedAtHour * 3_600_000

export async function answerBySms(at: MoneySms, text: string): Promise<MoneyHeard> {
  const now = at.desk.world.now().getTime()
  const { paymentTalk: talk, openQuestion } = at.contact
  const isAlive = talk && now - Date.parse(talk.askedAt) <= talkLivesMs
  const isNewest = talk && !(openQuestion && openQuestion.askedAt > talk.askedAt)
  if (talk && isAlive && isNewest) {
    const heard = await answerTalk(at, talk, text)
    if (heard !== undefined) return heard
  }
  return answerOfDayAfter(at, text)
}

async function answerTalk(at: MoneySms, talk: PaymentTalk, text: string): Promise<MoneyHeard> {
  const { desk, contact } = at
  switch (talk.asks) {
    case 'which': {
      const isMoney = readYesNo(text)
      if (isMoney === undefined || talk.digits === undefined) return undefined
      if (!isMoney) return { digits: talk.digits }
      const reply = readPaymentReply(talk.digits)
      const due = await desk.dues.on(talk.paydayId, talk.householdId)
      return reply && due ? keep({ ...at, contact: withoutTalk(contact) }, due, reply) : undefined
    }
    case 'amount': {
      const amountFcfa = readAmountReply(text)
      return amountFcfa ? addTo(at, talk, { answer: 'part', amountFcfa }) : addWords(at, talk, text)
    }
    case 'why': {
      const why = readReason(text)
      return why ? addTo(at, talk, { answer: 'nothing', why }) : addWords(at, talk, text)
    }
    case 'money_asked': {
      const asked = readYesNo(text)
      return asked === undefined ? undefined : moneyAsked(at, talk, asked)
    }
  }
}

/** A digit, an amount or a reason that follows the first answer. */
async function addTo(at: MoneySms, talk: PaymentTalk, said: Said, words?: string): Promise<MoneyHeard> {
  const due = await at.desk.dues.on(talk.paydayId, talk.householdId)
  return due ? keep({ ...at, contact: withoutTalk(at.contact) }, due, said, words) : undefined
}

/** Words instead of digits belong to the same story, unless they make it a restricted one, which is filed on its own. */
async function addWords(at: MoneySms, talk: PaymentTalk, text: string): Promise<MoneyHeard> {
  if (!/\p{L}{3,}/u.test(text) || readPaymentReply(text) || sensitivityOfText(text) !== 'S0') return undefined
  const due = await at.desk.dues.on(talk.paydayId, talk.householdId)
  const { said } = due?.line ?? {}
  if (!due || !said || !standingOf(due, at.contact)) return undefined
  return keep({ ...at, contact: withoutTalk(at.contact) }, due, said, text)
}

const householdsOf = ({ householdIds, householdId }: Contact): readonly string[] =>
  householdIds ?? (householdId ? [householdId] : [])

async function answerOfDayAfter(at: MoneySms, text: string): Promise<MoneyHeard> {
  const reply = readPaymentReply(text)
  const households = householdsOf(at.contact)
  if (!reply || households.length === 0) return undefined
  const { desk, contact, language } = at
  const now = desk.world.now()
  const found = await Promise.all(households.map((id) => desk.dues.meant(id, dayOf(now))))
  const due = found.filter(
    (each) =>
      each !== undefined &&
      now.getTime() - Date.parse(`${each.day}T00:00:00Z`) <= (correctableDays + 1) * dayMs &&
      isCorrectable(each.line, now),
  ) as readonly DueNow[]
  const [first, ...others] = due
  if (!first) return undefined
  const { openQuestion } = contact
  if (openQuestion) {
    const fits = reply.bare
      ? openQuestion.kind === 'text' || reply.answer !== 'nothing'
      : openQuestion.kind === 'text'
    const laterMs = askedMs(first) - Date.parse(openQuestion.askedAt)
    // Not asked yet, or asked long before the other.
    if (fits && (askedMs(first) > now.getTime() || laterMs < -dayMs)) return undefined
    if (fits && laterMs < dayMs) {
      if (!reply.bare) return laterMs < 0 ? undefined : choose(at, first, others, reply)
      const talk: PaymentTalk = {
        asks: 'which',
        askedAt: now.toISOString(),
        paydayId: first.line.paydayId,
        householdId: first.line.householdId,
        digits: text,
      }
      const which = say(language, 'sms.money.which', { reference: spokenReference(openQuestion.reference) })
      return tellOnly(at, { ...contact, paymentTalk: talk }, which)
    }
  }
  return choose(at, first, others, reply)
}

async function choose(
  at: MoneySms,
  due: DueNow,
  others: readonly DueNow[],
  reply: Said,
): Promise<MoneyHeard> {
  if (others.length === 0) return keep(at, due, reply)
  const { language, desk, contact } = at
  return tellOnly(at, contact, say(language, 'sms.money.households', { code: desk.code }))
}

async function tellOnly(at: MoneySms, next: Contact, reply: string): Promise<MoneyHeard> {
  await at.desk.contacts.keepInbound(at.inbound(reply), { ...(at.was ? { was: at.was } : {}), next })
  return 'answered'
}

/** Keeps the answer with the SMS that it came in, and opens the complaint of a part or of nothing in the same write. */
async function keep(at: MoneySms, found: DueNow, said: Said, words?: string): Promise<MoneyHeard> {
  const { desk, was, language } = at
  const made = newAnswer(desk.world)
  const asks = words ? undefined : whatIsMissing(said)
  const talk: PaymentTalk | undefined = asks && {
    asks,
    askedAt: made.at,
    paydayId: found.line.paydayId,
    householdId: found.line.householdId,
  }
  const contact: Contact = talk ? { ...withoutTalk(at.contact), paymentTalk: talk } : at.contact
  const inbound = at.inbound(say(language, asks ? `sms.money.${asks}` : 'sms.noted', {}))
  const withIt = (next: Contact) => ({ inbound, contact: { ...(was ? { was } : {}), next } })
  return onFreshLine(found, desk.dues.on, async (due): Promise<MoneyHeard> => {
    const answering: Answering = {
      ...made,
      ...said,
      channel: 'sms',
      due,
      contactId: contact.contactId,
      householdId: found.line.householdId,
    }
    const standing = standingOf(due, contact)
    const category = categoryOfAnswer(said)
    if (category && !standing) {
      const filed = (complaint: Complaint) => ({
        ...withIt(contactAfter(contact, complaint)),
        paymentAnswer: keptAnswer(answering, { filed: complaint }),
      })
      const submission = submissionOf(contact, found.line.householdId, language, {
        category,
        details: detailsOfAnswer(said),
        ...paydayOf(due),
        ...(words ? { text: words } : {}),
      })
      await fileComplaint(desk, submission, caller, filed)
      return 'filed'
    }
    const added = standing && { added: { to: standing, ...(words ? { words } : {}) } }
    await desk.contacts.keepPaymentAnswer({ ...withIt(contact), paymentAnswer: keptAnswer(answering, added) })
    return 'answered'
  })
}

const whatIsMissing = ({ answer, amountFcfa, why }: Said): 'amount' | 'why' | undefined => {
  if (answer === 'part') return amountFcfa ? undefined : 'amount'
  return answer === 'nothing' && !why ? 'why' : undefined
}
