/** What is known of a caller when a hop comes in. All of it was read before: the engine asks nobody. */
import type { Draft, FollowUp, ReferenceEntry } from '../domain/contact.ts'
import type { Language } from '../domain/languages.ts'
import type { PhoneNumber } from '../domain/phone-number.ts'
import type { Place } from '../domain/places.ts'

export interface CallerFacts {
  /** Absent at the first dial of a number. */
  readonly language?: Language
  readonly phone: PhoneNumber
  /** Where the household lives. */
  readonly place?: Place
  readonly programmes?: readonly string[]
  /** Codes of the households behind this number, where there are several. */
  readonly households?: readonly string[]
  /** The newest first, at most eight. */
  readonly followUps: readonly FollowUp[]
  readonly draft?: Draft
  /** ISO day. */
  readonly today: string
  /** A number to give to those who want none to call them. */
  readonly helpline?: string
  /** Where the last input leads, when it reads as a reference; null: there is no such complaint. */
  readonly lookedUp?: ReferenceEntry | null
  /** What became of a relay's two codes, when the last input is the second. Never which of them was wrong. */
  readonly relay?:
    | { readonly is: 'known'; readonly officerId: string; readonly place: Place }
    | { readonly is: 'unknown' | 'locked' }
}
