import { describe, expect, test } from 'vitest'
import { filedCategories } from '../../shared/domain/categories.ts'
import { packNames, packs } from '../../shared/i18n/console-packs.ts'
import { frenchCore, loadTexts, speaker } from '../../shared/i18n/console-texts.ts'
import { textsAskedBy, textsOfPages } from '../builders/console-pages.ts'

type Sentence = string | Readonly<Record<string, string>>
type Texts = Readonly<Record<string, Sentence>>
const french: Texts = await loadTexts('fr', packNames)
const english: Texts = await loadTexts('en', packNames)
const languages: Readonly<Record<string, Texts>> = { French: french, English: english }
const everySentence = (texts: Texts) =>
  Object.entries(texts).flatMap(([key, said]) =>
    typeof said === 'string'
      ? [[key, said] as const]
      : Object.entries(said).map(([form, words]) => [`${key} (${form})`, words] as const),
  )
/** The first words of all keys. */
const wordsOf = Object.fromEntries(Object.keys(french).map((key) => [key.split('.')[0] ?? key, true]))
const namesIn = (said: Sentence | undefined): readonly string[] => {
  const forms = typeof said === 'string' ? [said] : Object.values(said ?? {})
  return [...new Set(forms.flatMap((form) => form.match(/\{\w+\}/g) ?? []))].sort()
}

describe('the console’s texts', () => {
  test('both languages say the same things, in the same order', () => {
    expect(Object.keys(english)).toEqual(Object.keys(french))
  })

  test('a word before the point belongs to one pack', async () => {
    const owners = new Map<string, Set<string>>()
    for (const name of packNames) {
      for (const key of Object.keys((await packs[name].fr()).default)) {
        const word = key.split('.')[0] ?? key
        owners.set(word, (owners.get(word) ?? new Set()).add(name))
      }
    }
    expect([...owners].filter(([, { size }]) => size > 1)).toEqual([])
  })

  test('every page names the packs of what it and its parts say', async () => {
    const pages = await textsOfPages()
    expect(pages.length).toBeGreaterThan(5)
    for (const page of pages) {
      const said = new Set(
        Object.keys(await loadTexts('fr', ['core', ...page.packs])).map((key) => key.split('.')[0]),
      )
      const asked = await textsAskedBy(page.file)
      expect([page.file, asked.filter((word) => word in wordsOf && !said.has(word))]).toEqual([page.file, []])
    }
  })

  test('a sentence waits for the same values in both languages', () => {
    for (const [key, said] of Object.entries(french)) {
      const counts = (names: readonly string[]) => names.filter((name) => name !== '{count}')
      expect([key, ...counts(namesIn(english[key]))]).toEqual([key, ...counts(namesIn(said))])
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
    const { has } = speaker('fr', frenchCore)
    for (const category of filedCategories)
      expect([category, has(`category.${category}`)]).toEqual([category, true])
  })

  test('French counts nought and one as one, English only one', async () => {
    const inFrench = speaker('fr', frenchCore)
    const inEnglish = speaker('en', await loadTexts('en', ['core']))
    expect(inFrench.counted('deadline.left', 0)).toBe('reste 0 jour ouvré')
    expect(inFrench.counted('deadline.left', 1)).toBe('reste 1 jour ouvré')
    expect(inFrench.counted('deadline.left', 2)).toBe('reste 2 jours ouvrés')
    expect(inEnglish.counted('deadline.left', 0)).toBe('0 working days left')
    expect(inEnglish.counted('deadline.left', 1)).toBe('1 working day left')
  })

  test('a form that a language does not spell out falls back to the general one', () => {
    expect(speaker('fr', frenchCore).counted('deadline.left', 1_000_000)).toMatch(
      /^reste 1\s000\s000 jours ouvrés$/,
    )
  })

  test('values are put in, numbers in the language’s own digits, and a value that is missing is seen', async () => {
    const { text } = speaker('fr', await loadTexts('fr', ['core', 'operations']))
    expect(text('operations.bytes', { count: 1432 })).toMatch(/^1\s432\so$/)
    expect(text('line.fresh', { time: '09:12' })).toBe('À jour 09:12')
    expect(text('line.fresh')).toBe('À jour {time}')
  })

  test('a text that is not at hand shows its key', () => {
    const { text, counted, has } = speaker('fr', frenchCore)
    expect(text('file.title')).toBe('file.title')
    expect(counted('complaint.attempts', 2)).toBe('complaint.attempts')
    expect(has('file.title')).toBe(false)
  })
})
