/** Paydays of some days, for whoever may see them: by day, with what is counted of each. */
import type { Officer } from '../domain/officer.ts'
import type { Payday } from '../domain/payday.ts'
import { maySeePayday } from '../domain/payday-rights.ts'
import type { PaydayTotals } from '../domain/payday-totals.ts'
import { communeOf } from '../domain/places.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Paydays } from './paydays-ports.ts'
import type { Page } from './ports.ts'

export interface PaydayFilter {
  readonly programme?: string
  readonly region?: string
  readonly commune?: string
  readonly agency?: string
  readonly state?: Payday['state']
}
export interface PaydayWithTotals {
  readonly payday: Payday
  readonly totals: PaydayTotals
}

const mostDays = 93

/** `2026-12` is its first to its last day; without anything, the running month. */
export function daysOf(
  { month, from, to }: { readonly month?: string; readonly from?: string; readonly to?: string },
  today: string,
): { readonly from: string; readonly to: string } {
  const whole = month ?? (from || to ? undefined : today.slice(0, 7))
  if (whole) {
    const [year = 0, number = 0] = whole.split('-').map(Number)
    const last = new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10)
    return { from: `${whole}-01`, to: last }
  }
  const days = { from: from ?? to ?? today, to: to ?? from ?? today }
  const length = (Date.parse(days.to) - Date.parse(days.from)) / 86_400_000
  if (length < 0)
    throw new Refusal('invalid', 'The days end before they begin.', { fields: { to: 'before-from' } })
  if (length > mostDays) throw new Refusal('invalid', 'Too many days at once.', { fields: { to: 'too-far' } })
  return days
}

const fits = (payday: Payday, { programme, region, commune, agency, state }: PaydayFilter): boolean =>
  (programme === undefined || payday.programme === programme) &&
  (commune === undefined || payday.site.commune === commune) &&
  (region === undefined || communeOf(payday.site.commune)?.regionCode === region) &&
  (agency === undefined || payday.agency === agency) &&
  (state === undefined || payday.state === state)

const standingOf = ({ day, paydayId }: Payday): string => `${day}#${paydayId}`

export async function listPaydays(
  { paydays }: { readonly paydays: Paydays },
  who: Officer,
  asked: {
    readonly days: { readonly from: string; readonly to: string }
    readonly filter: PaydayFilter
    readonly limit: number
    /** A standing: `<day>#<paydayId>`. */
    readonly after?: string
  },
): Promise<Page<PaydayWithTotals>> {
  const { days, filter, limit, after } = asked
  const all = (await paydays.between(days.from, days.to))
    .filter((payday) => maySeePayday(who, payday) && fits(payday, filter))
    .sort((one, other) => (standingOf(one) < standingOf(other) ? -1 : 1))
    .filter((payday) => after === undefined || standingOf(payday) > after)
  const items = all.slice(0, limit)
  const totals = await paydays.totals(items.map(({ paydayId }) => paydayId))
  const last = items.at(-1)
  return {
    items: items.flatMap((payday) => {
      const own = totals.get(payday.paydayId)
      return own ? [{ payday, totals: own }] : []
    }),
    ...(last && all.length > limit ? { next: standingOf(last) } : {}),
  }
}
