/**
 * What crosses the wire between the console and the staff API: one table of routes, in zod. The function serves it, the
 * console speaks it, the OpenAPI document is drawn from it.
 *
 * Writes carry `Idempotency-Key` (any 8–64 characters; the same key again gives the same result and does nothing) and, on a
 * complaint, `If-Match: "<version>"`. Errors are problem+json (RFC 9457). Instants are ISO 8601 in UTC.
 */
import * as z from 'zod/mini'
import { abouts } from '../domain/about.ts'
import {
  category,
  channels,
  complainant,
  eventTypes,
  outcomes,
  place,
  privateEventTypes,
  privateStates,
  states,
} from '../domain/complaint.ts'
import { receipt } from '../domain/consumer.ts'
import { incidentStates } from '../domain/incident.ts'
import { consoleLanguages, languages } from '../domain/languages.ts'
import { messagePurposes, messageStates } from '../domain/message.ts'
import { deeds, roles } from '../domain/officer.ts'
import { paymentWays } from '../domain/payment-ways.ts'
import { type QueueView, queueViews } from '../domain/queue-views.ts'
import { sensitivities } from '../domain/sensitivity.ts'

const words = (max: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(max))
const instant = z.iso.datetime()

export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  /** One of the refusal codes, or `fault`. */
  code: z.string(),
  detail: z.exactOptional(z.string()),
  /** Field → what is wrong with it: a code of field-problems.ts, several joined by commas. */
  fields: z.exactOptional(z.record(z.string(), z.string())),
  /** With 412: the complaint as it is now. */
  fresh: z.exactOptional(z.unknown()),
})
export type Problem = z.infer<typeof problem>

export const views = queueViews
export type View = QueueView

export const person = z.object({ officerId: z.string(), name: z.string() })
export const unitRef = z.object({ unitId: z.string(), name: z.string() })

export const me = z.object({
  officerId: z.string(),
  name: z.string(),
  title: z.string(),
  role: z.enum(roles),
  clearance: z.enum(sensitivities),
  units: z.array(unitRef),
  language: z.enum(consoleLanguages),
  deeds: z.array(z.enum(deeds)),
  /** Whether the private desk has a restricted queue, or private cases, for this officer. */
  restrictedDesk: z.boolean(),
  privateDesk: z.boolean(),
  operations: z.boolean(),
  /** Parts of the payments that are for this officer. */
  payments: z.array(z.enum(paymentWays)),
})
export type Me = z.infer<typeof me>

export const presence = z.object({
  complaintId: z.string(),
  officerId: z.string(),
  name: z.string(),
  /** Something is being written on it. */
  writing: z.boolean(),
  at: instant,
})
export type Presence = z.infer<typeof presence>

export const complaintRow = z.object({
  complaintId: z.string(),
  /** Nine digits; shown as 4821-0937-5. */
  reference: z.string(),
  version: z.int(),
  state: z.enum(states),
  category,
  sensitivity: z.enum(sensitivities),
  place,
  channel: z.enum(channels),
  language: z.enum(languages),
  /** The first 120 characters of what was said. */
  excerpt: z.exactOptional(z.string()),
  callBack: z.boolean(),
  categoryGuessed: z.boolean(),
  owner: unitRef,
  assignee: z.exactOptional(person),
  /** Handed over by this unit, and not yet accepted. */
  handover: z.exactOptional(unitRef),
  /** What it is about, where it is known. */
  paydayId: z.exactOptional(z.string()),
  siteId: z.exactOptional(z.string()),
  receivedAt: instant,
  updatedAt: instant,
  dueAt: instant,
  /** Whole working days left, negative when late; the server counts. */
  workingDaysLeft: z.int(),
  late: z.boolean(),
  paused: z.boolean(),
  unread: z.boolean(),
})
export type ComplaintRow = z.infer<typeof complaintRow>

