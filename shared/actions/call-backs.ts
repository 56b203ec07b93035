/**
 * Whom to call of those who did not answer, chosen at random so that what they say stands for the others; and what they said,
 * kept as an answer like any other. Nobody of the village and nobody who paid makes these calls.
 */
import type { Complaint } from '../domain/complaint.ts'
import { categoryOfAnswer, type Said } from '../domain/confirmation.ts'
import type { Contact } from '../domain/contact.ts'
import { deedsOf, type Officer } from '../domain/officer.ts'
import type { DueLine, Payday } from '../domain/payday.ts'
import { placeOfCommune } from '../domain/places.ts'
import { sampleSize } from '../domain/proportion.ts'
import { type CallBackDraw, drawSample } from '../domain/reconciliation.ts'
import { Refusal } from '../domain/refusal.ts'
import { isOpen } from '../domain/sensitivity.ts'
import type { Submission } from '../domain/submission.ts'
import { levelOf } from '../domain/units.ts'
import {
  type Answering,
  detailsOfAnswer,
  keptAnswer,
  newAnswer,
  onFreshLine,
  paydayOf,
} from './answer-payment.ts'
import { actorOf, onceOf } from './command-complaint.ts'
import type { Answers, CallBacks, DueNow, Dues } from './confirmations-ports.ts'
import { contactAfter, type Filing, fileComplaint } from './file-complaint.ts'
import type { Contacts } from './ports.ts'
import { linesOf, paydayHeardBy, type Reconciling } from './reconcile.ts'

export interface Calling extends Reconciling, Filing {
  readonly contacts: Contacts
  readonly dues: Dues
  readonly answers: Answers
  readonly callBacks: CallBacks
  digest(text: string): string
}

const mayCall = (who: Officer): boolean =>
  deedsOf(who.role).includes('handle') &&
  who.units.some((own) => levelOf(own) !== 'commune' && levelOf(own) !== 'outside')

function proveCalls(who: Officer): void {
  if (!mayCall(who)) throw new Refusal('not-allowed', 'These calls are made from above the commune.')
}

/** Draws a list. The same seed on the same silence draws the same households. */
export async function drawCallBacks(
  desk: Calling,
  who: Officer,
  paydayId: string,
  asked: { readonly marginPercent: number; readonly seed?: string },
): Promise<CallBackDraw> {
  await paydayHeardBy(desk, who, paydayId)
  proveCalls(who)
  const silent: string[] = []
  for await (const line of linesOf(desk.dueLines, paydayId)) if (!line.said) silent.push(line.householdId)
  if (silent.length === 0) throw new Refusal('wrong-state', 'Everybody has answered.')
  const { world, digest } = desk
  const seed = asked.seed ?? digest(world.id()).slice(0, 12)
  const margin = asked.marginPercent / 100
  const draw: CallBackDraw = {
    listId: world.id(),
    paydayId,
    madeAt: world.now().toISOString(),
    by: who.officerId,
    seed,
    population: silent.length,
    margin,
    households: drawSample(silent, sampleSize(silent.length, margin), seed, digest),
  }
  await desk.callBacks.keep(draw)
  return draw
}

/** The newest list, with what was answered since. */
export async function readCallBacks(
  desk: Calling,
  who: Officer,
  paydayId: string,
): Promise<{ readonly draw: CallBackDraw; readonly lines: readonly DueLine[] } | undefined> {
  await paydayHeardBy(desk, who, paydayId)
  proveCalls(who)
  const draw = await desk.callBacks.newest(paydayId)
  if (!draw) return undefined
  const chosen = new Set(draw.households)
  const lines = new Map<string, DueLine>()
  for await (const line of linesOf(desk.dueLines, paydayId)) {
    if (chosen.has(line.householdId)) lines.set(line.householdId, line)
  }
  return { draw, lines: draw.households.flatMap((householdId) => lines.get(householdId) ?? []) }
}

