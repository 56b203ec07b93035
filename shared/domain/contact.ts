/**
 * A contact: one phone number and what the line remembers of it. The number in clear stands here and nowhere else; the
 * rest of the system knows the contact by a keyed hash. A contact is not a person: phones are shared and change hands.
 */
import * as z from 'zod/mini'
import { instant, place, reference, type State } from './complaint.ts'
import { guesses } from './guesses.ts'
import { languages } from './languages.ts'
import { phoneNumber } from './phone-number.ts'

/** What somebody outside may know of where a complaint stands, in the words of the phone. */
export const phases = ['received', 'working', 'question', 'decided', 'remedy', 'done', 'not_taken'] as const
export type Phase = (typeof phases)[number]

const phaseOfState: Readonly<Record<State, Phase>> = {
  interrupted: 'received',
  received: 'received',
  acknowledged: 'working',
  in_review: 'working',
  waiting_complainant: 'question',
  decided: 'decided',
  remedy_pending: 'remedy',
  remedy_done: 'done',
  confirmed: 'done',
  no_answer: 'done',
  contested: 'working',
  closed: 'done',
  rejected: 'not_taken',
  referred: 'not_taken',
  withdrawn: 'not_taken',
}
export const phaseOf = (state: State): Phase => phaseOfState[state]

const followUpFields = () => ({
  reference,
  phase: z.enum(phases),
  /** The day by which an answer is due, when one was promised. */
  dueOn: z.exactOptional(z.iso.date()),
  filedAt: instant,
  /** When it came to this phase: an older word never overwrites a newer one. */
  phaseAt: z.exactOptional(instant),
})

/** One line of *Suivi*: neutral by its shape, there is no room for a category, a name or an amount. */
export const followUp = z.lazy(() => z.object(followUpFields()))
export type FollowUp = z.infer<typeof followUp>

/** A line of the contact's own list: knows where the complaint is kept, so that its caller can answer it. */
export const ownFollowUp = z.lazy(() =>
  z.object({
    ...followUpFields(),
    complaintId: z.string(),
    desk: z.enum(['open', 'restricted']),
  }),
)
export type OwnFollowUp = z.infer<typeof ownFollowUp>

/** What a dropped call left behind, offered at the next dial for three days. */
export const draft = z.lazy(() =>
  z.object({
    complaintId: z.string(),
    reference,
    /** `restricted`: kept where the line cannot read it; it can only be added to or withdrawn. */
    desk: z.enum(['open', 'restricted']),
    /** Where the caller was, for an open one: the engine's own state. */
    lineState: z.exactOptional(z.string()),
    until: instant,
  }),
)
export type Draft = z.infer<typeof draft>

/** A question that staff put to this number: the next SMS from it is the answer. */
export const openQuestion = z.lazy(() =>
  z.object({
    complaintId: z.string(),
    reference,
    desk: z.enum(['open', 'restricted']),
    askedAt: instant,
    /** `confirm`: "are you satisfied? 1 yes 2 no"; `text`: any words. */
    kind: z.enum(['text', 'confirm']),
  }),
)
export type OpenQuestion = z.infer<typeof openQuestion>

/**
 * A question about money that was put by SMS and waits for digits: how much was received, why nothing was, whether somebody
 * asked for money; `which`: digits that came while two things were asked.
 */
export const paymentTalk = z.lazy(() =>
  z.object({
    asks: z.enum(['amount', 'why', 'money_asked', 'which']),
    askedAt: instant,
    paydayId: z.string(),
    householdId: z.string(),
    digits: z.exactOptional(z.string()),
  }),
)
export type PaymentTalk = z.infer<typeof paymentTalk>

export const contact = z.lazy(() =>
  z.object({
    contactId: z.string(),
    phone: phoneNumber,
    language: z.exactOptional(z.enum(languages)),
    /** The household that the registry knows under this number. */
    householdId: z.exactOptional(z.string()),
    /** All households behind this number, `householdId` among them: shared phones are normal, the line asks which. */
    householdIds: z.exactOptional(z.readonly(z.array(z.string()))),
    place: z.exactOptional(place),
    programmes: z.exactOptional(z.readonly(z.array(z.string()))),
    optedOutAt: z.exactOptional(instant),
    followUps: z.record(z.string(), ownFollowUp),
    draft: z.exactOptional(draft),
    openQuestion: z.exactOptional(openQuestion),
    paymentTalk: z.exactOptional(paymentTalk),
    /** SMS received since `since`, to cut loops between answering machines. */
    recentSms: z.exactOptional(
      z.object({ since: instant, count: z.int(), lastHash: z.string(), repeats: z.int() }),
    ),
    /** References that it named and that lead nowhere. */
    guesses: z.exactOptional(guesses),
  }),
)
export type Contact = z.infer<typeof contact>

/** At most this many complaints are listed on a phone's screen. */
export const mostFollowUps = 8
export const draftDays = 3

/** What moves on a line of *Suivi*. */
export interface PhaseMove {
  readonly reference: string
  readonly phase: Phase
  readonly at: string
  readonly dueOn?: string
  readonly desk?: 'open' | 'restricted'
}

/** The newest first. */
export const followUpsOf = (who: Pick<Contact, 'followUps'>): readonly OwnFollowUp[] =>
  Object.values(who.followUps).sort((a, b) => b.filedAt.localeCompare(a.filedAt))

/** Where a reference leads: what anybody who knows it may learn, and where the complaint is kept. */
export const referenceEntry = z.lazy(() =>
  z.object({
    ...followUpFields(),
    complaintId: z.string(),
    desk: z.enum(['open', 'restricted']),
    contactId: z.exactOptional(z.string()),
  }),
)
export type ReferenceEntry = z.infer<typeof referenceEntry>

/** Something a caller or an SMS adds to a restricted complaint that intake may not read: put beside it, seen by its desk. */
export const addition = z.lazy(() =>
  z.object({
    complaintId: z.string(),
    additionId: z.string(),
    at: instant,
    says: z.enum(['words', 'withdrawal', 'call_back', 'confirmed', 'contested']),
    text: z.exactOptional(z.string()),
    channel: z.string(),
    otherPhone: z.boolean(),
  }),
)
export type Addition = z.infer<typeof addition>

/** The contact with one more complaint in its list; the oldest make room. */
export function withFollowUp(who: Contact, line: OwnFollowUp): Contact {
  const lines = followUpsOf({ followUps: { ...who.followUps, [line.reference]: line } }).slice(
    0,
    mostFollowUps,
  )
  return { ...who, followUps: Object.fromEntries(lines.map((kept) => [kept.reference, kept])) }
}
