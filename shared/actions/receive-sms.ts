/**
 * An SMS that somebody sent: a command (SUIVI, AIDE, STOP, START), an answer about money or to staff, more words on
 * a complaint whose reference it names, or a new complaint. The same gateway id is taken once. Answering machines are cut
 * off after a few rounds: kept, never answered.
 */

import type { Actor } from '../domain/complaint.ts'
import type { Contact, OpenQuestion, OwnFollowUp, ReferenceEntry } from '../domain/contact.ts'
import { guessCategory } from '../domain/guess-category.ts'
import { afterMiss, toldOf } from '../domain/guesses.ts'
import type { Language } from '../domain/languages.ts'
import { type Command, decide } from '../domain/lifecycle.ts'
import type { PhoneNumber } from '../domain/phone-number.ts'
import { findReference, type Reference, spokenReference } from '../domain/reference.ts'
import { Refusal } from '../domain/refusal.ts'
import { readSmsKeyword } from '../domain/sms-keyword.ts'
import { say } from '../i18n/texts.ts'
import { answerBySms } from './answer-by-sms.ts'
import type { MoneyDesk } from './answer-money-asked.ts'
import { contactAfter, fileComplaint } from './file-complaint.ts'
import type { InboundSms, LineMemory } from './ports.ts'
import { readYesNo } from './read-payment-reply.ts'
import type { Shield } from './shield-ports.ts'
import { statusText } from './status-text.ts'

export interface IncomingSms {
  readonly gatewayId: string
  readonly from: PhoneNumber
  readonly text: string
}

export interface SmsDesk extends MoneyDesk {
  /** What one phone sends in a flood. */
  readonly shield: Shield
  readonly memory: LineMemory
  /** The code to dial, e.g. `*384#`, told in the help. */
  readonly code: string
  digest(text: string): string
}

export type Received = 'seen-before' | 'answered' | 'filed' | 'threaded' | 'stopped' | 'started' | 'loop'

const caller: Actor = { kind: 'complainant' }
const loopWindowMs = 10 * 60_000
const mostInWindow = 12
const mostRepeats = 3
const longestText = 4000

/** A question is answered within this, or what comes later is something new. */
const questionLivesMs = 30 * 86_400_000

export async function receiveSms(desk: SmsDesk, sms: IncomingSms): Promise<Received> {
  if (await desk.contacts.wasInboundKept(sms.gatewayId)) return 'seen-before'
  for (let race = 1; ; race += 1) {
    try {
      return await receiveOnce(desk, sms)
    } catch (error) {
      if (error instanceof Refusal && error.code === 'already-done') return 'seen-before'
      if (!(error instanceof Refusal && error.code === 'stale') || race === 4) throw error
    }
  }
}

interface AtHand {
  readonly desk: SmsDesk
  readonly sms: IncomingSms
  readonly was: Contact | undefined
  readonly contact: Contact
  readonly language: Language
  /** The inbound SMS to keep, with the answer to give; a loop gets none. */
  inbound(reply?: string): InboundSms
}

async function receiveOnce(desk: SmsDesk, sms: IncomingSms): Promise<Received> {
  const contactId = desk.world.contactIdOf(sms.from)
  const was = await desk.contacts.read(contactId)
  const now = desk.world.now()
  const text = sms.text.slice(0, longestText).trim()
  const recentSms = counted(was, desk.digest(text), now)
  const known: Contact = { ...(was ?? { contactId, phone: sms.from, followUps: {} }), recentSms }
  const contact = withoutOldQuestion(known, now)
  const language = contact.language ?? 'fr'
  const isLoop = recentSms.count > mostInWindow || recentSms.repeats > mostRepeats
  const at: AtHand = {
    desk,
    sms,
    was,
    contact,
    language,
    inbound: (reply) => ({
      gatewayId: sms.gatewayId,
      contactId,
      at: now.toISOString(),
      language,
      ...(reply && !isLoop && !contact.optedOutAt ? { reply } : {}),
    }),
  }
  if (isLoop) {
    const { gatewayId } = sms
    await desk.shield.group({ contactId, gatewayId, at: now.toISOString(), text })
    await keep(at, contact)
    return 'loop'
  }
  const keyword = readSmsKeyword(text)
  switch (keyword?.type) {
    case 'stop':
      await keep(at, { ...contact, optedOutAt: now.toISOString() }, say(language, 'sms.stopped', {}))
      return 'stopped'
    case 'start': {
      const { optedOutAt, ...back } = contact
      await desk.contacts.keepInbound(
        { ...at.inbound(), reply: say(language, 'sms.started', {}) },
        { ...(was ? { was } : {}), next: back },
      )
      return 'started'
    }
    case 'help':
      await keep(at, contact, say(language, 'sms.help', { code: desk.code }))
      return 'answered'
    case 'status': {
      const entry = keyword.reference
        ? await lookUp(desk, contact, keyword.reference, now)
        : newestOf(contact)
      const next = keyword.reference && !entry ? { ...contact, guesses: afterMiss(contact, now) } : contact
      await keep(at, next, entry ? statusText(language, entry) : say(language, 'sms.status.unknown', {}))
      return 'answered'
    }
  }
  const named = findReference(text)
  const entry = named && (await lookUp(desk, contact, named, now))
  if (entry) return thread(at, entry, text, 'text', entry.contactId !== contactId)
  const here = named ? { ...at, contact: { ...contact, guesses: afterMiss(contact, now) } } : at
  const money = await answerBySms(here, text)
  if (money === 'answered' || money === 'filed') return money
  if (money && contact.openQuestion) {
    const { paymentTalk: _talk, ...rest } = here.contact
    return thread(
      { ...here, contact: rest },
      contact.openQuestion,
      money.digits,
      contact.openQuestion.kind,
      false,
    )
  }
  // A lone digit answers something; with nothing asked of this number it says nothing by itself.
  const saysNothing = text === '' || (/^\W*\d\W*$/.test(text) && !contact.openQuestion)
  if (saysNothing) {
    await keep(here, here.contact, say(language, 'sms.help', { code: desk.code }))
    return 'answered'
  }
  if (contact.openQuestion) return thread(here, contact.openQuestion, text, contact.openQuestion.kind, false)
  return fileNew(here, text)
}