export const historyEntry = z.object({
  id: z.string(),
  at: instant,
  by: z.object({
    kind: z.enum(['officer', 'complainant', 'clock', 'line', 'registry']),
    name: z.exactOptional(z.string()),
    unit: z.exactOptional(z.string()),
  }),
  /** `sms` is a message to the complainant; the rest are events. */
  type: z.enum([...eventTypes, ...privateEventTypes, 'sms', 'addition']),
  data: z.record(z.string(), z.string()),
  sms: z.exactOptional(
    z.object({
      text: z.string(),
      state: z.enum(messageStates),
      parts: z.int(),
      purpose: z.enum(messagePurposes),
      reason: z.exactOptional(z.string()),
    }),
  ),
})
export type HistoryEntry = z.infer<typeof historyEntry>

export const commandTypes = [
  'submit',
  'acknowledge',
  'start_review',
  'ask_complainant',
  'end_wait',
  'decide',
  'plan_remedy',
  'remedy_done',
  'attempt_contact',
  'confirm',
  'no_answer',
  'contest',
  'reopen',
  'close',
  'reject',
  'refer',
  'withdraw',
  'escalate',
  'transfer',
  'accept',
  'hand_back',
  'assign',
  'reclassify',
  'name_accused',
  'pause',
  'resume',
  'note',
  'message',
  'mark_read',
] as const

export const relatedWhys = ['phone', 'household', 'payday'] as const
export type RelatedWhy = (typeof relatedWhys)[number]

export const complaintDetail = z.object({
  ...complaintRow.shape,
  about: z.enum(abouts),
  /** Officers whom it is about; none of them sees it. */
  accusedOfficers: z.array(person),
  programme: z.string(),
  text: z.exactOptional(z.string()),
  details: z.record(z.string(), z.string()),
  complainant,
  enteredBy: z.exactOptional(person),
  paperLine: z.exactOptional(z.string()),
  /** `+223 76 .. .. 12`, when there is a number to reach. */
  phoneMasked: z.exactOptional(z.string()),
  /** What one part of an SMS to that number costs, as far as it is known. */
  smsPrice: z.exactOptional(z.object({ amount: z.number(), currency: z.string(), confirmed: z.boolean() })),
  acknowledgeBy: z.exactOptional(instant),
  acknowledgedAt: z.exactOptional(instant),
  promised: z.boolean(),
  pause: z.exactOptional(
    z.object({ since: instant, until: instant, reason: z.enum(['waiting_complainant', 'zone_closed']) }),
  ),
  /** Its place is closed or hard to reach. */
  zone: z.exactOptional(
    z.object({ status: z.enum(['restricted', 'closed']), until: z.iso.date(), reason: z.string() }),
  ),
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
  history: z.array(historyEntry),
  /** What this officer may do now: the buttons. */
  commands: z.array(z.enum(commandTypes)),
  mayRevealPhone: z.boolean(),
  /** Where it may be handed to. */
  transferTargets: z.array(unitRef),
  /** The level above, for `escalate`. */
  escalatesTo: z.exactOptional(unitRef),
  /** Who may have it. */
  assignable: z.array(person),
  /** Other complaints of the same phone, household or payday that this officer may see. */
  related: z.array(z.object({ ...complaintRow.shape, why: z.enum(relatedWhys) })),
  /** The payday that it is about, where it is known. */
  paydayId: z.exactOptional(z.string()),
  siteId: z.exactOptional(z.string()),
  /** The incident that it is one of; `mayOpen`: its page is there for this officer. */
  incident: z.exactOptional(
    z.object({
      incidentId: z.string(),
      state: z.enum(incidentStates),
      answer: z.exactOptional(z.string()),
      mayOpen: z.boolean(),
    }),
  ),
})
export type ComplaintDetail = z.infer<typeof complaintDetail>

