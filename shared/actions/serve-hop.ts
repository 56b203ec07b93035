/**
 * One hop of a USSD call. Reads the session and the contact in one call, asks the engine what the caller sees next, and
 * writes what came of it in one call; three when something already filed is answered. The same hop again gets the stored
 * answer byte for byte and changes nothing; a late one gets the screen that the caller is on.
 *
 * A hop that turns a page or files something new, of a call that this container served a moment ago, spares the read: its
 * write holds only if nothing was written to the call since. Everything else is decided on what the tables say.
 *
 * A relay's second code, when both fit, needs a third call: whose they are is read as it stands now.
 */
import { type Contact, followUpsOf } from '../domain/contact.ts'
import { afterMiss, toldOf } from '../domain/guesses.ts'
import { parseReference } from '../domain/reference.ts'
import { Refusal } from '../domain/refusal.ts'
import { dayOf } from '../domain/working-days.ts'
import { acceptsText } from '../ussd/accepts-text.ts'
import { begin, present, step } from '../ussd/engine.ts'
import type { CallerFacts } from '../ussd/facts.ts'
import { type LineState, readLineState } from '../ussd/state.ts'
import type { Deed, Turn } from '../ussd/turn.ts'
import { admitRelay, isAtRelayDoor, numberTyped } from './admit-relay.ts'
import { doDeed } from './do-deed.ts'
import type { Line, UssdHop } from './line.ts'
import type { HopMemory, LineSession } from './ports.ts'
import type { RelayMemory } from './relays-ports.ts'

export const sessionIdOf = (sessionId: string, contactId: string): string => `${sessionId}#${contactId}`

const racesAtMost = 4
/** What no phone types: longer than this is cut before it is read. */
const longestInput = 1000

/** The body to answer with: `CON …` or `END …`. */
export async function serveHop(line: Line, hop: UssdHop): Promise<string> {
  const contactId = line.world.contactIdOf(hop.phoneNumber)
  const sessionId = sessionIdOf(hop.sessionId, contactId)
  const asked = parseReference(hop.text.slice(hop.text.lastIndexOf('*') + 1))
  const number = numberTyped(hop.text)
  const codes = number === undefined ? undefined : { number, day: dayOf(line.world.now()) }
  const kept = asked || codes ? undefined : line.recent.get(sessionId)
  const recent = isAtRelayDoor(kept?.session) ? undefined : kept
  // Until it is written, nobody else may build on it.
  line.recent.delete(sessionId)
  const answer = recent && (await goOn(line, hop, sessionId, contactId, recent))
  if (answer !== undefined) return answer
  for (let race = 1; ; race += 1) {
    const memory = await line.memory.recall(sessionId, contactId, asked, codes)
    try {
      return await answerFrom(line, hop, sessionId, contactId, memory)
    } catch (error) {
      // Another hop of this phone was faster: look again, it may have been this very one.
      if (!isStale(error) || race === racesAtMost) throw error
    }
  }
}

const isStale = (error: unknown): boolean => error instanceof Refusal && error.code === 'stale'

/** The answer, when what is remembered is enough for it and still holds. */
async function goOn(
  line: Line,
  hop: UssdHop,
  sessionId: string,
  contactId: string,
  memory: HopMemory,
): Promise<string | undefined> {
  const contact = contactOf(memory, contactId, hop)
  const facts = factsOf(line, hop, contact, memory)
  const turn = memory.session && nextTurn(line, hop, memory.session, facts)
  if (!turn || !(turn.deed ? filesAnew(turn.deed) : turn.reply === 'CON')) return undefined
  try {
    return await settle(line, hop, sessionId, contact, memory, facts, turn)
  } catch (error) {
    if (isStale(error)) return undefined
    throw error
  }
}

/** What it writes of the contact is added to whatever stands there: it need not be fresh. */
const filesAnew = (deed: Deed): boolean => deed.type === 'file' && !deed.resumesDraft

const contactOf = (memory: HopMemory, contactId: string, { phoneNumber }: UssdHop): Contact =>
  memory.contact ?? { contactId, phone: phoneNumber, followUps: {} }

/** States of sessions that this container made: they need not be read out of their text and proved again. */
const statesMade = new WeakMap<LineSession, LineState>()

/** What comes of a hop that goes on from where its session stands; undefined when it does not. */
function nextTurn(line: Line, hop: UssdHop, session: LineSession, facts: CallerFacts): Turn | undefined {
  const { readCharacters, readDigest } = session
  const follows =
    hop.text.length > readCharacters && line.digest(hop.text.slice(0, readCharacters)) === readDigest
  const state = follows ? (statesMade.get(session) ?? readLineState(session.state)) : undefined
  return state && stepThrough(state, hop.text.slice(readCharacters).replace(/^\*/, ''), facts)
}

