/**
 * A complaint's reference: eight digits and a check digit, spoken in two groups and a last one: `4821-0937-5`.
 * The check digit is Damm's: it catches every single wrong digit and every two neighbours swapped, which is how numbers
 * are misheard and mistyped. The first digit is never 0, so that spreadsheets keep it.
 */
export type Reference = string & { readonly __reference: true }

const damm = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
] as const

function checkDigitOf(digits: string): string {
  let interim = 0
  for (const digit of digits) interim = Number(damm[interim]?.[Number(digit)])
  return String(interim)
}

/** A reference from eight digits of chance. */
export function referenceFrom(eightDigits: string): Reference {
  if (!/^[1-9]\d{7}$/.test(eightDigits))
    throw new RangeError('a reference is made of eight digits, the first not 0')
  return `${eightDigits}${checkDigitOf(eightDigits)}` as Reference
}

/** Reads what people type or say: any spaces, dashes, dots, a leading # or "ref". Undefined when the check digit is wrong. */
export function parseReference(raw: string): Reference | undefined {
  const digits = raw.replace(/[^\d]/g, '')
  if (!/^[1-9]\d{8}$/.test(digits)) return undefined
  return checkDigitOf(digits.slice(0, 8)) === digits[8] ? (digits as Reference) : undefined
}

/** The first true reference in a text, e.g. of an SMS: nine digits, perhaps grouped. */
export function findReference(text: string): Reference | undefined {
  for (const match of text.matchAll(/(?<!\d)[1-9]\d{3}[\s.-]?\d{4}[\s.-]?\d(?!\d)/g)) {
    const reference = parseReference(match[0])
    if (reference) return reference
  }
  return undefined
}

/** `4821-0937-5` */
export const spokenReference = (reference: Reference): string =>
  `${reference.slice(0, 4)}-${reference.slice(4, 8)}-${reference.slice(8)}`