export const command = z.discriminatedUnion('type', [
  z.object({ type: z.literal('submit'), text: z.exactOptional(words(4000)) }),
  z.object({ type: z.literal('acknowledge') }),
  z.object({ type: z.literal('start_review') }),
  z.object({ type: z.literal('ask_complainant'), question: words(300) }),
  z.object({ type: z.literal('end_wait'), reason: words(1000) }),
  z.object({
    type: z.literal('decide'),
    outcome: z.enum(outcomes),
    summary: words(4000),
    answer: z.exactOptional(words(300)),
  }),
  z.object({ type: z.literal('plan_remedy'), what: words(1000), dueOn: z.iso.date() }),
  z.object({ type: z.literal('remedy_done'), note: z.exactOptional(words(1000)) }),
  z.object({ type: z.literal('attempt_contact'), note: z.exactOptional(words(1000)) }),
  z.object({ type: z.literal('confirm'), satisfied: z.boolean(), note: z.exactOptional(words(1000)) }),
  z.object({ type: z.literal('no_answer') }),
  z.object({ type: z.literal('contest'), reason: words(1000) }),
  z.object({ type: z.literal('reopen'), reason: words(1000), officerId: words(64) }),
  z.object({ type: z.literal('close'), note: z.exactOptional(words(1000)) }),
  z.object({ type: z.literal('reject'), reason: words(1000), answer: z.exactOptional(words(300)) }),
  z.object({
    type: z.literal('refer'),
    body: words(200),
    reason: words(1000),
    answer: z.exactOptional(words(300)),
  }),
  z.object({ type: z.literal('withdraw'), reason: words(1000) }),
  z.object({ type: z.literal('escalate'), reason: words(1000) }),
  z.object({ type: z.literal('transfer'), unit: words(80), reason: words(1000) }),
  z.object({ type: z.literal('accept') }),
  z.object({ type: z.literal('hand_back'), reason: words(1000) }),
  z.object({ type: z.literal('assign'), officerId: z.exactOptional(words(64)) }),
  z.object({ type: z.literal('reclassify'), category, reason: words(1000) }),
  z.object({ type: z.literal('name_accused'), officerId: words(64), reason: words(1000) }),
  z.object({ type: z.literal('pause'), reason: words(1000), until: instant }),
  z.object({ type: z.literal('resume'), reason: words(1000) }),
  z.object({ type: z.literal('note'), text: words(4000) }),
  z.object({ type: z.literal('message'), text: words(300) }),
  z.object({ type: z.literal('mark_read') }),
])
export type StaffCommand = z.infer<typeof command>

/** Done, and with it the complaint went to others, out of this officer's sight. */
export const moved = z.object({ complaintId: z.string(), moved: z.literal(true) })
export type Moved = z.infer<typeof moved>
export const afterCommand = z.union([complaintDetail, moved])

export const fileForAnother = z.object({
  category,
  about: z.enum(abouts),
  /** Eight digits, or nothing when it is not known. */
  commune: z.exactOptional(z.string().check(z.regex(/^\d{8}$/))),
  cercle: z.exactOptional(z.string().check(z.regex(/^ML\d{4}$/))),
  region: z.exactOptional(z.string().check(z.regex(/^ML\d{2}$/))),
  village: z.exactOptional(words(80)),
  programme: words(40),
  channel: z.enum(['walk_in', 'phone_call', 'paper']),
  /** Register, page and line of a paper complaint: it can be entered once. */
  paperLine: z.exactOptional(
    z.object({ register: words(40), page: z.int().check(z.positive()), line: z.int().check(z.positive()) }),
  ),
  language: z.enum(languages),
  text: z.exactOptional(words(4000)),
  takenBySomebody: z.exactOptional(z.boolean()),
  madeIll: z.exactOptional(z.boolean()),
  /** Id of the session (5.1) or the site of works (5.3, 5.4) that it is about, of the registry's lists. */
  listItem: z.exactOptional(words(64)),
  callBack: z.boolean(),
  /** As people say it: `76 12 34 12`, `+223…`, `00223…`. */
  phone: z.exactOptional(words(30)),
  name: z.exactOptional(words(80)),
  sex: z.exactOptional(z.enum(['woman', 'man'])),
  householdId: z.exactOptional(words(40)),
  /** Officers that it is about: they will not see it. */
  accusedOfficers: z.exactOptional(z.array(words(64)).check(z.maxLength(5))),
})
export type FileForAnother = z.infer<typeof fileForAnother>

export const filed = z.object({
  complaintId: z.string(),
  reference: z.string(),
  dueAt: instant,
  promised: z.boolean(),
  owner: unitRef,
  /** False when the complaint is above the officer's clearance: it is safe, and he will not see it again. */
  visible: z.boolean(),
})

