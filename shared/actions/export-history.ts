/**
 * A day of the history for somebody outside to prove: its root, and every open event as it stands now beside the digest that
 * was recorded when it happened. No names, no words: they stand in it as digests. What has become restricted since is a bare
 * digest; what stands here no more, and should, is said to be missing.
 */
import { type DayRoot, type Sha256, type ShownEvent, shownOf } from '../domain/history-chain.ts'
import type { HistoryExport } from './history-ports.ts'

export type HistoryLine =
  | ({ readonly kind: 'root' } & DayRoot)
  | {
      readonly kind: 'event'
      readonly day: string
      readonly digest: string
      readonly shown?: ShownEvent
      /** Its words were erased: their digest alone is left of them, and what stands beside it is proved no more. */
      readonly erased?: true
      /** Restricted since: only its own desk may say more. */
      readonly moved?: true
      readonly missing?: { readonly eventId: string; readonly at: string }
    }

export async function historyOfDay(
  history: HistoryExport,
  day: string,
  sha256: Sha256,
): Promise<readonly HistoryLine[] | undefined> {
  const root = await history.of(day)
  if (!root) return undefined
  const { open } = await history.recordedOn(day)
  const [events, moved] = await Promise.all([history.eventsOf(open), history.movedOf(open)])
  return [
    { kind: 'root', ...root },
    ...open.map((recorded): HistoryLine => {
      const { eventId, complaintId, at, digest } = recorded
      const line = { kind: 'event', day, digest } as const
      const event = events.get(eventId)
      if (moved.has(complaintId)) return { ...line, moved: true }
      if (!event) return { ...line, missing: { eventId, at } }
      return { ...line, shown: shownOf(event, sha256), ...(event.rest === undefined ? {} : { erased: true }) }
    }),
  ]
}
