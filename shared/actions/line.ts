/** What the line works with, and what a hop brings. */
import type { Contact } from '../domain/contact.ts'
import type { PhoneNumber } from '../domain/phone-number.ts'
import type { CallerFacts } from '../ussd/facts.ts'
import type { Deed, Turn } from '../ussd/turn.ts'
import type { Dues } from './confirmations-ports.ts'
import type {
  Contacts,
  LineMemory,
  LineSession,
  OpenComplaints,
  RecentCalls,
  RestrictedIntake,
  World,
} from './ports.ts'
import type { RelayCodeCheck, RelayDoor } from './relays-ports.ts'

export interface UssdHop {
  readonly sessionId: string
  readonly phoneNumber: PhoneNumber
  readonly serviceCode: string
  /** All inputs of the session, joined by `*`. */
  readonly text: string
}

export interface Line {
  readonly world: World
  readonly memory: LineMemory
  readonly recent: RecentCalls
  readonly open: OpenComplaints
  readonly restricted: RestrictedIntake
  readonly contacts: Contacts
  readonly dues: Dues
  readonly relays: RelayDoor
  readonly isRelayCodeOf: RelayCodeCheck
  /** The number that "do not call me, give me a number" gives; absent when there is none. */
  readonly helpline?: string
  digest(text: string): string
}

/** What a caller asks to be done, with all that is known of the call. */
export interface DeedAtHand {
  readonly turn: Turn
  readonly deed: Deed
  readonly contact: Contact
  readonly was: Contact | undefined
  readonly facts: CallerFacts
  sessionAfter(shown: Turn): LineSession
}
