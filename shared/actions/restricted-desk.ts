/**
 * The restricted desk: who opens what, why, and what is done with it. Every opening is written before anything is shown.
 * What the complainant is told leaves as a notice, in the same write as what it tells of.
 */

import type { Change, PrivateCase, RestrictedComplaint } from '../domain/complaint.ts'
import type { Receipt } from '../domain/consumer.ts'
import { phaseOf } from '../domain/contact.ts'
import { type CommandType, decide } from '../domain/lifecycle.ts'
import type { Notice } from '../domain/message.ts'
import { may, maySee, maySeePrivate, type Officer } from '../domain/officer.ts'
import { regions } from '../domain/places.ts'
import { decidePrivate, type PrivateCommand } from '../domain/private-lifecycle.ts'
import { Refusal } from '../domain/refusal.ts'
import { bodyOf, levelOf, placeOfUnit, type UnitId, unit } from '../domain/units.ts'
import { dayOf } from '../domain/working-days.ts'
import {
  actorOf,
  type Commanding,
  eventOf,
  notFound,
  type Ordered,
  onceOf,
  proveCommand,
} from './command-complaint.ts'
import type { Contacts, Officers, RestrictedDesk, World } from './ports.ts'
import type { Receipts } from './registry-ports.ts'

export interface Desk {
  readonly world: World
  readonly desk: RestrictedDesk
  readonly officers: Officers
  readonly contacts: Contacts
}

/** Units whose restricted complaints may concern an officer: his own, and below a regional or national one, theirs. */
export function unitsLookedOver(who: Officer): readonly UnitId[] {
  const units = new Set<UnitId>(who.units)
  for (const own of who.units) {
    const body = bodyOf(own)
    if (body === 'utgfs-national' || body === 'utgfs-audit') {
      for (const { code } of regions) {
        units.add(unit('utgfs-regional', code))
        units.add(unit('ccr', code))
        units.add(unit('security', code))
      }
      for (const national of [
        'utgfs-tm',
        'utgfs-himo',
        'utgfs-pnp',
        'utgfs-agr',
        'utgfs-national',
        'utgfs-audit',
      ] as const) {
        units.add(unit(national))
      }
    }
    const { region } = placeOfUnit(own)
    if (levelOf(own) === 'region' && region) units.add(unit('ccr', region))
  }
  return [...units]
}

export async function listRestricted(
  { desk }: Desk,
  who: Officer,
  which: 'open' | 'closed',
): Promise<readonly RestrictedComplaint[]> {
  const all = await desk.queue(unitsLookedOver(who), which)
  return all.filter((complaint) => maySee(who, complaint)).sort((a, b) => a.dueAt.localeCompare(b.dueAt))
}

export type OpenedComplaint = Extract<
  NonNullable<Awaited<ReturnType<RestrictedDesk['read']>>>,
  { kind: 'complaint' }
>
export type OpenedPrivate = Extract<
  NonNullable<Awaited<ReturnType<RestrictedDesk['read']>>>,
  { kind: 'private' }
>

export async function readComplaint(
  { desk }: Pick<Desk, 'desk'>,
  who: Officer,
  complaintId: string,
): Promise<OpenedComplaint> {
  const found = await desk.read(complaintId)
  if (found?.kind !== 'complaint' || !maySee(who, found.complaint)) throw notFound()
  return found
}

export interface Why {
  readonly why: string
  readonly words?: string
}

/** Opens one; the opening is in its history before it is shown. */
export async function openRestricted(
  at: Desk,
  who: Officer,
  complaintId: string,
  { why, words }: Why,
): Promise<OpenedComplaint> {
  const { complaint } = await readComplaint(at, who, complaintId)
  const data = { why, ...(words ? { words } : {}) }
  await at.desk.append(
    eventOf(complaint, 'opened', actorOf(who), at.world.now(), at.world.id(), data),
    complaint,
  )
  return readComplaint(at, who, complaintId)
}

const noticeKinds: Partial<Record<CommandType, Notice['what']>> = {
  ask_complainant: 'question',
  decide: 'decided',
  remedy_done: 'remedy_done',
  reject: 'rejected',
  refer: 'referred',
  reopen: 'reopened',
  transfer: 'note',
  escalate: 'note',
}

/** What is told of a change outside: the phase always, words never, an alert when it is handed to others. */
function noticeOf({ complaint, event }: Change<RestrictedComplaint>, type: CommandType): Notice {
  const what = noticeKinds[type] ?? 'note'
  const isHandedOn = type === 'transfer' || type === 'escalate' || type === 'reopen' || type === 'reclassify'
  return {
    eventId: event.eventId,
    at: event.at,
    what,
    reference: complaint.reference,
    complaintId: complaint.complaintId,
    ...(complaint.contactId ? { contactId: complaint.contactId } : {}),
    language: complaint.language,
    phase: phaseOf(complaint.state),
    ...(complaint.promised ? { dueOn: dayOf(new Date(complaint.dueAt)) } : {}),
    ...(isHandedOn ? { alert: complaint.owner } : {}),
    owner: complaint.owner,
    programme: complaint.programme,
  }
}

