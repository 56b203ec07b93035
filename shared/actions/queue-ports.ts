/** Queues of open complaints, as the actions see them: each a list in the order of its standings, read one stretch at a time. */
import type { OpenComplaint, State } from '../domain/complaint.ts'
import type { Seen } from '../domain/officer.ts'
import type { Reach, Stretch } from '../domain/queue-standing.ts'
import type { UnitId } from '../domain/units.ts'

export type QueueName =
  | { readonly by: 'unit'; readonly unit: UnitId }
  /** What has no place that is known stands under no code. */
  | { readonly by: 'cercle' | 'region'; readonly code?: string; readonly reach: Reach }
  | { readonly by: 'nation' }
  | { readonly by: 'assignee'; readonly officerId: string }
  /** What nobody of a unit has; of open ones only. */
  | { readonly by: 'nobody'; readonly unit: UnitId }
  /** Calls that were cut off, in a region; of open ones only. */
  | { readonly by: 'interrupted'; readonly region: string }

export interface QueueFilter {
  readonly category?: string
  readonly region?: string
  readonly cercle?: string
  readonly commune?: string
  readonly state?: State
  readonly channel?: string
  readonly programme?: string
}

export interface Look {
  readonly queue: QueueName
  /** Open ones by what is next due; closed ones, the last first. */
  readonly which: 'open' | 'closed'
  /** Of open ones. */
  readonly stretch?: Stretch
  /** A standing that was reached before. */
  readonly after?: string
  readonly filter?: QueueFilter
  /** How many are looked at, at most, whether or not they pass the filter. */
  readonly most: number
}
export interface Looked<T> {
  readonly items: readonly T[]
  /** How far it was looked; undefined: to the end. */
  readonly lookedTo?: string
}

export interface Queues {
  /** One call. */
  look(at: Look): Promise<Looked<OpenComplaint>>
  /** One call: only what says who may see them, for counting. */
  peek(at: Look): Promise<Looked<Seen & { readonly complaintId: string }>>
}
