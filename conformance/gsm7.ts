/** GSM 03.38: what a text weighs on a phone's screen. */

const basic =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
const extension = '^{}\\[]~|€\f'
const septetsByCharacter = new Map([
  ...Array.from(basic, (character) => [character, 1] as const),
  ...Array.from(extension, (character) => [character, 2] as const),
])

/** Undefined when a character is not in the alphabet. */
export function septetsOf(text: string): number | undefined {
  let septets = 0
  for (const character of text) {
    const own = septetsByCharacter.get(character)
    if (own === undefined) return undefined
    septets += own
  }
  return septets
}
