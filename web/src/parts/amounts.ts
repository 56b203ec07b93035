/** Amounts, numbers and shares as people write them, in the language of the screen. */
import { speech } from '../store/language.ts'

const formatted = (value: number, options: Intl.NumberFormatOptions = {}): string =>
  new Intl.NumberFormat([...speech.value.locales], options).format(value)

export const number = (value: number): string => formatted(value)

/** `4 680 000 FCFA` */
export const fcfa = (value: number): string => `${formatted(value)}\u00a0FCFA`

/** Francs of West Africa are said as everybody says them; other money by its code. */
export const money = ({ currency, amount }: { readonly currency: string; readonly amount: number }): string =>
  `${formatted(amount, { maximumFractionDigits: 2 })}\u00a0${currency === 'XOF' ? 'FCFA' : currency}`

/** Of a share that comes in percent: `76,5 %` */
export const percent = (value: number): string =>
  formatted(value / 100, { style: 'percent', maximumFractionDigits: 1 })

/** `2,4 Mo`, as files are spoken of. */
export const fileSize = (bytes: number): string =>
  bytes < 1_000_000
    ? formatted(Math.max(1, Math.round(bytes / 1000)), { style: 'unit', unit: 'kilobyte' })
    : formatted(bytes / 1_000_000, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 })

/** `45 000`, `45000 F`: digits are what counts. */
export const amountIn = (words: string): number | undefined => {
  const digits = words.replace(/[\s\u00a0\u202f.]|f?cfa|f/gi, '')
  return /^\d{1,9}$/.test(digits) ? Number(digits) : undefined
}
