/** Mobile networks of Mali, by the first digits of a number: what an SMS costs depends on it. */
import type { PhoneNumber } from './phone-number.ts'

export const networks = ['orange', 'moov', 'telecel', 'other'] as const
export type Network = (typeof networks)[number]

/** First digits, as the numbering plan gives them out; numbers do not move between networks in Mali. */
const prefixes: readonly (readonly [RegExp, Network])[] = [
  [/^\+223(6|89|9[5-9])/, 'moov'],
  [/^\+223(7|8[2-5]|9[0-4])/, 'orange'],
  [/^\+2235/, 'telecel'],
]
export const networkOf = (phone: PhoneNumber): Network =>
  prefixes.find(([prefix]) => prefix.test(phone))?.[1] ?? 'other'
