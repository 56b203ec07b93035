/**
 * What an item looks like in a table: the domain's own shape, and beside it the keys, `kind`, `v`, and the attributes by
 * which indexes find it. Read back through the domain's zod shapes, so that what is not understood is found where it is read.
 */
import * as z from 'zod/mini'
import {
  type Complaint,
  type ComplaintEvent,
  complaintEvent,
  isEnded,
  openComplaint,
  type PrivateCase,
  type PrivateEvent,
  privateCase,
  privateEvent,
  restrictedComplaint,
} from '../domain/complaint.ts'
import {
  type Addition,
  addition,
  type Contact,
  contact,
  phaseOf,
  type ReferenceEntry,
  referenceEntry,
} from '../domain/contact.ts'
import { keepDays } from '../domain/keep-days.ts'
import { type Message, message, type Notice, notice } from '../domain/message.ts'
import { reachOf, standingOf } from '../domain/queue-standing.ts'
import {
  additionKey,
  additionsQueue,
  complaintKey,
  contactKey,
  eventKey,
  type Key,
  messageKey,
  nation,
  nobodyOf,
  noticeKey,
  placeQueueOf,
  queueOf,
  referenceKey,
  shardOf,
  waitingInterrupted,
  waitingMessages,
} from './keys.ts'

export type Item = Record<string, unknown>

/** The version of every item's shape. A reader that meets a newer one stops rather than guesses. */
const shapeVersion = 1

const made = (kind: string, key: Key, body: object, more: object = {}): Item => ({
  ...body,
  ...more,
  ...key,
  kind,
  v: shapeVersion,
})

export class UnreadableItem extends Error {
  constructor(kind: string, problem: string) {
    super(`an item of kind ${kind} cannot be read: ${problem}`)
    this.name = 'UnreadableItem'
  }
}

/** Reads an item through its shape; the message names the field, never its content. */
export function readAs<T>(kind: string, shape: z.ZodMiniType<T>, item: Item): T {
  const read = z.safeParse(shape, item)
  if (read.success) return read.data
  const where = read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.code}`).join(', ')
  throw new UnreadableItem(kind, where)
}

function queueAttributes(complaint: Complaint): Item {
  const which = isEnded(complaint.state) ? 'closed' : 'open'
  // Of whom nothing is left stands in no list: its reference finds it, and its counts were taken.
  if (which === 'closed' && complaint.erasedAt) return {}
  const queueSort = standingOf(complaint)
  const own = { unitKey: queueOf(complaint.owner, which), queueSort }
  // Of what is restricted only its own desk has a queue.
  if (complaint.sensitivity === 'S2') return own
  const { place, owner, assignee, state } = complaint
  const reach = reachOf(complaint)
  const whose = assignee ?? (which === 'open' ? nobodyOf(owner) : undefined)
  return {
    ...own,
    nationKey: queueOf(nation, which),
    regionKey: placeQueueOf(place.region, reach, which),
    cercleKey: placeQueueOf(place.cercle, reach, which),
    ...(whose ? { assigneeKey: queueOf(whose, which) } : {}),
    ...(state === 'interrupted'
      ? { waitingKey: waitingInterrupted(place.region), waitingSort: queueSort }
      : {}),
  }
}

export const complaintItem = (complaint: Complaint): Item =>
  made('complaint', complaintKey(complaint.complaintId), complaint, queueAttributes(complaint))
export const readOpenComplaint = (item: Item) => readAs('complaint', openComplaint, item)
export const readRestrictedComplaint = (item: Item) => readAs('complaint', restrictedComplaint, item)

/** What the conveyor needs to know of the complaint at the time of the event; it reads nothing else to react. */
export const eventContext = z.lazy(() =>
  z.object({
    contactId: z.exactOptional(z.string()),
    language: z.string(),
    owner: z.string(),
    assignee: z.exactOptional(z.string()),
    category: z.string(),
    region: z.exactOptional(z.string()),
    commune: z.exactOptional(z.string()),
    programme: z.string(),
    channel: z.string(),
    state: z.string(),
    phase: z.string(),
    dueAt: z.string(),
    promised: z.boolean(),
    receivedAt: z.string(),
    sex: z.exactOptional(z.enum(['woman', 'man'])),
    assisted: z.exactOptional(z.boolean()),
    acknowledgeBy: z.exactOptional(z.string()),
    acknowledgedAt: z.exactOptional(z.string()),
    lateSince: z.exactOptional(z.string()),
    cercle: z.exactOptional(z.string()),
    version: z.exactOptional(z.int()),
    anonymous: z.exactOptional(z.boolean()),
    accused: z.exactOptional(z.array(z.string())),
    paydayId: z.exactOptional(z.string()),
    householdId: z.exactOptional(z.string()),
    maSession: z.exactOptional(z.string()),
    himoSite: z.exactOptional(z.string()),
  }),
)
export type EventContext = z.infer<typeof eventContext>

const contextOf = (complaint: Complaint): EventContext => ({
  ...(complaint.contactId ? { contactId: complaint.contactId } : {}),
  language: complaint.language,
  owner: complaint.owner,
  ...(complaint.assignee ? { assignee: complaint.assignee } : {}),
  category: complaint.category,
  ...(complaint.place.region ? { region: complaint.place.region } : {}),
  ...(complaint.place.cercle ? { cercle: complaint.place.cercle } : {}),
  ...(complaint.place.commune ? { commune: complaint.place.commune } : {}),
  programme: complaint.programme,
  channel: complaint.channel,
  state: complaint.state,
  phase: phaseOf(complaint.state),
  dueAt: complaint.dueAt,
  promised: complaint.promised,
  receivedAt: complaint.receivedAt,
  ...(complaint.complainant.sex ? { sex: complaint.complainant.sex } : {}),
  ...(complaint.enteredBy ? { assisted: true } : {}),
  ...(complaint.acknowledgeBy ? { acknowledgeBy: complaint.acknowledgeBy } : {}),
  ...(complaint.acknowledgedAt ? { acknowledgedAt: complaint.acknowledgedAt } : {}),
  ...(complaint.lateSince ? { lateSince: complaint.lateSince } : {}),
  version: complaint.version,
  ...(complaint.complainant.anonymous ? { anonymous: true } : {}),
  ...(complaint.accused.length > 0 ? { accused: [...complaint.accused] } : {}),
  ...(complaint.paydayId ? { paydayId: complaint.paydayId } : {}),
  ...(complaint.complainant.householdId ? { householdId: complaint.complainant.householdId } : {}),
  ...(complaint.details.maSession ? { maSession: complaint.details.maSession } : {}),
  ...(complaint.details.himoSite ? { himoSite: complaint.details.himoSite } : {}),
})

export const eventItem = (event: ComplaintEvent, complaint: Complaint): Item =>
  made('event', eventKey(event.complaintId, event.at, event.eventId), event, {
    context: contextOf(complaint),
  })
export const readEvent = (item: Item): ComplaintEvent => readAs('event', complaintEvent, item)
export const readEventContext = (item: Item): EventContext =>
  readAs('event context', eventContext, (item.context ?? {}) as Item)

export const privateItem = (privateCase: PrivateCase): Item =>
  made(
    'private',
    complaintKey(privateCase.complaintId),
    privateCase,
    privateCase.erasedAt
      ? {}
      : {
          unitKey: queueOf(privateCase.owner, 'open'),
          queueSort: `${privateCase.dueAt}#${privateCase.complaintId}`,
        },
  )
