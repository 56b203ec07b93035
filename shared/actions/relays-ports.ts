/** What a relay's codes need: who has which personal code, wrong tries, and what is known before a neighbour's complaint is filed. */
import type { AuditEntry } from '../domain/audit.ts'
import type { Contact } from '../domain/contact.ts'
import type { Officer } from '../domain/officer.ts'
import type { RelayTries } from '../domain/relay-code.ts'
import type { LineSession } from './ports.ts'

/** Whose a personal code is, and the wrong tries of the day; read together with the hop. */
export interface RelayMemory {
  readonly number: string
  readonly officerId?: string
  readonly tries: RelayTries
}

/** One call each. */
export interface RelayDoor {
  officer(officerId: string): Promise<Officer | undefined>
  /** The hop, and one more wrong try of this number and of this phone; refuses `stale` when somebody tried meanwhile. */
  missed(
    session: LineSession,
    tried: { readonly number: string; readonly contactId: string; readonly day: string },
    before: RelayTries,
  ): Promise<void>
  /** The relay as he is now, the neighbour's contact, and whether this was entered before. */
  beforeFiling(
    officerId: string,
    contactId: string | undefined,
    once: string | undefined,
  ): Promise<{ readonly who?: Officer; readonly contact?: Contact; readonly made?: string }>
}

/** Whether a code is that of this relay, this week; `world` knows the key. */
export type RelayCodeCheck = (officerId: string, typed: string, now: Date) => boolean

export interface RelayNumbers {
  of(officerId: string): Promise<string | undefined>
  /** Gives a number in place of the one he has. False: somebody has this number, or his has changed meanwhile. */
  give(
    officerId: string,
    number: string,
    was: string | undefined,
    entry: AuditEntry | undefined,
  ): Promise<boolean>
}
