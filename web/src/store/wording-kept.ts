/** Proposals about texts stay on this device until they are taken out: they are about nobody. */
import { remember, remembered } from './remembered.ts'
import type { Proposals } from './wording.ts'

export function keptProposals(): Proposals {
  try {
    const kept: unknown = JSON.parse(remembered('wording') ?? '{}')
    return kept && typeof kept === 'object' ? (kept as Proposals) : {}
  } catch {
    return {}
  }
}

export const keepProposals = (next: Proposals): void =>
  remember('wording', Object.keys(next).length > 0 ? JSON.stringify(next) : null)
