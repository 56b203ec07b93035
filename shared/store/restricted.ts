/**
 * The restricted table, in two halves that share no gesture. Intake may put into it and nothing else; the desk alone reads.
 * What leaves it is a Notice in the main table, written in the same breath: a shape without room for what must stay.
 */
import type { FiledWith, RestrictedDesk, RestrictedIntake } from '../actions/ports.ts'
import type { Change, RestrictedComplaint } from '../domain/complaint.ts'
import { phaseOf } from '../domain/contact.ts'
import type { Notice } from '../domain/message.ts'
import { Refusal } from '../domain/refusal.ts'
import type { UnitId } from '../domain/units.ts'
import { dayOf } from '../domain/working-days.ts'
import { alongside, besides, noticeWrite, onceWrite, type Write, watchWrite } from './filing.ts'
import { salted, sealedWrite } from './history.ts'
import {
  additionItem,
  eventItem,
  privateEventItem,
  privateItem,
  readAddition,
  readEvent,
  readMessage,
  readPrivate,
  readPrivateEvent,
  readRestrictedComplaint,
} from './items.ts'
import { additionsQueue, complaintKey, elsewhereKey, queueOf } from './keys.ts'
import { changeWrites } from './open-complaints.ts'
import { queryItems, type Tables, writeTogether } from './tables.ts'

const filedNotice = ({ complaint, event }: Change<RestrictedComplaint>): Notice => ({
  eventId: event.eventId,
  at: event.at,
  what: 'filed',
  reference: complaint.reference,
  complaintId: complaint.complaintId,
  ...(complaint.contactId && complaint.state !== 'interrupted' ? { contactId: complaint.contactId } : {}),
  language: complaint.language,
  phase: phaseOf(complaint.state),
  ...(complaint.promised ? { dueOn: dayOf(new Date(complaint.dueAt)) } : {}),
  alert: complaint.owner,
  owner: complaint.owner,
  programme: complaint.programme,
})

export function createRestrictedIntake(tables: Tables): RestrictedIntake {
  return {
    async file(filed, withIt: FiledWith = {}) {
      const change = { ...filed, event: salted(filed.event) }
      await writeTogether(tables, [
        sealedWrite(tables, change.event),
        ...besides(tables, change, withIt),
        ...changeWrites(tables.restricted, change),
        noticeWrite(tables, filedNotice(change), change.complaint.complaintId),
        watchWrite(tables, change.complaint),
      ])
    },

    async askPrivately(change, withIt = {}) {
      const { complaint } = change
      const event = salted(change.event)
      await writeTogether(tables, [
        sealedWrite(tables, event),
        ...besides(tables, change, withIt),
        {
          write: {
            Put: {
              TableName: tables.restricted,
              Item: privateItem(complaint),
              ConditionExpression: 'attribute_not_exists(pk)',
            },
          },
        },
        { write: { Put: { TableName: tables.restricted, Item: privateEventItem(event) } } },
        watchWrite(tables, complaint),
        noticeWrite(
          tables,
          { eventId: event.eventId, at: event.at, what: 'private', language: 'fr', alert: complaint.owner },
          complaint.complaintId,
        ),
      ])
    },

    async add(added, notice, withIt = {}) {
      await writeTogether(tables, [
        ...alongside(tables, withIt),
        {
          write: {
            Put: {
              TableName: tables.restricted,
              Item: additionItem(added),
              ConditionExpression: 'attribute_not_exists(pk)',
            },
          },
        },
        noticeWrite(tables, notice, added.complaintId),
      ])
    },
  }
}

export function createRestrictedDesk(tables: Tables): RestrictedDesk {
  const table = tables.restricted
  const ofUnits = async (units: readonly UnitId[], which: 'open' | 'closed') =>
    (
      await Promise.all(
        units.map((unit) =>
          queryItems(tables, {
            TableName: table,
            IndexName: 'by-unit',
            KeyConditionExpression: 'unitKey = :unit',
            ExpressionAttributeValues: { ':unit': queueOf(unit, which) },
          }),
        ),
      )
    ).flat()

  return {
    async read(complaintId) {
      const items = await queryItems(tables, {
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': complaintKey(complaintId).pk },
        ConsistentRead: true,
      })
      const own = items.find((item) => item.sk === 'C')
      if (!own) return undefined
      if (own.kind === 'private') {
        const events = items.filter((item) => item.kind === 'private-event').map(readPrivateEvent)
        return { kind: 'private', privateCase: readPrivate(own), events }
      }
      const messages = await queryItems(tables, {
        TableName: tables.main,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': elsewhereKey(complaintId) },
      })
      return {
        kind: 'complaint',
        complaint: readRestrictedComplaint(own),
        events: items.filter((item) => item.kind === 'event').map(readEvent),
        additions: items.filter((item) => item.kind === 'addition').map((item) => readAddition(item)),
        messages: messages.map(readMessage),
      }
    },

    async commit(decided, notice) {
      const change = { ...decided, event: salted(decided.event) }
      await writeTogether(tables, [
        sealedWrite(tables, change.event),
        ...besides(tables, change, {}),
        ...changeWrites(table, change),
        watchWrite(tables, change.complaint),
        ...(notice ? [noticeWrite(tables, notice, change.complaint.complaintId)] : []),
      ])
    },

    async append(added, complaint, once, notice) {
      const event = salted(added)
      const writes: Write[] = [
        { write: { Put: { TableName: table, Item: eventItem(event, complaint) } } },
        sealedWrite(tables, event),
      ]
      if (once) writes.push(onceWrite(tables, once, event.at, event.complaintId))
      if (notice) writes.push(noticeWrite(tables, notice, event.complaintId))
      await writeTogether(tables, writes)
    },

    async commitPrivate({ complaint, event: decided, readVersion, once }) {
      const event = salted(decided)
      await writeTogether(tables, [
        sealedWrite(tables, event),
        ...(once ? [onceWrite(tables, once, event.at, complaint.complaintId)] : []),
        {
          write: {
            Put: {
              TableName: table,
              Item: privateItem(complaint),
              ConditionExpression: '#version = :read',
              ExpressionAttributeNames: { '#version': 'version' },
              ExpressionAttributeValues: { ':read': readVersion },
            },
          },
          otherwise: () => new Refusal('stale', 'Somebody else was faster.'),
        },
        { write: { Put: { TableName: table, Item: privateEventItem(event) } } },
        watchWrite(tables, complaint),
      ])
    },

    async queue(units, which) {
      const items = await ofUnits(units, which)
      return items.filter((item) => item.kind === 'complaint').map(readRestrictedComplaint)
    },

    async additionsSince(since) {
      const items = await queryItems(tables, {
        TableName: table,
        IndexName: 'by-unit',
        KeyConditionExpression: 'unitKey = :key AND queueSort >= :since',
        ExpressionAttributeValues: { ':key': additionsQueue, ':since': since },
      })
      return items.map(readAddition)
    },

    async privateQueue(units) {
      const items = await ofUnits(units, 'open')
      return items.filter((item) => item.kind === 'private').map(readPrivate)
    },
  }
}
