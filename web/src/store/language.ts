/** The language of the screen: of this person on this device. Changing it redraws whatever reads `text`. */
import { signal } from '@preact/signals'
import { type ConsoleLanguage, consoleLanguages } from '../../../shared/domain/languages.ts'
import {
  frenchTexts,
  loadTexts,
  type Speaker,
  speaker,
  type Values,
} from '../../../shared/i18n/console-texts.ts'
import { remember, remembered } from './device.ts'

export const speech = signal<Speaker>(speaker('fr', frenchTexts))

export const text: Speaker['text'] = (key, values) => speech.value.text(key, values)
export const counted: Speaker['counted'] = (key, count, values) => speech.value.counted(key, count, values)

/** The sentence under a key made of what the server says, if there is one. */
export const textIfAny = (key: string, values?: Values): string | undefined =>
  speech.value.has(key) ? speech.value.text(key, values) : undefined

const isLanguage = (value: string | null): value is ConsoleLanguage =>
  (consoleLanguages as readonly (string | null)[]).includes(value)

async function speak(language: ConsoleLanguage): Promise<void> {
  if (speech.value.language === language) return
  speech.value = speaker(language, await loadTexts(language))
  document.documentElement.lang = language
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
