/** All that is outside, as the actions see it. The store and the gateways implement these; functions hand them in. */
import type {
  Change,
  Complaint,
  ComplaintEvent,
  OpenComplaint,
  PrivateCase,
  PrivateEvent,
  RestrictedComplaint,
} from '../domain/complaint.ts'
import type { PaymentAnswer } from '../domain/confirmation.ts'
import type { Addition, Contact, Draft, OpenQuestion, PhaseMove, ReferenceEntry } from '../domain/contact.ts'
import type { Tally } from '../domain/figures-shelves.ts'
import type { Language } from '../domain/languages.ts'
import type { EmailAlert, Message, MessageState, Notice, Watch } from '../domain/message.ts'
import type { Officer } from '../domain/officer.ts'
import type { DueLine } from '../domain/payday.ts'
import type { PhoneNumber } from '../domain/phone-number.ts'
import type { Reference } from '../domain/reference.ts'
import type { UnitId } from '../domain/units.ts'
import type { Queues } from './queue-ports.ts'
import type { RelayMemory } from './relays-ports.ts'

// ── time, chance, identity ────────────────────────────────────────────────────────────────────────────────────────

export interface World {
  now(): Date
  /** A new id that sorts by time of making. */
  id(): string
  /** A reference of chance. */
  reference(): Reference
  /** The keyed hash under which a phone number is known. */
  contactIdOf(phone: PhoneNumber): string
}

// ── gateways ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** What became of one SMS to one recipient, as far as the gateway's answer tells. */
export type SendOutcome =
  /** The gateway took it. `cost` as it said it, e.g. `XOF 12.0000`. */
  | {
      readonly outcome: 'accepted'
      readonly gatewayId: string
      readonly cost?: string
      readonly parts?: number
    }
  /** It never will: a bad number, a blacklisted one, an unknown sender. Nothing was sent. */
  | { readonly outcome: 'refused'; readonly reason: string }
  /** Not now: throttled, down, out of credit. Nothing was sent; `pause` when all sending should wait for staff. */
  | { readonly outcome: 'try-later'; readonly reason: string; readonly pause?: boolean }
  /** Nobody can tell whether it left: a time-out, a dropped answer. Never blindly resent. */
  | { readonly outcome: 'unknown'; readonly reason: string }

export interface SmsGateway {
  /** Sends one text to up to 100 numbers in one call. Never throws for what the gateway says: each recipient has an outcome. */
  send(text: string, recipients: readonly PhoneNumber[]): Promise<ReadonlyMap<PhoneNumber, SendOutcome>>
  /** The account's balance as the gateway writes it, e.g. `XOF 125000.0000`. */
  balance(): Promise<string>
}

export interface EmailGateway {
  send(email: { readonly to: string; readonly subject: string; readonly text: string }): Promise<SendOutcome>
}

export interface Queue {
  /** Puts bodies on the queue, in batches as large as it takes. Throws if any could not be put. */
  put(bodies: readonly string[]): Promise<void>
}

export interface DeadLetters {
  count(): Promise<readonly { readonly queue: string; readonly count: number }[]>
  /** Sends all dead letters of a queue back to it; how many. */
  redrive(queue: string): Promise<number>
}

// ── the line ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** A USSD session as it is kept: the engine's state, how much of `text` was read, and the last answer, to replay. */
export interface LineSession {
  readonly sessionId: string
  readonly contactId: string
  readonly serviceCode: string
  readonly hop: number
  /** Characters of `text` already read, and their digest. */
  readonly readCharacters: number
  readonly readDigest: string
  /** The engine's state as JSON. */
  readonly state: string
  /** `CON …` or `END …`, byte for byte. */
  readonly answer: string
  /** Something was filed in it, or there is nothing to salvage. */
  readonly settled: boolean
  readonly startedAt: string
}

export interface HopMemory {
  readonly session?: LineSession
  readonly contact?: Contact
  /** What the reference in the last input leads to; null: nowhere. */
  readonly lookedUp?: ReferenceEntry | null
  /** What the last two things typed lead to, read as a relay's codes. */
  readonly relay?: RelayMemory
}

/**
 * Calls that this container served a moment ago. Never the truth: the write that follows proves that nothing was written
 * elsewhere since, and what was forgotten is read again.
 */
export interface RecentCalls {
  get(sessionId: string): HopMemory | undefined
  set(sessionId: string, memory: HopMemory): unknown
  delete(sessionId: string): unknown
}

