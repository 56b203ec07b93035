/**
 * Files a complaint: makes it by the rules, then writes it where its sensitivity belongs, with all that goes along, or
 * nothing at all. Chance may give a reference that is taken: then another is drawn.
 */
import type { Actor, Change, Complaint, OpenComplaint, RestrictedComplaint } from '../domain/complaint.ts'
import { type Contact, type OwnFollowUp, phaseOf, withFollowUp } from '../domain/contact.ts'
import { Refusal } from '../domain/refusal.ts'
import { isOpen } from '../domain/sensitivity.ts'
import { file, type Submission } from '../domain/submission.ts'
import { dayOf } from '../domain/working-days.ts'
import type { FiledWith, OpenComplaints, RestrictedIntake, World } from './ports.ts'

export interface Filing {
  readonly world: World
  readonly open: OpenComplaints
  readonly restricted: RestrictedIntake
}

export const isOpenChange = (change: Change<Complaint>): change is Change<OpenComplaint> =>
  isOpen(change.complaint.sensitivity)

export const followUpOf = (complaint: Complaint): OwnFollowUp => ({
  reference: complaint.reference,
  phase: phaseOf(complaint.state),
  ...(complaint.promised ? { dueOn: dayOf(new Date(complaint.dueAt)) } : {}),
  filedAt: complaint.receivedAt,
  complaintId: complaint.complaintId,
  desk: isOpen(complaint.sensitivity) ? 'open' : 'restricted',
})

const drawsAtMost = 4
const isTaken = (error: unknown): boolean =>
  error instanceof Refusal && error.code === 'stale' && error.fields?.reference === 'taken'

/** Draws references until one is free. `attempt` makes the change and writes it. */
export async function withFreeReference<T>(attempt: () => Promise<T>): Promise<T> {
  for (let draw = 1; ; draw += 1) {
    try {
      return await attempt()
    } catch (error) {
      if (!isTaken(error) || draw === drawsAtMost) throw error
    }
  }
}

/** `also` says what is written together with the complaint, once it is known what it is. */
export async function fileComplaint(
  { world, open, restricted }: Filing,
  submission: Submission,
  by: Actor,
  also: (complaint: Complaint) => FiledWith = () => ({}),
  once?: string,
): Promise<Change<Complaint>> {
  return withFreeReference(async () => {
    const identity = { complaintId: world.id(), reference: world.reference(), eventId: world.id() }
    const change = file(submission, identity, by, world.now(), once)
    const withIt = also(change.complaint)
    if (isOpenChange(change)) await open.commit(change, withIt)
    else await restricted.file(change as Change<RestrictedComplaint>, withIt)
    return change
  })
}

/** The contact that filed it, with the complaint in its list unless the call dropped. */
export function contactAfter(was: Contact, complaint: Complaint): Contact {
  return complaint.state === 'interrupted' ? was : withFollowUp(was, followUpOf(complaint))
}
