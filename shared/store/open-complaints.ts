/** Open complaints (S0, S1): the one door for writing them, their history, their queues. */
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import type { FiledWith, OpenComplaints } from '../actions/ports.ts'
import type {
  Change,
  Complaint,
  ComplaintEvent,
  OpenComplaint,
  RestrictedComplaint,
} from '../domain/complaint.ts'
import type { Message } from '../domain/message.ts'
import { Refusal } from '../domain/refusal.ts'
import { besides, noticeWrite, onceWrite, type Write, watchWrite } from './filing.ts'
import { salted, sealedWrite } from './history.ts'
import {
  complaintItem,
  eventItem,
  messageItem,
  readEvent,
  readMessage,
  readOpenComplaint,
  readReference,
} from './items.ts'
import { complaintKey, eventKey, messageKey, onceKey, referenceKey } from './keys.ts'
import { createQueues } from './queues.ts'
import { forgetOnLine, shadowsGone, shadowWrites } from './shadows.ts'
import { getItem, queryItems, type Tables, writeTogether } from './tables.ts'

/** The complaint and its event: put when new, replaced only at the version that was read. */
export function changeWrites(table: string, change: Change<Complaint>): readonly Write[] {
  const { complaint, event, readVersion } = change
  const fresh = () => new Refusal('stale', 'Somebody else was faster.')
  return [
    {
      write: {
        Put: {
          TableName: table,
          Item: complaintItem(complaint),
          ...(readVersion === 0
            ? { ConditionExpression: 'attribute_not_exists(pk)' }
            : {
                ConditionExpression: '#version = :read',
                ExpressionAttributeNames: { '#version': 'version' },
                ExpressionAttributeValues: { ':read': readVersion },
              }),
        },
      },
      otherwise: fresh,
    },
    { write: { Put: { TableName: table, Item: eventItem(salted(event), complaint) } } },
  ]
}

/** Two writes each, in a transaction of at most a hundred with a dozen others. */
const pastAtOnce = 44

const movedEvent = (tables: Tables, past: ComplaintEvent, complaint: Complaint): readonly Write[] => [
  { write: { Put: { TableName: tables.restricted, Item: eventItem(past, complaint) } } },
  {
    write: {
      Delete: { TableName: tables.main, Key: { ...eventKey(past.complaintId, past.at, past.eventId) } },
    },
  },
]

function movedMessage(tables: Tables, sms: Message, complaintId: string): readonly Write[] {
  const { complaintId: _open, ...rest } = sms
  const here = messageKey({ kind: 'complaint', id: complaintId }, sms.createdAt, sms.messageId)
  return [
    {
      write: {
        Put: { TableName: tables.main, Item: messageItem(rest, { kind: 'elsewhere', id: complaintId }) },
      },
    },
    { write: { Delete: { TableName: tables.main, Key: { ...here } } } },
  ]
}

export function createOpenComplaints(tables: Tables): OpenComplaints {
  const table = tables.main
  const read = async (complaintId: string) => {
    const item = await getItem(tables, table, complaintKey(complaintId))
    return item && readOpenComplaint(item)
  }

  async function readWithHistory(complaintId: string) {
    const items = await queryItems(tables, {
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': complaintKey(complaintId).pk },
      ConsistentRead: true,
    })
    const own = items.find((item) => item.kind === 'complaint')
    if (!own) return undefined
    return {
      complaint: readOpenComplaint(own),
      history: {
        events: items.filter((item) => item.kind === 'event').map(readEvent),
        messages: items.filter((item) => item.kind === 'message').map(readMessage),
      },
    }
  }

  return {
    ...createQueues(tables),
    read,
    readWithHistory,

    async commit(change: Change<OpenComplaint>, withIt: FiledWith = {}) {
      await writeTogether(tables, [
        ...besides(tables, change, withIt),
        ...changeWrites(table, change),
        ...shadowWrites(tables, change),
      ])
    },

    async append(event, complaint, once) {
      const put = { TableName: table, Item: eventItem(salted(event), complaint) }
      if (!once) await tables.client.send(new PutCommand(put))
      else
        await writeTogether(tables, [
          onceWrite(tables, once, event.at, event.complaintId),
          { write: { Put: put } },
        ])
    },

    async moveToRestricted(change, history) {
      const { complaint, once } = change
      const event = salted(change.event)
      const restricted = tables.restricted
      const past = [
        ...history.events.map((each) => movedEvent(tables, each, complaint)),
        ...history.messages.map((each) => movedMessage(tables, each, complaint.complaintId)),
      ]
      await writeTogether(tables, [
        ...(once ? [onceWrite(tables, once, event.at, complaint.complaintId)] : []),
        {
          write: {
            Delete: {
              TableName: table,
              Key: { ...complaintKey(complaint.complaintId) },
              ConditionExpression: '#version = :read',
              ExpressionAttributeNames: { '#version': 'version' },
              ExpressionAttributeValues: { ':read': change.readVersion },
            },
          },
          otherwise: () => new Refusal('stale', 'Somebody else was faster.'),
        },
        { write: { Put: { TableName: restricted, Item: complaintItem(complaint) } } },
        { write: { Put: { TableName: restricted, Item: eventItem(event, complaint) } } },
        {
          write: {
            Update: {
              TableName: table,
              Key: { ...referenceKey(complaint.reference) },
              UpdateExpression: 'SET desk = :desk',
              ExpressionAttributeValues: { ':desk': 'restricted' },
            },
          },
        },
        watchWrite(tables, complaint as RestrictedComplaint),
        sealedWrite(tables, event),
        ...shadowsGone(tables, complaint),
        noticeWrite(
          tables,
          {
            eventId: event.eventId,
            at: event.at,
            what: 'moved',
            reference: complaint.reference,
            complaintId: complaint.complaintId,
            ...(complaint.contactId ? { contactId: complaint.contactId } : {}),
            language: complaint.language,
            alert: complaint.owner,
            owner: complaint.owner,
            programme: complaint.programme,
          },
          complaint.complaintId,
        ),
        ...past.slice(0, pastAtOnce).flat(),
      ])
      await forgetOnLine(tables, complaint)
      // A long history goes on in the same order; what is left for a moment belongs to a complaint that nobody finds here.
      for (let start = pastAtOnce; start < past.length; start += pastAtOnce) {
        await writeTogether(tables, past.slice(start, start + pastAtOnce).flat())
      }
    },

    async madeBy(once) {
      const guard = await getItem(tables, table, onceKey(once))
      return guard && String(guard.made)
    },

    async reference(reference) {
      const item = await getItem(tables, table, referenceKey(reference))
      return item && readReference(item)
    },
  }
}