export async function commandRestricted(
  at: Desk,
  who: Officer,
  complaintId: string,
  ordered: Ordered,
): Promise<OpenedComplaint> {
  const { complaint } = await readComplaint(at, who, complaintId)
  const once = onceOf(who, ordered.idempotencyKey)
  if (ordered.command.type === 'message' || ('answer' in ordered.command && ordered.command.answer)) {
    throw new Refusal(
      'invalid',
      'No words are sent about a restricted complaint: call, or let the neutral SMS go.',
      {
        fields: { text: 'no-words-here' },
      },
    )
  }
  const commanding: Pick<Commanding, 'officers'> = { officers: at.officers }
  try {
    const command = await proveCommand(commanding, who, complaint, ordered)
    const change = decide(complaint, command, actorOf(who), at.world.now(), at.world.id())
    if (command.type === 'note') await at.desk.append(change.event, complaint, once)
    else await at.desk.commit(once ? { ...change, once } : change, noticeOf(change, command.type))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.code === 'stale') {
      const fresh = await readComplaint(at, who, complaintId)
      throw new Refusal('stale', error.message, { fresh })
    }
    if (error.code !== 'already-done') throw error
  }
  return readComplaint(at, who, complaintId)
}

/** The number in clear, for a reason that the history keeps. */
/** What registries answered to what they were told of it; to whoever may not see it, it does not exist. */
export async function receiptsOfRestricted(
  at: Desk,
  who: Officer,
  complaintId: string,
  receipts: Pick<Receipts, 'of'>,
): Promise<readonly Receipt[]> {
  const { complaint } = await readComplaint(at, who, complaintId)
  return receipts.of(complaint.complaintId)
}

export async function revealRestrictedPhone(
  at: Desk,
  who: Officer,
  complaintId: string,
  reason: string,
): Promise<string> {
  const { complaint } = await readComplaint(at, who, complaintId)
  if (!may(who, 'reveal_phone', complaint)) throw new Refusal('not-allowed', 'Your role does not allow this.')
  const contact = complaint.contactId ? await at.contacts.read(complaint.contactId) : undefined
  if (!contact) throw new Refusal('not-found', 'There is no number.')
  await at.desk.append(
    eventOf(complaint, 'phone_revealed', actorOf(who), at.world.now(), at.world.id(), { reason }),
    complaint,
  )
  return contact.phone
}

export async function listPrivate({ desk }: Desk, who: Officer): Promise<readonly PrivateCase[]> {
  const all = await desk.privateQueue(who.units)
  return all
    .filter((privateCase) => maySeePrivate(who, privateCase))
    .sort(
      (a, b) =>
        Number(a.state === 'closed_by_choice') - Number(b.state === 'closed_by_choice') ||
        a.dueAt.localeCompare(b.dueAt),
    )
}

export async function readPrivate(
  { desk }: Pick<Desk, 'desk'>,
  who: Officer,
  complaintId: string,
): Promise<OpenedPrivate> {
  const found = await desk.read(complaintId)
  if (found?.kind !== 'private' || !maySeePrivate(who, found.privateCase)) throw notFound()
  return found
}

async function writePrivate(at: Desk, change: Change<PrivateCase>, once: string | undefined): Promise<void> {
  await at.desk.commitPrivate(once ? { ...change, once } : change)
}

export async function openPrivate(
  at: Desk,
  who: Officer,
  complaintId: string,
  { why, words }: Why,
): Promise<OpenedPrivate> {
  const { privateCase } = await readPrivate(at, who, complaintId)
  const reason = words ? `${why}: ${words}` : why
  const change = decidePrivate(
    privateCase,
    { type: 'open', reason },
    actorOf(who),
    at.world.now(),
    at.world.id(),
  )
  await writePrivate(at, change, undefined)
  return readPrivate(at, who, complaintId)
}

export async function commandPrivate(
  at: Desk,
  who: Officer,
  complaintId: string,
  ordered: {
    readonly command: PrivateCommand
    readonly readVersion?: number
    readonly idempotencyKey?: string
  },
): Promise<OpenedPrivate> {
  const { privateCase } = await readPrivate(at, who, complaintId)
  const { command, readVersion } = ordered
  const fresh = async () =>
    new Refusal('stale', 'Somebody changed it since you opened it.', {
      fresh: await readPrivate(at, who, complaintId),
    })
  if (readVersion === undefined && command.type !== 'note') {
    throw new Refusal('invalid', 'The version that you looked at is needed (If-Match).')
  }
  if (command.type !== 'note' && readVersion !== privateCase.version) throw await fresh()
  if (command.type === 'assign') {
    const whom = await at.officers.read(command.officerId)
    if (!whom || !maySeePrivate(whom, privateCase)) {
      throw new Refusal('invalid', 'This officer may not handle it.', {
        fields: { officerId: 'may-not-handle' },
      })
    }
  }
  try {
    const change = decidePrivate(privateCase, command, actorOf(who), at.world.now(), at.world.id())
    await writePrivate(at, change, onceOf(who, ordered.idempotencyKey))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.code === 'stale') throw await fresh()
    if (error.code !== 'already-done') throw error
  }
  return readPrivate(at, who, complaintId)
}
