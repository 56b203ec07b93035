/** Days and hours as people say them, in the language of the screen. Mali keeps UTC all year. */
import { speech, text } from '../store/language.ts'

const zone = 'Africa/Bamako'
const shapes = {
  time: { hour: '2-digit', minute: '2-digit' },
  day: { day: 'numeric', month: 'short' },
  weekday: { weekday: 'short', day: 'numeric', month: 'short' },
  longWeekday: { weekday: 'long', day: 'numeric', month: 'short' },
  wholeDay: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  dayOfYear: { day: 'numeric', month: 'short', year: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

const formats = new Map<string, Intl.DateTimeFormat>()
function format(shape: keyof typeof shapes, at: Date): string {
  const { language, locales } = speech.value
  const key = `${language}/${shape}`
  const known =
    formats.get(key) ?? new Intl.DateTimeFormat([...locales], { ...shapes[shape], timeZone: zone })
  formats.set(key, known)
  return known.format(at)
}

const dayMs = 86_400_000
const isoDay = (at: Date): string => at.toISOString().slice(0, 10)

export const time = (at: number | string): string => format('time', new Date(at))

/** `jeu. 26 nov.`, with the year when it is another one. */
export function day(iso: string): string {
  const at = new Date(iso)
  return format(at.getUTCFullYear() === new Date().getUTCFullYear() ? 'weekday' : 'dayOfYear', at)
}

/** `jeudi 26 novembre 2026` */
export const wholeDay = (iso: string): string => format('wholeDay', new Date(iso))

/** `aujourd’hui à 16:30`, `demain à 16:30`, `jeudi 26 nov. à 16:30`: for what is to come, or should have. */
export function untilMoment(iso: string): string {
  const at = new Date(iso)
  const now = Date.now()
  const which =
    isoDay(at) === isoDay(new Date(now))
      ? text('app.today')
      : isoDay(at) === isoDay(new Date(now + dayMs))
        ? text('app.tomorrow')
        : format('longWeekday', at)
  return text('app.at', { day: which, time: format('time', at) })
}

/** `aujourd’hui à 09:12`, `hier à 16:30`, `26 nov. à 09:12` */
export function moment(iso: string): string {
  const at = new Date(iso)
  const now = Date.now()
  const which =
    isoDay(at) === isoDay(new Date(now))
      ? text('app.today')
      : isoDay(at) === isoDay(new Date(now - dayMs))
        ? text('app.yesterday')
        : format(at.getUTCFullYear() === new Date(now).getUTCFullYear() ? 'day' : 'dayOfYear', at)
  return text('app.at', { day: which, time: format('time', at) })
}
