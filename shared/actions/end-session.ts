/**
 * A call that dropped is not lost: once a category was chosen, what was said until then is filed as an interrupted
 * complaint that staff call back, and the caller is offered to go on with it at the next dial.
 */
import { type Contact, draftDays } from '../domain/contact.ts'
import type { PhoneNumber } from '../domain/phone-number.ts'
import { Refusal } from '../domain/refusal.ts'
import { askPrivately } from '../domain/submission.ts'
import { salvage } from '../ussd/salvage.ts'
import { readLineState } from '../ussd/state.ts'
import { type Filing, fileComplaint } from './file-complaint.ts'
import type { Contacts, LineMemory, LineSession } from './ports.ts'
import { sessionIdOf } from './serve-hop.ts'

export interface EndedSession {
  readonly sessionId: string
  readonly phoneNumber: PhoneNumber
  /** `Success`, `Incomplete`, `Failed`, or a word we do not know. */
  readonly status: string
}

export type EndedAs = 'finished' | 'nothing-said' | 'draft' | 'private-draft' | 'unknown-session'

const over = (session: LineSession): LineSession => ({
  ...session,
  hop: session.hop + 1,
  settled: true,
  answer: 'END ',
  state: '{}',
})

function unlessStale(error: unknown): void {
  if (!(error instanceof Refusal && error.code === 'stale')) throw error
}

export async function endSession(
  { memory, contacts, ...filing }: Filing & { readonly memory: LineMemory; readonly contacts: Contacts },
  ended: EndedSession,
): Promise<EndedAs> {
  const contactId = filing.world.contactIdOf(ended.phoneNumber)
  const id = sessionIdOf(ended.sessionId, contactId)
  const { session, contact } = await memory.recall(id, contactId)
  if (!session) return 'unknown-session'
  if (session.settled) return 'finished'
  const state = readLineState(session.state)
  if (state?.relay) {
    // What a relay was saying for somebody else does not stay behind either: it is in his register, or to be said again.
    await memory.remember(over(session)).catch(unlessStale)
    return 'nothing-said'
  }
  const said = state && salvage(state)
  if (!said) return 'nothing-said'
  const isOver = ended.status.toLowerCase() === 'success'
  if (isOver && said.kind === 'complaint') return 'finished'
  const settled: LineSession = { ...session, hop: session.hop + 1, settled: true, answer: 'END ' }
  try {
    if (isOver) {
      // What was said in private does not stay behind in the session.
      await memory.remember({ ...settled, state: '{}' })
      return 'finished'
    }
    if (said.kind === 'private') {
      const { world, restricted } = filing
      const identity = { complaintId: world.id(), reference: world.reference(), eventId: world.id() }
      const safeNumber = said.request.safeNumber ?? ended.phoneNumber
      const change = askPrivately({ ...said.request, safeNumber, interrupted: true }, identity, world.now())
      await restricted.askPrivately(change, { session: { ...settled, state: '{}' } })
      return 'private-draft'
    }
    const was = contact
    const known: Contact = contact ?? { contactId, phone: ended.phoneNumber, followUps: {} }
    if (said.resumesDraft && known.draft?.desk === 'open') {
      // It dropped again, a little further on: the same draft, kept where the caller is now.
      const next = { ...known, draft: { ...known.draft, lineState: said.lineState } }
      await memory.remember(settled, { ...(was ? { was } : {}), next })
      return 'draft'
    }
    await fileComplaint(
      filing,
      {
        ...said.submission,
        channel: 'ussd',
        contactId,
        complainant: {
          anonymous: known.householdId === undefined,
          ...(known.householdId ? { householdId: known.householdId } : {}),
        },
        callBack: true,
        interrupted: true,
      },
      { kind: 'complainant' },
      (complaint) => {
        const isRestricted = complaint.sensitivity === 'S2'
        const until = new Date(filing.world.now().getTime() + draftDays * 86_400_000).toISOString()
        const draft = {
          complaintId: complaint.complaintId,
          reference: complaint.reference,
          desk: isRestricted ? 'restricted' : 'open',
          until,
          // What was said of a restricted matter is kept in the restricted table alone.
          ...(isRestricted ? {} : { lineState: said.lineState }),
        } as const
        return {
          session: isRestricted ? { ...settled, state: '{}' } : settled,
          contact: { ...(was ? { was } : {}), next: { ...known, draft } },
        }
      },
    )
    return 'draft'
  } catch (error) {
    // The filing hop, or this very event a moment ago, was faster.
    if (error instanceof Refusal && error.code === 'stale') return 'finished'
    throw error
  }
}
