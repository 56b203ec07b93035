/**
 * What the line and its SMS say, by stable key, in each language, with true accents; `toGsm7` respells it at the very edge.
 * French is the source: a key that is missing in another language does not compile.
 */
import type { Language } from '../domain/languages.ts'
import { type Reference, spokenReference } from '../domain/reference.ts'
import { isIsoDay, plainDay } from './days.ts'
import { fillIn, type Values } from './fill-in.ts'
import bambara from './line.bm.json' with { type: 'json' }
import french from './line.fr.json' with { type: 'json' }
import meta from './line.meta.json' with { type: 'json' }

export type TextKey = keyof typeof french

const texts: Readonly<Record<Language, Readonly<Record<TextKey, string>>>> = { fr: french, bm: bambara }

export const textKeys = Object.keys(french) as TextKey[]
export const isTextKey = (key: string): key is TextKey => Object.hasOwn(french, key)
export const templateOf = (language: Language, key: TextKey): string => texts[language][key]

/** Whether a language is a translation that nobody who writes it has checked: wherever staff see it, it is said. */
export const isDraft = (language: Language): boolean => !meta[language].source && !meta[language].reviewed

function spoken(language: Language, name: string, value: string): string {
  if (name === 'dueOn' && isIsoDay(value)) return plainDay(language, value)
  return name === 'reference' && /^\d{9}$/.test(value) ? spokenReference(value as Reference) : value
}

/**
 * A text with its values. `reference` and `dueOn` may come as they are kept (`482109375`, `2026-12-03`) and are said in
 * words (`4821-0937-5`, `3 déc. 2026`). Throws a TypeError when a value is missing.
 */
export function say(language: Language, key: TextKey, values: Values = {}): string {
  const said = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, spoken(language, name, value)]),
  )
  return fillIn(texts[language][key], said)
}
