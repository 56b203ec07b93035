/**
 * What the registry is told: an append-only feed of entries. An open complaint is told with its category and place, a
 * restricted one by its reference and how far it is, and a private one never: there is no kind of entry that could hold it.
 * No entry has room for words, names, phone numbers or who is accused.
 */
import * as z from 'zod/mini'
import { categories, type FiledCategory, filedCategories } from './categories.ts'
import { type ComplaintEvent, channels, type State, states } from './complaint.ts'
import type { Phase } from './contact.ts'
import type { Notice } from './message.ts'

/** Codes of PublicSchema's grievance vocabulary, as complaint systems of other countries write them. */
export const publicTypes = [
  'payment_complaint',
  'data_correction',
  'exclusion_error',
  'inclusion_error',
  'appeal',
  'misconduct',
  'service_quality',
  'information_request',
  'other',
] as const
export const publicStatuses = [
  'submitted',
  'under_review',
  'resolved',
  'closed',
  'escalated',
  'rejected',
  'withdrawn',
] as const
export type PublicStatus = (typeof publicStatuses)[number]

/** What was decided but not yet done is still under review: a promise resolves nothing. */
const statusOfState: Readonly<Record<State, PublicStatus>> = {
  interrupted: 'submitted',
  received: 'submitted',
  acknowledged: 'under_review',
  in_review: 'under_review',
  waiting_complainant: 'under_review',
  contested: 'under_review',
  decided: 'under_review',
  remedy_pending: 'under_review',
  remedy_done: 'resolved',
  confirmed: 'resolved',
  no_answer: 'resolved',
  closed: 'closed',
  rejected: 'rejected',
  referred: 'escalated',
  withdrawn: 'withdrawn',
}
export const publicStatusOf = (state: State): PublicStatus => statusOfState[state]
export const publicTypeOf = (code: FiledCategory): (typeof publicTypes)[number] =>
  categories[code].publicSchema

const statusOfPhase: Readonly<Record<Phase, PublicStatus>> = {
  received: 'submitted',
  working: 'under_review',
  question: 'under_review',
  decided: 'under_review',
  remedy: 'under_review',
  done: 'resolved',
  not_taken: 'rejected',
}

/** What the registry does, and tells us that it did. */
export const registryDeeds = [
  'correction_made',
  'household_added',
  'recipient_replaced',
  'payment_reissued',
] as const
export type RegistryDeed = (typeof registryDeeds)[number]

/** The deed that a complaint of this kind waits for once it is upheld; most wait for none. */
const asked: Partial<Readonly<Record<FiledCategory, RegistryDeed>>> = {
  '1.1': 'payment_reissued',
  '1.3': 'payment_reissued',
  '1.4': 'payment_reissued',
  '2.3': 'correction_made',
  '3.1': 'household_added',
  '3.3': 'correction_made',
  '3.4': 'recipient_replaced',
  '3.5': 'household_added',
  '5.3': 'payment_reissued',
}
export const askedOfRegistry = (code: FiledCategory): RegistryDeed | undefined => asked[code]

/** Events of open complaints that the registry is told of. */
export const fedEvents = [
  'filed',
  'submitted',
  'acknowledged',
  'review_started',
  'decided',
  'remedy_planned',
  'remedy_done',
  'confirmed',
  'no_answer',
  'contested',
  'reopened',
  'closed',
  'rejected',
  'referred',
  'withdrawn',
  'escalated',
  'reclassified',
] as const
export type FedEvent = (typeof fedEvents)[number]
export const isFed = (type: ComplaintEvent['type']): type is FedEvent =>
  (fedEvents as readonly string[]).includes(type)

const told = {
  /** The same for ever, however often it is read or delivered. */
  id: z.string().check(z.minLength(1), z.maxLength(80)),
  /** 1, 2, 3…: the order of the feed. */
  sequence: z.int().check(z.positive()),
  /** When it happened. */
  at: z.iso.datetime(),
  /** The day on which the feed took it: days of counts and files go by it. It never goes back. */
  recordedOn: z.iso.date(),
}
const reference = z.string().check(z.regex(/^\d{9}$/))

