/** The language of the screen: of this person on this device. Changing it redraws whatever reads `text`. */
import { signal } from '@preact/signals'
import { type ConsoleLanguage, consoleLanguages } from '../../../shared/domain/languages.ts'
import type { PackName } from '../../../shared/i18n/console-packs.ts'
import {
  frenchCore,
  loadTexts,
  type Speaker,
  speaker,
  type Values,
} from '../../../shared/i18n/console-texts.ts'
import { remember, remembered } from './remembered.ts'

export const speech = signal<Speaker>(speaker('fr', frenchCore))

export const text: Speaker['text'] = (key, values) => speech.value.text(key, values)
export const counted: Speaker['counted'] = (key, count, values) => speech.value.counted(key, count, values)

/** The sentence under a key made of what the server says, if there is one. */
export const textIfAny = (key: string, values?: Values): string | undefined =>
  speech.value.has(key) ? speech.value.text(key, values) : undefined

const isLanguage = (value: string | null): value is ConsoleLanguage =>
  (consoleLanguages as readonly (string | null)[]).includes(value)

/** Texts of the pages that were asked for, besides what every page shows; those of them that are at hand. */
const wanted = new Set<PackName>(['core'])
let held: readonly PackName[] = ['core']

/** The language that was asked for last: what comes late in another one is not shown. */
let asked: ConsoleLanguage = 'fr'

async function speakWhatIsWanted(): Promise<void> {
  const language = asked
  const names = [...wanted]
  const texts = await loadTexts(language, names)
  // Another language, or one pack more, was asked for meanwhile.
  if (language !== asked || names.length < held.length) return
  held = names
  speech.value = speaker(language, texts)
  document.documentElement.lang = language
}

async function speak(language: ConsoleLanguage): Promise<void> {
  if (asked === language) return
  const before = asked
  asked = language
  await speakWhatIsWanted().catch((fault: unknown) => {
    if (asked === language) asked = before
    throw fault
  })
}

/** A page's own texts, before the page is drawn. */
export async function bringTexts(names: readonly PackName[]): Promise<void> {
  if (names.every((name) => held.includes(name))) return
  for (const name of names) wanted.add(name)
  await speakWhatIsWanted()
}

export const languageOfDevice = (): ConsoleLanguage | undefined => {
  const chosen = remembered('language')
  return isLanguage(chosen) ? chosen : undefined
}

/** The officer's own language, unless this device was told otherwise. A network that fails leaves it as it is. */
export const speakLanguageOf = (officer: ConsoleLanguage): Promise<void> =>
  speak(languageOfDevice() ?? officer).catch(() => undefined)

export async function chooseLanguage(language: ConsoleLanguage): Promise<void> {
  await speak(language)
  remember('language', language)
}
