import type { Incidents } from '../actions/confirmations-ports.ts'
import {
  alikeComplaint,
  type Incident,
  type IncidentEvent,
  incident,
  incidentEvent,
  readIncidentId,
} from '../domain/incident.ts'
import { Refusal } from '../domain/refusal.ts'
import { alreadyDone, onceWrite } from './filing.ts'
import { type Item, readAs } from './items.ts'
import { alikePk, incidentEventKey, incidentKey, onceKey, waitingIncidents } from './keys.ts'
import { getItem, queryItems, type Tables, writeTogether } from './tables.ts'

function itemOf(which: Incident): Item {
  return {
    ...which,
    ...incidentKey(which.paydayId, which.likeness),
    kind: 'incident',
    v: 1,
    waitingKey: waitingIncidents(which.state === 'closed' ? 'closed' : 'open'),
    waitingSort: `${which.openedAt}#${which.incidentId}`,
  }
}

const eventItemOf = (which: Incident, event: IncidentEvent): Item => ({
  ...event,
  ...incidentEventKey(which.paydayId, which.likeness, event.at, event.eventId),
  kind: 'incident-event',
  v: 1,
})

/** An incident with the event that opened it, as they are kept. */
export const incidentItems = (which: Incident, event: IncidentEvent): readonly Item[] => [
  itemOf(which),
  eventItemOf(which, event),
]

export function createIncidents(tables: Tables): Incidents {
  const TableName = tables.main
  return {
    async read(incidentId) {
      const id = readIncidentId(incidentId)
      const item = id && (await getItem(tables, TableName, incidentKey(id.paydayId, id.likeness)))
      return item && readAs('incident', incident, item)
    },

    async history(incidentId) {
      const id = readIncidentId(incidentId)
      if (!id) return []
      const items = await queryItems(tables, {
        TableName,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :events)',
        ExpressionAttributeValues: { ':pk': alikePk(id.paydayId), ':events': `E#${id.likeness}#` },
      })
      return items.map((item) => readAs('incident-event', incidentEvent, item))
    },

    async alike(paydayId) {
      const items = await queryItems(tables, {
        TableName,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :complaints)',
        ExpressionAttributeValues: { ':pk': alikePk(paydayId), ':complaints': 'C#' },
        ConsistentRead: true,
      })
      return items.map((item) => readAs('alike', alikeComplaint, item))
    },

    async commit({ incident: next, event, readVersion }, once) {
      try {
        await writeTogether(tables, [
          ...(once ? [onceWrite(tables, once, event.at, next.incidentId)] : []),
          {
            write: {
              Put: {
                TableName,
                Item: itemOf(next),
                ...(readVersion === 0
                  ? { ConditionExpression: 'attribute_not_exists(pk)' }
                  : {
                      ConditionExpression: '#version = :read',
                      ExpressionAttributeNames: { '#version': 'version' },
                      ExpressionAttributeValues: { ':read': readVersion },
                    }),
              },
            },
            otherwise:
              readVersion === 0 ? alreadyDone : () => new Refusal('stale', 'Somebody else was faster.'),
          },
          {
            write: {
              Put: {
                TableName,
                Item: eventItemOf(next, event),
              },
            },
          },
        ])
        return true
      } catch (error) {
        if (readVersion === 0 && error instanceof Refusal && error.code === 'already-done') return false
        throw error
      }
    },

    async list(which, { limit, after }) {
      const items = await queryItems(
        tables,
        {
          TableName,
          IndexName: 'by-waiting',
          KeyConditionExpression: `waitingKey = :key${after ? ' AND waitingSort < :after' : ''}`,
          ExpressionAttributeValues: {
            ':key': waitingIncidents(which),
            ...(after ? { ':after': after } : {}),
          },
          ScanIndexForward: false,
        },
        limit,
      )
      return items.map((item) => readAs('incident', incident, item))
    },

    async wasDone(once) {
      return (await getItem(tables, TableName, onceKey(once))) !== undefined
    },
  }
}

export const standingOfIncident = (which: Incident): string => String(itemOf(which).waitingSort)
