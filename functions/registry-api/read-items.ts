/** Items of a batch, each proved on its own: what is wrong with one is said of it by field, and the others go on. */
import * as z from 'zod/mini'
import { decisionIn, type HouseholdIn, householdIn } from '../../shared/contracts/registry-api.ts'
import type { PhoneNumber } from '../../shared/domain/phone-number.ts'
import { communeOf } from '../../shared/domain/places.ts'
import { programmeOf } from '../../shared/domain/programmes.ts'
import { Refusal } from '../../shared/domain/refusal.ts'
import type { SentHousehold, SentPerson } from '../../shared/domain/registry-household.ts'
import { readTypedNumber } from '../kit/typed-number.ts'

export type ReadItem<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly id: string; readonly problems: Record<string, string> }

/** What the item calls itself, for its sender to find it again. */
const idIn = (item: unknown, field: string): string => {
  const named = (item as Record<string, unknown> | null | undefined)?.[field]
  return typeof named === 'string' ? named.slice(0, 64) : '?'
}
const problemsIn = (error: z.core.$ZodError): Record<string, string> =>
  Object.fromEntries(
    error.issues.map((issue) => [
      issue.code === 'unrecognized_keys' ? issue.keys.join(',') : issue.path.join('.') || 'item',
      issue.code,
    ]),
  )

export function readDecision(item: unknown): ReadItem<z.infer<typeof decisionIn>> {
  const read = z.safeParse(decisionIn, item)
  return read.success
    ? { ok: true, value: read.data }
    : { ok: false, id: idIn(item, 'id'), problems: problemsIn(read.error) }
}

function numbersOf(sent: HouseholdIn): {
  phone?: PhoneNumber
  recipients?: SentPerson[]
  problems: Record<string, string>
} {
  const problems: Record<string, string> = {}
  const read = (typed: string | undefined, field: string): PhoneNumber | undefined => {
    if (typed === undefined) return undefined
    const number = readTypedNumber(typed)
    if (!number) problems[field] = 'not-a-mobile-number'
    return number
  }
  const phone = read(sent.phone, 'phone')
  const recipients = sent.recipients?.map(({ phone: typed, ...person }, index): SentPerson => {
    const own = read(typed, `recipients.${index}.phone`)
    return own ? { ...person, phone: own } : person
  })
  return { ...(phone ? { phone } : {}), ...(recipients ? { recipients } : {}), problems }
}

/** `programmes`: those that the sender answers for; `*` is all. */
export function readHousehold(item: unknown, programmes: readonly string[]): ReadItem<SentHousehold> {
  const shape = z.safeParse(householdIn, item)
  if (!shape.success) return { ok: false, id: idIn(item, 'householdId'), problems: problemsIn(shape.error) }
  const sent = shape.data
  const { problems, ...numbers } = numbersOf(sent)
  if (!communeOf(sent.commune)) problems.commune = 'unknown'
  if (sent.programmes.some((programme) => !programmeOf(programme))) problems.programmes = 'unknown'
  else if (!programmes.includes('*') && !sent.programmes.every((programme) => programmes.includes(programme)))
    problems.programmes = 'not-yours'
  if (Object.keys(problems).length > 0) return { ok: false, id: sent.householdId, problems }
  const { phone: _typed, recipients: _people, ...plain } = sent
  return { ok: true, value: { ...plain, ...numbers } }
}

export function proveWrites(writes: readonly string[], what: 'households' | 'decisions' | 'lists'): void {
  if (!writes.includes(what))
    throw new Refusal('not-allowed', `This consumer was not given leave to send ${what}.`)
}
