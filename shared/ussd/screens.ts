/**
 * The kinds of screen, and all screens by name. A screen says what it shows and where each digit leads; nothing of it runs.
 * A name never says more than the branch it is in: it may travel in the gateway's metadata.
 */
import type { Language } from '../domain/languages.ts'
import type { TextKey } from '../i18n/texts.ts'
import type { Answers } from './answers.ts'

export const screenIds = [
  'language',
  'top',
  'payment',
  'payment.household',
  'payment.received',
  'payment.reason',
  'payment.amount',
  'payment.taken',
  'card',
  'list',
  'money',
  'activities',
  'activities.ill',
  'danger',
  'question',
  'thanks',
  'about',
  'about.person',
  'region',
  'cercle',
  'commune',
  'programme',
  'words',
  'recap',
  'private',
  'private.when',
  'private.number',
  'private.sms',
  'follow.list',
  'follow.reference',
  'follow.received',
  'follow.working',
  'follow.question',
  'follow.decided',
  'follow.remedy',
  'follow.done',
  'follow.not_taken',
  'follow.other',
  'follow.reply',
  'follow.withdraw',
  'draft.open',
  'draft.restricted',
  'draft.words',
  'draft.erase',
  'relay.number',
  'relay.code',
  'relay.top',
  'relay.paper',
  'relay.phone',
  'relay.call_back',
] as const
export type ScreenId = (typeof screenIds)[number]

/** What ends a session. Each has the text `end.<name>`. */
export const endIds = [
  'filed',
  'filed_open',
  'call_back',
  'call_back_open',
  'noted',
  'thanks',
  'payment_all',
  'payment_all_open',
  'payment_added',
  'private',
  'private_number',
  'private_no_number',
  'draft_erased',
  'draft_added',
  'draft_call_back',
  'draft_kept',
  'agreed',
  'disagreed',
  'replied',
  'call_me',
  'withdrawn',
  'gone',
  'already',
  'relay_filed',
  'relay_filed_open',
  'relay_private',
  'relay_locked',
  'relay_refused',
  'relay_taken',
] as const
export type EndId = (typeof endIds)[number]

/**
 * Where the way depends on what is known: the next question of a category, whose payment it is, the caller's own complaints,
 * a kept draft.
 */
export type Crossing = 'onward' | 'own-payment' | 'follow-up' | 'kept-draft'

/** What the caller asks the line to do; deeds.ts makes a deed of it. */
export type Errand =
  | 'send'
  | 'send-call-back'
  | 'send-for-another'
  | 'group-call-back'
  | 'confirm-all'
  | 'ask-privately'
  | 'send-draft'
  | 'delete-draft'
  | 'add-to-draft'
  | 'add-call-back-to-draft'
  | 'confirm-outcome'
  | 'contest'
  | 'answer'
  | 'call-me'
  | 'withdraw'

export type Move =
  | { readonly to: ScreenId | Crossing; readonly says?: Answers }
  | { readonly does: Errand; readonly says?: Answers }
  | { readonly ends: EndId | 'private-number' }
  | { readonly speaks: Language }
  | { readonly turns: 'back' | 'next' }

/** What must hold for a choice to be offered. */
export type Condition = 'no-words-yet' | 'place-known' | 'place-unknown' | 'own-call' | 'for-another'

export type Choice = { readonly label: TextKey; readonly when?: Condition } & Move

/** A few choices, each on its digit from 1. */
export interface ChoiceScreen {
  readonly kind: 'choice'
  readonly title: TextKey
  readonly choices: readonly Choice[]
  /** What `0` does, where it is not the way back. */
  readonly zero?: Choice
  /** A way that stands on no line, for those who know it. */
  readonly hidden?: { readonly digits: string; readonly move: Move }
}
/** Something typed; its choices stand beside it, so that digits alone suffice. */
export interface InputScreen {
  readonly kind: 'input'
  readonly title: TextKey
  readonly reads:
    | 'words'
    | 'reply'
    | 'amount'
    | 'number'
    | 'reference'
    | 'relay-number'
    | 'relay-code'
    | 'paper-line'
    | 'their-number'
  /** What follows; a reference goes where it stands. */
  readonly leads: Move
  readonly choices: readonly Choice[]
}
/** A run of things as long as it is, page by page: digits 1 to 7 choose, 8 is the way out, 9 the next page. */
export interface RunScreen {
  readonly kind: 'run'
  readonly title: TextKey
  readonly of: 'regions' | 'cercles' | 'communes' | 'programmes' | 'households' | 'follow-ups'
  readonly wayOut: Choice
}
/** Something told, with nothing to choose but the way back. */
export interface NoticeScreen {
  readonly kind: 'notice'
}
export type Screen = ChoiceScreen | InputScreen | RunScreen | NoticeScreen
