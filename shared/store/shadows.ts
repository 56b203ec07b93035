/**
 * Shadows of open complaints: how they are found by their payday and by their household. They are written with their complaint,
 * and gone with it when it becomes restricted.
 */
import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { HouseholdComplaints } from '../actions/confirmations-ports.ts'
import type { Change, Complaint, OpenComplaint } from '../domain/complaint.ts'
import type { AlikeComplaint } from '../domain/incident.ts'
import { keepDays } from '../domain/keep-days.ts'
import type { Write } from './filing.ts'
import type { Item } from './items.ts'
import { alikeKey, complaintsOfHousehold, dueLineKey, householdComplaintKey, type Key } from './keys.ts'
import { isConditionFailure, queryItems, secondsOf, type Tables } from './tables.ts'

const keptDays = keepDays.householdComplaint

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

/** The household's line of the list names it no more. Apart from the move itself: a line may have been said anew meanwhile. */
export async function forgetOnLine(tables: Tables, complaint: Complaint): Promise<void> {
  const { paydayId, complaintId } = complaint
  const { householdId } = complaint.complainant
  if (!paydayId || !householdId) return
  try {
    await tables.client.send(
      new UpdateCommand({
        TableName: tables.main,
        Key: { ...dueLineKey(paydayId, householdId) },
        UpdateExpression: 'REMOVE said.complaintId',
        ConditionExpression: 'said.complaintId = :moved',
        ExpressionAttributeValues: { ':moved': complaintId },
      }),
    )
  } catch (error) {
    if (!isConditionFailure(error)) throw error
  }
}

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
