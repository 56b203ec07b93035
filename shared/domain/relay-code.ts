/**
 * A relay on the line proves who he is by two things: a personal number that is his, and a code that is new every week.
 * The week is Mali's own, which keeps the world's time: it turns on Monday at midnight, and last week's code is still
 * taken on Monday and Tuesday, for whoever could not be told the new one. Five wrong tries end the day.
 */
const dayMs = 86_400_000

/** `2026-W48`: the ISO week, which belongs to the year of its Thursday. */
export function isoWeekOf(at: Date): string {
  const day = Math.floor(at.getTime() / dayMs)
  // Day 0 of the count was a Thursday.
  const monday = day - ((day + 3) % 7)
  const thursday = new Date((monday + 3) * dayMs)
  const year = thursday.getUTCFullYear()
  const week = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / dayMs / 7) + 1
  return `${year}-W${String(week).padStart(2, '0')}`
}

/** 0 on Monday. */
const weekday = (at: Date): number => (Math.floor(at.getTime() / dayMs) + 3) % 7
const lastDayOfGrace = 1

/** The weeks whose code is taken now, this one first. */
export const weeksTaken = (at: Date): readonly string[] =>
  weekday(at) <= lastDayOfGrace
    ? [isoWeekOf(at), isoWeekOf(new Date(at.getTime() - 7 * dayMs))]
    : [isoWeekOf(at)]

/** The last day on which this week's code is taken: the Tuesday of the next. */
export const lastDayOfCode = (at: Date): string =>
  new Date(at.getTime() + (7 - weekday(at) + lastDayOfGrace) * dayMs).toISOString().slice(0, 10)

export const relayDigits = 6
export const isRelayCode = (digits: string): boolean => /^\d{6}$/.test(digits)

/** Six digits of a keyed digest: as good as chance to whoever lacks the key. */
export const codeFrom = (keyed: Uint8Array): string => {
  const number = keyed.slice(0, 6).reduce((sum, byte) => sum * 256 + byte, 0)
  return String(number % 10 ** relayDigits).padStart(relayDigits, '0')
}

/** What the code of one relay for one week is made of. */
export const codeMatter = (officerId: string, week: string): string => `relay-code|${officerId}|${week}`

/** Wrong tries today: against this personal number, and from this phone. */
export interface RelayTries {
  readonly ofNumber: number
  readonly ofPhone: number
}
export const triesAllowed = 5

export type RelayVerdict =
  /** `tries`: this one counts, too. */
  { readonly is: 'known' } | { readonly is: 'unknown' | 'locked'; readonly tries: boolean }

/** Whether both codes fit is all that is told: never which did not, nor whether there is such a number. */
export function judge(tries: RelayTries, fits: boolean): RelayVerdict {
  const made = Math.max(tries.ofNumber, tries.ofPhone)
  if (made >= triesAllowed) return { is: 'locked', tries: false }
  if (fits) return { is: 'known' }
  return { is: made + 1 >= triesAllowed ? 'locked' : 'unknown', tries: true }
}

/** `GAO 2/14/7`: the line of a register as it is kept, whoever enters it and by whichever road. */
export const paperLineOf = (line: {
  readonly register: string
  readonly page: number
  readonly line: number
}): string => `${line.register.trim().toUpperCase().replace(/\s+/g, ' ')}/${line.page}/${line.line}`

/** As it is typed on a phone: `2*14*7`, `Gao 2 14 7`. */
export function readPaperLine(typed: string): string | undefined {
  const [, register = '', page, line] =
    /^(.{1,40}?)[\s*.,;/-]+(\d{1,6})[\s*.,;/-]+(\d{1,6})$/.exec(typed.replace(/#$/, '').trim()) ?? []
  const isCount = (digits: string | undefined): digits is string => Number(digits ?? 0) > 0
  if (!/[\p{L}\p{N}]/u.test(register) || !isCount(page) || !isCount(line)) return undefined
  return paperLineOf({ register, page: Number(page), line: Number(line) })
}
