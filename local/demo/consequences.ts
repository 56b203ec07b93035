/**
 * What followed from each step: the SMS that were sent and what became of them, the public line of the reference, the
 * caller's own list. By the same table of consequences as in true life; only that all of it is over.
 */
import { followUpOf } from '../../shared/actions/file-complaint.ts'
import {
  type EventContext,
  type Reactions,
  reactionsToEvent,
  reactionsToNotice,
} from '../../shared/actions/react.ts'
import { type Complaint, type EventType, isEnded, type PrivateCase } from '../../shared/domain/complaint.ts'
import {
  type Contact,
  draftDays,
  type OpenQuestion,
  type PhaseMove,
  phaseOf,
  type ReferenceEntry,
  withFollowUp,
} from '../../shared/domain/contact.ts'
import type { Message, Notice } from '../../shared/domain/message.ts'
import { isOpen } from '../../shared/domain/sensitivity.ts'
import { dayOf } from '../../shared/domain/working-days.ts'
import { referenceOf, watchWrite } from '../../shared/store/filing.ts'
import { type Item, messageItem } from '../../shared/store/items.ts'
import type { Tables } from '../../shared/store/tables.ts'
import type { Chance } from './chance.ts'
import type { Lived } from './complaints.ts'
import type { Step } from './life.ts'

const ussdCode = '*384#'

const noticeKinds: Readonly<Partial<Record<EventType, Notice['what']>>> = {
  filed: 'filed',
  interrupted: 'filed',
  submitted: 'filed',
  question_asked: 'question',
  decided: 'decided',
  remedy_done: 'remedy_done',
  rejected: 'rejected',
  referred: 'referred',
  reopened: 'reopened',
}

/** What the restricted desk lets out of a step. */
function noticeOf({ complaint, event }: Step, wasOpen: boolean): Notice {
  const { contactId, reference, complaintId, language, promised, dueAt, state, owner, programme } = complaint
  const known = { eventId: event.eventId, at: event.at, reference, complaintId, language, owner, programme }
  const whom = contactId && state !== 'interrupted' ? { contactId } : {}
  if (wasOpen) return { ...known, ...whom, what: 'moved' }
  return {
    ...known,
    ...whom,
    what: noticeKinds[event.type] ?? 'note',
    phase: phaseOf(state),
    ...(promised ? { dueOn: dayOf(new Date(dueAt)) } : {}),
  }
}

/** `eventItems`: the steps as they are kept, with what the conveyor would have known at the time. */
export function reactionsOf({ steps }: Lived, eventItems: readonly Item[]): readonly Reactions[] {
  const settings = { code: ussdCode }
  return steps.map((step, index) => {
    const before = steps[index - 1]
    if (!isOpen(step.complaint.sensitivity)) {
      const wasOpen = before !== undefined && isOpen(before.complaint.sensitivity)
      return reactionsToNotice(noticeOf(step, wasOpen), settings)
    }
    return reactionsToEvent(step.event, eventItems[index]?.context as EventContext, settings)
  })
}

const refusals = ['UserInBlacklist', 'CouldNotRoute', 'InvalidPhoneNumber'] as const
const parted = (parts: number) => `XOF ${(parts * 12).toFixed(4)}`

/** An SMS of the past: it arrived, it did not, or nobody heard of it again. None waits to be sent. */
export function sent(sms: Message, whom: Contact | undefined, now: Date, chance: Chance): Message {
  if (whom?.optedOutAt && whom.optedOutAt <= sms.createdAt) {
    return { ...sms, state: 'suppressed', updatedAt: sms.createdAt, reason: 'opted out' }
  }
  const sentAt = new Date(Math.min(Date.parse(sms.createdAt) + chance.whole(2, 40) * 1000, now.getTime()))
  const gone = { ...sms, attempts: 1, updatedAt: sentAt.toISOString() }
  const fate = chance.weighted([
    ['delivered', 91],
    ['sent', 4],
    ['failed', 3],
    ['refused', 2],
  ] as const)
  if (fate === 'refused') return { ...gone, state: 'failed', reason: chance.pick(refusals) }
  const taken = {
    ...gone,
    gatewayId: `ATXid_${chance.fork(sms.messageId).whole(2 ** 40, 2 ** 48)}`,
    cost: parted(sms.parts),
  }
  if (fate === 'failed')
    return { ...taken, state: 'failed', gatewayWord: 'Failed', reason: 'DeliveryFailure' }
  return fate === 'sent'
    ? { ...taken, state: 'sent' }
    : { ...taken, state: 'delivered', gatewayWord: 'Success' }
}

