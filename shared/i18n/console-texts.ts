/**
 * The console's texts: one flat JSON a language, the same keys in each, French the one that types are drawn from.
 * A text has `{placeholders}`; one that counts has a form for each plural category of its language. French comes with the
 * first page, any other language when somebody asks for it.
 */
import type { ConsoleLanguage } from '../domain/languages.ts'
import french from './console.fr.json' with { type: 'json' }

export type ConsoleTexts = typeof french
/** Keys of texts that are one sentence. */
export type TextKey = {
  [K in keyof ConsoleTexts]: ConsoleTexts[K] extends string ? K : never
}[keyof ConsoleTexts]
/** Keys of texts that say how many. */
export type CountedKey = Exclude<keyof ConsoleTexts, TextKey>
export type Values = Readonly<Record<string, string | number>>

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
  return {
    language,
    locales,
    text: (key, values = {}) => fill(texts[key], values),
    has: (key): key is TextKey => typeof (texts as Readonly<Record<string, unknown>>)[key] === 'string',
    counted: (key, count, values = {}) => {
      const forms: Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string } = texts[key]
      return fill(forms[plurals.select(count)] ?? forms.other, { ...values, count })
    },
  }
}

export const frenchTexts = french

export const loadTexts = async (language: ConsoleLanguage): Promise<ConsoleTexts> =>
  language === 'fr' ? french : (await import('./console.en.json', { with: { type: 'json' } })).default
