/**
 * How the console speaks. A text has `{placeholders}`; one that counts has a form for each plural category of its
 * language. Where the texts stand, and how a page brings its own: console-packs.ts.
 */
import type { ConsoleLanguage } from '../domain/languages.ts'
import { coreTexts, type PackName, type PackTexts, packs } from './console-packs.ts'

type AllTexts = { [Name in PackName]: (texts: PackTexts<Name>) => void }[PackName] extends (
  texts: infer Texts,
) => void
  ? Texts
  : never
/** Keys of texts that are one sentence. */
export type TextKey = {
  [K in keyof AllTexts]: AllTexts[K] extends string ? K : never
}[keyof AllTexts]
/** Keys of texts that say how many. */
export type CountedKey = Exclude<keyof AllTexts, TextKey>
export type Values = Readonly<Record<string, string | number>>

type Forms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string }
/** Texts at hand, of some packs. */
export type ConsoleTexts = Readonly<Record<string, string | Forms>>

/** Mali's own habits first; a browser that does not know them falls back to the language. */
const localesOf: Readonly<Record<ConsoleLanguage, readonly [string, string]>> = {
  fr: ['fr-ML', 'fr'],
  en: ['en-GB', 'en'],
}

export interface Speaker {
  readonly language: ConsoleLanguage
  readonly locales: readonly [string, string]
  readonly text: (key: TextKey, values?: Values) => string
  /** Whether there is a sentence under this key, for keys made of what the server says. */
  readonly has: (key: string) => key is TextKey
  /** The form for `count`, with `{count}` written in the language's digits. */
  readonly counted: (key: CountedKey, count: number, values?: Values) => string
}

export function speaker(language: ConsoleLanguage, texts: ConsoleTexts): Speaker {
  const locales = localesOf[language]
  const numbers = new Intl.NumberFormat([...locales])
  const plurals = new Intl.PluralRules([...locales])
  const fill = (sentence: string, values: Values): string =>
    sentence.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name]
      return typeof value === 'number' ? numbers.format(value) : (value ?? whole)
    })
  // A text that is not at hand shows its key: seen at once, and nothing breaks.
  const said = (key: string): string => {
    const at = texts[key]
    return typeof at === 'string' ? at : key
  }
  return {
    language,
    locales,
    text: (key, values = {}) => fill(said(key), values),
    has: (key): key is TextKey => typeof texts[key] === 'string',
    counted: (key, count, values = {}) => {
      const forms = texts[key]
      if (typeof forms !== 'object') return key
      return fill(forms[plurals.select(count)] ?? forms.other, { ...values, count })
    },
  }
}

export const frenchCore: ConsoleTexts = coreTexts

export const loadTexts = async (
  language: ConsoleLanguage,
  names: readonly PackName[],
): Promise<ConsoleTexts> =>
  Object.assign(
    {},
    ...(await Promise.all(names.map(async (name) => (await packs[name][language]()).default))),
  )
