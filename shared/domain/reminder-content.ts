/**
 * What a reminder may tell. None of these has room for an amount, a name or a category, and none but the open ones for a
 * place: amount, place and date can never stand together, because nobody can write them down together.
 */
import type { Payday, Site } from './payday.ts'

interface Nothing {
  readonly amountFcfa?: never
  readonly category?: never
  readonly name?: never
}
export type ReminderContent = Nothing &
  (
    | { readonly tells: 'day_and_place'; readonly day: string; readonly place: Site }
    /** The place is for the relay to say. */
    | { readonly tells: 'day'; readonly day: string; readonly place?: never }
    | { readonly tells: 'moved'; readonly was: string; readonly day: string; readonly place: Site }
    /** All else is for the relay to say. */
    | { readonly tells: 'changed'; readonly was: string; readonly day?: never; readonly place?: never }
    | { readonly tells: 'cancelled'; readonly was: string; readonly day?: never; readonly place?: never }
    /** Whether the money came: which, where and when is for whoever reads it to know. */
    | { readonly tells: 'asks'; readonly was?: never; readonly day?: never; readonly place?: never }
  )
export type Telling = ReminderContent['tells']

/** What those hear who were told `was`, once their payday moved or was cancelled. */
export const contentOfCorrection = (
  { state, disclosure, day, site }: Pick<Payday, 'state' | 'disclosure' | 'day' | 'site'>,
  was: string,
): ReminderContent => {
  if (state === 'cancelled') return { tells: 'cancelled', was }
  return disclosure === 'open' ? { tells: 'moved', was, day, place: site } : { tells: 'changed', was }
}
