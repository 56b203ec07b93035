/**
 * Who may know of a complaint. S0 open, S1 personal, S2 restricted (never the village, the commune or the body accused),
 * S3 private (trained focal points only). The most restrictive always wins; nothing ever lowers it.
 */
export const sensitivities = ['S0', 'S1', 'S2', 'S3'] as const
export type Sensitivity = (typeof sensitivities)[number]
export type OpenSensitivity = 'S0' | 'S1'

export const rankOf = (sensitivity: Sensitivity): number => sensitivities.indexOf(sensitivity)

export function mostRestrictive(first: Sensitivity, ...others: readonly Sensitivity[]): Sensitivity {
  return others.reduce((worst, next) => (rankOf(next) > rankOf(worst) ? next : worst), first)
}

export const isOpen = (sensitivity: Sensitivity): sensitivity is OpenSensitivity => rankOf(sensitivity) < 2

/**
 * Words that make what somebody wrote restricted, whatever they chose on the menu. Stems, without accents, matched at the
 * start of a word, in French and (unreviewed) Bambara. They raise to S2, so that a trained officer reads it first and may
 * hand it to a focal point; they never lower.
 */
const raisingStems = [
  'viol',
  'agress',
  'attouch',
  'sexe',
  'sexuel',
  'harcel',
  'coucher avec',
  'chantage',
  'corrup',
  'corrom',
  'pot de vin',
  'pots de vin',
  'bakchich',
  'detourn',
  'extor',
  'racket',
  'rackett',
  'vole mon argent',
  'vole notre argent',
  'pris mon argent',
  'pris notre argent',
  'coupe mon argent',
  'demande de l argent',
  'menac',
  'frapp',
  'battu',
  'tuer',
  'tue',
  'mourir',
  'arme',
  'terroris',
  'djihad',
  'jihad',
  'enlev',
  'kidnapp',
  'mineur',
  'enfant force',
  'mariage force',
  'excis',
  'esclav',
] as const

const plain = (text: string): string =>
  ` ${text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')} `

/** The sensitivity that a text asks for by itself. `undefined` text asks for nothing. */
export function sensitivityOfText(text: string | undefined): Sensitivity {
  if (!text) return 'S0'
  const words = plain(text)
  return raisingStems.some((stem) => words.includes(` ${stem}`)) ? 'S2' : 'S0'
}