/** What a hop leaves on the contact. */
export interface ContactPatch {
  readonly language?: Language
  readonly draft?: Draft | null
  readonly openQuestion?: OpenQuestion | null
  readonly optedOutAt?: string | null
  readonly recentSms?: Contact['recentSms']
}

export interface LineMemory {
  /** One call: the session, the contact, and what a reference or a relay's codes lead to. */
  recall(
    sessionId: string,
    contactId: string,
    reference?: Reference,
    codes?: { readonly number: string; readonly day: string },
  ): Promise<HopMemory>
  /** One call. Refuses with `stale` if another hop of the session was written since. */
  remember(session: LineSession, contact?: { readonly was?: Contact; readonly next: Contact }): Promise<void>
  /** One call: the session alone. */
  session(sessionId: string): Promise<LineSession | undefined>
}

// ── complaints ────────────────────────────────────────────────────────────────────────────────────────────────────

/** What is written together with a new complaint, or not at all. */
export interface FiledWith {
  /** The hop that filed it. */
  readonly session?: LineSession
  /** The contact as it was (absent: new) and as it is to be; its list of complaints is kept by the store. */
  readonly contact?: { readonly was?: Contact; readonly next: Contact }
  /** The gateway's SMS it came from. */
  readonly inbound?: InboundSms
  readonly paymentAnswer?: KeptAnswer
}

export interface History {
  readonly events: readonly ComplaintEvent[]
  readonly messages: readonly Message[]
}

export interface Page<T> {
  readonly items: readonly T[]
  readonly next?: string
}

export interface OpenComplaints extends Queues {
  /** One door: complaint, event, once-guard in one write. Refuses `stale` or `already-done`. */
  commit(change: Change<OpenComplaint>, withIt?: FiledWith): Promise<void>
  /** Adds to the history without touching the complaint: merges with whatever others do. */
  append(event: ComplaintEvent, complaint: OpenComplaint, once?: string): Promise<void>
  /** The complaint becomes restricted: it moves to the other table with its history, and leaves nothing behind. */
  moveToRestricted(change: Change<Complaint>, history: History): Promise<void>
  read(complaintId: string): Promise<OpenComplaint | undefined>
  readWithHistory(
    complaintId: string,
  ): Promise<{ readonly complaint: OpenComplaint; readonly history: History } | undefined>
  reference(reference: Reference): Promise<ReferenceEntry | undefined>
  /** The complaint that a deed that may be done once was done to; undefined: it was not done. */
  madeBy(once: string): Promise<string | undefined>
}

/** The intake's half of the restricted table: it can put, and nothing else. */
export interface RestrictedIntake {
  file(change: Change<RestrictedComplaint>, withIt?: FiledWith): Promise<void>
  askPrivately(change: Change<PrivateCase>, withIt?: { readonly session?: LineSession }): Promise<void>
  add(addition: Addition, notice: Notice, withIt?: FiledWith): Promise<void>
}

/** The private desk's half. */
export interface RestrictedDesk {
  read(complaintId: string): Promise<
    | {
        readonly kind: 'complaint'
        readonly complaint: RestrictedComplaint
        readonly events: readonly ComplaintEvent[]
        readonly additions: readonly Addition[]
        readonly messages: readonly Message[]
      }
    | {
        readonly kind: 'private'
        readonly privateCase: PrivateCase
        readonly events: readonly PrivateEvent[]
      }
    | undefined
  >
  commit(change: Change<RestrictedComplaint>, notice?: Notice): Promise<void>
  append(event: ComplaintEvent, complaint: RestrictedComplaint, once?: string, notice?: Notice): Promise<void>
  commitPrivate(change: Change<PrivateCase>): Promise<void>
  queue(units: readonly UnitId[], which: 'open' | 'closed'): Promise<readonly RestrictedComplaint[]>
  /** What callers added since an instant, whichever complaint. */
  additionsSince(since: string): Promise<readonly Addition[]>
  privateQueue(units: readonly UnitId[]): Promise<readonly PrivateCase[]>
}

/** What stands watch over deadlines of complaints that the sweep may not read. */
export interface Watches {
  due(before: Date, limit: number): Promise<readonly Watch[]>
  /** Tells that it is late, once a day: the notice, and the next look. */
  tell(watch: Watch, notice: Notice, next: Date): Promise<void>
}

// ── messages ──────────────────────────────────────────────────────────────────────────────────────────────────────

export interface StoredMessage extends Message {
  readonly pk: string
  readonly sk: string
}

