/** What a caller's answers come to: the deed that is handed out to be done. */
import type { FiledCategory } from '../domain/categories.ts'
import type { Reference } from '../domain/reference.ts'
import type { PrivateRequest } from '../domain/submission.ts'
import type { Answers, Group } from './answers.ts'
import type { CallerFacts } from './facts.ts'
import { aboutAsked, placeOf, programmeFor } from './questions.ts'
import type { Errand } from './screens.ts'
import { type LineState, languageOf } from './state.ts'
import type { Deed, SaidSubmission } from './turn.ts'

function detailsOf(said: Answers): Readonly<Record<string, string>> {
  const { received, reason, amountFcfa, takenBySomebody, madeIll } = said
  return {
    ...(received ? { received } : {}),
    ...(reason ? { reason } : {}),
    ...(amountFcfa ? { amountFcfa: String(amountFcfa) } : {}),
    ...(takenBySomebody ? { takenBySomebody } : {}),
    ...(madeIll ? { madeIll } : {}),
  }
}

/** The complaint as far as it was said. "About whom" that was to be asked and was not is unknown, not nobody. */
export function submissionOf(
  state: LineState,
  said: Answers,
  category: FiledCategory,
  how: { readonly callBack: boolean },
): SaidSubmission {
  return {
    category,
    about: said.about ?? (aboutAsked(said) ? 'unknown' : 'nobody'),
    place: placeOf(state, said),
    programme: programmeFor(state, said),
    language: languageOf(state),
    ...(said.text === undefined ? {} : { text: said.text }),
    details: detailsOf(said),
    callBack: how.callBack,
  }
}

/**
 * A call-back asked for before a category was chosen is a question, except where people may be afraid: there it is guessed
 * to be what the commune never sees, and whoever calls puts it right.
 */
const guarded: Readonly<Partial<Record<Group, FiledCategory>>> = { money: '4.1', danger: '7.1' }

function groupCallBack(state: LineState, said: Answers): SaidSubmission {
  const guess = said.group && guarded[said.group]
  return {
    ...submissionOf(state, {}, guess ?? '8', { callBack: true }),
    about: guess ? 'unknown' : 'nobody',
    details: said.group ? { group: said.group } : {},
    ...(guess ? { categoryGuessed: true } : {}),
  }
}

function filing(state: LineState, said: Answers, callBack: boolean): Deed {
  const submission = submissionOf(state, said, said.category ?? '8', { callBack })
  const resumesDraft = state.resumes === true
  if (!said.received) return { type: 'file', submission, resumesDraft }
  return {
    type: 'confirm-payment',
    answer: said.received,
    ...(said.reason && said.received === 'nothing' ? { why: said.reason } : {}),
    ...(said.householdId ? { householdId: said.householdId } : {}),
    ...(said.amountFcfa ? { amountFcfa: said.amountFcfa } : {}),
    submission,
    resumesDraft,
  }
}

function forAnother(state: LineState, said: Answers): Deed | undefined {
  const { relay } = state
  const { category, theirPhone, paperLine, callThem } = said
  if (!relay || !category) return undefined
  return {
    type: 'file-for-another',
    officerId: relay.officerId,
    submission: submissionOf(state, said, category, {
      callBack: theirPhone !== undefined && callThem === 'yes',
    }),
    ...(theirPhone ? { phone: theirPhone } : {}),
    ...(paperLine ? { paperLine } : {}),
  }
}

export function privateRequestOf(
  state: LineState,
  said: Answers,
  wants: PrivateRequest['wants'],
): Omit<PrivateRequest, 'interrupted' | 'safeNumber'> {
  return {
    wants,
    safeTime: said.safeTime ?? 'unknown',
    numberKind: said.numberKind ?? 'unconfirmed',
    smsIsSafe: said.smsIsSafe ?? false,
    language: languageOf(state),
    ...(state.place?.region ? { region: state.place.region } : {}),
  }
}

/** The deed of an errand. Undefined when the answers that it needs are not there: the screen is then shown again. */
export function deedOf(
  errand: Errand,
  state: LineState,
  said: Answers,
  facts: CallerFacts,
): Deed | undefined {
  const about = (type: 'confirm-outcome' | 'contest' | 'call-me' | 'withdraw'): Deed | undefined =>
    said.reference ? { type, reference: said.reference as Reference } : undefined
  switch (errand) {
    case 'send':
      return filing(state, said, false)
    case 'send-call-back':
      return filing(state, said, true)
    case 'send-for-another':
      return forAnother(state, said)
    case 'group-call-back':
      return { type: 'file', submission: groupCallBack(state, said), resumesDraft: false }
    case 'confirm-all':
      return {
        type: 'confirm-payment',
        answer: 'all',
        ...(said.householdId ? { householdId: said.householdId } : {}),
        resumesDraft: false,
      }
    case 'ask-privately':
      return said.wants
        ? {
            type: 'ask-privately',
            request: {
              ...privateRequestOf(state, said, said.wants),
              safeNumber: said.safeNumber ?? facts.phone,
            },
          }
        : undefined
    case 'send-draft':
    case 'delete-draft':
      return { type: errand }
    case 'add-to-draft':
      return {
        type: 'add-to-draft',
        callBack: false,
        ...(said.text === undefined ? {} : { text: said.text }),
      }
    case 'add-call-back-to-draft':
      return { type: 'add-to-draft', callBack: true }
    case 'answer':
      return said.reference && said.text
        ? { type: 'answer', reference: said.reference, text: said.text }
        : undefined
    default:
      return about(errand)
  }
}
