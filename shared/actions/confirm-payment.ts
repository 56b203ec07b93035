/**
 * "Did you receive your money?", answered on the line: one query finds what the household is due, one write keeps the answer
 * with the hop and the complaint that it opens. A complaint that an earlier answer opened is added to, never doubled, and never
 * closed by an answer: whoever holds the phone may have been told what to say.
 */

import type { Complaint } from '../domain/complaint.ts'
import { likenessOf } from '../domain/incident.ts'
import { isOpen } from '../domain/sensitivity.ts'
import { sensitivityOf } from '../domain/submission.ts'
import { dayOf } from '../domain/working-days.ts'
import { conclude } from '../ussd/engine.ts'
import type { Deed, SaidSubmission, Turn } from '../ussd/turn.ts'
import {
  type Added,
  type Answering,
  keptAnswer,
  newAnswer,
  onFreshLine,
  paydayOf,
  standingOf,
} from './answer-payment.ts'
import type { DueNow } from './confirmations-ports.ts'
import type { DeedAtHand, Line } from './line.ts'
import type { KeptAnswer } from './ports.ts'

type Confirmation = Extract<Deed, { type: 'confirm-payment' }>
/** Files it, with the answer in the same write. */
export type FileWithAnswer = (
  said: SaidSubmission,
  resumesDraft: boolean,
  answer: (complaint: Complaint) => KeptAnswer,
) => Promise<Turn>

/** The household that is meant: the one chosen, or the only one behind this number. */
export function householdOf({ contact }: Pick<DeedAtHand, 'contact'>, chosen: string | undefined) {
  const known = contact.householdIds ?? (contact.householdId ? [contact.householdId] : [])
  if (chosen !== undefined) return known.find((householdId) => householdId === chosen)
  return known.length === 1 ? known[0] : undefined
}

export async function confirmPayment(
  line: Line,
  at: DeedAtHand,
  deed: Confirmation,
  file: FileWithAnswer,
): Promise<Turn> {
  const { world, dues, contacts } = line
  const householdId = householdOf(at, deed.householdId)
  const found = householdId ? await dues.meant(householdId, dayOf(world.now())) : undefined
  const made = newAnswer(world)
  return onFreshLine(found, dues.on, (due) => answer(due))

  async function answer(due: DueNow | undefined): Promise<Turn> {
    const answering: Answering = {
      ...made,
      answer: deed.answer,
      channel: 'ussd',
      due,
      contactId: at.contact.contactId,
      ...(deed.amountFcfa === undefined ? {} : { amountFcfa: deed.amountFcfa }),
      ...(deed.why ? { why: deed.why } : {}),
      ...(householdId ? { householdId } : {}),
    }
    const standing = standingOf(due, at.contact)
    const { submission } = deed
    if (submission && !addsTo(submission)) {
      const said = { ...submission, ...paydayOf(due), ...(householdId ? { householdId } : {}) }
      return file(said, deed.resumesDraft, (filed) => keptAnswer(answering, { filed }))
    }
    const added: Added | undefined = standing && {
      to: standing,
      ...(submission?.text ? { words: submission.text } : {}),
      ...(submission?.callBack ? { callBack: true } : {}),
    }
    const outcome = standing
      ? ({ ok: true, reference: standing.reference, added: true } as const)
      : ({ ok: true } as const)
    const shown = conclude(at.turn, outcome, at.facts)
    await contacts.keepPaymentAnswer({
      session: at.sessionAfter(shown),
      paymentAnswer: keptAnswer(answering, added ? { added } : {}),
    })
    return shown

    /** What is restricted is filed on its own: it belongs where the other is not. */
    function addsTo(said: SaidSubmission): boolean {
      return standing !== undefined && !deed.resumesDraft && isOpen(sensitivityOf(said))
    }
  }
}

/** A complaint about money is about the payday that was there last, unless that is long ago. */
const paydayLastsDays = 45

/** What a caller complains of without having been asked, linked to its payday where the household is known. */
export async function aboutPayday(line: Line, at: DeedAtHand, said: SaidSubmission): Promise<SaidSubmission> {
  const householdId = householdOf(at, said.householdId)
  if (!likenessOf(said.category) || !householdId) return said
  const now = line.world.now()
  const due = await line.dues.meant(householdId, dayOf(now))
  const isOld = !due || now.getTime() - Date.parse(`${due.day}T00:00:00Z`) > paydayLastsDays * 86_400_000
  return isOld ? said : { ...said, ...paydayOf(due), householdId }
}
