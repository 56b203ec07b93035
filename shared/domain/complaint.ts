/** A complaint as it is kept: its shape, and the shape of each thing that happened to it. Instants are ISO strings in UTC. */
import * as z from 'zod/mini'
import { abouts } from './about.ts'
import { type FiledCategory, filedCategories } from './categories.ts'
import { languages } from './languages.ts'
import type { Reference } from './reference.ts'
import type { UnitId } from './units.ts'

export const states = [
  /** The call dropped before the end: to be called back. */
  'interrupted',
  'received',
  'acknowledged',
  'in_review',
  'waiting_complainant',
  'decided',
  'remedy_pending',
  'remedy_done',
  'confirmed',
  'no_answer',
  'contested',
  'closed',
  'rejected',
  'referred',
  'withdrawn',
] as const
export type State = (typeof states)[number]
export const endStates: readonly State[] = ['closed', 'rejected', 'referred', 'withdrawn']
export const isEnded = (state: State): boolean => endStates.includes(state)

export const channels = ['ussd', 'sms', 'phone_call', 'walk_in', 'paper'] as const
export type Channel = (typeof channels)[number]

export const instant = z.lazy(() => z.iso.datetime())
export const unitId = z.lazy(() => z.custom<UnitId>((value) => typeof value === 'string' && value.length > 0))
export const reference = z.lazy(() =>
  z.custom<Reference>((value) => typeof value === 'string' && /^\d{9}$/.test(value)),
)
export const category = z.lazy(() => z.enum(filedCategories as [FiledCategory, ...FiledCategory[]]))

export const place = z.lazy(() =>
  z.object({
    region: z.exactOptional(z.string()),
    cercle: z.exactOptional(z.string()),
    commune: z.exactOptional(z.string()),
    village: z.exactOptional(z.string()),
  }),
)

/** What is known of whom it concerns. Everything may be missing: anybody may complain without a name. */
export const complainant = z.lazy(() =>
  z.object({
    name: z.exactOptional(z.string()),
    sex: z.exactOptional(z.enum(['woman', 'man'])),
    householdId: z.exactOptional(z.string()),
    anonymous: z.boolean(),
  }),
)
export type Complainant = z.infer<typeof complainant>

export const outcomes = ['upheld', 'partly_upheld', 'not_upheld', 'answered'] as const

const complaintFields = () => ({
  complaintId: z.string(),
  reference,
  version: z.int(),
  state: z.enum(states),
  category,
  about: z.enum(abouts),
  accused: z.readonly(z.array(unitId)),
  /** Officers named in it: they never see it. */
  accusedOfficers: z.readonly(z.array(z.string())),
  place,
  programme: z.string(),
  /** The payday that it is about, and its site, where they are known. */
  paydayId: z.exactOptional(z.string()),
  siteId: z.exactOptional(z.string()),
  channel: z.enum(channels),
  language: z.enum(languages),
  /** The person's own words, or what a relay wrote down. */
  text: z.exactOptional(z.string()),
  /** Answers to the menu's questions, by their key: `{ "takenBySomebody": "yes" }`. */
  details: z.record(z.string(), z.string()),
  /** The caller asked to be called back, in `language`. */
  callBack: z.boolean(),
  /** Whom to reach, as a keyed hash of the phone number; absent when there is no number. */
  contactId: z.exactOptional(z.string()),
  complainant,
  /** The officer or relay who filed it for another. */
  enteredBy: z.exactOptional(z.string()),
  /** A line of a paper register: `REGISTER/page/line`; filed once. */
  paperLine: z.exactOptional(z.string()),
  /** The category was guessed from an SMS and is to be checked. */
  categoryGuessed: z.boolean(),
  interruptedAt: z.exactOptional(instant),
  owner: unitId,
  assignee: z.exactOptional(z.string()),
  /** Handed over by another unit, and not yet accepted: it may be handed back. */
  handover: z.exactOptional(z.object({ from: unitId, at: instant, by: z.string(), reason: z.string() })),
  receivedAt: instant,
  updatedAt: instant,
  acknowledgeBy: z.exactOptional(instant),
  acknowledgedAt: z.exactOptional(instant),
  dueAt: instant,
  promised: z.boolean(),
  /** The clock stands: for an answer of the complainant, or because a zone is closed. */
  pause: z.exactOptional(
    z.object({
      since: instant,
      until: instant,
      reason: z.enum(['waiting_complainant', 'zone_closed']),
      by: z.string(),
    }),
  ),
  /** The deadline passed and was escalated. */
  lateSince: z.exactOptional(instant),
  decision: z.exactOptional(
    z.object({ outcome: z.enum(outcomes), summary: z.string(), at: instant, by: z.string() }),
  ),
  remedy: z.exactOptional(
    z.object({ what: z.string(), dueOn: z.iso.date(), doneAt: z.exactOptional(instant) }),
  ),
  endReason: z.exactOptional(z.string()),
  attempts: z.int(),
  reopenedCount: z.int(),
  satisfied: z.exactOptional(z.boolean()),
  /** Something came in that no officer has opened. */
  unread: z.boolean(),
  /** Its words, names and numbers were erased then. */
  erasedAt: z.exactOptional(instant),
})

