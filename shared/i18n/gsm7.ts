/**
 * What fits into an SMS and a USSD screen: the GSM 03.38 alphabet (3GPP TS 23.038, 6.2.1), its price in septets, and a
 * spelling in it for any text. One letter outside, such as ç or ɛ, cuts an SMS from 160 characters to 70.
 */

const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
    '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
/** Behind an escape: two septets each. */
const extended = new Set('\f^{}\\[~]|€')

const septetsOfCharacter = (character: string): number | undefined =>
  basic.has(character) ? 1 : extended.has(character) ? 2 : undefined

/** Septets that the text takes, each extension character two; undefined when a character is outside GSM-7. */
export function septetsOf(text: string): number | undefined {
  let septets = 0
  for (const character of text) {
    const own = septetsOfCharacter(character)
    if (own === undefined) return undefined
    septets += own
  }
  return septets
}

export const isGsm7 = (text: string): boolean => septetsOf(text) !== undefined

/** Spellings that taking off diacritics does not give; è ò ny ng are the older Malian spelling of Bambara. */
const spellings: readonly (readonly [letters: string, spelling: string])[] = [
  ['ɛ', 'è'],
  ['ɔ', 'ò'],
  ['ɲ', 'ny'],
  ['Ɲ', 'Ny'],
  ['ŋ', 'ng'],
  ['Ŋ', 'Ng'],
  ['ƐƏƎ', 'E'],
  ['Ɔ', 'O'],
  ['ɓ', 'b'],
  ['Ɓ', 'B'],
  ['ɗ', 'd'],
  ['Ɗ', 'D'],
  ['əǝ', 'e'],
  ['ɣ', 'g'],
  ['Ɣ', 'G'],
  ['ƴ', 'y'],
  ['Ƴ', 'Y'],
  ['œ', 'oe'],
  ['Œ', 'Oe'],
  ['ı', 'i'],
  ['°', 'o'],
  ['’‘‚‛ʼ´`‹›', "'"],
  ['“”„‟«»', '"'],
  ['‐‑‒–—―−•', '-'],
  ['·', '.'],
  ['…', '...'],
  ['×', 'x'],
  ['→', '>'],
  ['\t', ' '],
  ['\u2028\u2029', '\n'],
]
const respelled = new Map(
  spellings.flatMap(([letters, spelling]) => Array.from(letters, (letter) => [letter, spelling] as const)),
)
/** The space inside guillemets, which the straight quotes in their place do without. */
const quoteSpace = /(?<=«)[ \u00a0\u202f]|[ \u00a0\u202f](?=»)/g
const anySpace = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/gu
/** Soft hyphen, zero-width and direction marks: nothing that a reader would miss. */
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/gu

const spell = (character: string): string => {
  if (septetsOfCharacter(character) !== undefined) return character
  const spelling = respelled.get(character)
  if (spelling !== undefined) return spelling
  const plain = character.normalize('NFKD').replace(/\p{M}/gu, '')
  return Array.from(plain, (part) =>
    septetsOfCharacter(part) === undefined ? (respelled.get(part) ?? '?') : part,
  ).join('')
}

/**
 * The nearest spelling in GSM-7: `n° reçu` → `no recu`, `ɲɛ` → `nyè`. What has none, such as Arabic, becomes `?`.
 * A text already in GSM-7 stays as it is.
 */
export function toGsm7(text: string): string {
  const tidy = text.normalize('NFC').replace(quoteSpace, '').replace(anySpace, ' ').replace(invisible, '')
  return Array.from(tidy, spell).join('')
}

export interface SmsParts {
  readonly encoding: 'GSM-7' | 'UCS-2'
  /** What the text takes: septets in GSM-7, UTF-16 units in UCS-2. */
  readonly units: number
  /** What that many parts can hold, in the same units. */
  readonly roomUnits: number
  /** How many SMS are paid for; an empty text is one. */
  readonly parts: number
}

/** One SMS alone, and each of several joined ones (six octets go to the joining header). */
const room = { 'GSM-7': { alone: 160, joined: 153 }, 'UCS-2': { alone: 70, joined: 67 } } as const

/** How the text travels. Neither an escaped character nor a surrogate pair is ever split between two parts. */
export function smsParts(text: string): SmsParts {
  const septets = septetsOf(text)
  const encoding = septets === undefined ? 'UCS-2' : 'GSM-7'
  const units = septets ?? text.length
  const { alone, joined } = room[encoding]
  if (units <= alone) return { encoding, units, roomUnits: alone, parts: 1 }
  let parts = 1
  let usedUnits = 0
  for (const character of text) {
    const own = encoding === 'GSM-7' ? (septetsOfCharacter(character) ?? 0) : character.length
    if (usedUnits + own > joined) {
      parts += 1
      usedUnits = 0
    }
    usedUnits += own
  }
  return { encoding, units, roomUnits: parts * joined, parts }
}
