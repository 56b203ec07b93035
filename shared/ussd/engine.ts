/**
 * The line, one hop at a time. Pure: a state, what was typed and what is known give the next screen, and at most one deed.
 * Never throws, whatever is typed; a screen always fits; the same arguments always give the same turn.
 */
import { parseReference, type Reference } from '../domain/reference.ts'
import { isRelayCode, readPaperLine } from '../domain/relay-code.ts'
import { say, type TextKey } from '../i18n/texts.ts'
import type { Answers } from './answers.ts'
import { deedOf } from './deeds.ts'
import { endOfDeed, endOn, lastScreen } from './endings.ts'
import type { CallerFacts } from './facts.ts'
import { menu } from './menu.ts'
import { onward } from './questions.ts'
import { readAmountFcfa, readDigits, readPhoneNumber, readWords, tidy } from './read-input.ts'
import { render } from './render.ts'
import { followUpMove, isNarrowed, itemsOf, readLetters } from './runs.ts'
import type { Crossing, InputScreen, Move, ScreenId } from './screens.ts'
import {
  answersOf,
  backward,
  forward,
  freshState,
  type LineState,
  languageOf,
  readLineState,
  startOn,
} from './state.ts'
import type { Outcome, Turn } from './turn.ts'
import { viewOf } from './view.ts'

/** More digits than any way through the menu has. */
const longestDial = 20

function shown(state: LineState, facts: CallerFacts, warning?: TextKey): Turn {
  const { lines } = viewOf(state, facts)
  const text = render(lines, warning && say(languageOf(state), warning))
  return { reply: 'CON', text, state, screenId: state.on }
}

/** The screen as it stands, for a hop that comes late or again. */
export function present(state: LineState, facts: CallerFacts): Turn {
  return state.end ? lastScreen(state, state.end, facts) : shown(state, facts)
}

/** Where a call begins for those whose language is known: at what a dropped call left, else at the top. */
const doorstep = (facts: CallerFacts): ScreenId =>
  facts.draft ? (facts.draft.desk === 'open' ? 'draft.open' : 'draft.restricted') : 'top'

/** `inputs`: what was dialled behind the code, `*384*1*2#` → `['1', '2']`. */
export function begin(facts: CallerFacts, inputs: readonly string[]): Turn {
  const dialled = inputs
    .slice(0, longestDial)
    .map(tidy)
    .filter((input) => input !== '')
  const state = freshState(facts)
  if (!facts.language) {
    return shown(
      dialled.length > 0 ? { ...state, pending: dialled.map((input) => input.slice(0, 20)) } : state,
      facts,
    )
  }
  if (dialled.length === 0) return shown(startOn(state, doorstep(facts)), facts)
  return dialThrough(state, dialled, facts)
}

/** Walks to where a dialled code leads. The step that does something is left to the caller: dialling alone files nothing. */
function dialThrough(state: LineState, inputs: readonly string[], facts: CallerFacts): Turn {
  const { relay: _relay, ...known } = facts
  const { lookedUp: _lookedUp, ...before } = known
  let turn = shown(state, facts)
  for (const [index, input] of inputs.entries()) {
    const next = step(turn.state, input, index === inputs.length - 1 ? known : before)
    if (next.deed || next.reply === 'END') return turn
    if (next.state === turn.state) return next
    turn = next
  }
  return turn
}

/** The top menu, for the caller's own. What a relay said for another, and where, stays behind. */
const home = (state: LineState, facts: CallerFacts): LineState =>
  startOn(state.relay ? { ...freshState(facts), language: languageOf(state) } : state, 'top')

export function step(state: LineState, input: string, facts: CallerFacts): Turn {
  if (state.end) return present(state, facts)
  const typed = tidy(input)
  const pressed = readDigits(typed)
  if (pressed === '00' && state.language) {
    return shown(state.on === 'top' ? forward(state, 'language') : home(state, facts), facts)
  }
  const screen = menu[state.on]
  if (pressed === '0') {
    if (screen.kind === 'choice' && screen.zero) return go(state, screen.zero, facts)
    const back = backward(state)
    if (back) return shown(back, facts)
  }
  if (screen.kind === 'choice' && screen.hidden?.digits === pressed)
    return go(state, screen.hidden.move, facts)
  const move = viewOf(state, facts).moves.get(pressed)
  if (move) return go(state, move, facts)
  if (screen.kind === 'input') return readInto(screen, state, typed, facts)
  if (state.on === 'top' || state.on === 'follow.list') {
    const reference = parseReference(pressed)
    if (reference) return lookUp(state, reference, facts)
  }
  if (screen.kind === 'run' && isNarrowed(screen.of)) return narrow(state, typed, facts)
  return shown(state, facts, 'invalid.choice')
}

function go(state: LineState, move: Move, facts: CallerFacts): Turn {
  if ('turns' in move) {
    return shown(
      move.turns === 'next' ? { ...state, page: (state.page ?? 0) + 1 } : (backward(state) ?? state),
      facts,
    )
  }
  if ('speaks' in move) return speak(state, move.speaks, facts)
  if ('ends' in move) {
    const id = move.ends === 'private-number' ? 'private_number' : move.ends
    return endOn(state, { id: id === 'private_number' && !facts.helpline ? 'private_no_number' : id }, facts)
  }
  const said: Answers = { ...answersOf(state), ...move.says }
  if ('does' in move) {
    const deed = deedOf(move.does, state, said, facts)
    return deed ? { ...shown(state, facts), deed } : shown(state, facts, 'invalid.choice')
  }
  if (move.to === 'top') return shown(home(state, facts), facts)
  return cross(state, move.to, said, move.says, facts)
}

