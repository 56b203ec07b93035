/** The writes that go with a filing: the contact's list, the reference's public line, the hop, the guard. All or nothing. */
import type { FiledWith, InboundSms, KeptAnswer } from '../actions/ports.ts'
import type { Change, Complaint, PrivateCase, RestrictedComplaint } from '../domain/complaint.ts'
import { phaseOf, type ReferenceEntry } from '../domain/contact.ts'
import { keepDays } from '../domain/keep-days.ts'
import type { Notice, Watch } from '../domain/message.ts'
import { Refusal } from '../domain/refusal.ts'
import { isOpen } from '../domain/sensitivity.ts'
import { dayOf } from '../domain/working-days.ts'
import { noticeItem, referenceItem } from './items.ts'
import { dueLineKey, inboundKey, onceKey, paymentAnswerKey, waitingWatches, watchKey } from './keys.ts'
import { contactWrite, sessionWrite } from './line-memory.ts'
import { secondsOf, type Tables, type WriteItem } from './tables.ts'

export interface Write {
  readonly write: WriteItem
  readonly otherwise?: () => Refusal
}

export const alreadyDone = (): Refusal => new Refusal('already-done', 'This was done before.')

/** `paper:` guards hold for ever: a register's line is entered once. Others outlive every retry and then make room. */
export const onceWrite = (tables: Tables, once: string, at: string, made: string): Write => ({
  write: {
    Put: {
      TableName: tables.main,
      Item: {
        ...onceKey(once),
        kind: 'once',
        v: 1,
        made,
        ...(once.startsWith('paper:') ? {} : { expiresAtSeconds: secondsOf(at, keepDays.guard) }),
      },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  },
  otherwise: alreadyDone,
})

export const noticeWrite = (tables: Tables, notice: Notice, complaintId: string): Write => ({
  write: {
    Put: {
      TableName: tables.main,
      Item: { ...noticeItem(notice, complaintId), expiresAtSeconds: secondsOf(notice.at, keepDays.notice) },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  },
})

const watchedStates: readonly string[] = [
  'interrupted',
  'received',
  'acknowledged',
  'in_review',
  'contested',
  'callback_requested',
]

/** Stands while it is to be handled by a day, and goes when it is. */
export function watchWrite(tables: Tables, complaint: RestrictedComplaint | PrivateCase): Write {
  const { complaintId, owner, dueAt } = complaint
  const key = { ...watchKey(complaintId) }
  const isPaused = complaint.sensitivity === 'S2' && complaint.pause !== undefined
  if (!watchedStates.includes(complaint.state) || isPaused)
    return { write: { Delete: { TableName: tables.main, Key: key } } }
  const body: Watch = {
    complaintId,
    unit: owner,
    dueAt,
    ...(complaint.sensitivity === 'S2' ? { reference: complaint.reference } : {}),
  }
  const Item = { ...body, ...key, kind: 'watch', v: 1, waitingKey: waitingWatches, waitingSort: dueAt }
  return { write: { Put: { TableName: tables.main, Item } } }
}

export const inboundWrite = (tables: Tables, inbound: InboundSms): Write => ({
  write: {
    Put: {
      TableName: tables.main,
      Item: {
        ...inbound,
        ...inboundKey(inbound.gatewayId),
        kind: 'inbound',
        v: 1,
        expiresAtSeconds: secondsOf(inbound.at, keepDays.inbound),
      },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  },
  otherwise: alreadyDone,
})

/** The answer is kept beside the others; the line says the last one, if nobody answered since it was read. */
export function paymentAnswerWrites(tables: Tables, { answer, on }: KeptAnswer): readonly Write[] {
  const kept: Write = {
    write: {
      Put: {
        TableName: tables.main,
        Item: { ...answer, ...paymentAnswerKey(answer), kind: 'payment-answer', v: 1 },
      },
    },
  }
  if (!on) return [kept]
  const { was, said } = on
  return [
    kept,
    {
      write: {
        Update: {
          TableName: tables.main,
          Key: { ...dueLineKey(was.paydayId, was.householdId) },
          UpdateExpression: 'SET said = :said',
          ConditionExpression: `attribute_exists(pk) AND ${was.said ? 'said.#at = :was' : 'attribute_not_exists(said)'}`,
          ...(was.said ? { ExpressionAttributeNames: { '#at': 'at' } } : {}),
          ExpressionAttributeValues: { ':said': said, ...(was.said ? { ':was': was.said.at } : {}) },
        },
      },
      otherwise: () =>
        new Refusal('stale', 'The household has answered since it was read.', { fields: { said: 'anew' } }),
    },
  ]
}

export function referenceOf(complaint: Complaint): ReferenceEntry {
  return {
    reference: complaint.reference,
    phase: phaseOf(complaint.state),
    ...(complaint.promised ? { dueOn: dayOf(new Date(complaint.dueAt)) } : {}),
    filedAt: complaint.receivedAt,
    complaintId: complaint.complaintId,
    desk: isOpen(complaint.sensitivity) ? 'open' : 'restricted',
    ...(complaint.contactId ? { contactId: complaint.contactId } : {}),
  }
}

/** What goes along with a filing: the hop, the contact, the SMS it came from, the answer about money. */
export function alongside(
  tables: Tables,
  { session, contact, inbound, paymentAnswer }: FiledWith,
): readonly Write[] {
  return [
    ...(session ? [sessionWrite(tables, session)] : []),
    ...(contact ? [contactWrite(tables, contact)] : []),
    ...(inbound ? [inboundWrite(tables, inbound)] : []),
    ...(paymentAnswer ? paymentAnswerWrites(tables, paymentAnswer) : []),
  ]
}

/** Everything that is written beside the complaint and its event: the guard, what goes along, a new one's public line. */
export function besides(
  tables: Tables,
  { complaint, event, once, readVersion }: Change<Complaint> | Change<PrivateCase>,
  withIt: FiledWith,
): readonly Write[] {
  const guard = once ? [onceWrite(tables, once, event.at, complaint.complaintId)] : []
  if (readVersion !== 0 || complaint.sensitivity === 'S3') return [...guard, ...alongside(tables, withIt)]
  const line: Write = {
    write: {
      Put: {
        TableName: tables.main,
        Item: referenceItem(referenceOf(complaint)),
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    // Chance gave a reference that exists: the action tries another.
    otherwise: () => new Refusal('stale', 'This reference is taken.', { fields: { reference: 'taken' } }),
  }
  return [...guard, ...alongside(tables, withIt), line]
}
