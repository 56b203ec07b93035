/**
 * Erasure at the private desk, of one thing that its officer may see and that is over. Why, and how the person was known, stands
 * in its history, which only this desk reads: no journal elsewhere tells that it ever was.
 */
import type { Change, PrivateCase, PrivateState, RestrictedComplaint } from '../domain/complaint.ts'
import { isUnderWay, withoutCaller, withoutPerson, withoutWords } from '../domain/erasure.ts'
import type { Sha256 } from '../domain/history-chain.ts'
import { may, type Officer } from '../domain/officer.ts'
import { Refusal } from '../domain/refusal.ts'
import { actorOf, eventOf } from './command-complaint.ts'
import type { RestrictedRecords } from './privacy-ports.ts'
import { type Desk, readComplaint, readPrivate } from './restricted-desk.ts'

export interface RestrictedForgetter extends Pick<Desk, 'world' | 'desk'> {
  readonly records: RestrictedRecords
  readonly sha256: Sha256
}

const over: readonly PrivateState[] = ['handed_over', 'closed_by_choice']
const underWay = () => new Refusal('wrong-state', 'It is under way, and is kept until it is over.')

export async function eraseRestricted(
  { world, desk, records, sha256 }: RestrictedForgetter,
  who: Officer,
  complaintId: string,
  why: string,
): Promise<void> {
  const opened = await readComplaint({ desk }, who, complaintId)
  const { complaint, events } = opened
  if (!may(who, 'decide', complaint)) throw new Refusal('not-allowed', 'Your role does not allow this.')
  if (isUnderWay(complaint)) throw underWay()
  if (complaint.erasedAt) return
  const next = withoutPerson<RestrictedComplaint>(complaint, world.now().toISOString())
  const wordless = events.map((event) => withoutWords(event, sha256) ?? event)
  await records.forgetComplaint(opened, wordless, next)
  const data = { basis: 'request', reason: why }
  const event = eventOf(next, 'erased', actorOf(who), world.now(), world.id(), data)
  await desk.commit({ complaint: next, readVersion: complaint.version, event })
}

export async function erasePrivate(
  { world, desk, records, sha256 }: RestrictedForgetter,
  who: Officer,
  complaintId: string,
  why: string,
): Promise<void> {
  const { privateCase, events } = await readPrivate({ desk }, who, complaintId)
  if (!over.includes(privateCase.state)) throw underWay()
  if (privateCase.erasedAt) return
  await records.forgetPrivate(events.flatMap((event) => withoutWords(event, sha256) ?? []))
  const at = world.now().toISOString()
  const change: Change<PrivateCase> = {
    complaint: withoutCaller(privateCase, at),
    readVersion: privateCase.version,
    event: {
      eventId: world.id(),
      complaintId,
      type: 'erased',
      at,
      by: actorOf(who),
      data: { basis: 'request', reason: why },
    },
  }
  await desk.commitPrivate(change)
}
