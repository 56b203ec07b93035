import { describe, expect, test } from 'vitest'
import { filedCategories } from '../../shared/domain/categories.ts'
import english from '../../shared/i18n/console.en.json' with { type: 'json' }
import french from '../../shared/i18n/console.fr.json' with { type: 'json' }
import { frenchTexts, loadTexts, speaker } from '../../shared/i18n/console-texts.ts'

type Sentence = string | Readonly<Record<string, string>>
const languages: Readonly<Record<string, Readonly<Record<string, Sentence>>>> = {
  French: french,
  English: english,
}
const everySentence = (texts: Readonly<Record<string, Sentence>>) =>
  Object.entries(texts).flatMap(([key, said]) =>
    typeof said === 'string'
      ? [[key, said] as const]
      : Object.entries(said).map(([form, words]) => [`${key} (${form})`, words] as const),
  )
const namesIn = (said: Sentence | undefined): readonly string[] => {
  const forms = typeof said === 'string' ? [said] : Object.values(said ?? {})
  return [...new Set(forms.flatMap((form) => form.match(/\{\w+\}/g) ?? []))].sort()
}

describe('the console’s texts', () => {
  test('both languages say the same things, in the same order', () => {
    expect(Object.keys(english)).toEqual(Object.keys(french))
  })

  test('a sentence waits for the same values in both languages', () => {
    const inEnglish: Readonly<Record<string, Sentence>> = english
    for (const [key, said] of Object.entries(french as Readonly<Record<string, Sentence>>)) {
      const counts = (names: readonly string[]) => names.filter((name) => name !== '{count}')
      expect([key, ...counts(namesIn(inEnglish[key]))]).toEqual([key, ...counts(namesIn(said))])
    }
  })

  test('what counts has its plural forms, and nothing else has', () => {
    for (const texts of Object.values(languages)) {
      for (const [key, said] of Object.entries(texts)) {
        if (typeof said === 'string')
          expect([key, said.includes('{count}')]).toEqual([key, key === 'operations.bytes'])
        else expect([key, ...Object.keys(said)]).toEqual([key, 'one', 'other'])
      }
    }
  })

  test('nothing is empty, doubled by a space or left with a straight quote', () => {
    for (const [language, texts] of Object.entries(languages)) {
      for (const [key, words] of everySentence(texts)) {
        expect([language, key, words]).toEqual([language, key, words.trim()])
        expect([language, key, /["'] ?| {2}/.exec(words)?.[0]]).toEqual([language, key, undefined])
      }
    }
  })

  test('French keeps its signs with the word before them', () => {
    for (const [key, words] of everySentence(french)) {
      expect([key, / [:;?!»]|« /.exec(words)?.[0]]).toEqual([key, undefined])
    }
  })

  test('every category that can be filed has its name', () => {
    const { has } = speaker('fr', frenchTexts)
    for (const category of filedCategories)
      expect([category, has(`category.${category}`)]).toEqual([category, true])
  })

  test('French counts nought and one as one, English only one', async () => {
    const inFrench = speaker('fr', frenchTexts)
    const inEnglish = speaker('en', await loadTexts('en'))
    expect(inFrench.counted('deadline.left', 0)).toBe('reste 0 jour ouvré')
    expect(inFrench.counted('deadline.left', 1)).toBe('reste 1 jour ouvré')
    expect(inFrench.counted('deadline.left', 2)).toBe('reste 2 jours ouvrés')
    expect(inEnglish.counted('deadline.left', 0)).toBe('0 working days left')
    expect(inEnglish.counted('deadline.left', 1)).toBe('1 working day left')
  })

  test('a form that a language does not spell out falls back to the general one', () => {
    expect(speaker('fr', frenchTexts).counted('deadline.left', 1_000_000)).toMatch(
      /^reste 1\s000\s000 jours ouvrés$/,
    )
  })

  test('values are put in, numbers in the language’s own digits, and a value that is missing is seen', () => {
    const { text } = speaker('fr', frenchTexts)
    expect(text('operations.bytes', { count: 1432 })).toMatch(/^1\s432\so$/)
    expect(text('line.fresh', { time: '09:12' })).toBe('À jour 09:12')
    expect(text('line.fresh')).toBe('À jour {time}')
  })
})
