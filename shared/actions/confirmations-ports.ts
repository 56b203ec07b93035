/** What confirmations and incidents need of the outside. The store implements these. */
import type { ComplaintEvent } from '../domain/complaint.ts'
import type { PaymentAnswer } from '../domain/confirmation.ts'
import type { PaymentTalk } from '../domain/contact.ts'
import type { AlikeComplaint, Incident, IncidentEvent } from '../domain/incident.ts'
import type { Message } from '../domain/message.ts'
import type { DueLine } from '../domain/payday.ts'
import type { CallBackDraw } from '../domain/reconciliation.ts'

/** A household's line, and the day on which it is paid. */
export interface DueNow {
  readonly line: DueLine
  readonly day: string
  readonly siteId: string
}

/** What a household is due, for whoever answers for it. */
export interface Dues {
  /** Of the newest payday that has come, cancelled ones aside. One call where the line knows its site. */
  meant(householdId: string, today: string): Promise<DueNow | undefined>
  /** On one payday. */
  on(paydayId: string, householdId: string): Promise<DueNow | undefined>
}

export interface Answers {
  /** All that a household said of a payday, the oldest first. */
  of(paydayId: string, householdId: string): Promise<readonly PaymentAnswer[]>
  /** How many of a payday's households have answered. */
  count(paydayId: string): Promise<number>
  /** "Did anybody ask for money?": kept without whose it is. Kept once, by its id. */
  keepMoneyAnswer(answer: {
    readonly answerId: string
    readonly paydayId: string
    readonly on: string
    readonly asked: boolean
  }): Promise<void>
  /** How many of a payday answered that question, and how many of them said yes. */
  countMoney(paydayId: string): Promise<{ readonly answered: number; readonly yes: number }>
}

/** The question whether money was asked for. */
export interface MoneyQuestions {
  /** The one that is kept: this, when there was none. */
  seed(fresh: string): Promise<string>
  wasAskedOn(day: string): Promise<boolean>
  keepAskedOn(day: string, at: string): Promise<void>
  /** The message and what its answer is to be read as, in one write. False: asked before, or not to be asked any more. */
  put(message: Message, contactId: string, talk: PaymentTalk): Promise<boolean>
}

export interface CallBacks {
  /** Keeps a list. The same id again is the same list. */
  keep(draw: CallBackDraw): Promise<void>
  newest(paydayId: string): Promise<CallBackDraw | undefined>
  /** That a number was shown, to whom and why. */
  keepReveal(reveal: {
    readonly revealId: string
    readonly paydayId: string
    readonly householdId: string
    readonly officerId: string
    readonly reason: string
    readonly at: string
  }): Promise<void>
}

export interface Incidents {
  read(incidentId: string): Promise<Incident | undefined>
  history(incidentId: string): Promise<readonly IncidentEvent[]>
  /** All complaints of a payday that stand in no restricted place. */
  alike(paydayId: string): Promise<readonly AlikeComplaint[]>
  /** One door. `readVersion` 0: new, and false when it was opened before. Refuses `stale` or `already-done`. */
  commit(
    change: { readonly incident: Incident; readonly event: IncidentEvent; readonly readVersion: number },
    once?: string,
  ): Promise<boolean>
  /** The newest first. */
  list(
    which: 'open' | 'closed',
    page: { readonly limit: number; readonly after?: string },
  ): Promise<readonly Incident[]>
  wasDone(once: string): Promise<boolean>
}

/** What a household complained of lately. */
export interface HouseholdComplaints {
  since(
    householdId: string,
    at: string,
  ): Promise<readonly { readonly complaintId: string; readonly at: string }[]>
}

export type Filed = Pick<ComplaintEvent, 'eventId' | 'complaintId' | 'reference' | 'at' | 'type'>
