/** What the whole page shares: its language, the machine's clock, whether the server answers. */
import { computed, effect, signal } from '@preact/signals'
import type { PhoneApi } from './phone-api.ts'
import { recall, remember } from './pocket.ts'
import { type PageLanguage, pageLanguages } from './words.ts'

export const pageLanguage = signal<PageLanguage>(recall<PageLanguage>('language') ?? 'fr')
export const words = computed(() => pageLanguages[pageLanguage.value])

export const chooseLanguage = (language: PageLanguage) => {
  pageLanguage.value = language
  remember('language', language)
}

effect(() => {
  document.documentElement.lang = pageLanguage.value
  document.title = words.value.title
})

/** True from the first request that nobody answered until the next that somebody did. */
export const serverAway = signal(false)

export const clockOffsetMs = signal(0)
export const browserNowMs = signal(Date.now())
/** The instant that the line believes in: this computer's, and what was pushed. */
export const lineNow = computed(() => new Date(browserNowMs.value + clockOffsetMs.value))

export const readClock = async (api: PhoneApi) => {
  clockOffsetMs.value = (await api.clock()).offsetMs
}
export const pushClock = async (api: PhoneApi, minutes: number) => {
  clockOffsetMs.value = (await api.advanceClock(minutes)).offsetMs
}

const localeOf = { fr: 'fr-ML', en: 'en-GB' } as const
const timeZone = 'Africa/Bamako'

/** `09:12` */
export const clockTime = (at: Date | string) =>
  new Intl.DateTimeFormat(localeOf[pageLanguage.value], { timeStyle: 'short', timeZone }).format(new Date(at))

/** `mar. 24 nov.` */
export const shortDay = (at: Date | string) =>
  new Intl.DateTimeFormat(localeOf[pageLanguage.value], {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone,
  }).format(new Date(at))
