/**
 * An officer does something to a complaint. What he may not see is not there; what he may not do he is told; what somebody
 * else changed in between comes back fresh; what was done with the same key is not done again.
 */
import type { Actor, Change, Complaint, ComplaintEvent, OpenComplaint } from '../domain/complaint.ts'
import {
  appending,
  becomesRestricted,
  type Command,
  type CommandType,
  commandsIn,
  decide,
  deedOf,
} from '../domain/lifecycle.ts'
import { problemsOfText } from '../domain/neutral-text.ts'
import { levelUp, may, maySee, type Officer } from '../domain/officer.ts'
import { Refusal } from '../domain/refusal.ts'
import { readUnit, unitName } from '../domain/units.ts'
import { contactAfter } from './file-complaint.ts'
import type { Contacts, FiledWith, Officers, OpenComplaints, World } from './ports.ts'

export interface Commanding {
  readonly world: World
  readonly open: OpenComplaints
  readonly officers: Officers
  readonly contacts: Contacts
}

export interface Ordered {
  readonly command: Command
  /** The version the officer looked at; appending commands do not need one. */
  readonly readVersion?: number
  readonly idempotencyKey?: string
}

export const notFound = (): Refusal => new Refusal('not-found', 'There is no such complaint.')

export const actorOf = (who: Officer): Actor => ({
  kind: 'officer',
  officerId: who.officerId,
  name: who.name,
  ...(who.units[0] ? { unit: unitName(who.units[0]), unitId: who.units[0] } : {}),
})

export const onceOf = (who: Officer, key: string | undefined): string | undefined =>
  key ? `idempotency:${who.officerId}:${key}` : undefined

const isAppending = (type: CommandType): boolean => appending.includes(type) && type !== 'mark_read'

/** What stands in the way of a command, whichever desk the complaint is kept at. Refuses; gives nothing. */
export async function proveCommand(
  { officers }: Pick<Commanding, 'officers'>,
  who: Officer,
  complaint: Complaint,
  { command, readVersion }: Ordered,
): Promise<Command> {
  if (!maySee(who, complaint)) throw notFound()
  if (!may(who, deedOf(command.type), complaint)) {
    throw new Refusal('not-allowed', 'Your role does not allow this.')
  }
  if (!isAppending(command.type) && command.type !== 'mark_read' && readVersion === undefined) {
    throw new Refusal('invalid', 'The version that you looked at is needed (If-Match).')
  }
  if (!isAppending(command.type) && readVersion !== undefined && readVersion !== complaint.version) {
    throw new Refusal('stale', 'Somebody changed it since you opened it.')
  }
  if (
    !isAppending(command.type) &&
    command.type !== 'mark_read' &&
    !commandsIn(complaint).includes(command.type)
  ) {
    throw new Refusal('wrong-state', `"${command.type}" is not for a complaint that is ${complaint.state}.`)
  }
  proveWords(complaint, command)
  return proveWhom(officers, complaint, command)
}

/** Words that reach the complainant are neutral. */
function proveWords(complaint: Complaint, command: Command): void {
  const [field, words] =
    command.type === 'message'
      ? ['text', command.text]
      : command.type === 'ask_complainant'
        ? ['question', command.question]
        : 'answer' in command && command.answer
          ? ['answer', command.answer]
          : []
  if (!field || !words) return
  if (command.type === 'message' && !complaint.contactId) {
    throw new Refusal('invalid', 'There is no number to write to.', { fields: { text: 'no-number' } })
  }
  const problems = problemsOfText(words, {
    ...(complaint.complainant.name ? { name: complaint.complainant.name } : {}),
    ...(complaint.place.commune ? { commune: complaint.place.commune } : {}),
    ...(complaint.place.village ? { village: complaint.place.village } : {}),
  })
  if (problems.length > 0) {
    throw new Refusal('invalid', 'An SMS may be read by whoever holds the phone.', {
      fields: { [field]: problems.join(',') },
    })
  }
}

