/**
 * What may be wrong with a field of a request: codes that stay the same, for whoever shows them in words of their own. The
 * first ones come from the contract; the others from the rules. Several of one field are joined by commas.
 */
import type * as z from 'zod/mini'

export const fieldProblems = [
  'needed',
  'too-long',
  'too-short',
  'too-many',
  'too-few',
  'too-large',
  'too-small',
  /** Not one of those that there are. */
  'unknown',
  /** Another kind of thing: words for a number, a day that is none. */
  'malformed',
  'not-a-mobile-number',
  'needed-to-call-back',
  'needed-without-consent',
  'another-officer',
  'may-not-handle',
  'other-unit',
  'has-it-already',
  'no-number',
  'no-words-here',
  'entered',
  'names-the-person',
  'amount-with-place',
  'asks-for-a-code',
  'sensitive-words',
] as const
export type FieldProblem = (typeof fieldProblems)[number]

type Issue = z.core.$ZodIssue

const sizes: Readonly<Record<string, readonly [tooBig: FieldProblem, tooSmall: FieldProblem]>> = {
  string: ['too-long', 'too-short'],
  array: ['too-many', 'too-few'],
}

const at = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (inside, key) =>
      typeof inside === 'object' && inside !== null
        ? (inside as Record<PropertyKey, unknown>)[key]
        : undefined,
    value,
  )

/** The code of what a contract did not accept. */
export function fieldProblemOf(issue: Issue, sent: unknown): FieldProblem {
  const value = at(sent, issue.path)
  if (value === undefined || value === null) return 'needed'
  switch (issue.code) {
    case 'too_big':
      return sizes[issue.origin]?.[0] ?? 'too-large'
    case 'too_small':
      // Nothing but spaces is nothing.
      if (typeof value === 'string' && value.trim() === '') return 'needed'
      return sizes[issue.origin]?.[1] ?? 'too-small'
    case 'invalid_value':
    case 'invalid_union':
    case 'unrecognized_keys':
      return 'unknown'
    default:
      return 'malformed'
  }
}