async function answerFrom(
  line: Line,
  hop: UssdHop,
  sessionId: string,
  contactId: string,
  memory: HopMemory,
): Promise<string> {
  const { session } = memory
  const contact = contactOf(memory, contactId, hop)
  const facts = factsOf(line, hop, contact, memory)
  if (session) {
    const isSame = hop.text.length === session.readCharacters && line.digest(hop.text) === session.readDigest
    if (isSame || session.answer.startsWith('END ')) return session.answer
    const state = readLineState(session.state)
    if (!state) return settle(line, hop, sessionId, contact, memory, facts, begin(facts, []))
    const admission = await admitRelay(line, hop, sessionId, contactId, memory)
    const told = admission ? { ...facts, relay: admission.facts } : facts
    const turn = nextTurn(line, hop, session, told)
    if (!turn) return wire(present(state, facts))
    return settle(line, hop, sessionId, contact, memory, told, turn, admission?.missed)
  }
  const inputs = hop.text === '' ? [] : hop.text.split('*').map((input) => input.slice(0, longestInput))
  return settle(line, hop, sessionId, contact, memory, facts, begin(facts, inputs))
}

/**
 * A star may be the caller's own or the gateway's joint after a hop that never reached us. Where words are asked it is the
 * caller's; where a digit is asked the parts are taken one by one, up to the first that does something.
 */
function stepThrough(state: LineState, input: string, facts: CallerFacts): Turn {
  const parts = acceptsText(state) || !/^\d{1,2}(\*\d{1,2})+$/.test(input) ? [input] : input.split('*')
  let turn = step(state, (parts[0] ?? '').slice(0, longestInput), facts)
  for (const part of parts.slice(1)) {
    if (turn.deed || turn.reply === 'END') break
    turn = step(turn.state, part, facts)
  }
  return turn
}

function factsOf(
  { world, helpline }: Line,
  { phoneNumber }: UssdHop,
  contact: Contact,
  memory: HopMemory,
): CallerFacts {
  const now = world.now().toISOString()
  return {
    phone: phoneNumber,
    followUps: followUpsOf(contact),
    today: dayOf(world.now()),
    ...(contact.language ? { language: contact.language } : {}),
    ...(contact.place ? { place: contact.place } : {}),
    ...(contact.programmes ? { programmes: contact.programmes } : {}),
    ...((contact.householdIds?.length ?? 0) > 1 ? { households: contact.householdIds ?? [] } : {}),
    ...(contact.draft && contact.draft.until > now ? { draft: contact.draft } : {}),
    ...(helpline ? { helpline } : {}),
    ...(memory.lookedUp === undefined ? {} : { lookedUp: toldOf(contact, memory.lookedUp, world.now()) }),
  }
}

const wire = (turn: Pick<Turn, 'reply' | 'text'>): string => `${turn.reply} ${turn.text}`

async function settle(
  line: Line,
  hop: UssdHop,
  sessionId: string,
  contact: Contact,
  memory: HopMemory,
  facts: CallerFacts,
  turn: Turn,
  missed?: RelayMemory,
): Promise<string> {
  const sessionAfter = (shown: Turn): LineSession => ({
    sessionId,
    contactId: contact.contactId,
    serviceCode: hop.serviceCode,
    hop: (memory.session?.hop ?? 0) + 1,
    readCharacters: hop.text.length,
    readDigest: line.digest(hop.text),
    state: JSON.stringify(shown.state),
    answer: wire(shown),
    settled: shown.reply === 'END',
    startedAt: memory.session?.startedAt ?? line.world.now().toISOString(),
  })
  if (!turn.deed) {
    const after = sessionAfter(turn)
    if (missed) {
      const { number, tries } = missed
      const tried = { number, contactId: contact.contactId, day: facts.today }
      await line.relays.missed(after, tried, tries)
      return wire(turn)
    }
    const was = memory.contact
    const isMiss = facts.lookedUp === null && turn.state.on === 'follow.reference'
    const next: Contact | undefined = isMiss
      ? { ...contact, guesses: afterMiss(contact, line.world.now()) }
      : undefined
    await line.memory.remember(after, next && { ...(was ? { was } : {}), next })
    statesMade.set(after, turn.state)
    const known = next ?? was
    line.recent.set(sessionId, { session: after, ...(known ? { contact: known } : {}) })
    return wire(turn)
  }
  if (turn.deed.type === 'remember-language') {
    const next: Contact = { ...contact, language: turn.deed.language }
    const after = sessionAfter(turn)
    await line.memory.remember(after, {
      ...(memory.contact ? { was: memory.contact } : {}),
      next,
    })
    line.recent.set(sessionId, { session: after, contact: next })
    return wire(turn)
  }
  const shown = await doDeed(line, {
    turn,
    deed: turn.deed,
    contact,
    was: memory.contact,
    facts,
    sessionAfter,
  })
  return wire(shown)
}
