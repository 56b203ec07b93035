/** Takes an event into the sealed history as it is first seen. Seen twice, it is recorded once, as it was the first time. */
import type { ComplaintEvent } from '../domain/complaint.ts'
import { digestOfEvent, type Sha256 } from '../domain/history-chain.ts'
import type { HistoryRecord } from './history-ports.ts'

export async function recordEvent(
  history: HistoryRecord,
  event: ComplaintEvent,
  sha256: Sha256,
  now: Date,
): Promise<void> {
  const { eventId, complaintId, reference, at } = event
  const digest = digestOfEvent(event, sha256)
  await history.record({ eventId, complaintId, reference, at, digest, recordedAt: now.toISOString() })
}
