/** What a reminder may say: for every text, language and place, however long, whatever somebody typed as its name. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { languages } from '../../shared/domain/languages.ts'
import type { Site } from '../../shared/domain/payday.ts'
import { communeOf } from '../../shared/domain/places.ts'
import type { ReminderContent } from '../../shared/domain/reminder-content.ts'
import { sensitivityOfText } from '../../shared/domain/sensitivity.ts'
import { namesIn } from '../../shared/i18n/fill-in.ts'
import { isGsm7, smsParts } from '../../shared/i18n/gsm7.ts'
import { placeWords, reminderTemplate, sayReminder, tellings } from '../../shared/i18n/reminders.ts'

const day = fc
  .integer({ min: 0, max: 3650 })
  .map((days) => new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10))
/** As an officer may type it: long, accented, with money in it. */
const typed = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'abcdé êçɛɲ’-()ABC'), minLength: 1, maxLength: 80 }),
  fc.constantFrom(
    'Marché',
    'École fondamentale de Koïma',
    '15 000 FCFA',
    'Bara 30000',
    'Place 15.000 f',
    '45 000',
  ),
)
const site: fc.Arbitrary<Site> = fc
  .record({
    commune: fc.constantFrom('71025000', '71010000', '61100000'),
    village: fc.option(typed),
    point: fc.option(typed),
  })
  .map(({ commune, village, point }) => ({
    commune: communeOf(commune) ? commune : '71025000',
    ...(village ? { village } : {}),
    ...(point ? { point } : {}),
  }))
const content: fc.Arbitrary<ReminderContent> = fc.oneof(
  fc.record({ tells: fc.constant('day_and_place' as const), day, place: site }),
  fc.record({ tells: fc.constant('day' as const), day }),
  fc.record({ tells: fc.constant('moved' as const), was: day, day, place: site }),
  fc.record({ tells: fc.constant('changed' as const), was: day }),
  fc.record({ tells: fc.constant('cancelled' as const), was: day }),
  fc.record({ tells: fc.constant('asks' as const) }),
)
const language = fc.constantFrom(...languages)
const money = /\d[\d .]*\s*(f(?![a-zà-ÿ])|fcfa|cfa|francs?)|\b\d{2,3} \d{3}\b|\b\d{5,}\b/i
const free = { fr: 'gratuit', bm: 'gansan' } as const

describe('a reminder', () => {
  test('never says an amount, with a place and a day or without', () => {
    fc.assert(
      fc.property(language, content, (spoken, said) => {
        expect(sayReminder(spoken, said).text).not.toMatch(money)
      }),
      { numRuns: 500 },
    )
  })

  test('says in every language that collecting one’s money is free, and nothing that makes a matter sensitive', () => {
    fc.assert(
      fc.property(language, content, (spoken, said) => {
        const { text } = sayReminder(spoken, said)
        expect(text).toContain(free[spoken])
        expect(text.startsWith('Jigikan')).toBe(true)
        if (!said.place) expect(sensitivityOfText(text)).toBe('S0')
      }),
    )
  })

  test('is written in GSM-7, and takes one SMS whenever a name of the place lets it; two at most', () => {
    fc.assert(
      fc.property(language, content, (spoken, said) => {
        const { text, parts } = sayReminder(spoken, said)
        expect(isGsm7(text)).toBe(true)
        expect(smsParts(text).parts).toBe(parts)
        expect(parts).toBe(1)
      }),
      { numRuns: 500 },
    )
  })

  test('names no place but where it may, and no day but what it tells', () => {
    for (const spoken of languages) {
      expect(tellings.map((telling) => [telling, namesIn(reminderTemplate(spoken, telling))])).toEqual([
        ['day_and_place', ['day', 'place']],
        ['day', ['day']],
        ['moved', ['day', 'place', 'was']],
        ['changed', ['was']],
        ['cancelled', ['was']],
        ['asks', []],
      ])
    }
  })

  test('cannot be given an amount, a name or a category: it would not compile', () => {
    const place = { commune: '71025000' }
    // @ts-expect-error there is no room for an amount
    const dear: ReminderContent = { tells: 'day_and_place', day: '2026-12-03', place, amountFcfa: 30_000 }
    // @ts-expect-error a discreet one has no place
    const open: ReminderContent = { tells: 'day', day: '2026-12-03', place }
    // @ts-expect-error there is no room for a name
    const named: ReminderContent = { tells: 'day', day: '2026-12-03', name: 'Fatou' }
    expect([dear, open, named]).toHaveLength(3)
  })

  test('says that nobody asks for a secret code, wherever there is room for it', () => {
    for (const telling of ['day_and_place', 'day', 'changed'] as const) {
      expect(reminderTemplate('fr', telling)).toContain('ne demande jamais de code secret')
      expect(reminderTemplate('bm', telling)).toContain('gundo kode ɲini abada')
    }
  })

  test('takes the most exact name of a place that fits, and no name that looks like money', () => {
    expect(placeWords({ commune: '71025000', village: 'Bara', point: 'Marché' })).toEqual([
      'Marché (Bara)',
      'Marché',
      'Bara (Gounzourèye)',
      'Bara',
      'Gounzourèye',
    ])
    expect(placeWords({ commune: '71025000', point: 'Guichet 30 000 FCFA' })).toEqual(['Gounzourèye'])
    const long = {
      commune: '71025000',
      village: 'Bara',
      point: 'Cour de la mairie, derrière le grand marché au bétail',
    }
    expect(sayReminder('fr', { tells: 'day_and_place', day: '2026-09-28', place: long }).text).toContain(
      'Bara (Gounzour',
    )
  })
})
