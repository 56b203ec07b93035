/** What the form of a new payday holds, and what is sent of it: everything is typed, and only what is whole is sent. */

import type { Body } from '../payments-api.ts'
import type { Words } from '../store/draft-box.ts'
import { text } from '../store/language.ts'
import { amountIn } from './amounts.ts'
import type { FieldError } from './error-summary.tsx'

export const planForm = 'plan'
export const planId = (field: string): string => (field === 'commune' ? 'place-commune' : `plan-${field}`)

const needed = [
  ['commune', 'queue.commune'],
  ['programme', 'queue.programme'],
  ['round', 'paydays.round'],
  ['day', 'paydays.day'],
  ['agency', 'paydays.agency'],
  ['amountFcfa', 'paydays.amount'],
] as const

export function missingInPlan(words: Words): readonly FieldError[] {
  const missing = needed
    .filter(([field]) => !words[field]?.trim())
    .map(([field, label]) => ({
      id: planId(field),
      message: text('error.neededOf', { field: text(label) }),
      here: text('error.needed'),
    }))
  const half = Boolean(words.from) !== Boolean(words.to)
  return [
    ...missing,
    ...(words.amountFcfa?.trim() && amountIn(words.amountFcfa) === undefined
      ? [{ id: planId('amountFcfa'), message: text('paydays.notAnAmount') }]
      : []),
    ...(half ? [{ id: planId('window'), message: text('paydays.halfWindow') }] : []),
  ]
}

export function planFrom(words: Words): Body<'planPayday'> {
  const village = words.village?.trim()
  const point = words.point?.trim()
  return {
    programme: words.programme ?? '',
    round: (words.round ?? '').trim().toUpperCase(),
    site: {
      commune: words.commune ?? '',
      ...(village ? { village } : {}),
      ...(point ? { point } : {}),
    },
    day: words.day ?? '',
    ...(words.from && words.to ? { window: { from: words.from, to: words.to } } : {}),
    agency: words.agency ?? '',
    amountFcfa: amountIn(words.amountFcfa ?? '') ?? 0,
    ...(words.disclosure === 'open' || words.disclosure === 'cautious' || words.disclosure === 'silent'
      ? { disclosure: words.disclosure }
      : {}),
  }
}
