/**
 * Texts of reminders: short, in GSM-7, one SMS wherever the place's name lets it. Each says that collecting one's money is
 * free, and, where it fits, that nobody asks for a secret code. What may be told is said by the type of the content: there
 * is no way to hand in an amount. `line.meta.json` says which languages nobody has reviewed.
 */
import type { Language } from '../domain/languages.ts'
import type { Site } from '../domain/payday.ts'
import { communeOf } from '../domain/places.ts'
import type { ReminderContent, Telling } from '../domain/reminder-content.ts'
import { plainDay } from './days.ts'
import { fillIn } from './fill-in.ts'
import { smsParts, toGsm7 } from './gsm7.ts'
import bambara from './reminders.bm.json' with { type: 'json' }
import french from './reminders.fr.json' with { type: 'json' }

const texts: Readonly<Record<Language, Readonly<Record<Telling, string>>>> = { fr: french, bm: bambara }

export const tellings = Object.keys(french) as Telling[]
export const reminderTemplate = (language: Language, telling: Telling): string => texts[language][telling]

/** An officer types the names of villages and points: what looks like money is no name. */
const amount = /\d[\d\s.,]{2,}|\d\s*(f\b|fcfa|cfa|francs?)/i

/** The place in words, the most exact first: `Marché (Bara)`, `Marché`; the commune's own name is always one of them. */
export function placeWords({ commune, village, point }: Site): readonly string[] {
  const communeName = communeOf(commune)?.name ?? commune
  const around = village ?? communeName
  const all = [
    ...(point ? [`${point} (${around})`, point] : []),
    ...(village ? [`${village} (${communeName})`, village] : []),
    communeName,
  ]
  return all.map((words) => words.replace(/\s+/g, ' ').trim()).filter((words) => !amount.test(words))
}

export interface ReminderText {
  readonly text: string
  readonly parts: number
}

const filled = (language: Language, content: ReminderContent, place?: string): ReminderText => {
  const said = fillIn(texts[language][content.tells], {
    ...('day' in content && content.day ? { day: plainDay(language, content.day) } : {}),
    ...('was' in content && content.was ? { was: plainDay(language, content.was) } : {}),
    ...(place === undefined ? {} : { place }),
  })
  const text = toGsm7(said)
  return { text, parts: smsParts(text).parts }
}

/** The most exact name of the place that leaves room for one SMS; a name that is never short enough takes two. */
export function sayReminder(language: Language, content: ReminderContent): ReminderText {
  if (!content.place) return filled(language, content)
  const [first = '', ...others] = placeWords(content.place)
  const exact = filled(language, content, first)
  if (exact.parts === 1) return exact
  return others.map((words) => filled(language, content, words)).find(({ parts }) => parts === 1) ?? exact
}
