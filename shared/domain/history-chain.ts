/**
 * Makes what was done to complaints impossible to change or to take away unseen. Every event has a digest; a day's digests
 * make one root, and every root holds the root of the day before. Whoever wrote down one root can prove all that was
 * before it. What is restricted or private takes part as one value a day, from which nothing can be read, not even how much
 * there was.
 */
import * as z from 'zod/mini'
import type { ComplaintEvent, PrivateEvent } from './complaint.ts'

/** SHA-256 in hexadecimal; handed in, since this room computes nothing of its own. */
export type Sha256 = (text: string) => string

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json | undefined }

/** The one way to write it (RFC 8785, for whole numbers): names in order, no blanks. What is undefined is not there. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const named = Object.entries(value).filter((entry): entry is [string, Json] => entry[1] !== undefined)
  // By UTF-16 code units, as the standard says and `sort` does.
  const fields = named.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([name, of]) => `${JSON.stringify(name)}:${canonical(of)}`).join(',')}}`
}

/** What a stranger may see of an event: that something happened, when and by what kind of hand. */
export const shownEvent = z.lazy(() =>
  z.object({
    eventId: z.string(),
    complaintId: z.string(),
    type: z.string(),
    at: z.string(),
    by: z.string(),
    unit: z.exactOptional(z.string()),
    /** Digest of all the rest, names and words among it, with the event's own salt. */
    rest: z.string(),
  }),
)
export type ShownEvent = z.infer<typeof shownEvent>

/** Digest of all that a stranger may not see; of what was erased, the digest that it had. */
export function digestOfRest(event: ComplaintEvent | PrivateEvent, sha256: Sha256): string {
  if (event.rest !== undefined) return event.rest
  const { by, data, salt = '' } = event
  const reference = 'reference' in event ? event.reference : undefined
  return sha256(`rest:${canonical({ salt, reference, officerId: by.officerId, name: by.name, data })}`)
}

export function shownOf(event: ComplaintEvent | PrivateEvent, sha256: Sha256): ShownEvent {
  const { eventId, complaintId, type, at, by } = event
  return {
    eventId,
    complaintId,
    type,
    at,
    by: by.kind,
    ...(by.unit ? { unit: by.unit } : {}),
    rest: digestOfRest(event, sha256),
  }
}
export const digestOfShown = (shown: ShownEvent, sha256: Sha256): string =>
  sha256(`event:${canonical(shown)}`)
export const digestOfEvent = (event: ComplaintEvent | PrivateEvent, sha256: Sha256): string =>
  digestOfShown(shownOf(event, sha256), sha256)

/** The root of a Merkle tree over digests in their order; a lone one at the end of a level goes up as it is. */
export function merkleRoot(digests: readonly string[], sha256: Sha256): string {
  let level = digests.map((digest) => sha256(`leaf:${digest}`))
  if (level.length === 0) return sha256('leaf:none')
  while (level.length > 1) {
    const above: string[] = []
    for (let index = 0; index < level.length; index += 2) {
      const [left = '', right] = [level[index], level[index + 1]]
      above.push(right === undefined ? left : sha256(`node:${left}${right}`))
    }
    level = above
  }
  return level[0] ?? ''
}

export const dayRootFields = () => ({
  day: z.iso.date(),
  /** Of the day before it in the chain; 64 zeros for the first. */
  previous: z.string(),
  /** Merkle root over the day's open events, by event id. */
  open: z.string(),
  /** All that is restricted or private, in one. */
  sealed: z.string(),
  root: z.string(),
  /** How many open events. */
  events: z.int(),
  sealedAt: z.iso.datetime(),
})
export const dayRoot = z.lazy(() => z.object(dayRootFields()))
export type DayRoot = z.infer<typeof dayRoot>

export const noRoot = '0'.repeat(64)

export const rootOf = (
  { day, previous, open, sealed }: Pick<DayRoot, 'day' | 'previous' | 'open' | 'sealed'>,
  sha256: Sha256,
): string => sha256(`root:${canonical({ day, open, previous, sealed })}`)

/** One value, there every day: with its salt kept apart nobody can tell a day with nothing from one with much. */
export const sealOf = (digests: readonly string[], salt: string, sha256: Sha256): string =>
  sha256(`sealed:${canonical([salt, ...digests.toSorted()])}`)

/** For paper and SMS: `8F3A 91C2 77D0 14BE`. Nobody finds another history with the same sixteen in a lifetime. */
export const shortRoot = (root: string): string =>
  (root.slice(0, 16).toUpperCase().match(/.{4}/g) ?? []).join(' ')
