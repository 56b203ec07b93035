/**
 * Erases the words, names and numbers of one complaint that has ended. What hangs on it goes first and the complaint itself
 * last, so that whatever stops in between is found and finished the next time. Its history says that it was done.
 */
import type { Actor, Change, OpenComplaint } from '../domain/complaint.ts'
import { type ErasureReason, isUnderWay, withoutPerson, withoutWords } from '../domain/erasure.ts'
import type { Sha256 } from '../domain/history-chain.ts'
import type { OpenComplaints, World } from './ports.ts'
import type { PersonalRecords } from './privacy-ports.ts'

export interface Forgetter {
  readonly world: Pick<World, 'now' | 'id'>
  readonly open: Pick<OpenComplaints, 'readWithHistory' | 'commit'>
  readonly records: PersonalRecords
  readonly sha256: Sha256
}

export type Forgotten = 'erased' | 'under-way' | 'gone'

export async function forgetComplaint(
  { world, open, records, sha256 }: Forgetter,
  complaintId: string,
  by: Actor,
  basis: ErasureReason,
): Promise<Forgotten> {
  const found = await open.readWithHistory(complaintId)
  if (!found) return 'gone'
  const { complaint, history } = found
  if (isUnderWay(complaint)) return 'under-way'
  if (complaint.erasedAt) return 'erased'
  const wordless = history.events.flatMap((event) => withoutWords(event, sha256) ?? [])
  await records.forget({ was: complaint, events: history.events, wordless, messages: history.messages })
  const at = world.now().toISOString()
  const { reference, version: readVersion } = complaint
  const change: Change<OpenComplaint> = {
    complaint: withoutPerson(complaint, at),
    readVersion,
    event: { eventId: world.id(), complaintId, reference, type: 'erased', at, by, data: { basis } },
  }
  await open.commit(change)
  return 'erased'
}
