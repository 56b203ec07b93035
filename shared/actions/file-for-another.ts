/**
 * An officer or a relay files for somebody: a walk-in, a phone call, a line of a paper register (which is entered once).
 * Who entered it and who complains are two people; it counts as much as one's own.
 */
import type { Complaint } from '../domain/complaint.ts'
import type { Contact } from '../domain/contact.ts'
import { mayFile, type Officer } from '../domain/officer.ts'
import type { PhoneNumber } from '../domain/phone-number.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Submission } from '../domain/submission.ts'
import { actorOf, onceOf } from './command-complaint.ts'
import { contactAfter, type Filing, fileComplaint } from './file-complaint.ts'
import type { Contacts, FiledWith } from './ports.ts'

export interface ForAnother {
  readonly submission: Omit<Submission, 'contactId' | 'enteredBy'>
  readonly phone?: PhoneNumber
  readonly idempotencyKey?: string
}

export async function fileForAnother(
  desk: Filing & { readonly contacts: Contacts },
  who: Officer,
  { submission, phone, idempotencyKey }: ForAnother,
): Promise<Complaint> {
  if (!mayFile(who)) throw new Refusal('not-allowed', 'Your role does not file complaints.')
  const contactId = phone && desk.world.contactIdOf(phone)
  const contact = contactId ? await desk.contacts.read(contactId) : undefined
  const { paperLine } = submission
  const once = paperLine ? `paper:${paperLine}` : onceOf(who, idempotencyKey)
  const made = once && (await desk.open.madeBy(once))
  if (made) return doneBefore(desk, made, paperLine)
  return fileForKnown(
    desk,
    who,
    { submission, ...(phone ? { phone } : {}) },
    { ...(contact ? { contact } : {}), ...(once ? { once } : {}) },
  )
}

/** Files it, once what must be known was read: the contact as it stands, and that it was not entered before. */
export async function fileForKnown(
  desk: Filing,
  who: Officer,
  { submission, phone }: Pick<ForAnother, 'submission' | 'phone'>,
  { contact: was, once }: { readonly contact?: Contact; readonly once?: string },
  also: (complaint: Complaint) => FiledWith = () => ({}),
): Promise<Complaint> {
  const contactId = phone && desk.world.contactIdOf(phone)
  const known: Contact | undefined =
    contactId && phone
      ? (was ?? { contactId, phone, language: submission.language, followUps: {} })
      : undefined
  const change = await fileComplaint(
    desk,
    { ...submission, enteredBy: who.officerId, ...(contactId ? { contactId } : {}) },
    actorOf(who),
    (complaint) => ({
      ...also(complaint),
      ...(known ? { contact: { ...(was ? { was } : {}), next: contactAfter(known, complaint) } } : {}),
    }),
    once,
  )
  return change.complaint
}

/** The same request again gives what it gave; a register's line that was entered says under which reference. */
async function doneBefore(
  { open }: Pick<Filing, 'open'>,
  complaintId: string,
  paperLine: string | undefined,
): Promise<Complaint> {
  const before = await open.read(complaintId)
  if (before && !paperLine) return before
  throw new Refusal('already-done', 'This was entered before.', {
    fields: paperLine ? { paperLine: before ? before.reference : 'entered' } : {},
  })
}
