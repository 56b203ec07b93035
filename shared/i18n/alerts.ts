/** What officers are told outside the console: that something waits, and where; never what it is about. */
import type { ConsoleLanguage } from '../domain/languages.ts'
import { parseReference, spokenReference } from '../domain/reference.ts'
import english from './alerts.en.json' with { type: 'json' }
import french from './alerts.fr.json' with { type: 'json' }
import { fillIn } from './fill-in.ts'

export type AlertKey = keyof typeof french
/** `new`, `late`…: each has an SMS, `alert.new`, and an e-mail, `email.new.subject` and `email.new.body`. */
export type AlertKind = AlertKey extends infer Key
  ? Key extends `alert.${infer Kind}`
    ? Kind
    : never
  : never

const alerts: Readonly<Record<ConsoleLanguage, Readonly<Record<AlertKey, string>>>> = {
  fr: french,
  en: english,
}

export const alertKeys = Object.keys(french) as AlertKey[]
export const alertTemplateOf = (language: ConsoleLanguage, key: AlertKey): string => alerts[language][key]

export interface AlertValues {
  /** As it is kept or as it is spoken; a private alert has none. */
  readonly reference?: string
  readonly link: string
}

export function sayAlert(language: ConsoleLanguage, key: AlertKey, { reference, link }: AlertValues): string {
  const known = reference === undefined ? undefined : parseReference(reference)
  const said = known ? spokenReference(known) : reference
  return fillIn(alerts[language][key], { link, ...(said === undefined ? {} : { reference: said }) })
}

const roots: Readonly<Record<ConsoleLanguage, string>> = {
  fr: "Jigikan: empreinte du {day}: {root}. Gardez-la ailleurs que dans l'ordinateur.",
  en: 'Jigikan: root of {day}: {root}. Keep it somewhere else than in the computer.',
}
/** The short root of a day, for somebody to write down. */
export const sayRoot = (language: ConsoleLanguage, day: string, root: string): string =>
  fillIn(roots[language], { day, root })
