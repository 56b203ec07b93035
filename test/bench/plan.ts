/**
 * What the phones of the journey do, made from a seed: whoever plays it and whoever looks afterwards at what was kept know
 * the same. Five hops each; what is said differs from session to session, so that a mix-up shows.
 */
import type { About } from '../../shared/domain/about.ts'
import type { FiledCategory } from '../../shared/domain/categories.ts'
import type { PhoneNumber } from '../../shared/domain/phone-number.ts'

export const phonesAtOnce = 50
/** Part of the hops that come twice: half of them at the same moment, half after the first was answered. */
export const repeatedShare = 0.05

export const phoneOf = (index: number): PhoneNumber =>
  `+223701${String(index).padStart(5, '0')}` as PhoneNumber
export const commune = '71025000'

const said: readonly { readonly keys: readonly [string, string]; readonly category: FiledCategory }[] = [
  { keys: ['1', '2'], category: '1.1' },
  { keys: ['3', '1'], category: '3.1' },
]
const abouts: readonly About[] = [
  'nobody',
  'agency',
  'committee',
  'chief',
  'programme',
  'ngo',
  'other',
  'unknown',
]

export interface PlannedSession {
  readonly sessionId: string
  readonly phone: PhoneNumber
  /** What is pressed after the dial, one hop each. */
  readonly inputs: readonly string[]
  readonly category: FiledCategory
  readonly about: About
}

/** Every session is another household's: fifty call at once, and hardly anybody complains twice in a minute. */
export function planned(index: number): PlannedSession {
  const { keys, category } = said[index % said.length] ?? { keys: ['1', '2'], category: '1.1' }
  const which = Math.floor(index / 3) % abouts.length
  return {
    sessionId: `ATUid_${String(index).padStart(32, '0')}`,
    phone: phoneOf(index),
    inputs: [...keys, String(which + 1), '1'],
    category,
    about: abouts[which] ?? 'nobody',
  }
}

/** Whether a hop comes twice, and how. The same for every application. */
export function repetitionOf(session: number, hop: number): 'none' | 'at-once' | 'afterwards' {
  const lot = ((session * 5 + hop) * 7919) % 1000
  if (lot >= repeatedShare * 1000) return 'none'
  return lot % 2 === 0 ? 'at-once' : 'afterwards'
}
