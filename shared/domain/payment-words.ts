/** Words that payment files share: a household's id, a programme, a round, an agency, as somebody may have typed them. */
import { plain } from './french-cells.ts'
import { programmes } from './programmes.ts'
import { agencies } from './units.ts'

export const householdIdShape = /^[A-Z0-9][A-Z0-9-]{2,39}$/

export const programmeNamed = (text: string): string | undefined =>
  programmes.find(({ programmeId, name, shortName }) =>
    [programmeId, name, shortName].some((each) => plain(each) === plain(text)),
  )?.programmeId

export const agencyNamed = (text: string): string | undefined =>
  agencies.find(({ agencyId, name }) =>
    [agencyId, name, name.replace(/\(.*\)/, '')].some((each) => plain(each) === plain(text)),
  )?.agencyId

/** `2026-t4` and ` 2026 T4` are the same round. */
export function readRound(text: string): string | undefined {
  const round = text
    .trim()
    .toUpperCase()
    .replace(/[\s/_]+/g, '-')
  return /^[A-Z0-9][A-Z0-9-]{1,19}$/.test(round) ? round : undefined
}
