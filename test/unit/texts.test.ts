import { describe, expect, it } from 'vitest'
import { consoleLanguages, type Language, languages } from '../../shared/domain/languages.ts'
import englishAlerts from '../../shared/i18n/alerts.en.json' with { type: 'json' }
import { type AlertKey, alertKeys, alertTemplateOf, sayAlert } from '../../shared/i18n/alerts.ts'
import { plainDay } from '../../shared/i18n/days.ts'
import { namesIn } from '../../shared/i18n/fill-in.ts'
import { septetsOf, toGsm7 } from '../../shared/i18n/gsm7.ts'
import bambara from '../../shared/i18n/line.bm.json' with { type: 'json' }
import { isDraft, say, type TextKey, templateOf, textKeys } from '../../shared/i18n/texts.ts'

const everyDay = Array.from({ length: 12 }, (_, month) => `2026-${String(month + 1).padStart(2, '0')}-28`)
const longestDay = (language: Language): string =>
  everyDay
    .map((day) => plainDay(language, day))
    .reduce((longest, day) => (day.length > longest.length ? day : longest))

const septets = (text: string): number => septetsOf(toGsm7(text)) ?? Number.POSITIVE_INFINITY
const reference = '4821-0937-5'
const code = '*384*44135#'
const carryingWords: readonly TextKey[] = [
  'sms.answer',
  'sms.question',
  'sms.rejected',
  'sms.referred',
  'sms.words',
]
const smsKeys = textKeys.filter((key) => key.startsWith('sms.'))

describe('the texts of the line', () => {
  it('has the same keys in every language', () => {
    expect(Object.keys(bambara).sort()).toEqual([...textKeys].sort())
    expect(Object.keys(englishAlerts).sort()).toEqual([...alertKeys].sort())
  })

  it.each(textKeys)('waits for the same values in every language: %s', (key) => {
    expect(namesIn(templateOf('bm', key))).toEqual(namesIn(templateOf('fr', key)))
  })

  it.each(alertKeys)('waits for the same values in both languages of the console: %s', (key) => {
    expect(namesIn(alertTemplateOf('en', key))).toEqual(namesIn(alertTemplateOf('fr', key)))
  })

  it('says that Bambara is a draft, and that French is the source', () => {
    expect(isDraft('bm')).toBe(true)
    expect(isDraft('fr')).toBe(false)
    expect(templateOf('fr', 'language.bm')).toContain('essai')
  })

  it('is written with its true letters, which GSM-7 respells without a question mark', () => {
    for (const language of languages) {
      for (const key of textKeys) {
        const questions = (text: string) => text.split('?').length
        const template = templateOf(language, key)
        expect(questions(toGsm7(template)), `${language} ${key}`).toBe(questions(template))
      }
    }
  })

  it('says references in groups and days in words, however they come', () => {
    const said = say('fr', 'sms.status.working', { reference: '482109375', dueOn: '2026-12-03' })
    expect(said).toBe('Jigikan: dossier 4821-0937-5 en cours. Réponse au plus tard le 3 déc. 2026.')
    expect(say('fr', 'sms.status.working', { reference, dueOn: '3 déc. 2026' })).toBe(said)
  })

  it('refuses to say half a sentence', () => {
    expect(() => say('fr', 'sms.receipt', { reference })).toThrow(TypeError)
  })

  it('never reads a value for a place to fill in', () => {
    expect(say('fr', 'sms.words', { reference, words: '{code} {x}' })).toContain('{code} {x}')
  })

  it('names the months of each language itself', () => {
    expect(plainDay('fr', '2026-12-03')).toBe('3 déc. 2026')
    expect(plainDay('fr', '2026-08-01')).toBe('1er août 2026')
    expect(plainDay('bm', '2026-10-01')).toBe('1 ɔkutɔburu 2026')
    expect(plainDay('bm', 'tomorrow')).toBe('tomorrow')
  })
})

describe('the SMS of the line', () => {
  it.each(languages.flatMap((language) => smsKeys.map((key) => [language, key] as const)))(
    'fits in one SMS with the longest values: %s %s',
    (language, key) => {
      const values = { reference, code, dueOn: longestDay(language), answer: '', question: '', words: '' }
      const room = carryingWords.includes(key) ? 100 : 160
      expect(septets(say(language, key, values))).toBeLessThanOrEqual(room)
    },
  )

  it('tells nobody who reads over a shoulder what it is about', () => {
    const telling =
      /argent|paie|fcfa|carte|liste|m[ée]nage|comit|agence|chef|conflit|menace|priv|plainte|wari|kariti|lisi|komite|gundo ?kuma/i
    for (const language of languages) {
      // Whether money was asked for can be asked in no other word; it says of whom and of what for nothing.
      const keys = smsKeys.filter((key) => key !== 'sms.money.money_asked')
      for (const key of keys) expect(templateOf(language, key), `${language} ${key}`).not.toMatch(telling)
    }
  })

  it('says that no secret code is ever asked for', () => {
    expect(say('fr', 'sms.help', { code })).toContain('ne demande jamais votre code secret')
    for (const language of languages) expect(say(language, 'sms.help', { code })).toContain(code)
  })

  it('promises nothing in the name of an office, and gives no number of its own', () => {
    for (const language of languages) {
      for (const key of textKeys) {
        expect(templateOf(language, key)).not.toMatch(/offici|minist|gouvern|UTGFS|\d{3,}/i)
      }
    }
  })
})

describe('the alerts of officers', () => {
  const link = 'https://console.jigikan.example/complaints/482109375'
  const alerts = alertKeys.filter((key) => key.startsWith('alert.'))

  it('has an SMS, a subject and a body for each kind', () => {
    const kinds = alerts.map((key) => key.slice('alert.'.length))
    const expected = kinds.flatMap((kind) => [`alert.${kind}`, `email.${kind}.subject`, `email.${kind}.body`])
    expect([...alertKeys].sort()).toEqual(expected.sort())
    expect(kinds.sort()).toEqual(
      [
        'assigned',
        'complainant_wrote',
        'escalated',
        'incident',
        'late',
        'new',
        'private',
        'registry_rejected',
        'reminders_paused',
        'restricted',
        'third',
      ].sort(),
    )
  })

  it.each(consoleLanguages.flatMap((language) => alerts.map((key) => [language, key] as const)))(
    'fits in one SMS with a long link: %s %s',
    (language, key) => {
      expect(septets(sayAlert(language, key as AlertKey, { reference, link }))).toBeLessThanOrEqual(160)
    },
  )

  it('has room for the reference and the link alone, and for no reference in a private one', () => {
    for (const language of consoleLanguages) {
      for (const key of alertKeys) {
        const names = namesIn(alertTemplateOf(language, key))
        const allowed = key.includes('private') ? ['link'] : ['link', 'reference']
        expect(allowed, key).toEqual(expect.arrayContaining([...names]))
      }
    }
    expect(sayAlert('en', 'alert.private', { link })).toContain(link)
  })
})
