/** How a session ends: the last screen of each deed, and the state that is left, in which nothing of the caller remains. */
import { say } from '../i18n/texts.ts'
import type { CallerFacts } from './facts.ts'
import { clip, render } from './render.ts'
import type { EndId } from './screens.ts'
import { type LineState, languageOf } from './state.ts'
import type { Deed, Outcome, SaidSubmission, Turn } from './turn.ts'

type Done = Outcome & { readonly ok: true }

function filed({ category, callBack }: SaidSubmission, { reference, dueOn }: Done): EndId {
  if (!reference) return 'noted'
  if (callBack) return dueOn ? 'call_back' : 'call_back_open'
  if (category === '9') return 'thanks'
  return dueOn ? 'filed' : 'filed_open'
}

const ofComplaint = {
  'confirm-outcome': 'agreed',
  contest: 'disagreed',
  answer: 'replied',
  'call-me': 'call_me',
  withdraw: 'withdrawn',
} as const

function endIdOf(deed: Deed, outcome: Outcome): EndId {
  // Whatever became of it, nothing more is said on this phone.
  if (deed.type === 'ask-privately') return 'private'
  if (deed.type === 'file-for-another') {
    if (!outcome.ok) return outcome.reason === 'already' ? 'relay_taken' : 'relay_refused'
    return outcome.dueOn ? 'relay_filed' : 'relay_filed_open'
  }
  if (!outcome.ok) return outcome.reason
  switch (deed.type) {
    case 'file':
      return filed(deed.submission, outcome)
    case 'confirm-payment':
      if (outcome.added) return deed.answer === 'all' ? 'payment_all_open' : 'payment_added'
      return deed.submission ? filed(deed.submission, outcome) : 'payment_all'
    case 'send-draft':
      if (!outcome.reference) return 'noted'
      return outcome.dueOn ? 'filed' : 'filed_open'
    case 'delete-draft':
      return 'draft_erased'
    case 'add-to-draft':
      return deed.callBack ? 'draft_call_back' : 'draft_added'
    case 'remember-language':
      return 'noted'
    default:
      return ofComplaint[deed.type]
  }
}

type End = NonNullable<LineState['end']>

/** The last screen, again and again the same. */
export function lastScreen(state: LineState, end: End, facts: CallerFacts): Turn {
  const id = end.id === 'private_number' && !facts.helpline ? 'private_no_number' : end.id
  const { reference = '', dueOn = '' } = end
  const heading = say(languageOf(state), `end.${id}`, {
    reference,
    dueOn,
    number: clip(facts.helpline ?? '', 20),
  })
  const text = render({ heading, asides: [], choices: [], footers: [''] })
  return { reply: 'END', text, state, screenId: `end.${id}` }
}

export function endOn(state: LineState, end: End, facts: CallerFacts): Turn {
  const over: LineState = {
    v: 1,
    ...(state.language ? { language: state.language } : {}),
    on: 'top',
    trail: [],
    done: true,
    end,
  }
  return lastScreen(over, end, facts)
}

/** The end of a deed's turn: says what became of it, with the reference and the day in plain words. */
export function endOfDeed(turn: Turn, deed: Deed, outcome: Outcome, facts: CallerFacts): Turn {
  const told = 'reference' in deed ? deed.reference : outcome.ok ? outcome.reference : undefined
  const dueOn = outcome.ok ? outcome.dueOn : undefined
  const isPrivate = deed.type === 'ask-privately'
  const end: End = {
    id: endIdOf(deed, outcome),
    ...(told && !isPrivate ? { reference: told } : {}),
    ...(dueOn && !isPrivate ? { dueOn } : {}),
  }
  return { ...endOn(turn.state, end, facts), deed }
}
