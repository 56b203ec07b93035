/** Which paydays are looked at: all of it stands in the address, so that it can be sent to a colleague and gone back to. */
export interface PaydayQuery {
  /** `2026-12`; without one, the running month. */
  readonly month?: string
  readonly region?: string
  readonly programme?: string
  readonly view?: 'list' | 'map'
}
const names = { month: 'mois', region: 'region', programme: 'programme', view: 'vue' } as const

export function readPaydayQuery(search: Readonly<Record<string, string>>): PaydayQuery {
  const month = search[names.month]
  const { region, programme } = search
  return {
    ...(month && /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? { month } : {}),
    ...(region ? { region } : {}),
    ...(programme ? { programme } : {}),
    ...(search[names.view] === 'liste' ? { view: 'list' as const } : {}),
    ...(search[names.view] === 'carte' ? { view: 'map' as const } : {}),
  }
}

export function addressOfPaydays({ month, region, programme, view }: PaydayQuery): string {
  const said = new URLSearchParams()
  if (month) said.set(names.month, month)
  if (region) said.set(names.region, region)
  if (programme) said.set(names.programme, programme)
  if (view) said.set(names.view, view === 'list' ? 'liste' : 'carte')
  const search = said.toString()
  return search ? `/paiements?${search}` : '/paiements'
}

export const monthBefore = (month: string): string => monthsFrom(month, -1)
export const monthAfter = (month: string): string => monthsFrom(month, 1)
function monthsFrom(month: string, count: number): string {
  const at = new Date(`${month}-15T00:00:00Z`)
  at.setUTCMonth(at.getUTCMonth() + count)
  return at.toISOString().slice(0, 7)
}

/** Weeks of a month, Monday first, with the days of its neighbours that fill them. */
export function weeksOf(month: string): readonly (readonly string[])[] {
  const first = new Date(`${month}-01T00:00:00Z`)
  const start = first.getTime() - ((first.getUTCDay() + 6) % 7) * dayMs
  const weeks: string[][] = []
  for (let at = start; weeks.length === 0 || isoDay(at).startsWith(month); at += 7 * dayMs) {
    weeks.push(Array.from({ length: 7 }, (_, days) => isoDay(at + days * dayMs)))
  }
  return weeks
}
const dayMs = 86_400_000
const isoDay = (at: number): string => new Date(at).toISOString().slice(0, 10)
