/** What a caller does on the line, done: each deed is one write that holds the hop too, so neither is kept without the other. */
import type { Actor, Change, Complaint } from '../domain/complaint.ts'
import type { Addition, Contact, OwnFollowUp } from '../domain/contact.ts'
import { type Command, decide } from '../domain/lifecycle.ts'
import { Refusal } from '../domain/refusal.ts'
import { isOpen } from '../domain/sensitivity.ts'
import { askPrivately, file, type Submission } from '../domain/submission.ts'
import { dayOf } from '../domain/working-days.ts'
import { conclude } from '../ussd/engine.ts'
import type { Deed, Outcome, SaidSubmission, Turn } from '../ussd/turn.ts'
import { aboutPayday, confirmPayment } from './confirm-payment.ts'
import { fileAsRelay } from './file-as-relay.ts'
import { contactAfter, fileComplaint } from './file-complaint.ts'
import type { DeedAtHand, Line } from './line.ts'
import type { FiledWith, KeptAnswer } from './ports.ts'

const caller: Actor = { kind: 'complainant' }

/** The answer about money that a complaint is filed with. */
type AnswerOf = (complaint: Complaint) => KeptAnswer

const outcomeOf = (complaint: Complaint): Outcome => ({
  ok: true,
  reference: complaint.reference,
  ...(complaint.promised ? { dueOn: dayOf(new Date(complaint.dueAt)) } : {}),
})

/** Does it and gives the turn that the caller sees. Refuses `stale` when the hop must be looked at again. */
export async function doDeed(line: Line, at: DeedAtHand): Promise<Turn> {
  const { deed } = at
  switch (deed.type) {
    case 'file':
      return fileOrResume(line, at, await aboutPayday(line, at, deed.submission), deed.resumesDraft)
    case 'file-for-another':
      return fileAsRelay(line, at, deed)
    case 'ask-privately': {
      const shown = conclude(at.turn, { ok: true }, at.facts)
      const identity = {
        complaintId: line.world.id(),
        reference: line.world.reference(),
        eventId: line.world.id(),
      }
      const change = askPrivately({ ...deed.request, interrupted: false }, identity, line.world.now())
      await line.restricted.askPrivately(change, { session: at.sessionAfter(shown) })
      return shown
    }
    case 'confirm-payment':
      return confirmPayment(line, at, deed, (said, resumesDraft, answer) =>
        fileOrResume(line, at, said, resumesDraft, answer),
      )
    case 'send-draft':
      return onDraft(line, at, { type: 'submit' }, 'call_back')
    case 'delete-draft':
      return onDraft(line, at, { type: 'withdraw', reason: 'complainant' }, 'withdrawal')
    case 'add-to-draft':
      return addToDraft(line, at, deed)
    case 'confirm-outcome':
      return onOwn(line, at, deed.reference, { type: 'confirm', satisfied: true }, { says: 'confirmed' })
    case 'contest':
      return onOwn(
        line,
        at,
        deed.reference,
        { type: 'contest', reason: 'complainant' },
        { says: 'contested' },
      )
    case 'withdraw':
      return onOwn(
        line,
        at,
        deed.reference,
        { type: 'withdraw', reason: 'complainant' },
        { says: 'withdrawal' },
      )
    case 'answer':
      return onOwn(line, at, deed.reference, wrote(deed.text), { says: 'words', text: deed.text })
    case 'call-me':
      return onOwn(line, at, deed.reference, wrote('Rappelez-moi.'), { says: 'call_back' })
    case 'remember-language':
      throw new TypeError('a language is remembered with its hop')
  }
}

const wrote = (text: string): Command => ({
  type: 'complainant_wrote',
  text,
  channel: 'ussd',
  otherPhone: false,
})

function asSubmission({ householdId: chosen, ...said }: SaidSubmission, contact: Contact): Submission {
  const householdId = chosen ?? contact.householdId
  return {
    ...said,
    channel: 'ussd',
    contactId: contact.contactId,
    complainant: { anonymous: householdId === undefined, ...(householdId ? { householdId } : {}) },
  }
}

/** The write's other half: the contact as it is to be, and the hop with what the caller sees. */
function alsoOf(at: DeedAtHand, complaint: Complaint, shown: Turn, next: Contact): FiledWith {
  return {
    session: at.sessionAfter(shown),
    contact: { ...(at.was ? { was: at.was } : {}), next: contactAfter(next, complaint) },
  }
}

function withoutDraft({ draft, ...rest }: Contact): Contact {
  return rest
}

function fileOrResume(
  line: Line,
  at: DeedAtHand,
  said: SaidSubmission,
  resumesDraft: boolean,
  answer?: AnswerOf,
): Promise<Turn> {
  return resumesDraft && at.contact.draft?.desk === 'open'
    ? resumeDraft(line, at, said, answer)
    : fileNew(line, at, said, answer)
}

async function fileNew(line: Line, at: DeedAtHand, said: SaidSubmission, answer?: AnswerOf): Promise<Turn> {
  let shown = at.turn
  await fileComplaint(line, asSubmission(said, at.contact), caller, (complaint) => {
    shown = conclude(at.turn, outcomeOf(complaint), at.facts)
    return {
      ...alsoOf(at, complaint, shown, at.contact),
      ...(answer ? { paymentAnswer: answer(complaint) } : {}),
    }
  })
  return shown
}

