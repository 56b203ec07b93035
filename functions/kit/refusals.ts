/** What a refusal, or a fault, sounds like over HTTP: the one table, as problem+json (RFC 9457). */
import type { Problem } from '../../shared/contracts/staff-api.ts'
import type { Refusal, RefusalCode } from '../../shared/domain/refusal.ts'

const statuses: Readonly<Record<RefusalCode, { readonly status: number; readonly title: string }>> = {
  'not-found': { status: 404, title: 'Not found' },
  'not-allowed': { status: 403, title: 'Not allowed' },
  'wrong-state': { status: 409, title: 'Not in this state' },
  stale: { status: 412, title: 'It has changed' },
  invalid: { status: 422, title: 'Something does not fit' },
  'already-done': { status: 409, title: 'Done before' },
}

export const problemOf = (
  status: number,
  code: string,
  title: string,
  more: Partial<Problem> = {},
): Problem => ({
  type: `urn:jigikan:problem:${code}`,
  title,
  status,
  code,
  ...more,
})

/** `fresh` is replaced by what this officer may read of it, before it leaves. */
export function problemOfRefusal(refusal: Refusal, fresh?: unknown): Problem {
  const { status, title } = statuses[refusal.code]
  return problemOf(status, refusal.code, title, {
    detail: refusal.message,
    ...(refusal.fields ? { fields: { ...refusal.fields } } : {}),
    ...(fresh === undefined ? {} : { fresh }),
  })
}

export const faultProblem: Problem = problemOf(500, 'fault', 'Something went wrong on our side', {
  detail: 'Nothing was changed unless you see it. Try again in a moment.',
})