/** The number of a household that was drawn; that it was shown is kept with its reason. */
export async function revealHouseholdPhone(
  desk: Calling,
  who: Officer,
  paydayId: string,
  householdId: string,
  reason: string,
): Promise<string> {
  const found = await readCallBacks(desk, who, paydayId)
  const line = found?.lines.find((each) => each.householdId === householdId)
  if (!line) throw new Refusal('not-found', 'This household is not on the call-back list.')
  const contact = line.contactId ? await desk.contacts.read(line.contactId) : undefined
  if (!contact) throw new Refusal('not-found', 'There is no number.')
  await desk.callBacks.keepReveal({
    revealId: desk.world.id(),
    paydayId,
    householdId,
    officerId: who.officerId,
    reason,
    at: desk.world.now().toISOString(),
  })
  return contact.phone
}

export interface Recorded extends Said {
  readonly takenBySomebody?: boolean
  readonly words?: string
}

/** What a household said on the telephone. The same key again records nothing more. */
export async function recordAnswer(
  desk: Calling,
  who: Officer,
  at: { readonly paydayId: string; readonly householdId: string; readonly idempotencyKey?: string },
  said: Recorded,
): Promise<Complaint | undefined> {
  const payday = await paydayHeardBy(desk, who, at.paydayId)
  proveCalls(who)
  const once = onceOf(who, at.idempotencyKey)
  const found = await desk.dues.on(at.paydayId, at.householdId)
  if (!found) throw new Refusal('not-found', 'This household is not on the list.')
  const was = found.line.contactId ? await desk.contacts.read(found.line.contactId) : undefined
  const made = newAnswer(desk.world)
  try {
    return await onFreshLine(found, desk.dues.on, (due) => keep(due))
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'already-done') || !once) throw error
    const before = await desk.open.madeBy(once)
    return before ? desk.open.read(before) : undefined
  }

  async function keep(due: DueNow | undefined): Promise<Complaint | undefined> {
    const answering: Answering = {
      ...made,
      ...said,
      channel: 'call',
      due,
      householdId: at.householdId,
      by: who.officerId,
      ...(was ? { contactId: was.contactId } : {}),
    }
    const category = categoryOfAnswer(said)
    const standing = await standingComplaint(desk, due)
    if (category && (!standing || said.takenBySomebody)) {
      const submission = submissionOf(payday, at.householdId, was, category, said)
      const change = await fileComplaint(
        desk,
        { ...submission, ...paydayOf(due), enteredBy: who.officerId },
        actorOf(who),
        (filed) => ({
          ...(was ? { contact: { was, next: contactAfter(was, filed) } } : {}),
          paymentAnswer: keptAnswer(answering, { filed }),
        }),
        once,
      )
      return change.complaint
    }
    const added = standing && { added: { to: standing, ...(said.words ? { words: said.words } : {}) } }
    await desk.contacts.keepPaymentAnswer({ paymentAnswer: keptAnswer(answering, added) }, once)
    return standing
  }
}

/** The open complaint that an earlier answer opened, while somebody works on it. */
async function standingComplaint({ open }: Calling, due: DueNow | undefined) {
  const complaintId = due?.line.said?.complaintId
  const complaint = complaintId ? await open.read(complaintId) : undefined
  const isOver =
    complaint && ['closed', 'rejected', 'referred', 'withdrawn', 'confirmed'].includes(complaint.state)
  return complaint && isOpen(complaint.sensitivity) && !isOver ? complaint : undefined
}

const submissionOf = (
  payday: Payday,
  householdId: string,
  contact: Contact | undefined,
  category: Submission['category'],
  { takenBySomebody, words, ...said }: Recorded,
): Submission => ({
  category,
  about: 'unknown',
  place: placeOfCommune(payday.site.commune, payday.site.village) ?? {},
  programme: payday.programme,
  channel: 'phone_call',
  language: contact?.language ?? 'fr',
  ...(words ? { text: words } : {}),
  details: { ...detailsOfAnswer(said), ...(takenBySomebody ? { takenBySomebody: 'yes' } : {}) },
  callBack: false,
  ...(contact ? { contactId: contact.contactId } : {}),
  complainant: { anonymous: false, householdId },
})
