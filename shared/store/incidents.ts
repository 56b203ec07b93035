/** Incidents beside the complaints that make them, and what a household complained of in half a year. */
import type { HouseholdComplaints, Incidents } from '../actions/confirmations-ports.ts'
import type { Change, Complaint, OpenComplaint } from '../domain/complaint.ts'
import {
  type AlikeComplaint,
  alikeComplaint,
  type Incident,
  type IncidentEvent,
  incident,
  incidentEvent,
  readIncidentId,
} from '../domain/incident.ts'
import { Refusal } from '../domain/refusal.ts'
import { alreadyDone, onceWrite, type Write } from './filing.ts'
import { type Item, readAs } from './items.ts'
import {
  alikeKey,
  alikePk,
  complaintsOfHousehold,
  householdComplaintKey,
  incidentEventKey,
  incidentKey,
  type Key,
  onceKey,
  waitingIncidents,
} from './keys.ts'
import { getItem, queryItems, secondsOf, type Tables, writeTogether } from './tables.ts'

const keptDays = 200

const alikeOfComplaint = (complaint: OpenComplaint): AlikeComplaint => ({
  complaintId: complaint.complaintId,
  reference: complaint.reference,
  category: complaint.category,
  state: complaint.state,
  sensitivity: complaint.sensitivity,
  owner: complaint.owner,
  ...(complaint.assignee ? { assignee: complaint.assignee } : {}),
  ...(complaint.enteredBy ? { enteredBy: complaint.enteredBy } : {}),
  about: complaint.about,
  accused: complaint.accused,
  accusedOfficers: complaint.accusedOfficers,
  place: complaint.place,
  ...(complaint.contactId ? { contactId: complaint.contactId } : {}),
  language: complaint.language,
  receivedAt: complaint.receivedAt,
})

const alikeItem = (complaint: OpenComplaint): readonly Item[] =>
  complaint.paydayId
    ? [
        {
          ...alikeOfComplaint(complaint),
          ...alikeKey(complaint.paydayId, complaint.complaintId),
          kind: 'alike',
          v: 1,
        },
      ]
    : []

function ownItem({ complaintId, receivedAt, state, complainant }: OpenComplaint): readonly Item[] {
  const { householdId } = complainant
  if (!householdId || state === 'interrupted') return []
  return [
    {
      complaintId,
      at: receivedAt,
      ...householdComplaintKey(householdId, complaintId),
      kind: 'household-complaint',
      v: 1,
      expiresAtSeconds: secondsOf(receivedAt, keptDays),
    },
  ]
}

/** How others find an open complaint: by its payday, and by its household. */
export const shadowItems = (complaint: OpenComplaint): readonly Item[] => [
  ...alikeItem(complaint),
  ...ownItem(complaint),
]

/** Shadows follow their complaint: by its payday at every change, by its household once. */
export function shadowWrites(
  tables: Tables,
  { complaint, event, readVersion }: Change<OpenComplaint>,
): readonly Write[] {
  const isNew = readVersion === 0 || event.type === 'submitted'
  const items = isNew ? shadowItems(complaint) : alikeItem(complaint)
  return items.map((Item) => ({ write: { Put: { TableName: tables.main, Item } } }))
}

/** What becomes restricted is found by nothing that stays. */
export function shadowsGone(tables: Tables, complaint: Complaint): readonly Write[] {
  const TableName = tables.main
  const { paydayId, complaintId } = complaint
  const { householdId } = complaint.complainant
  const keys: (Key | '' | undefined)[] = [
    paydayId && alikeKey(paydayId, complaintId),
    householdId && householdComplaintKey(householdId, complaintId),
  ]
  return keys.flatMap((key) => (key ? [{ write: { Delete: { TableName, Key: { ...key } } } }] : []))
}

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

export function createHouseholdComplaints(tables: Tables): HouseholdComplaints {
  return {
    async since(householdId, at) {
      const items = await queryItems(tables, {
        TableName: tables.main,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': complaintsOfHousehold(householdId) },
        ConsistentRead: true,
      })
      return items
        .map((item) => ({ complaintId: String(item.complaintId), at: String(item.at) }))
        .filter((each) => each.at >= at)
    },
  }
}
