/**
 * "Did you receive your money?", answered. Every answer is kept; the last one counts, and it may be put right for seven days
 * from the first. Silence is no answer.
 */
import * as z from 'zod/mini'
import type { FiledCategory } from './categories.ts'
import { instant } from './complaint.ts'
import type { DueLine } from './payday.ts'

export const answerKinds = ['all', 'part', 'nothing'] as const
export type AnswerKind = (typeof answerKinds)[number]
export const answerChannels = ['ussd', 'sms', 'call'] as const
export const reasonsForNothing = ['absent', 'sent_away', 'agency_absent', 'other'] as const
export type ReasonForNothing = (typeof reasonsForNothing)[number]

export const paymentAnswer = z.lazy(() =>
  z.object({
    answerId: z.string(),
    at: instant,
    answer: z.enum(answerKinds),
    /** What was received, of a part. */
    amountFcfa: z.exactOptional(z.int()),
    why: z.exactOptional(z.enum(reasonsForNothing)),
    channel: z.enum(answerChannels),
    contactId: z.exactOptional(z.string()),
    householdId: z.exactOptional(z.string()),
    /** What it is about; absent when no payday of the household was known. */
    paydayId: z.exactOptional(z.string()),
    /** Came after the seven days: kept, and changes no figure. */
    late: z.exactOptional(z.boolean()),
    /** The open complaint that an earlier answer opened, and that this one is about too. */
    adds: z.exactOptional(z.string()),
    /** What was said besides, for that complaint. */
    words: z.exactOptional(z.string()),
    callBack: z.exactOptional(z.boolean()),
    /** What was answered before it. */
    was: z.exactOptional(z.enum(answerKinds)),
    /** Who wrote it down, of a call. */
    by: z.exactOptional(z.string()),
  }),
)
export type PaymentAnswer = z.infer<typeof paymentAnswer>

export const correctableDays = 7
const dayMs = 86_400_000

/** Whether an answer that comes now still changes what counts. */
export const isCorrectable = (line: Pick<DueLine, 'said'>, now: Date): boolean =>
  line.said === undefined || now.getTime() - Date.parse(line.said.firstAt) <= correctableDays * dayMs

export interface Said {
  readonly answer: AnswerKind
  readonly amountFcfa?: number
  readonly why?: ReasonForNothing
}

/** What the due line says once this is answered. `complaintId`: the open complaint that stands for it, if there is one. */
export function saidAfter(
  line: DueLine,
  { answerId: _id, at, answer, amountFcfa, why, channel }: PaymentAnswer,
  complaintId: string | undefined,
): NonNullable<DueLine['said']> {
  return {
    answer,
    ...(amountFcfa ? { amountFcfa } : {}),
    ...(why ? { why } : {}),
    at,
    firstAt: line.said?.firstAt ?? at,
    channel,
    ...(complaintId ? { complaintId } : {}),
  }
}

/** The category that an answer opens; everything paid opens none. */
export function categoryOfAnswer({ answer, why }: Said): FiledCategory | undefined {
  if (answer === 'all') return undefined
  if (answer === 'part') return '1.3'
  return why === 'absent' ? '1.4' : '1.1'
}

/** Of the paydays that a household is on, the one that it means: the newest that has come. */
export function paydayMeant<Line extends { readonly day: string }>(
  lines: readonly Line[],
  today: string,
): Line | undefined {
  return lines.filter(({ day }) => day <= today).sort((a, b) => b.day.localeCompare(a.day))[0]
}
