/** What administration reads and writes: officers with the journal of what was done to them, zones, and the house's rules. */
import type { AuditEntry } from '../domain/audit.ts'
import type { House, RuleSet } from '../domain/house.ts'
import type { Officer } from '../domain/officer.ts'
import type { Draft, Published, ZoneStatus } from '../domain/settle-house.ts'

export interface AuditLook {
  readonly day: string
  readonly most: number
  /** Where the last look ended. */
  readonly after?: string
}

export interface AuditJournal {
  add(entry: AuditEntry): Promise<void>
  /** Of a day, the newest first; `lookedTo` when there may be more. */
  ofDay(at: AuditLook): Promise<{ readonly items: readonly AuditEntry[]; readonly lookedTo?: string }>
}

export interface OfficerBook {
  read(officerId: string): Promise<Officer | undefined>
  all(): Promise<readonly Officer[]>
  /** The entry and what the journal says of it, or neither. Refuses `stale`; 0 stands for an entry without a version. */
  save(officer: Officer, readVersion: number | 'new', entry: AuditEntry): Promise<void>
}

export interface HouseBook {
  /** What is in force, and the version that a change builds on; 0: nothing was settled yet. */
  read(): Promise<{ readonly house: House; readonly version: number }>
  /** All that was ever published, the newest first. */
  published(): Promise<readonly Published[]>
  draft(): Promise<Draft | undefined>
  saveDraft(draft: Draft): Promise<void>
  /** In one write, or not at all: what is in force, the set that was published with it, and the journal. Refuses `stale`. */
  settle(
    next: House,
    readVersion: number,
    entry: AuditEntry,
    published?: Published & { readonly set: RuleSet },
  ): Promise<void>
  zones(): Promise<readonly ZoneStatus[]>
  zone(code: string): Promise<ZoneStatus | undefined>
  /** Refuses `stale` when it changed since it was read. */
  saveZone(zone: ZoneStatus, was: ZoneStatus | undefined, entry: AuditEntry): Promise<void>
}
