/**
 * Days in plain words: `3 déc. 2026`. The names of the months are ours: `Intl` knows no Bambara and answers in English.
 */
import type { Language } from '../domain/languages.ts'

const months: Readonly<Record<Language, readonly string[]>> = {
  fr: ['janv.', 'févr.', 'mars', 'avr.', 'mai', 'juin', 'juil.', 'août', 'sept.', 'oct.', 'nov.', 'déc.'],
  bm: [
    'zanwuye',
    'feburuye',
    'marisi',
    'awirili',
    'mɛ',
    'zuwɛn',
    'zuluye',
    'uti',
    'sɛtanburu',
    'ɔkutɔburu',
    'nowanburu',
    'desanburu',
  ],
}

const isoDay = /^(\d{4})-(\d{2})-(\d{2})$/
export const isIsoDay = (value: string): boolean => isoDay.test(value)

/** `2026-12-03` → `3 déc. 2026`. A text that is no ISO day comes back as it is. */
export function plainDay(language: Language, isoDate: string): string {
  const [, year = '', month = '', day = ''] = isoDay.exec(isoDate) ?? []
  const name = months[language][Number(month) - 1]
  if (!name) return isoDate
  const count = language === 'fr' && day === '01' ? '1er' : String(Number(day))
  return `${count} ${name} ${year}`
}