/** Where the store keeps it: with an open complaint, or apart from a restricted one. */
export function messageItemOf(sms: Message, { complaintId, sensitivity }: Complaint): Item {
  if (isOpen(sensitivity)) return messageItem(sms, { kind: 'complaint', id: complaintId })
  const { complaintId: _, ...apart } = sms
  return messageItem(apart, { kind: 'elsewhere', id: complaintId })
}

const moved = <Line extends { readonly phaseAt?: string }>(
  line: Line,
  { phase, at, dueOn, desk }: PhaseMove,
): Line => ({
  ...line,
  phase,
  phaseAt: at,
  ...(dueOn ? { dueOn } : {}),
  ...(desk ? { desk } : {}),
})

const movesOf = ({ phase }: Reactions): readonly PhaseMove[] => (phase ? [phase.move] : [])

export function referenceAfter({ steps }: Lived, reactions: readonly Reactions[]): readonly ReferenceEntry[] {
  return steps
    .slice(0, 1)
    .map((first) => reactions.flatMap(movesOf).reduce(moved<ReferenceEntry>, referenceOf(first.complaint)))
}

/** The question that the next SMS of this number answers: the last one that was put, if nobody has answered it. */
function questionLeft({ steps, last }: Lived, reactions: readonly Reactions[]): OpenQuestion | undefined {
  if (isEnded(last.complaint.state)) return undefined
  const lastAnswer = steps.findLastIndex(({ event }) => event.by.kind === 'complainant')
  const asked = reactions.findLastIndex(({ question }) => question !== undefined)
  return asked > lastAnswer ? reactions[asked]?.question?.question : undefined
}

/** The caller's number as the complaint leaves it: one more line in its list, a question; or what a dropped call left. */
export function contactAfterAll(
  was: Contact,
  lived: Lived,
  reactions: readonly Reactions[],
  now: Date,
): Contact {
  const { steps, last } = lived
  const [first] = steps
  if (!first || last.complaint.state === 'interrupted') return withDraft(was, last.complaint, now)
  const openQuestion = questionLeft(lived, reactions)
  const asked = { ...was, ...(openQuestion ? { openQuestion } : {}) }
  // A call that dropped is in no list: whoever called it back told the reference.
  if (first.complaint.state === 'interrupted') return asked
  return withFollowUp(asked, reactions.flatMap(movesOf).reduce(moved, followUpOf(first.complaint)))
}

function withDraft(
  was: Contact,
  { complaintId, reference, sensitivity, receivedAt }: Complaint,
  now: Date,
): Contact {
  const until = new Date(Date.parse(receivedAt) + draftDays * 86_400_000)
  if (until <= now) return was
  const desk = isOpen(sensitivity) ? 'open' : 'restricted'
  return { ...was, draft: { complaintId, reference, desk, until: until.toISOString() } }
}

const noTables = { main: '', restricted: '' } as Tables
/** What stands over the deadline of something restricted. The desk of a late one was told, and is told again a day later. */
export function watchItem(complaint: Complaint | PrivateCase, now: Date): readonly Item[] {
  if (complaint.sensitivity !== 'S2' && complaint.sensitivity !== 'S3') return []
  const item = watchWrite(noTables, complaint).write.Put?.Item
  if (!item) return []
  let next = Date.parse(complaint.dueAt)
  while (next <= now.getTime()) next += 86_400_000
  return [{ ...item, waitingSort: new Date(next).toISOString() }]
}