export const complaintEntry = z.strictObject({
  kind: z.literal('complaint'),
  ...told,
  /** Nine digits, as the complainant has it. */
  reference,
  event: z.enum(fedEvents),
  /** Grows with every change of the complaint: an older state never replaces a newer one. */
  version: z.int(),
  state: z.enum(states),
  status: z.enum(publicStatuses),
  category: z.enum(filedCategories as [FiledCategory, ...FiledCategory[]]),
  type: z.enum(publicTypes),
  programme: z.string(),
  channel: z.enum(channels),
  receivedAt: z.iso.datetime(),
  dueAt: z.iso.datetime(),
  region: z.exactOptional(z.string()),
  cercle: z.exactOptional(z.string()),
  commune: z.exactOptional(z.string()),
  /** The registry's own id, when the complainant is known by it. */
  householdId: z.exactOptional(z.string()),
  /** The session or the site of the registry's own lists that it is about. */
  maSession: z.exactOptional(z.string()),
  himoSite: z.exactOptional(z.string()),
  outcome: z.exactOptional(z.string()),
  remedyDueOn: z.exactOptional(z.iso.date()),
  /** Upheld, and waiting for this from the registry. */
  asks: z.exactOptional(z.enum(registryDeeds)),
})
export type ComplaintEntry = z.infer<typeof complaintEntry>

export const restrictedEvents = [
  'filed',
  'step',
  'decided',
  'remedy_done',
  'rejected',
  'referred',
  'reopened',
  /** It was open before: keep nothing of it but its reference. */
  'became_restricted',
] as const

/** All that is told of a restricted complaint: not even its kind, since the consumer may be whom it is about. */
export const restrictedEntry = z.strictObject({
  kind: z.literal('restricted'),
  ...told,
  reference,
  event: z.enum(restrictedEvents),
  status: z.enum(publicStatuses),
  programme: z.exactOptional(z.string()),
})
export type RestrictedEntry = z.infer<typeof restrictedEntry>

export const householdEffects = ['added', 'changed', 'retired'] as const

/** A household changed here: which fields, never what they say. */
export const householdEntry = z.strictObject({
  kind: z.literal('household'),
  ...told,
  householdId: z.string(),
  effect: z.enum(householdEffects),
  fields: z.array(z.string()),
  programmes: z.array(z.string()),
  commune: z.string(),
  /** The consumer that changed it: its own echo may be passed over. */
  by: z.string(),
})
export type HouseholdEntry = z.infer<typeof householdEntry>

export const entry = z.discriminatedUnion('kind', [complaintEntry, restrictedEntry, householdEntry])
export type Entry = z.infer<typeof entry>
/** Every field that an entry may have, in the order in which it is written. */
export const entryFields = [
  'sequence',
  'id',
  'kind',
  'at',
  'recordedOn',
  'reference',
  'event',
  'version',
  'state',
  'status',
  'category',
  'type',
  'programme',
  'channel',
  'receivedAt',
  'dueAt',
  'region',
  'cercle',
  'commune',
  'householdId',
  'maSession',
  'himoSite',
  'outcome',
  'remedyDueOn',
  'asks',
  'effect',
  'fields',
  'programmes',
  'by',
] as const
/** The same entry with its fields in that order: tables keep none, and the same entry is the same bytes wherever it goes. */
export const inOrder = (of: Entry): Entry =>
  Object.fromEntries(
    entryFields
      .filter((field) => field in of)
      .map((field) => [field, (of as Record<string, unknown>)[field]]),
  ) as Entry

type Unplaced<E> = E extends Entry ? Omit<E, 'sequence' | 'recordedOn'> : never
/** An entry that the feed has not yet taken. */
export type NewEntry = Unplaced<Entry>

/** An entry with what stays here: whose complaint it is, and whom a rejection wakes. */
export interface ToFeed {
  readonly entry: NewEntry
  readonly complaintId?: string
  readonly unit?: string
}
export interface FeedItem {
  readonly entry: Entry
  readonly complaintId?: string
  readonly unit?: string
}

export function entryOfNotice(notice: Notice): ToFeed | undefined {
  const { reference: which, phase, what } = notice
  if (what === 'private' || !which || !notice.complaintId) return undefined
  if (what === 'late' || what === 'added') return undefined
  if (what !== 'moved' && !phase) return undefined
  const event: RestrictedEntry['event'] =
    what === 'moved' ? 'became_restricted' : what === 'note' || what === 'question' ? 'step' : what
  return {
    entry: {
      kind: 'restricted',
      id: notice.eventId,
      at: notice.at,
      reference: which,
      event,
      status: what === 'referred' ? 'escalated' : statusOfPhase[(phase ?? 'working') as Phase],
      ...(notice.programme ? { programme: notice.programme } : {}),
    },
    complaintId: notice.complaintId,
    ...(notice.owner ? { unit: notice.owner } : {}),
  }
}

/** Whether a consumer of these programmes is told of it; `*` is told of everything, and alone of what names no programme. */
export function concerns(of: Entry, programmes: readonly string[]): boolean {
  if (programmes.includes('*')) return true
  const its = of.kind === 'household' ? of.programmes : of.programme ? [of.programme] : []
  return its.some((programme) => programmes.includes(programme))
}
