/**
 * Other complaints that stand beside one: of the same phone, of the same household, and alike at the same payday. One that
 * fits twice is told for the first reason. Whether the officer may see each is asked where they are shown.
 */
import type { HouseholdComplaints, Incidents } from '../../shared/actions/confirmations-ports.ts'
import type { OpenComplaints } from '../../shared/actions/ports.ts'
import type { RelatedWhy } from '../../shared/contracts/staff-api.ts'
import type { OpenComplaint } from '../../shared/domain/complaint.ts'
import type { Contact } from '../../shared/domain/contact.ts'
import { likenessOf } from '../../shared/domain/incident.ts'

export interface Beside {
  readonly complaint: OpenComplaint
  readonly why: RelatedWhy
}
interface Desk {
  readonly open: Pick<OpenComplaints, 'read'>
  readonly households: HouseholdComplaints
  readonly incidents: Pick<Incidents, 'alike'>
}

const most = 8
const yearMs = 366 * 86_400_000

export async function besides(
  { open, households, incidents }: Desk,
  complaint: OpenComplaint,
  contact: Contact | undefined,
  now: Date,
): Promise<readonly Beside[]> {
  const { complaintId, complainant, paydayId, category } = complaint
  const since = new Date(now.getTime() - yearMs).toISOString()
  const likeness = likenessOf(category)
  const [ofHousehold, alike] = await Promise.all([
    complainant.householdId ? households.since(complainant.householdId, since) : [],
    paydayId && likeness ? incidents.alike(paydayId) : [],
  ])
  const why = new Map<string, RelatedWhy>()
  const add = (id: string, reason: RelatedWhy): void => {
    if (id !== complaintId && !why.has(id)) why.set(id, reason)
  }
  for (const line of Object.values(contact?.followUps ?? {}))
    if (line.desk === 'open') add(line.complaintId, 'phone')
  for (const each of ofHousehold) add(each.complaintId, 'household')
  for (const each of alike) if (likenessOf(each.category) === likeness) add(each.complaintId, 'payday')
  const found = await Promise.all(
    [...why].slice(0, most).map(async ([id, reason]) => ({ complaint: await open.read(id), why: reason })),
  )
  return found.flatMap((each) => (each.complaint ? [{ complaint: each.complaint, why: each.why }] : []))
}
