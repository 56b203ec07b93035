/** What the line works with, and what a hop brings. */
import type { PhoneNumber } from '../domain/phone-number.ts'
import type { Dues } from './confirmations-ports.ts'
import type { Contacts, LineMemory, OpenComplaints, RecentCalls, RestrictedIntake, World } from './ports.ts'

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
  /** The number that "do not call me, give me a number" gives; absent when there is none. */
  readonly helpline?: string
  digest(text: string): string
}
