/**
 * Who is looking at which complaint, so that two do not answer the same person. It is said anew every minute and believed
 * for little longer; it locks nothing. Only complaints of the open desk are ever looked at in company.
 */
import type { OpenComplaint } from '../domain/complaint.ts'
import { maySee, type Officer, type Seen } from '../domain/officer.ts'
import { notFound } from './command-complaint.ts'
import type { OpenComplaints, World } from './ports.ts'
import type { Presences, Present } from './presence-ports.ts'

export type Doing = 'reading' | 'writing' | 'gone'

/** The console says it every minute. */
export const believedForMs = 100_000

const seenOf = (complaint: OpenComplaint): Seen => ({
  sensitivity: complaint.sensitivity,
  accused: complaint.accused,
  accusedOfficers: complaint.accusedOfficers,
  about: complaint.about,
  owner: complaint.owner,
  place: complaint.place,
  ...(complaint.assignee ? { assignee: complaint.assignee } : {}),
  ...(complaint.enteredBy ? { enteredBy: complaint.enteredBy } : {}),
})

interface Desk {
  readonly world: Pick<World, 'now'>
  readonly presences: Presences
}

/** Others who look at what this officer may see, the last first. */
export async function othersPresent({ world, presences }: Desk, who: Officer): Promise<readonly Present[]> {
  const all = await presences.since(new Date(world.now().getTime() - believedForMs))
  return all
    .filter((present) => present.officerId !== who.officerId && maySee(who, present.seen))
    .sort((a, b) => b.at.localeCompare(a.at))
}

export async function lookAt(
  desk: Desk & { readonly open: Pick<OpenComplaints, 'read'> },
  who: Officer,
  complaintId: string,
  doing: Doing,
): Promise<{ readonly version: number; readonly present: readonly Present[] }> {
  const complaint = await desk.open.read(complaintId)
  if (!complaint || !maySee(who, complaint)) throw notFound()
  if (doing === 'gone') await desk.presences.leave(who.officerId, complaintId)
  else
    await desk.presences.put({
      officerId: who.officerId,
      name: who.name,
      complaintId,
      writing: doing === 'writing',
      at: desk.world.now().toISOString(),
      seen: seenOf(complaint),
    })
  const present = await othersPresent(desk, who)
  return { version: complaint.version, present: present.filter((each) => each.complaintId === complaintId) }
}