/** Whoever is given it must be allowed to see it. */
async function proveWhom(officers: Officers, complaint: Complaint, command: Command): Promise<Command> {
  if (command.type === 'transfer' && !readUnit(command.unit)) {
    throw new Refusal('invalid', 'There is no such unit.', { fields: { unit: 'unknown' } })
  }
  if (command.type === 'name_accused') {
    const accused = await officers.read(command.officerId)
    if (!accused)
      throw new Refusal('invalid', 'There is no such officer.', { fields: { officerId: 'unknown' } })
    return { ...command, officerName: accused.name }
  }
  if (command.type !== 'assign' && command.type !== 'reopen') return command
  if (!command.officerId) return command
  const whom = await officers.read(command.officerId)
  if (!whom || !may(whom, 'handle', { ...complaint, assignee: whom.officerId })) {
    throw new Refusal('invalid', 'This officer may not handle it.', {
      fields: { officerId: 'may-not-handle' },
    })
  }
  const isOfUnit = whom.units.includes(complaint.owner) || may(whom, 'handle', complaint)
  if (!isOfUnit)
    throw new Refusal('invalid', 'This officer is of another unit.', { fields: { officerId: 'other-unit' } })
  return command.type === 'assign' ? { ...command, officerName: whom.name } : command
}

export function eventOf(
  complaint: Complaint,
  type: ComplaintEvent['type'],
  by: Actor,
  at: Date,
  eventId: string,
  data: Record<string, string>,
): ComplaintEvent {
  return {
    eventId,
    complaintId: complaint.complaintId,
    reference: complaint.reference,
    type,
    at: at.toISOString(),
    by,
    data,
  }
}

/** An interrupted call that staff send on stands in its caller's list from then on, and is no longer offered to go on with. */
async function alongside(
  { contacts }: Pick<Commanding, 'contacts'>,
  command: Command,
  complaint: Complaint,
): Promise<FiledWith> {
  const was =
    command.type === 'submit' && complaint.contactId ? await contacts.read(complaint.contactId) : undefined
  if (!was) return {}
  const { draft, ...rest } = was
  const known = draft?.complaintId === complaint.complaintId ? rest : was
  return { contact: { was, next: contactAfter(known, complaint) } }
}

/** The complaint after it. Undefined when it has just left this desk: it became restricted. */
export async function commandComplaint(
  desk: Commanding,
  who: Officer,
  complaintId: string,
  ordered: Ordered,
): Promise<OpenComplaint | undefined> {
  const { world, open } = desk
  const current = await open.read(complaintId)
  if (!current || !maySee(who, current)) throw notFound()
  const once = onceOf(who, ordered.idempotencyKey)
  try {
    const command = await proveCommand(desk, who, current, ordered)
    const change = decide<Complaint>(current, command, actorOf(who), world.now(), world.id())
    if (isAppending(command.type)) {
      await open.append(change.event, current, once)
      return current
    }
    const guarded = once ? { ...change, once } : change
    if (becomesRestricted(current, change.complaint)) {
      const whole = await open.readWithHistory(complaintId)
      await open.moveToRestricted(guarded, whole?.history ?? { events: [], messages: [] })
      return undefined
    }
    await open.commit(guarded as Change<OpenComplaint>, await alongside(desk, command, change.complaint))
    return change.complaint as OpenComplaint
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const fresh = await open.read(complaintId)
    if (error.code === 'already-done') return fresh
    if (error.code !== 'stale') throw error
    // The same request may have been done by its own first attempt, whose answer was lost on the way.
    if (once && (await open.madeBy(once))) return fresh
    throw new Refusal('stale', error.message, { fresh })
  }
}

/** The number in clear, for a reason that the history keeps. */
export async function revealPhone(
  { world, open, contacts }: Pick<Commanding, 'world' | 'open' | 'contacts'>,
  who: Officer,
  complaintId: string,
  reason: string,
): Promise<string> {
  const complaint = await open.read(complaintId)
  if (!complaint || !maySee(who, complaint)) throw notFound()
  if (!may(who, 'reveal_phone', complaint)) throw new Refusal('not-allowed', 'Your role does not allow this.')
  const contact = complaint.contactId ? await contacts.read(complaint.contactId) : undefined
  if (!contact) throw new Refusal('not-found', 'There is no number.')
  await open.append(
    eventOf(complaint, 'phone_revealed', actorOf(who), world.now(), world.id(), { reason }),
    complaint,
  )
  return contact.phone
}

/** What this officer may do to it now. */
export const commandsFor = (who: Officer, complaint: Complaint): readonly CommandType[] =>
  commandsIn(complaint).filter(
    (type) =>
      may(who, deedOf(type), complaint) &&
      type !== 'reveal_phone' &&
      type !== 'mark_late' &&
      type !== 'complainant_wrote' &&
      type !== 'registry_rejected' &&
      (type !== 'message' || complaint.contactId !== undefined) &&
      (type !== 'ask_complainant' || complaint.contactId !== undefined) &&
      (type !== 'escalate' || levelUp(complaint) !== undefined),
  )
