/** Figures as people read them: `84 %`, `6 jours`, `moins de 5`. */
import type { Cell } from '../../../shared/domain/figures-shape.ts'
import { counted, speech, text } from '../store/language.ts'

const formats = new Map<string, Intl.NumberFormat>()
function format(
  options: Intl.NumberFormatOptions & { readonly style: 'decimal' | 'percent' },
): Intl.NumberFormat {
  const { language, locales } = speech.value
  const key = `${language}/${options.style}`
  const known = formats.get(key) ?? new Intl.NumberFormat([...locales], options)
  formats.set(key, known)
  return known
}

export const whole = (count: number): string => format({ style: 'decimal' }).format(count)
export const percent = (share: number | undefined): string =>
  share === undefined
    ? text('dashboard.none')
    : format({ style: 'percent', maximumFractionDigits: 0 }).format(share)
export const daysSaid = (days: number | undefined): string =>
  days === undefined ? text('dashboard.none') : counted('dashboard.days', days)

export function cellSaid(cell: Cell): string {
  if (cell === '<5') return text('dashboard.few')
  return cell === 'hidden' ? text('dashboard.hidden') : whole(cell)
}
/** How long its bar is: what is not said has none. */
export const cellLength = (cell: Cell): number => (typeof cell === 'number' ? cell : 0)

const dayOf = (shape: Intl.DateTimeFormatOptions, day: string): string =>
  new Intl.DateTimeFormat([...speech.value.locales], { ...shape, timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )

/** `1 nov. 2026` */
export const daySaid = (day: string): string =>
  dayOf({ day: 'numeric', month: 'short', year: 'numeric' }, day)
/** `1 nov.` */
export const shortDaySaid = (day: string): string => dayOf({ day: 'numeric', month: 'short' }, day)
/** `novembre 2026` */
export const monthSaid = (day: string): string => dayOf({ month: 'long', year: 'numeric' }, day)
export const shortMonthSaid = (day: string): string => dayOf({ month: 'short' }, day)
