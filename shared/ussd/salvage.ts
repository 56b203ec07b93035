/**
 * What a dropped session leaves. Once a category is chosen, or in private a woman or a man: something that staff call back.
 * Before that, and after the end of a deed: nothing. Nor of what a relay was saying for another: he has his register, and
 * it is not his own.
 */
import type { PrivateRequest } from '../domain/submission.ts'
import { privateRequestOf, submissionOf } from './deeds.ts'
import { answersOf, type LineState } from './state.ts'
import type { SaidSubmission } from './turn.ts'

export type Salvage =
  | {
      readonly kind: 'complaint'
      readonly submission: SaidSubmission
      /** It is the kept draft again, a little further. */
      readonly resumesDraft: boolean
      /** The state to keep with the draft; for an open complaint only. */
      readonly lineState: string
    }
  | {
      readonly kind: 'private'
      /** Without a `safeNumber` it is the number that dialled, and it is `unconfirmed` unless the caller said so. */
      readonly request: Omit<PrivateRequest, 'safeNumber'> & Partial<Pick<PrivateRequest, 'safeNumber'>>
    }

export function salvage(state: LineState): Salvage | undefined {
  if (state.done || state.end || state.relay) return undefined
  const said = answersOf(state)
  if (said.wants) {
    const { wants, safeNumber } = said
    return {
      kind: 'private',
      request: {
        ...privateRequestOf(state, said, wants),
        ...(safeNumber ? { safeNumber } : {}),
        interrupted: true,
      },
    }
  }
  if (!said.category) return undefined
  return {
    kind: 'complaint',
    submission: { ...submissionOf(state, said, said.category, { callBack: false }), interrupted: true },
    resumesDraft: state.resumes === true,
    lineState: JSON.stringify(state),
  }
}
