/** What a person's rights need of what is kept. The store implements this. */
import type { ComplaintEvent, OpenComplaint, PrivateEvent, RestrictedComplaint } from '../domain/complaint.ts'
import type { PaymentAnswer } from '../domain/confirmation.ts'
import type { Contact } from '../domain/contact.ts'
import type { Household } from '../domain/household.ts'
import type { Message } from '../domain/message.ts'
import type { DueLine } from '../domain/payday.ts'
import type { PrivacyEntry, Subject } from '../domain/privacy.ts'
import type { HouseholdStory } from '../domain/registry-household.ts'
import type { RestrictedDesk } from './ports.ts'

/** Where a walk through all open complaints goes on: it is long, and asked for in parts. */
export interface WalkPlace {
  readonly which: 'open' | 'closed'
  /** The standing that was reached. */
  readonly after?: string
}

export interface HeldOfHousehold {
  readonly household?: Household
  readonly stories: readonly HouseholdStory[]
  readonly lines: readonly DueLine[]
  readonly answers: readonly PaymentAnswer[]
}

/** The words of a complaint, as they are to stand once they are erased; and what goes with them. */
export interface Forgetting {
  readonly was: OpenComplaint
  readonly events: readonly ComplaintEvent[]
  readonly wordless: readonly ComplaintEvent[]
  readonly messages: readonly Message[]
}

export interface PersonalRecords {
  contact(contactId: string): Promise<Contact | undefined>
  /** Complaints of somebody in a part of all complaints; `next` while there is more to look through. */
  walk(
    subject: Subject,
    from: WalkPlace,
  ): Promise<{ readonly complaints: readonly OpenComplaint[]; readonly next?: WalkPlace }>
  household(householdId: string): Promise<HeldOfHousehold>
  /** Answers about money of a phone whose payday was not known. */
  answersOf(contactId: string): Promise<readonly PaymentAnswer[]>
  /** Complaints that ended before an instant and still hold words, the oldest first. */
  endedBefore(before: string, most: number): Promise<readonly string[]>
  /** All but the complaint itself, which is committed after; doing it again changes nothing. */
  forget(what: Forgetting): Promise<void>
  /** The number, and what hangs on it alone. */
  forgetContact(contactId: string): Promise<void>
}

export interface PrivacyJournal {
  /** Before anything is shown or erased; again with the same id it says more. */
  write(entry: PrivacyEntry): Promise<void>
  read(at: string, entryId: string): Promise<PrivacyEntry | undefined>
  ofMonth(month: string, most: number): Promise<readonly PrivacyEntry[]>
}

/** What hangs on a restricted complaint or a private case; only their own desk has it. */
export interface RestrictedRecords {
  /** All but the complaint itself, which is committed after; `next`: as it will be. Doing it again changes nothing. */
  forgetComplaint(
    opened: Extract<NonNullable<Awaited<ReturnType<RestrictedDesk['read']>>>, { kind: 'complaint' }>,
    wordless: readonly ComplaintEvent[],
    next: RestrictedComplaint,
  ): Promise<void>
  forgetPrivate(wordless: readonly PrivateEvent[]): Promise<void>
}
