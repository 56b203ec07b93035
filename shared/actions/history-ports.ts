/** What the sealed history needs from outside. */
import type { ComplaintEvent } from '../domain/complaint.ts'
import type { DayRoot } from '../domain/history-chain.ts'

/** An open event as it was first seen; where it stands, to find it again. */
export interface RecordedEvent {
  readonly eventId: string
  readonly complaintId: string
  readonly reference: string
  readonly at: string
  readonly digest: string
  readonly recordedAt: string
}

export interface HistoryRecord {
  /** Once: what comes again changes nothing. */
  record(event: RecordedEvent): Promise<void>
}

export interface HistoryRoots {
  last(): Promise<DayRoot | undefined>
  of(day: string): Promise<DayRoot | undefined>
  /** Of days from one to another, both taken in, oldest first. */
  between(from: string, to: string): Promise<readonly DayRoot[]>
  /** False: this day has its root. */
  save(root: DayRoot, sealSalt: string): Promise<boolean>
  /** All that was recorded on a day: open events by their id, and the bare digests of what is restricted. */
  recordedOn(
    day: string,
  ): Promise<{ readonly open: readonly RecordedEvent[]; readonly sealed: readonly string[] }>
}

export interface HistoryExport extends Pick<HistoryRoots, 'of' | 'between' | 'recordedOn'> {
  /** The events as they stand now, by id; those that stand here no more are missing. */
  eventsOf(recorded: readonly RecordedEvent[]): Promise<ReadonlyMap<string, ComplaintEvent>>
  /** Those of these complaints that have become restricted, as their references say. */
  movedOf(recorded: readonly RecordedEvent[]): Promise<ReadonlySet<string>>
}
