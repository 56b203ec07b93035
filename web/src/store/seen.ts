/**
 * What this officer has seen of each complaint, on this device: its version when it was last open. A row that has moved on
 * since is marked. Ids and numbers only, wiped at sign-out; never anything of the private desk.
 */
import { signal } from '@preact/signals'
import type { ComplaintRow } from '../../../shared/contracts/staff-api.ts'
import { remember, remembered } from './remembered.ts'

type Seen = Readonly<Record<string, number>>
const name = 'seen'
const mostKept = 400

function read(): Seen {
  try {
    const kept: unknown = JSON.parse(remembered(name) ?? '{}')
    return typeof kept === 'object' && kept !== null ? (kept as Seen) : {}
  } catch {
    return {}
  }
}
const seen = signal<Seen>(read())

export function markSeen({ complaintId, version }: Pick<ComplaintRow, 'complaintId' | 'version'>): void {
  if (seen.value[complaintId] === version) return
  const { [complaintId]: _, ...others } = seen.value
  // The newest stand last, and are the ones that are kept.
  const entries = [...Object.entries(others), [complaintId, version] as const].slice(-mostKept)
  seen.value = Object.fromEntries(entries)
  remember(name, JSON.stringify(seen.value))
}

/** Somebody has done something to it since this officer looked. */
export const hasMoved = ({ complaintId, version }: Pick<ComplaintRow, 'complaintId' | 'version'>): boolean =>
  (seen.value[complaintId] ?? version) < version

export function forgetSeen(): void {
  seen.value = {}
  remember(name, null)
}
