/**
 * Fields of a form body as a gateway posts them, read one by one with zod. A problem names the field and never says
 * what was in it.
 */
import * as z from 'zod/mini'
import { readGatewayNumber } from '../domain/phone-number.ts'

export type Parsed<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: string }

export const id = z.string().check(z.trim(), z.minLength(1), z.maxLength(200))
export const word = z.string().check(z.trim(), z.minLength(1), z.maxLength(100))
export const text = z._default(
  z.pipe(
    z.string(),
    z.transform((raw) => raw.normalize('NFC')),
  ),
  '',
)
export const number = z.pipe(
  z.string(),
  z.transform((raw, context) => {
    const read = readGatewayNumber(raw)
    if (read === undefined) context.issues.push({ code: 'custom', input: undefined, message: 'not a number' })
    return read ?? z.NEVER
  }),
)
/** Fields that we can do without never refuse a callback: absent, empty and unreadable are all `undefined`. */
export const optionally = <Value>(read: (raw: string) => Value | undefined) =>
  z.optional(
    z.pipe(
      z.string(),
      z.transform((raw) => (raw.trim() === '' ? undefined : read(raw.trim()))),
    ),
  )
export const maybeWord = optionally((raw) => raw.slice(0, 100))
export const maybeCount = optionally((raw) => (/^\d{1,12}$/.test(raw) ? Number(raw) : undefined))
/** `2017-05-03T06:04:45Z` or `2017-05-03 06:04:45`; both are UTC. */
export const maybeInstant = optionally((raw) => {
  if (!/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d/.test(raw)) return undefined
  const iso = raw.replace(' ', 'T')
  const instant = new Date(/(Z|[+-]\d\d:?\d\d)$/.test(iso) ? iso : `${iso}Z`)
  return Number.isNaN(instant.getTime()) ? undefined : instant.toISOString()
})

/** Reads the form; `toValue` says our words for the gateway's. */
export const readForm = <Fields extends z.ZodMiniType, Value>(
  fields: Fields,
  form: URLSearchParams,
  toValue: (fields: z.output<Fields>) => Value,
): Parsed<Value> => {
  const result = fields.safeParse(Object.fromEntries(form))
  if (result.success) return { ok: true, value: toValue(result.data) }
  const field = String(result.error.issues[0]?.path[0] ?? 'form')
  return { ok: false, problem: `${field} ${form.has(field) ? 'cannot be read' : 'is missing'}` }
}

/** An optional property is there or not; it is never `undefined`. */
export const present = <Fields extends object>(fields: Fields) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Fields]?: Exclude<Fields[Name], undefined>
  }
