/**
 * Whether the two codes typed on the line are a relay's. Who has the personal code, and the tries of the day, came with the
 * hop; only where both fit is the officer read, so that who was switched off is out at once.
 */
import { mayFile } from '../domain/officer.ts'
import { isRelayCode, judge } from '../domain/relay-code.ts'
import { placeOfUnit } from '../domain/units.ts'
import { dayOf } from '../domain/working-days.ts'
import type { CallerFacts } from '../ussd/facts.ts'
import { readDigits } from '../ussd/read-input.ts'
import { answersOf, readLineState } from '../ussd/state.ts'
import type { Line, UssdHop } from './line.ts'
import type { HopMemory, LineSession } from './ports.ts'
import type { RelayMemory } from './relays-ports.ts'

/** A call that waits for the second code: it is never answered from what this container remembers. */
export const isAtRelayDoor = (session: LineSession | undefined): boolean =>
  session?.state.includes('"on":"relay.code"') ?? false

/** The last two things typed, where they look like codes: what they lead to is read along. */
export const numberTyped = (text: string): string | undefined => /(?:^|\*)(\d{6})\*\d{6}$/.exec(text)?.[1]

export interface Admission {
  readonly facts: NonNullable<CallerFacts['relay']>
  /** A wrong try, to be counted with the hop. */
  readonly missed?: RelayMemory
}

export async function admitRelay(
  line: Line,
  { text }: UssdHop,
  sessionId: string,
  contactId: string,
  { session, relay }: HopMemory,
): Promise<Admission | undefined> {
  if (!session || !isAtRelayDoor(session) || text.length <= session.readCharacters) return undefined
  const typed = readDigits(text.slice(session.readCharacters).replace(/^\*/, '').trim())
  const state = readLineState(session.state)
  const number = state && answersOf(state).relayNumber
  if (!number || !isRelayCode(typed)) return undefined
  const now = line.world.now()
  // The text before it was not as it was read: dialled behind the code, or in other digits.
  const asked = relay?.number === number ? relay : undefined
  const known =
    asked ?? (await line.memory.recall(sessionId, contactId, undefined, { number, day: dayOf(now) })).relay
  if (!known) return undefined
  const { officerId, tries } = known
  const first = judge(tries, officerId !== undefined && line.isRelayCodeOf(officerId, typed, now))
  const who = first.is === 'known' && officerId ? await line.relays.officer(officerId) : undefined
  if (who?.role === 'relay' && mayFile(who)) {
    const [unit] = who.units
    return {
      facts: { is: 'known', officerId: who.officerId, place: unit ? placeOfUnit(unit) : {} },
    }
  }
  const verdict = first.is === 'known' ? judge(tries, false) : first
  if (verdict.is === 'known') return undefined
  return { facts: { is: verdict.is }, ...(verdict.tries ? { missed: known } : {}) }
}
