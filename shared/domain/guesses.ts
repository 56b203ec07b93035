/**
 * Nobody finds other people's complaints by trying: a phone that named some references that lead nowhere is told of every
 * other that it does, too, until a day has passed. What was filed from that phone stays in its list and is not looked up.
 * A wrong digit is no guess: the check digit catches it before anybody looks.
 */
import * as z from 'zod/mini'

export const guesses = z.lazy(() => z.object({ since: z.iso.datetime(), missed: z.int() }))
export type Guesses = z.infer<typeof guesses>

export const guessesAllowed = 5
const windowMs = 24 * 60 * 60_000

interface Guesser {
  readonly contactId: string
  readonly guesses?: Guesses
}

const current = ({ guesses: made }: Guesser, now: Date): Guesses | undefined =>
  made && now.getTime() - Date.parse(made.since) < windowMs ? made : undefined

/** What the phone is told of a reference that was looked up: its own always, others' while it does not try too often. */
export function toldOf<Entry extends { readonly contactId?: string }>(
  who: Guesser,
  found: Entry | null,
  now: Date,
): Entry | null {
  const isTired = (current(who, now)?.missed ?? 0) >= guessesAllowed
  return found && isTired && found.contactId !== who.contactId ? null : found
}

export function afterMiss(who: Guesser, now: Date): Guesses {
  const made = current(who, now)
  return made ? { ...made, missed: made.missed + 1 } : { since: now.toISOString(), missed: 1 }
}
