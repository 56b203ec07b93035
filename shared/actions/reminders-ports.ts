/** Reminder rounds, as the actions see what is kept of them. The store implements this. */
import type { Contact } from '../domain/contact.ts'
import type { MessageState } from '../domain/message.ts'
import type {
  Coverage,
  Money,
  PersonOutcome,
  ReminderBatch,
  ReminderRound,
  Said,
  ToldHousehold,
} from '../domain/reminder.ts'
import type { Page } from './ports.ts'

export interface BatchRef {
  readonly roundId: string
  readonly group: string
  readonly number: number
}

/** Those of a batch: the ones without `with` get its SMS, in this order. */
export interface BatchPeople {
  readonly paydays: readonly Said[]
  readonly households: readonly ToldHousehold[]
}

/** One outcome for each of the people who get the batch's SMS, in their order. */
export interface BatchOutcomes {
  /** Of the batch, when they were written. */
  readonly attempt: number
  readonly people: readonly PersonOutcome[]
  /** Of all attempts so far, as the gateway says it itself. */
  readonly cost: Money
  readonly partsSent: number
}

/** All that a reminder needs to know of a contact. */
export type ReminderContact = Pick<Contact, 'contactId' | 'phone' | 'language' | 'optedOutAt'>

/** What the network reported of one SMS. */
export interface Report {
  readonly state: MessageState | undefined
  readonly word: string
  readonly at: string
}

/** What an attempt leaves on its batch. */
export interface Ending {
  readonly state: ReminderBatch['state']
  readonly notBefore: string | undefined
  readonly counts: ReminderBatch['counts']
  readonly cost: Money
  readonly partsSent: number
  readonly reason: string | undefined
}

export interface Reminders {
  /** Puts a round, unless it was begun before. False: it was. */
  open(round: ReminderRound): Promise<boolean>
  round(roundId: string): Promise<ReminderRound | undefined>
  /** Newest first, from before `after` (a round's id). */
  rounds(page: { readonly after?: string; readonly limit: number }): Promise<Page<ReminderRound>>
  /** Rounds of this day and later, oldest first. */
  since(day: string): Promise<readonly ReminderRound[]>
  /** Makes the round what it is to be, unless it changed since it was read: then undefined. Gives it with its version. */
  change(was: ReminderRound, next: Partial<ReminderRound>, now: Date): Promise<ReminderRound | undefined>
  /** One planner at a time: false while another holds the round, or when it is not to be planned any more. */
  hold(roundId: string, holder: string, until: Date, now: Date): Promise<boolean>

  /** Puts a batch with its people, once, while `holder` holds the round. False: it does not, or the number is taken. */
  putBatch(batch: ReminderBatch, people: BatchPeople, holder: string): Promise<boolean>
  batch(ref: BatchRef): Promise<ReminderBatch | undefined>
  /** By group and number, both ends of `numbers` included. `next` is the `after` of the page that follows. */
  batches(
    roundId: string,
    page: {
      readonly group?: string
      readonly numbers?: { readonly from: number; readonly to?: number }
      readonly after?: string
    },
  ): Promise<Page<ReminderBatch>>
  people(ref: BatchRef): Promise<BatchPeople | undefined>
  outcomes(ref: BatchRef): Promise<BatchOutcomes | undefined>

  /** planned or waiting → sending, with one more attempt. Undefined: somebody else has it, or it is done. */
  claim(batch: ReminderBatch, now: Date): Promise<ReminderBatch | undefined>
  /** What became of an attempt, once: false when it is known already. */
  keepOutcomes(ref: BatchRef, outcomes: BatchOutcomes): Promise<boolean>
  /** From where it was read to somewhere else, if it is still there; what is undefined is taken away. */
  settle(was: ReminderBatch, next: Ending, now: Date): Promise<boolean>

  cover(coverage: Coverage): Promise<void>
  /** Rounds that were about a payday, oldest first. */
  coverageOf(paydayId: string): Promise<readonly Coverage[]>

  contacts(contactIds: readonly string[]): Promise<ReadonlyMap<string, ReminderContact>>
  reports(gatewayIds: readonly string[]): Promise<ReadonlyMap<string, Report>>
}