function cross(
  state: LineState,
  to: ScreenId | Crossing,
  said: Answers,
  says: Answers | undefined,
  facts: CallerFacts,
): Turn {
  switch (to) {
    case 'onward':
      return shown(forward(state, onward(state, said), says), facts)
    case 'own-payment':
      return shown(forward(state, facts.households ? 'payment.household' : 'payment.received'), facts)
    case 'follow-up': {
      const [first, ...others] = facts.followUps
      if (!first) return shown(forward(state, 'follow.reference'), facts)
      return others.length > 0
        ? shown(forward(state, 'follow.list'), facts)
        : go(state, followUpMove(first), facts)
    }
    case 'kept-draft': {
      const kept = readLineState(facts.draft?.lineState)
      if (!kept || kept.end || !answersOf(kept).category) return shown(forward(state, 'draft.words'), facts)
      const { pending: _pending, relay: _relay, ...there } = kept
      return shown({ ...there, language: languageOf(state), resumes: true }, facts)
    }
    default:
      return shown(forward(state, to, says), facts)
  }
}

function speak(state: LineState, language: LineState['language'] & {}, facts: CallerFacts): Turn {
  const { pending } = state
  const home = startOn({ ...state, language }, state.trail.length > 0 || pending ? 'top' : doorstep(facts))
  const { lookedUp: _lookedUp, relay: _relay, ...before } = facts
  const turn = pending ? dialThrough(home, pending, before) : shown(home, facts)
  return { ...turn, deed: { type: 'remember-language', language } }
}

function readInto(screen: InputScreen, state: LineState, typed: string, facts: CallerFacts): Turn {
  const said = (says: Answers): Turn => go(state, { ...screen.leads, says } as Move, facts)
  switch (screen.reads) {
    case 'words': {
      const text = readWords(typed)
      return text === undefined ? shown(state, facts, 'invalid.choice') : said({ text })
    }
    case 'reply':
      return typed === '' ? shown(state, facts, 'invalid.choice') : said({ text: typed })
    case 'amount': {
      const amountFcfa = readAmountFcfa(typed)
      return amountFcfa === undefined ? shown(state, facts, 'invalid.amount') : said({ amountFcfa })
    }
    case 'number': {
      const safeNumber = readPhoneNumber(typed)
      if (!safeNumber) return shown(state, facts, 'invalid.number')
      return said(safeNumber === facts.phone ? { numberKind: 'same' } : { numberKind: 'other', safeNumber })
    }
    case 'relay-number': {
      const relayNumber = readDigits(typed)
      return isRelayCode(relayNumber) ? said({ relayNumber }) : shown(state, facts, 'invalid.choice')
    }
    case 'relay-code':
      return isRelayCode(readDigits(typed)) ? admit(state, facts) : shown(state, facts, 'invalid.choice')
    case 'paper-line': {
      const paperLine = readPaperLine(typed)
      return paperLine === undefined ? shown(state, facts, 'invalid.paper') : said({ paperLine })
    }
    case 'their-number': {
      const theirPhone = readPhoneNumber(typed)
      if (!theirPhone) return shown(state, facts, 'invalid.number')
      return theirPhone === facts.phone ? shown(state, facts, 'invalid.own_number') : said({ theirPhone })
    }
    case 'reference': {
      const reference = parseReference(readDigits(typed))
      return reference ? lookUp(state, reference, facts) : shown(state, facts, 'invalid.reference')
    }
  }
}

/** Who proved to be a relay begins at his own menu, where his committee is; who did not is told no more than that. */
function admit(state: LineState, facts: CallerFacts): Turn {
  const { relay } = facts
  // Dialled behind the code: a code is proved only where it is asked for.
  if (!relay) return shown(state, facts)
  if (relay.is !== 'known') {
    return relay.is === 'locked'
      ? endOn(state, { id: 'relay_locked' }, facts)
      : shown(backward(state) ?? state, facts, 'invalid.relay')
  }
  const { officerId, place } = relay
  const there = { language: languageOf(state), relay: { officerId } }
  return shown({ v: 1, ...there, ...(place.region ? { place } : {}), on: 'relay.top', trail: [] }, facts)
}

/** The caller's own complaint, or where another's stands: to read, nothing more. */
function lookUp(state: LineState, reference: Reference, facts: CallerFacts): Turn {
  const own = facts.followUps.find((followUp) => followUp.reference === reference)
  if (own) return go(state, followUpMove(own), facts)
  const found = facts.lookedUp
  if (found?.reference === reference) return go(state, followUpMove(found, 'follow.other'), facts)
  const asking = state.on === 'follow.reference' ? state : forward(state, 'follow.reference')
  return shown(asking, facts, found === null ? 'invalid.reference_unknown' : undefined)
}

/** The first letters of a name: one that fits is chosen, several are listed. */
function narrow(state: LineState, typed: string, facts: CallerFacts): Turn {
  const screen = menu[state.on]
  const find = readLetters(typed)
  if (screen.kind !== 'run' || find === undefined) return shown(state, facts, 'invalid.choice')
  const { page: _page, ...whole } = state
  const narrowed = { ...whole, find }
  const [first, ...others] = itemsOf(screen.of, narrowed, facts)
  if (!first) return shown(state, facts, 'invalid.name')
  return others.length > 0 ? shown(narrowed, facts) : go(state, first.move, facts)
}

/** The turn of a deed once it is done, or could not be. A turn without one, or that only keeps a language, stays as it is. */
export function conclude(turn: Turn, outcome: Outcome, facts: CallerFacts): Turn {
  const { deed } = turn
  return !deed || deed.type === 'remember-language' ? turn : endOfDeed(turn, deed, outcome, facts)
}
