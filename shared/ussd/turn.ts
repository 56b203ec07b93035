/** One hop's answer, and what it asks to be done. */
import type { Language } from '../domain/languages.ts'
import type { PhoneNumber } from '../domain/phone-number.ts'
import type { Reference } from '../domain/reference.ts'
import type { PrivateRequest, Submission } from '../domain/submission.ts'
import type { Answers } from './answers.ts'
import type { EndId, ScreenId } from './screens.ts'
import type { LineState } from './state.ts'

/** What a caller says; whose number it is and by which road it came, the line adds. */
export type SaidSubmission = Omit<Submission, 'contactId' | 'channel' | 'complainant'> & {
  /** Which of the households behind this number, where there are several. */
  readonly householdId?: string
}

export type Deed =
  | { readonly type: 'file'; readonly submission: SaidSubmission; readonly resumesDraft: boolean }
  | {
      readonly type: 'file-for-another'
      /** The relay who says it. */
      readonly officerId: string
      readonly submission: SaidSubmission
      readonly phone?: PhoneNumber
      readonly paperLine?: string
    }
  | {
      readonly type: 'confirm-payment'
      readonly answer: 'all' | 'part' | 'nothing'
      readonly amountFcfa?: number
      readonly why?: Answers['reason']
      /** Of several behind this number. */
      readonly householdId?: string
      /** A part, or nothing: the complaint that it opens. */
      readonly submission?: SaidSubmission
      readonly resumesDraft: boolean
    }
  | { readonly type: 'ask-privately'; readonly request: Omit<PrivateRequest, 'interrupted'> }
  | { readonly type: 'remember-language'; readonly language: Language }
  | { readonly type: 'send-draft' }
  | { readonly type: 'delete-draft' }
  | { readonly type: 'add-to-draft'; readonly text?: string; readonly callBack: boolean }
  | { readonly type: 'confirm-outcome'; readonly reference: Reference }
  | { readonly type: 'contest'; readonly reference: Reference }
  | { readonly type: 'answer'; readonly reference: Reference; readonly text: string }
  | { readonly type: 'call-me'; readonly reference: Reference }
  | { readonly type: 'withdraw'; readonly reference: Reference }

export interface Turn {
  /** `END` only when the session is over: a deed other than `remember-language` stays `CON` until `conclude`. */
  readonly reply: 'CON' | 'END'
  /** Without the `CON `/`END ` before it; GSM-7, and short enough with it. */
  readonly text: string
  readonly state: LineState
  readonly deed?: Deed
  readonly screenId: ScreenId | `end.${EndId}`
}

/**
 * What became of a deed. `gone`: there is nothing left to do it to; `already`: it was done before; `added`: to the complaint
 * of this reference, which stands since before.
 */
export type Outcome =
  | { readonly ok: true; readonly reference?: Reference; readonly dueOn?: string; readonly added?: true }
  | { readonly ok: false; readonly reason: 'gone' | 'already' }