export interface Messages {
  /** Put once: a second time does nothing. */
  putMessage(message: Message): Promise<void>
  putEmail(alert: EmailAlert): Promise<void>
  read(key: { readonly pk: string; readonly sk: string }): Promise<StoredMessage | undefined>
  readEmail(key: { readonly pk: string; readonly sk: string }): Promise<EmailAlert | undefined>
  moveEmail(
    alert: EmailAlert,
    to: MessageState,
    more: { readonly reason?: string },
    now: Date,
  ): Promise<boolean>
  /** queued → sending. False when somebody else has it or it has moved on. */
  claim(message: StoredMessage, now: Date): Promise<boolean>
  /** sending → what came of it. With a gateway id, a report that came earlier is applied. */
  settle(
    message: StoredMessage,
    to: MessageState,
    more: {
      readonly gatewayId?: string
      readonly cost?: string
      readonly reason?: string
      readonly parts?: number
    },
    now: Date,
  ): Promise<void>
  /** From where it was read to somewhere else, when it is still there. */
  move(
    message: StoredMessage,
    to: MessageState,
    more: { readonly reason?: string; readonly gatewayId?: string; readonly gatewayWord?: string },
    now: Date,
  ): Promise<boolean>
  /** A delivery report. Moves forward only; a report for an id that is not known yet is kept until it is. */
  report(
    report: {
      readonly gatewayId: string
      readonly contactId?: string
      readonly state?: MessageState
      readonly word: string
      readonly reason?: string
      /** Reminders leave these days, by the thousand: a report without a message of its own is one of theirs. */
      readonly amongReminders?: boolean
    },
    now: Date,
  ): Promise<'moved' | 'kept' | 'unmoved'>
  /** Messages of a state last touched before an instant. */
  waiting(states: readonly MessageState[], before: Date, limit: number): Promise<readonly StoredMessage[]>
  /** Whether a report came for this contact since an instant without a message of its own. Takes it. */
  takeStrayReport(
    contactId: string,
    since: string,
  ): Promise<{ readonly gatewayId: string; readonly state?: MessageState; readonly word: string } | undefined>
}

/** An SMS that somebody sent us, with the answer that it gets. */
export interface InboundSms {
  readonly gatewayId: string
  readonly contactId: string
  readonly at: string
  readonly language: Language
  /** The text of the answer; absent when none is sent. */
  readonly reply?: string
}

/** "Did you receive your money?", answered; and the line of the list that it changes, as it was read. */
export interface KeptAnswer {
  readonly answer: PaymentAnswer
  readonly on?: { readonly was: DueLine; readonly said: NonNullable<DueLine['said']> }
}

export interface Contacts {
  read(contactId: string): Promise<Contact | undefined>
  /** Creates the contact if it is not there, and patches it. */
  patch(contact: Pick<Contact, 'contactId' | 'phone'>, patch: ContactPatch): Promise<void>
  /** Moves one line of its list forward; nothing if the list has no such line. */
  follow(contactId: string, move: PhaseMove): Promise<void>
  setQuestion(contactId: string, question: OpenQuestion | undefined): Promise<void>
  /** Keeps an inbound SMS once, together with what it changes on the contact. False if it was kept before. */
  keepInbound(
    inbound: InboundSms,
    contact: { readonly was?: Contact; readonly next: Contact },
  ): Promise<boolean>
  wasInboundKept(gatewayId: string): Promise<boolean>
  /** Keeps an answer about money with all that goes along. Refuses `stale`, or `already-done` for an SMS kept before. */
  keepPaymentAnswer(withIt: FiledWith, once?: string): Promise<void>
}

export interface Officers {
  read(officerId: string): Promise<Officer | undefined>
  all(): Promise<readonly Officer[]>
}

/** What the conveyor writes; each write with an id derived from its event, so that seen twice is done once. */
export interface Ledger {
  count(eventId: string, at: string, tallies: readonly Tally[]): Promise<void>
  /** The reference's public line: moves to `phase`. */
  reference(move: PhaseMove): Promise<void>
}

export interface Quarantine {
  keep(callback: {
    readonly quarantineId: string
    readonly at: string
    readonly door: string
    readonly problem: string
    readonly body: string
    readonly sizeBytes: number
  }): Promise<void>
  newest(limit: number): Promise<
    readonly {
      readonly quarantineId: string
      readonly at: string
      readonly door: string
      readonly problem: string
      readonly sizeBytes: number
    }[]
  >
  count(): Promise<number>
}
