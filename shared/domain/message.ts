/**
 * An SMS on its way to somebody. Its text is neutral: the reference and what to do. States only move forward; a word of the
 * gateway that nobody knows is kept and moves nothing. "unknown" is a state of its own: nobody can tell whether it left.
 */
import * as z from 'zod/mini'
import { instant } from './complaint.ts'
import { languages } from './languages.ts'

export const messageStates = [
  'queued',
  'sending',
  'unknown',
  'sent',
  'delivered',
  'failed',
  /** Not sent on purpose: the person said STOP. */
  'suppressed',
] as const
export type MessageState = (typeof messageStates)[number]

const ranks: Readonly<Record<MessageState, number>> = {
  queued: 0,
  sending: 1,
  unknown: 2,
  sent: 3,
  failed: 4,
  delivered: 5,
  suppressed: 5,
}
/** Whether a report may move a message from one state to another. */
export const movesForward = (from: MessageState, to: MessageState): boolean => ranks[to] > ranks[from]

/** What a message is for: tells whether a second copy would do harm when nobody knows if the first left. */
export const messagePurposes = ['receipt', 'answer', 'question', 'reply', 'alert'] as const
export type MessagePurpose = (typeof messagePurposes)[number]
/** Reading it twice hurts nobody: after a time without a report it is sent once more. */
export const harmlessTwice = (purpose: MessagePurpose): boolean =>
  purpose === 'receipt' || purpose === 'alert'

export const message = z.lazy(() =>
  z.object({
    messageId: z.string(),
    /** The complaint it belongs to, when it belongs to an open one. */
    complaintId: z.exactOptional(z.string()),
    /** Whom: a contact, or an officer for an alert. */
    to: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('contact'), contactId: z.string() }),
      z.object({ kind: z.literal('officer'), officerId: z.string() }),
    ]),
    purpose: z.enum(messagePurposes),
    text: z.string(),
    language: z.enum([...languages, 'en']),
    state: z.enum(messageStates),
    attempts: z.int(),
    parts: z.int(),
    createdAt: instant,
    updatedAt: instant,
    gatewayId: z.exactOptional(z.string()),
    cost: z.exactOptional(z.string()),
    /** Why it failed, in the gateway's word. */
    reason: z.exactOptional(z.string()),
    /** The gateway's last word on it, as it was written. */
    gatewayWord: z.exactOptional(z.string()),
  }),
)
export type Message = z.infer<typeof message>

/** An e-mail to an officer: says that something waits and where, never what. */
export const emailAlert = z.lazy(() =>
  z.object({
    messageId: z.string(),
    officerId: z.string(),
    subject: z.string(),
    text: z.string(),
    state: z.enum(messageStates),
    attempts: z.int(),
    createdAt: instant,
    updatedAt: instant,
    reason: z.exactOptional(z.string()),
  }),
)
export type EmailAlert = z.infer<typeof emailAlert>

/**
 * All that leaves the restricted table: that something happened to a reference, and whom to tell. There is no room in it
 * for a category, a place, a name or words. A private case tells its focal points only, without a reference.
 */
export const notice = z.lazy(() =>
  z.object({
    eventId: z.string(),
    at: instant,
    what: z.enum([
      'filed',
      'question',
      'decided',
      'remedy_done',
      'rejected',
      'referred',
      'reopened',
      'moved',
      'added',
      'private',
      'late',
      'note',
    ]),
    reference: z.exactOptional(z.string()),
    complaintId: z.exactOptional(z.string()),
    contactId: z.exactOptional(z.string()),
    language: z.enum(languages),
    phase: z.exactOptional(z.string()),
    dueOn: z.exactOptional(z.iso.date()),
    /** The unit whose officers are alerted. */
    alert: z.exactOptional(z.string()),
    /** The unit that has it: whom the registry's answer wakes. */
    owner: z.exactOptional(z.string()),
    /** Which consumers of the feed are told that it moved. */
    programme: z.exactOptional(z.string()),
  }),
)
export type Notice = z.infer<typeof notice>

/**
 * Stands in the main table while something restricted is to be handled by a day, so that its lateness is noticed by who may
 * not read it: whom to alert and when, and nothing of what it is. A private one has no reference.
 */
export const watch = z.lazy(() =>
  z.object({
    complaintId: z.string(),
    reference: z.exactOptional(z.string()),
    unit: z.string(),
    dueAt: instant,
  }),
)
export type Watch = z.infer<typeof watch>