export const openComplaint = z.lazy(() =>
  z.object({ ...complaintFields(), sensitivity: z.enum(['S0', 'S1']) }),
)
export type OpenComplaint = z.infer<typeof openComplaint>
export const restrictedComplaint = z.lazy(() =>
  z.object({ ...complaintFields(), sensitivity: z.literal('S2') }),
)
export type RestrictedComplaint = z.infer<typeof restrictedComplaint>
export type Complaint = OpenComplaint | RestrictedComplaint

/** Who did something: `officer:<id>`, `complainant`, `clock`, or a registry by its name. */
export const actor = z.lazy(() =>
  z.object({
    kind: z.enum(['officer', 'complainant', 'clock', 'registry']),
    officerId: z.exactOptional(z.string()),
    name: z.exactOptional(z.string()),
    /** The name of his unit as it was, and which unit that is. */
    unit: z.exactOptional(z.string()),
    unitId: z.exactOptional(z.string()),
  }),
)
export type Actor = z.infer<typeof actor>

export const eventTypes = [
  'filed',
  'interrupted',
  'submitted',
  'acknowledged',
  'review_started',
  'question_asked',
  'complainant_wrote',
  'wait_ended',
  'decided',
  'remedy_planned',
  'remedy_done',
  'contact_attempted',
  'confirmed',
  'no_answer',
  'contested',
  'reopened',
  'closed',
  'rejected',
  'referred',
  'withdrawn',
  'escalated',
  'transferred',
  'handover_accepted',
  'handed_back',
  'assigned',
  'reclassified',
  'accused_named',
  'moved_to_restricted',
  'paused',
  'resumed',
  'became_late',
  'noted',
  'messaged',
  'phone_revealed',
  'opened',
  'registry_rejected',
  'erased',
] as const
export type EventType = (typeof eventTypes)[number]

/** One thing that happened. `data` holds what the type needs, all strings, so that history reads itself years later. */
export const complaintEvent = z.lazy(() =>
  z.object({
    eventId: z.string(),
    complaintId: z.string(),
    reference,
    type: z.enum(eventTypes),
    at: instant,
    by: actor,
    data: z.record(z.string(), z.string()),
    /** Chance that stands in its digest, so that nobody guesses from the digest what happened. */
    salt: z.exactOptional(z.string()),
    /** In place of words that were erased: the digest that they had. */
    rest: z.exactOptional(z.string()),
  }),
)
export type ComplaintEvent = z.infer<typeof complaintEvent>

/** What a decision of the rules comes to: what the complaint is now, what happened, and what may happen only once. */
export interface Change<C extends Complaint | PrivateCase = Complaint> {
  readonly complaint: C
  /** The version that was read; 0 for a new one. */
  readonly readVersion: number
  readonly event: C extends PrivateCase ? PrivateEvent : ComplaintEvent
  /** Key of a deed that may be done once, whoever tries: `sms:<gateway id>`, `paper:<line>`, `idempotency:<officer>:<key>`. */
  readonly once?: string
}

export const privateStates = [
  'callback_requested',
  'contacted',
  'referred',
  'handed_over',
  'closed_by_choice',
] as const
export type PrivateState = (typeof privateStates)[number]

/** Somebody who asked to talk in private. There is no text, no category and no place in it but what was chosen. */
export const privateCase = z.lazy(() =>
  z.object({
    complaintId: z.string(),
    reference,
    version: z.int(),
    sensitivity: z.literal('S3'),
    state: z.enum(privateStates),
    owner: unitId,
    wants: z.enum(['woman', 'man']),
    /** When it is safe to call. */
    safeTime: z.enum(['morning', 'afternoon', 'evening', 'any', 'unknown']),
    /** The number to call, held here and nowhere else. */
    safeNumber: z.string(),
    /** `other`: the caller gave another number than the one dialled from; `unconfirmed`: the call dropped before. */
    numberKind: z.enum(['same', 'other', 'unconfirmed']),
    smsIsSafe: z.boolean(),
    language: z.enum(languages),
    region: z.exactOptional(z.string()),
    interrupted: z.boolean(),
    assignee: z.exactOptional(z.string()),
    receivedAt: instant,
    updatedAt: instant,
    dueAt: instant,
    attempts: z.int(),
    consent: z.exactOptional(z.boolean()),
    referredTo: z.exactOptional(z.string()),
    /** Its number and words were erased then. */
    erasedAt: z.exactOptional(instant),
  }),
)
export type PrivateCase = z.infer<typeof privateCase>

export const privateEventTypes = [
  'asked',
  'opened',
  'contact_attempted',
  'contacted',
  'referred',
  'handed_over',
  'closed_by_choice',
  'noted',
  'assigned',
  'erased',
] as const
export const privateEvent = z.lazy(() =>
  z.object({
    eventId: z.string(),
    complaintId: z.string(),
    type: z.enum(privateEventTypes),
    at: instant,
    by: actor,
    data: z.record(z.string(), z.string()),
    salt: z.exactOptional(z.string()),
    rest: z.exactOptional(z.string()),
  }),
)
export type PrivateEvent = z.infer<typeof privateEvent>
