/**
 * What a relay said for a neighbour, filed: his entry and the neighbour's contact are read in one call, and the complaint is
 * written with the hop. Nothing of it is left on the phone that the relay called from.
 */
import type { Complaint } from '../domain/complaint.ts'
import { mayFile } from '../domain/officer.ts'
import { Refusal } from '../domain/refusal.ts'
import { dayOf } from '../domain/working-days.ts'
import { conclude } from '../ussd/engine.ts'
import type { Deed, Outcome, Turn } from '../ussd/turn.ts'
import { fileForKnown } from './file-for-another.ts'
import type { DeedAtHand, Line } from './line.ts'

async function refuse(line: Line, at: DeedAtHand, reason: 'gone' | 'already'): Promise<Turn> {
  const shown = conclude(at.turn, { ok: false, reason }, at.facts)
  await line.memory.remember(at.sessionAfter(shown))
  return shown
}

const outcomeOf = ({ reference, promised, dueAt }: Complaint): Outcome => ({
  ok: true,
  reference,
  ...(promised ? { dueOn: dayOf(new Date(dueAt)) } : {}),
})

export async function fileAsRelay(
  line: Line,
  at: DeedAtHand,
  { officerId, submission: said, phone, paperLine }: Deed & { readonly type: 'file-for-another' },
): Promise<Turn> {
  const once = paperLine ? `paper:${paperLine}` : undefined
  const contactId = phone && line.world.contactIdOf(phone)
  const { who, contact, made } = await line.relays.beforeFiling(officerId, contactId, once)
  if (who?.role !== 'relay' || !mayFile(who)) return refuse(line, at, 'gone')
  if (made) return refuse(line, at, 'already')
  const { householdId: _none, ...submission } = said
  const householdId = contact?.householdId
  let shown = at.turn
  try {
    await fileForKnown(
      line,
      who,
      {
        submission: {
          ...submission,
          channel: paperLine ? 'paper' : 'walk_in',
          complainant: { anonymous: householdId === undefined, ...(householdId ? { householdId } : {}) },
          ...(paperLine ? { paperLine } : {}),
        },
        ...(phone ? { phone } : {}),
      },
      { ...(contact ? { contact } : {}), ...(once ? { once } : {}) },
      (complaint) => {
        shown = conclude(at.turn, outcomeOf(complaint), at.facts)
        return { session: at.sessionAfter(shown) }
      },
    )
  } catch (error) {
    // Somebody entered this line of the register a moment ago.
    if (error instanceof Refusal && error.code === 'already-done') return refuse(line, at, 'already')
    throw error
  }
  return shown
}
