/** Reads what callers type: digits in any script and with noise, words, an amount, a phone number. Guesses nothing. */
import { type PhoneNumber, readGatewayNumber } from '../domain/phone-number.ts'

export const mostCharacters = 1_000

/** The first digit of each script in use around Mali: Arabic, eastern Arabic, N'Ko. */
const zeros = [0x0660, 0x06f0, 0x07c0]
const asciiDigit = (character: string): string => {
  const code = character.codePointAt(0) ?? 0
  const zero = zeros.find((first) => code >= first && code <= first + 9)
  return zero === undefined ? character : String(code - zero)
}

/** What nearly every caller types, and needs no reading. */
const bareDigits = /^\d{1,40}$/

const plain = (typed: string): string => Array.from(typed.slice(0, 40).normalize('NFKC'), asciiDigit).join('')

/** At most a thousand characters, whole ones, without control characters or runs of blanks. */
export function tidy(raw: string): string {
  if (bareDigits.test(raw)) return raw
  const well = raw
    .slice(0, 8 * mostCharacters)
    .toWellFormed()
    .normalize('NFC')
  const blanks = well.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()
  return Array.from(blanks).slice(0, mostCharacters).join('').trim()
}

/** ` １ #` → `1`. What is no bare number stays as it was typed. */
export function readDigits(typed: string): string {
  if (typed.length > 40 || bareDigits.test(typed)) return typed
  const bare = plain(typed).replace(/[\s#.]/g, '')
  return /^\d+$/.test(bare) ? bare : typed
}

/** Words, not a digit pressed on the wrong screen. */
export const readWords = (typed: string): string | undefined =>
  typed === '' || /^\d{1,2}$/.test(readDigits(typed)) ? undefined : typed

/** `15 000 F` → 15000. From a coin to ten million; undefined for all that is not plainly an amount. */
export function readAmountFcfa(typed: string): number | undefined {
  const bare = plain(typed)
    .replaceAll('#', '')
    .replace(/\s*(f\s*cfa|cfa|frs?|francs?|f|xof)\.?$/i, '')
    .trim()
  const digits = /^\d{1,3}(?:[ .,]\d{3})+$/.test(bare) ? bare.replace(/[ .,]/g, '') : bare
  const amount = /^\d{2,7}$/.test(digits) ? Number(digits) : 0
  return amount >= 25 ? amount : undefined
}

/** Eight digits of Mali, or any number written the international way (`+` or `00`). */
export function readPhoneNumber(typed: string): PhoneNumber | undefined {
  const bare = plain(typed).replace(/[\s().#/-]/g, '')
  if (/^[2-9]\d{7}$/.test(bare)) return readGatewayNumber(`+223${bare}`)
  const international = /^(?:\+|00)(\d{8,15})$/.exec(bare)?.[1] ?? /^(223[2-9]\d{7})$/.exec(bare)?.[1]
  if (!international) return undefined
  if (international.startsWith('223') && !/^223[2-9]\d{7}$/.test(international)) return undefined
  return readGatewayNumber(`+${international}`)
}
