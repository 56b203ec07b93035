/**
 * An answer about money that adds to a complaint which an earlier one opened: its words come into the complaint's story, and
 * its reason into the category, for whoever handles it. Carried twice, it is done once.
 */
import type { Actor, OpenComplaint } from '../domain/complaint.ts'
import { categoryOfAnswer, type PaymentAnswer } from '../domain/confirmation.ts'
import { type Command, decide } from '../domain/lifecycle.ts'
import { Refusal } from '../domain/refusal.ts'
import type { OpenComplaints } from './ports.ts'

const caller: Actor = { kind: 'complainant' }
const kinds = { all: 'tout reçu', part: 'une partie reçue', nothing: 'rien reçu' } as const
const reasons = {
  absent: 'absent ce jour-là',
  sent_away: 'renvoyé',
  agency_absent: 'agence absente',
  other: 'autre raison',
} as const

/** For staff, in the language of the console's source. */
export function wordsOfAnswer({ answer, amountFcfa, why, words, callBack }: PaymentAnswer): string {
  const said = [
    `Réponse sur le paiement : ${kinds[answer]}`,
    ...(amountFcfa ? [`${amountFcfa} FCFA`] : []),
    ...(why ? [reasons[why]] : []),
  ].join(', ')
  return [`${said}.`, ...(words ? [words] : []), ...(callBack ? ['Rappelez-moi.'] : [])].join(' ')
}

/** Whether the reason moves it between what was missing and who was missing; nothing else is judged by an answer. */
function reclassifies(complaint: OpenComplaint, answer: PaymentAnswer): Command | undefined {
  const category = categoryOfAnswer(answer)
  const between = ['1.1', '1.4']
  if (!answer.why || !category || category === complaint.category) return undefined
  if (!between.includes(category) || !between.includes(complaint.category)) return undefined
  const early: readonly OpenComplaint['state'][] = ['received', 'acknowledged', 'in_review']
  return early.includes(complaint.state)
    ? { type: 'reclassify', category, reason: wordsOfAnswer(answer) }
    : undefined
}

export async function carryAnswer(
  { open }: { readonly open: Pick<OpenComplaints, 'read' | 'commit'> },
  answer: PaymentAnswer,
): Promise<void> {
  if (!answer.adds) return
  const words = wordsOfAnswer(answer)
  const told: Command = {
    type: 'complainant_wrote',
    text: words,
    channel: answer.channel,
    otherPhone: false,
  }
  await once(open, answer, 'said', () => told)
  await once(open, answer, 'why', (complaint) => reclassifies(complaint, answer))
}

/** Refuses `stale` when somebody else was faster: the conveyor brings it again. */
async function once(
  open: Pick<OpenComplaints, 'read' | 'commit'>,
  answer: PaymentAnswer,
  what: string,
  commandFor: (complaint: OpenComplaint) => Command | undefined,
): Promise<void> {
  const complaint = await open.read(answer.adds ?? '')
  const command = complaint && commandFor(complaint)
  if (!command) return
  const eventId = `${answer.answerId}.${what}`
  const change = decide(complaint, command, caller, new Date(answer.at), eventId)
  try {
    await open.commit({ ...change, once: `answer:${eventId}` })
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'already-done')) throw error
  }
}