export const complaintList = z.object({
  items: z.array(complaintRow),
  /** Opaque; absent on the last page. A page that is not full goes on too: what passes the filter may be further on. */
  cursor: z.exactOptional(z.string()),
  /** What this page is, in short: give it back as `known` to hear only whether it changed. */
  digest: z.exactOptional(z.string()),
  /** It did not: there are no items in this answer. */
  same: z.exactOptional(z.boolean()),
})

export const viewCounts = z.object({
  /** View → how many; 100 is “or more”. What has ended is not counted. */
  counts: z.partialRecord(z.enum(views), z.int()),
  countedAt: instant,
  /** Who is looking at which of the complaints that one may see. */
  present: z.array(presence),
})

export const listQuery = z.object({
  view: z._default(z.enum(views), 'open'),
  category: z.exactOptional(z.string()),
  region: z.exactOptional(z.string()),
  cercle: z.exactOptional(z.string()),
  commune: z.exactOptional(z.string()),
  state: z.exactOptional(z.enum(states)),
  channel: z.exactOptional(z.enum(channels)),
  programme: z.exactOptional(z.string()),
  /** A reference, whole. */
  q: z.exactOptional(z.string().check(z.maxLength(60))),
  cursor: z.exactOptional(z.string().check(z.maxLength(2000))),
  /** The digest of the page as it was last heard. */
  known: z.exactOptional(z.string().check(z.maxLength(64))),
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 50),
})
export type ListQuery = z.infer<typeof listQuery>

export const privateRow = z.object({
  complaintId: z.string(),
  version: z.int(),
  state: z.enum(privateStates),
  wants: z.enum(['woman', 'man']),
  language: z.enum(languages),
  region: z.exactOptional(z.string()),
  safeTime: z.enum(['morning', 'afternoon', 'evening', 'any', 'unknown']),
  interrupted: z.boolean(),
  assignee: z.exactOptional(person),
  receivedAt: instant,
  dueAt: instant,
  late: z.boolean(),
})
export type PrivateRow = z.infer<typeof privateRow>

export const privateCommandTypes = [
  'attempt_contact',
  'contacted',
  'refer',
  'hand_over',
  'close_by_choice',
  'note',
  'assign',
] as const
export const privateDetail = z.object({
  ...privateRow.shape,
  safeNumber: z.string(),
  numberKind: z.enum(['same', 'other', 'unconfirmed']),
  smsIsSafe: z.boolean(),
  attempts: z.int(),
  consent: z.exactOptional(z.boolean()),
  referredTo: z.exactOptional(z.string()),
  history: z.array(historyEntry),
  commands: z.array(z.enum(privateCommandTypes)),
  assignable: z.array(person),
})
export type PrivateDetail = z.infer<typeof privateDetail>

export const privateCommand = z.discriminatedUnion('type', [
  z.object({ type: z.literal('attempt_contact'), note: z.exactOptional(words(1000)) }),
  z.object({ type: z.literal('contacted'), note: z.exactOptional(words(1000)) }),
  z.object({
    type: z.literal('refer'),
    to: words(200),
    consent: z.boolean(),
    reason: z.exactOptional(words(1000)),
  }),
  z.object({ type: z.literal('hand_over'), to: words(200), consent: z.boolean() }),
  z.object({ type: z.literal('close_by_choice'), note: z.exactOptional(words(1000)) }),
  z.object({ type: z.literal('note'), text: words(4000) }),
  z.object({ type: z.literal('assign'), officerId: words(64) }),
])

export const openReason = z.object({
  why: z.enum(['designated', 'urgent_referral', 'control']),
  words: z.exactOptional(words(300)),
})

export const quarantined = z.object({
  quarantineId: z.string(),
  at: instant,
  door: z.string(),
  problem: z.string(),
  sizeBytes: z.int(),
})
export const operations = z.object({
  quarantine: z.object({ count: z.int(), newest: z.array(quarantined) }),
  unsent: z.object({ queued: z.int(), unknown: z.int() }),
  deadLetters: z.array(z.object({ queue: z.string(), count: z.int() })),
})