/** Where a reference leads, as far as this phone is told. */
const lookUp = async (desk: SmsDesk, contact: Contact, reference: Reference, now: Date) =>
  toldOf(contact, (await desk.open.reference(reference)) ?? null, now)

function withoutOldQuestion(contact: Contact, now: Date): Contact {
  const { openQuestion, ...rest } = contact
  const isOld = openQuestion && now.getTime() - Date.parse(openQuestion.askedAt) > questionLivesMs
  return isOld ? rest : contact
}

const newestOf = (contact: Contact): OwnFollowUp | undefined =>
  Object.values(contact.followUps).sort((a, b) => b.filedAt.localeCompare(a.filedAt))[0]

function counted(was: Contact | undefined, lastHash: string, now: Date) {
  const recent = was?.recentSms
  if (!recent || now.getTime() - Date.parse(recent.since) > loopWindowMs) {
    return { since: now.toISOString(), count: 1, lastHash, repeats: 1 }
  }
  return {
    since: recent.since,
    count: recent.count + 1,
    lastHash,
    repeats: recent.lastHash === lastHash ? recent.repeats + 1 : 1,
  }
}

async function keep({ desk, was, inbound }: AtHand, next: Contact, reply?: string): Promise<void> {
  await desk.contacts.keepInbound(inbound(reply), { ...(was ? { was } : {}), next })
}

async function fileNew(at: AtHand, text: string): Promise<Received> {
  const { desk, contact, was, language } = at
  const guess = guessCategory(text)
  await fileComplaint(
    desk,
    {
      category: guess ?? '8',
      categoryGuessed: true,
      about: 'unknown',
      place: contact.place ?? {},
      programme: contact.programmes?.[0] ?? 'jigisemejiri',
      channel: 'sms',
      language,
      text,
      details: {},
      callBack: false,
      contactId: contact.contactId,
      complainant: {
        anonymous: contact.householdId === undefined,
        ...(contact.householdId ? { householdId: contact.householdId } : {}),
      },
    },
    caller,
    (complaint) => ({
      inbound: at.inbound(),
      contact: { ...(was ? { was } : {}), next: contactAfter(contact, complaint) },
    }),
  )
  return 'filed'
}

async function thread(
  at: AtHand,
  to: OpenQuestion | ReferenceEntry,
  text: string,
  kind: OpenQuestion['kind'],
  otherPhone: boolean,
): Promise<Received> {
  const { desk, contact, was, language } = at
  const agreement = kind === 'confirm' ? readYesNo(text) : undefined
  const { openQuestion, ...rest } = contact
  const next: Contact = otherPhone || openQuestion?.complaintId !== to.complaintId ? contact : rest
  const inbound = at.inbound(
    agreement === undefined
      ? say(language, 'sms.added', { reference: spokenReference(to.reference) })
      : say(language, 'sms.noted', {}),
  )
  const withIt = { inbound, contact: { ...(was ? { was } : {}), next } }
  const now = desk.world.now()
  if (to.desk === 'restricted') {
    const additionId = desk.world.id()
    await desk.restricted.add(
      {
        complaintId: to.complaintId,
        additionId,
        at: now.toISOString(),
        says: agreement === undefined ? 'words' : agreement ? 'confirmed' : 'contested',
        text,
        channel: 'sms',
        otherPhone,
      },
      { eventId: additionId, at: now.toISOString(), what: 'added', reference: to.reference, language },
      withIt,
    )
    return 'threaded'
  }
  const current = await desk.open.read(to.complaintId)
  if (!current) return fileNew(at, text)
  const command: Command =
    agreement === undefined
      ? { type: 'complainant_wrote', text, channel: 'sms', otherPhone }
      : agreement
        ? { type: 'confirm', satisfied: true }
        : { type: 'contest', reason: text }
  try {
    await desk.open.commit(decide(current, command, caller, now, desk.world.id()), withIt)
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'wrong-state')) throw error
    // Their agreement comes late: kept as words.
    const words: Command = { type: 'complainant_wrote', text, channel: 'sms', otherPhone }
    await desk.open.commit(decide(current, words, caller, now, desk.world.id()), withIt)
  }
  return 'threaded'
}