export const readPrivate = (item: Item): PrivateCase => readAs('private', privateCase, item)
export const privateEventItem = (event: PrivateEvent): Item =>
  made('private-event', eventKey(event.complaintId, event.at, event.eventId), event)
export const readPrivateEvent = (item: Item): PrivateEvent => readAs('private-event', privateEvent, item)

export const contactItem = (who: Contact): Item => made('contact', contactKey(who.contactId), who)
export const readContact = (item: Item): Contact => readAs('contact', contact, item)

export const referenceItem = (entry: ReferenceEntry): Item =>
  made('reference', referenceKey(entry.reference), entry)
export const readReference = (item: Item): ReferenceEntry => readAs('reference', referenceEntry, item)

export const additionItem = (added: Addition): Item =>
  made('addition', additionKey(added.complaintId, added.at, added.additionId), added, {
    unitKey: additionsQueue,
    queueSort: `${added.at}#${added.additionId}`,
  })
export const readAddition = (item: Item): Addition => readAs('addition', addition, item)

export const noticeItem = (said: Notice, complaintId: string): Item =>
  made('notice', noticeKey(complaintId, said.eventId), said)
export const readNotice = (item: Item): Notice => readAs('notice', notice, item)

const waitingStates: readonly Message['state'][] = ['queued', 'sending', 'unknown']
export function waitingAttributes(which: Pick<Message, 'messageId' | 'state' | 'updatedAt'>): Item {
  if (!waitingStates.includes(which.state)) return {}
  return { waitingKey: waitingMessages(shardOf(which.messageId)), waitingSort: which.updatedAt }
}
export function messageItem(
  sms: Message,
  home: { readonly kind: 'complaint' | 'elsewhere'; readonly id: string },
): Item {
  return made('message', messageKey(home, sms.createdAt, sms.messageId), sms, {
    ...waitingAttributes(sms),
    // Of an open complaint it goes with the complaint's words; others go by themselves.
    ...(home.kind === 'elsewhere'
      ? { expiresAtSeconds: Math.floor(Date.parse(sms.createdAt) / 1000) + keepDays.endedComplaint * 86_400 }
      : {}),
  })
}
export const readMessage = (item: Item): Message & Key => ({
  ...readAs('message', message, item),
  pk: String(item.pk),
  sk: String(item.sk),
})
