/**
 * "Did anybody ask for money?", answered by SMS. Yes is a restricted complaint, and nothing of it stands beside the payment:
 * whose answer it was is kept nowhere else.
 */
import type { Actor } from '../domain/complaint.ts'
import type { Contact, PaymentTalk } from '../domain/contact.ts'
import type { Language } from '../domain/languages.ts'
import type { Submission } from '../domain/submission.ts'
import { dayOf } from '../domain/working-days.ts'
import { say } from '../i18n/texts.ts'
import type { Answers, Dues } from './confirmations-ports.ts'
import { contactAfter, type Filing, fileComplaint } from './file-complaint.ts'
import type { Contacts, InboundSms } from './ports.ts'

export interface MoneyDesk extends Filing {
  readonly contacts: Contacts
  readonly dues: Dues
  readonly answers: Pick<Answers, 'keepMoneyAnswer'>
  readonly code: string
}

export interface MoneySms {
  readonly desk: MoneyDesk
  readonly was: Contact | undefined
  readonly contact: Contact
  readonly language: Language
  inbound(reply?: string): InboundSms
}

export const withoutTalk = ({ paymentTalk: _talk, ...rest }: Contact): Contact => rest
const caller: Actor = { kind: 'complainant' }

/** What a household says of its money by SMS, as far as a phone tells it. */
export const submissionOf = (
  contact: Contact,
  householdId: string,
  language: Language,
  more: Pick<Submission, 'category' | 'details'> & Partial<Submission>,
): Submission => ({
  about: 'unknown',
  place: contact.place ?? {},
  programme: contact.programmes?.[0] ?? 'jigisemejiri',
  channel: 'sms',
  language,
  callBack: false,
  contactId: contact.contactId,
  complainant: { anonymous: false, householdId },
  ...more,
})

export async function moneyAsked(
  at: MoneySms,
  talk: PaymentTalk,
  asked: boolean,
): Promise<'filed' | 'answered'> {
  const { desk, was, language } = at
  const contact = withoutTalk(at.contact)
  const inbound = at.inbound(say(language, 'sms.noted', {}))
  if (asked) {
    const submission = submissionOf(contact, talk.householdId, language, {
      category: '4.1',
      details: {},
      paydayId: talk.paydayId,
    })
    await fileComplaint(desk, submission, caller, (complaint) => ({
      inbound,
      contact: { ...(was ? { was } : {}), next: contactAfter(contact, complaint) },
    }))
  } else {
    await desk.contacts.keepInbound(inbound, { ...(was ? { was } : {}), next: contact })
  }
  const on = dayOf(desk.world.now())
  await desk.answers.keepMoneyAnswer({ answerId: desk.world.id(), paydayId: talk.paydayId, on, asked })
  return asked ? 'filed' : 'answered'
}