/** The draft becomes what the caller has now said, under the reference it already had. */
async function resumeDraft(
  line: Line,
  at: DeedAtHand,
  said: SaidSubmission,
  answer?: AnswerOf,
): Promise<Turn> {
  const { draft } = at.contact
  const current = draft && (await line.open.read(draft.complaintId))
  const cleared: DeedAtHand = { ...at, contact: withoutDraft(at.contact) }
  if (current?.state !== 'interrupted') return fileNew(line, cleared, said, answer)
  const fresh = file(
    asSubmission(said, at.contact),
    { complaintId: current.complaintId, reference: current.reference, eventId: line.world.id() },
    caller,
    line.world.now(),
  )
  if (!isOpen(fresh.complaint.sensitivity)) {
    // What is restricted is filed where it belongs; the draft, which was not, is taken back.
    const shown = await fileNew(line, cleared, said, answer)
    await line.open.commit(
      decide(current, { type: 'withdraw', reason: 'replaced' }, caller, line.world.now(), line.world.id()),
    )
    return shown
  }
  const shown = conclude(at.turn, outcomeOf(fresh.complaint), at.facts)
  await line.open.commit(
    {
      complaint: {
        ...fresh.complaint,
        version: current.version + 1,
        sensitivity: fresh.complaint.sensitivity as 'S0' | 'S1',
      },
      readVersion: current.version,
      event: { ...fresh.event, type: 'submitted' },
    } as Change<typeof current>,
    {
      ...alsoOf(at, fresh.complaint, shown, withoutDraft(at.contact)),
      ...(answer ? { paymentAnswer: answer(fresh.complaint) } : {}),
    },
  )
  return shown
}

async function onDraft(line: Line, at: DeedAtHand, command: Command, says: Addition['says']): Promise<Turn> {
  const { draft } = at.contact
  if (!draft) return giveUp(line, at, 'gone')
  const next = withoutDraft(at.contact)
  if (draft.desk === 'restricted') {
    const own: OwnFollowUp = {
      reference: draft.reference,
      phase: says === 'withdrawal' ? 'not_taken' : 'received',
      filedAt: line.world.now().toISOString(),
      complaintId: draft.complaintId,
      desk: 'restricted',
    }
    return addRestricted(line, at, own, { says }, next)
  }
  const current = await line.open.read(draft.complaintId)
  if (current?.state !== 'interrupted') return giveUp(line, { ...at, contact: next }, 'already')
  const change = decide(current, command, caller, line.world.now(), line.world.id())
  const shown = conclude(at.turn, outcomeOf(change.complaint), at.facts)
  const also =
    command.type === 'withdraw'
      ? { ...alsoOf(at, current, shown, next) }
      : alsoOf(at, change.complaint, shown, next)
  await line.open.commit(change, also)
  return shown
}

async function addToDraft(
  line: Line,
  at: DeedAtHand,
  deed: Extract<Deed, { type: 'add-to-draft' }>,
): Promise<Turn> {
  const { draft } = at.contact
  if (!draft) return giveUp(line, at, 'gone')
  const own: OwnFollowUp = {
    reference: draft.reference,
    phase: 'received',
    filedAt: line.world.now().toISOString(),
    complaintId: draft.complaintId,
    desk: draft.desk,
  }
  const next = withoutDraft(at.contact)
  if (draft.desk === 'open')
    return onDraft(line, at, { type: 'submit', ...(deed.text ? { text: deed.text } : {}) }, 'words')
  const said = deed.text ? ({ says: 'words', text: deed.text } as const) : ({ says: 'call_back' } as const)
  return addRestricted(line, at, own, said, next)
}

/** A complaint of the caller's own list: answered where it is kept. */
async function onOwn(
  line: Line,
  at: DeedAtHand,
  reference: string,
  command: Command,
  said: Pick<Addition, 'says' | 'text'>,
): Promise<Turn> {
  const own = at.contact.followUps[reference]
  if (!own) return giveUp(line, at, 'gone')
  if (own.desk === 'restricted') return addRestricted(line, at, own, said, at.contact)
  const current = await line.open.read(own.complaintId)
  if (!current) return giveUp(line, at, 'gone')
  try {
    const change = decide(current, command, caller, line.world.now(), line.world.id())
    const shown = conclude(at.turn, outcomeOf(change.complaint), at.facts)
    await line.open.commit(change, { session: at.sessionAfter(shown) })
    return shown
  } catch (error) {
    if (error instanceof Refusal && error.code === 'wrong-state') return giveUp(line, at, 'already')
    throw error
  }
}

async function addRestricted(
  line: Line,
  at: DeedAtHand,
  own: OwnFollowUp,
  said: Pick<Addition, 'says' | 'text'>,
  next: Contact,
): Promise<Turn> {
  const now = line.world.now().toISOString()
  const shown = conclude(at.turn, { ok: true, reference: own.reference }, at.facts)
  const addition: Addition = {
    complaintId: own.complaintId,
    additionId: line.world.id(),
    at: now,
    channel: 'ussd',
    otherPhone: false,
    ...said,
  }
  await line.restricted.add(
    addition,
    {
      eventId: addition.additionId,
      at: now,
      what: 'added',
      reference: own.reference,
      language: at.contact.language ?? 'fr',
    },
    {
      session: at.sessionAfter(shown),
      contact: {
        ...(at.was ? { was: at.was } : {}),
        next:
          said.says === 'withdrawal'
            ? next
            : { ...next, followUps: { ...next.followUps, [own.reference]: own } },
      },
    },
  )
  return shown
}

async function giveUp(line: Line, at: DeedAtHand, reason: 'gone' | 'already'): Promise<Turn> {
  const shown = conclude(at.turn, { ok: false, reason }, at.facts)
  await line.memory.remember(at.sessionAfter(shown), { ...(at.was ? { was: at.was } : {}), next: at.contact })
  return shown
}
