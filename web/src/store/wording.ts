/** The texts of the line and of SMS as they ship, and what somebody proposes about them on this device, until it is taken out. */
import { type Language, languages } from '../../../shared/domain/languages.ts'
import { namesIn } from '../../../shared/i18n/fill-in.ts'
import { reminderTemplate, tellings } from '../../../shared/i18n/reminders.ts'
import { areReviewed, replyIn, replyKeys } from '../../../shared/i18n/replies.ts'
import { isDraft, templateOf, textKeys } from '../../../shared/i18n/texts.ts'

export const wordingPlaces = ['line', 'sms', 'replies', 'reminders'] as const
export type WordingPlace = (typeof wordingPlaces)[number]

export interface Wording {
  readonly place: WordingPlace
  readonly key: string
  readonly said: Readonly<Record<Language, string>>
}

const inAll = (say: (language: Language) => string): Wording['said'] =>
  Object.fromEntries(languages.map((language) => [language, say(language)])) as Record<Language, string>

export const wordings: readonly Wording[] = [
  ...textKeys.map(
    (key): Wording => ({
      place: key.startsWith('sms.') ? 'sms' : 'line',
      key,
      said: inAll((language) => templateOf(language, key)),
    }),
  ),
  ...replyKeys.map(
    (key): Wording => ({
      place: 'replies',
      key,
      said: inAll((language) => replyIn(language, key)),
    }),
  ),
  ...tellings.map(
    (key): Wording => ({
      place: 'reminders',
      key,
      said: inAll((language) => reminderTemplate(language, key)),
    }),
  ),
]

/** The others are translations of what is written first in French. */
const source: Language = 'fr'
export function standingOf(place: WordingPlace, language: Language): 'source' | 'reviewed' | 'unreviewed' {
  if (language === source) return 'source'
  return (place === 'replies' ? areReviewed(language) : !isDraft(language)) ? 'reviewed' : 'unreviewed'
}

export const marks = ['good', 'change', 'wrong'] as const
export type Mark = (typeof marks)[number]
export interface Proposal {
  readonly text?: string
  readonly mark?: Mark
  readonly note?: string
}
export type Proposals = Readonly<Record<string, Proposal>>

export const proposalId = (place: WordingPlace, key: string, language: Language): string =>
  `${place}|${key}|${language}`

/** Names in braces that a proposal lost, and those that nobody fills in. */
export function namesWrong(now: string, proposed: string): { missing: string[]; extra: string[] } {
  const [before, after] = [namesIn(now), namesIn(proposed)]
  return {
    missing: before.filter((name) => !after.includes(name)),
    extra: after.filter((name) => !before.includes(name)),
  }
}

/** A cell for a sheet: quoted, and never a formula. */
const cell = (value: string): string => `"${value.replaceAll('"', '""').replace(/^[=+\-@\t\r]/, "'$&")}"`

/** One line a proposal, with the text that it speaks of; for French sheets. */
export function proposalsFile(
  proposals: Proposals,
  head: readonly string[],
  markSaid: (mark: Mark) => string,
): string {
  const rows = wordings.flatMap(({ place, key, said }) =>
    languages.flatMap((language) => {
      const made = proposals[proposalId(place, key, language)]
      if (!made) return []
      const { text = '', mark, note = '' } = made
      return [[place, key, language, said[language], text, mark ? markSaid(mark) : '', note]]
    }),
  )
  return `\uFEFF${[head, ...rows].map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`
}
