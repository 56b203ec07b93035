/**
 * What a household says of its money, made into what is kept: the answer, the line that it changes, and the complaint that it
 * opens or adds to. The same for a call on the line, an SMS, and a call by staff.
 */
import type { Complaint } from '../domain/complaint.ts'
import { isCorrectable, type PaymentAnswer, type Said, saidAfter } from '../domain/confirmation.ts'
import type { Contact, OwnFollowUp } from '../domain/contact.ts'
import { Refusal } from '../domain/refusal.ts'
import { isOpen } from '../domain/sensitivity.ts'
import type { DueNow } from './confirmations-ports.ts'
import type { KeptAnswer, World } from './ports.ts'

export interface Answering extends Said {
  readonly answerId: string
  readonly at: string
  readonly channel: PaymentAnswer['channel']
  readonly due: DueNow | undefined
  readonly contactId?: string
  readonly householdId?: string
  readonly by?: string
}

/** The complaint that an earlier answer opened, while somebody still works on it. */
export interface Standing {
  readonly complaintId: string
  readonly reference: OwnFollowUp['reference']
}

/** From the list of the phone that answers: nothing needs to be read for it. */
export function standingOf(
  due: DueNow | undefined,
  contact: Pick<Contact, 'followUps'>,
): Standing | undefined {
  const complaintId = due?.line.said?.complaintId
  const own = complaintId
    ? Object.values(contact.followUps).find((line) => line.complaintId === complaintId)
    : undefined
  const isOver = own?.phase === 'done' || own?.phase === 'not_taken'
  return own?.desk === 'open' && !isOver ? own : undefined
}

/** What is known of the payday, for the complaint that an answer opens. */
export const paydayOf = (due: DueNow | undefined) =>
  due ? { paydayId: due.line.paydayId, siteId: due.siteId } : {}

/** The answers to the menu's questions, as a complaint keeps them. */
export const detailsOfAnswer = ({ answer, why, amountFcfa }: Said): Record<string, string> => ({
  ...(answer === 'all' ? {} : { received: answer }),
  ...(why ? { reason: why } : {}),
  ...(amountFcfa ? { amountFcfa: String(amountFcfa) } : {}),
})

/** What adds to a complaint that stands already: the words of the caller, and that he wants to be called. */
export interface Added {
  readonly to: Standing
  readonly words?: string
  readonly callBack?: boolean
}

export function keptAnswer(
  { due, ...said }: Answering,
  came: { readonly filed?: Complaint; readonly added?: Added } = {},
): KeptAnswer {
  const { filed, added } = came
  const isLate = due !== undefined && !isCorrectable(due.line, new Date(said.at))
  const answer: PaymentAnswer = {
    answerId: said.answerId,
    at: said.at,
    answer: said.answer,
    ...(said.answer === 'part' && said.amountFcfa ? { amountFcfa: said.amountFcfa } : {}),
    ...(said.answer === 'nothing' && said.why ? { why: said.why } : {}),
    channel: said.channel,
    ...(said.contactId ? { contactId: said.contactId } : {}),
    ...(said.householdId ? { householdId: said.householdId } : {}),
    ...(due ? { paydayId: due.line.paydayId } : {}),
    ...(isLate ? { late: true } : {}),
    ...(due?.line.said ? { was: due.line.said.answer } : {}),
    ...(added ? { adds: added.to.complaintId } : {}),
    ...(added?.words ? { words: added.words } : {}),
    ...(added?.callBack ? { callBack: true } : {}),
    ...(said.by ? { by: said.by } : {}),
  }
  if (!due || isLate) return { answer }
  // A restricted complaint is named nowhere outside its own desk.
  const complaintId = filed && isOpen(filed.sensitivity) ? filed.complaintId : due.line.said?.complaintId
  return { answer, on: { was: due.line, said: saidAfter(due.line, answer, complaintId) } }
}

export const isAnsweredAnew = (error: unknown): boolean =>
  error instanceof Refusal && error.code === 'stale' && error.fields?.said === 'anew'

/** Does it on what was read, and once more on what stands there when somebody of the household was faster. */
export async function onFreshLine<T>(
  due: DueNow | undefined,
  again: (paydayId: string, householdId: string) => Promise<DueNow | undefined>,
  attempt: (due: DueNow | undefined) => Promise<T>,
): Promise<T> {
  try {
    return await attempt(due)
  } catch (error) {
    if (!due || !isAnsweredAnew(error)) throw error
    return attempt(await again(due.line.paydayId, due.line.householdId))
  }
}

export const newAnswer = (world: World) => ({ answerId: world.id(), at: world.now().toISOString() })