interface RouteSheet {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly summary: string
  readonly query?: z.ZodMiniType
  readonly body?: z.ZodMiniType
  readonly response: z.ZodMiniType
  readonly status?: 200 | 201
  /** Carries `If-Match` and answers with `ETag`. */
  readonly versioned?: true
  /** Carries `Idempotency-Key`. */
  readonly idempotent?: true
}

export const staffRoutes = {
  me: { method: 'GET', path: '/api/me', summary: 'Who I am and what I may do', response: me },
  viewCounts: {
    method: 'GET',
    path: '/api/views',
    summary: 'How many complaints each view holds',
    response: viewCounts,
  },
  listComplaints: {
    method: 'GET',
    path: '/api/complaints',
    summary: 'Complaints of a view, by deadline',
    query: listQuery,
    response: complaintList,
  },
  readComplaint: {
    method: 'GET',
    path: '/api/complaints/{complaintId}',
    summary: 'One complaint with its history',
    response: complaintDetail,
    versioned: true,
  },
  fileComplaint: {
    method: 'POST',
    path: '/api/complaints',
    summary: 'File for another: walk-in, phone call, paper register line',
    body: fileForAnother,
    response: filed,
    status: 201,
    idempotent: true,
  },
  commandComplaint: {
    method: 'POST',
    path: '/api/complaints/{complaintId}/commands',
    summary: 'Do something to a complaint',
    body: command,
    response: afterCommand,
    versioned: true,
    idempotent: true,
  },
  revealPhone: {
    method: 'POST',
    path: '/api/complaints/{complaintId}/phone',
    summary: 'Reveal the phone number; the reason is kept in the history',
    body: z.object({ reason: words(300) }),
    response: z.object({ phone: z.string() }),
  },
  operations: {
    method: 'GET',
    path: '/api/operations',
    summary: 'Quarantined callbacks, unsent messages, dead letters',
    response: operations,
  },
  redrive: {
    method: 'POST',
    path: '/api/operations/redrive',
    summary: 'Send the dead letters of a queue back to it',
    body: z.object({ queue: words(80) }),
    response: z.object({ moved: z.int() }),
  },
} as const satisfies Record<string, RouteSheet>

export const privateRoutes = {
  listRestricted: {
    method: 'GET',
    path: '/private/complaints',
    summary: 'Restricted complaints that I handle, by deadline',
    query: z.object({ closed: z.exactOptional(z.stringbool()), cursor: z.exactOptional(z.string()) }),
    response: complaintList,
  },
  openRestricted: {
    method: 'POST',
    path: '/private/complaints/{complaintId}/open',
    summary: 'Open a restricted complaint; the reason is kept',
    body: openReason,
    response: complaintDetail,
    versioned: true,
  },
  commandRestricted: {
    method: 'POST',
    path: '/private/complaints/{complaintId}/commands',
    summary: 'Do something to a restricted complaint',
    body: command,
    response: complaintDetail,
    versioned: true,
    idempotent: true,
  },
  readRestrictedReceipts: {
    method: 'GET',
    path: '/private/complaints/{complaintId}/registry',
    summary: 'What registries answered to what they were told of a restricted complaint',
    response: z.object({ items: z.array(receipt) }),
  },
  revealRestrictedPhone: {
    method: 'POST',
    path: '/private/complaints/{complaintId}/phone',
    summary: 'Reveal the phone number; the reason is kept in the history',
    body: z.object({ reason: words(300) }),
    response: z.object({ phone: z.string() }),
  },
  listPrivate: {
    method: 'GET',
    path: '/private/cases',
    summary: 'People who asked to talk in private, for their focal points',
    response: z.object({ items: z.array(privateRow) }),
  },
  openPrivate: {
    method: 'POST',
    path: '/private/cases/{complaintId}/open',
    summary: 'Open a private case; the reason is kept',
    body: openReason,
    response: privateDetail,
    versioned: true,
  },
  commandPrivate: {
    method: 'POST',
    path: '/private/cases/{complaintId}/commands',
    summary: 'Do something to a private case',
    body: privateCommand,
    response: privateDetail,
    versioned: true,
    idempotent: true,
  },
} as const satisfies Record<string, RouteSheet>

export type StaffRouteName = keyof typeof staffRoutes
export type PrivateRouteName = keyof typeof privateRoutes
