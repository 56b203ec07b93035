/**
 * Cells of a table as people in Mali's offices write them: `15 000`, `15000,00 FCFA`, `03/12/2026`, `3 déc. 2026`. What
 * could mean two things means nothing: undefined.
 */

/** A cell as it is compared: without accents, case or signs. */
export const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

const spaces = /[\s\u00a0\u202f\u2009]/g
const currency = /(?:f\.?\s?cfa|cfa|xof|f)\.?$/i

/** Whole FCFA. There are no centimes: decimals are zeros, and three digits after a sign are thousands. */
export function readFcfa(cell: string): number | undefined {
  const bare = cell.trim().replace(currency, '').replace(spaces, '')
  const whole = /^(\d+)(?:[.,]0{1,2})?$/.exec(bare)?.[1]
  const grouped =
    /^(\d{1,3}(?:\.\d{3})+)(?:,0{1,2})?$/.exec(bare)?.[1] ??
    /^(\d{1,3}(?:,\d{3})+)(?:\.0{1,2})?$/.exec(bare)?.[1]
  const digits = whole ?? grouped?.replace(/\D/g, '')
  if (digits === undefined) return undefined
  const value = Number(digits)
  return Number.isSafeInteger(value) ? value : undefined
}

const monthStarts = [
  'jan',
  'fev',
  'mar',
  'avr',
  'mai',
  'juin',
  'juil',
  'aou',
  'sep',
  'oct',
  'nov',
  'dec',
] as const
const monthNames = [
  'janvier',
  'fevrier',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'aout',
  'septembre',
  'octobre',
  'novembre',
  'decembre',
] as const

/** `déc.`, `dec`, `décembre`: a beginning of the name that no other month shares. */
function monthOf(word: string): number | undefined {
  const index = monthNames.findIndex(
    (name, at) => name.startsWith(word) && word.startsWith(monthStarts[at] ?? '?'),
  )
  return index < 0 ? undefined : index + 1
}

function dayFrom(year: number, month: number, day: number): string | undefined {
  if (year < 2000 || year > 2100) return undefined
  const date = new Date(Date.UTC(year, month - 1, day))
  const isReal =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return isReal ? date.toISOString().slice(0, 10) : undefined
}

/** The day before the month, as in French; or ISO. A time of day behind it is let go. */
export function readDay(cell: string): string | undefined {
  const text = cell.trim().replace(/[T\s]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?Z?$/, '')
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text)
  if (iso) return dayFrom(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const french = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text)
  if (french) return dayFrom(Number(french[3]), Number(french[2]), Number(french[1]))
  const [, day, word = '', year] = /^(\d{1,2})(?:er)? ([a-z]+) (\d{4})$/.exec(plain(text)) ?? []
  const month = monthOf(word)
  return month === undefined ? undefined : dayFrom(Number(year), month, Number(day))
}

/** `3/12/2026`: how a day is written back in a reason. */
export const frenchDay = (day: string): string => day.split('-').reverse().join('/')
