/**
 * The quarterly table: by programme, by commune and programme, by category. From the same shelves as the dashboard; a
 * commune's category groups that touch persons are not said when they are few.
 */
import { categories, type FiledCategory } from '../domain/categories.ts'
import { type Counts, countOf, figuresOf, sayCells } from '../domain/figures.ts'
import { coverageOf } from '../domain/figures-coverage.ts'
import type { Cell } from '../domain/figures-shape.ts'
import { daysOfQuarter, nowhere } from '../domain/figures-shelves.ts'
import type { Officer } from '../domain/officer.ts'
import { cercleOf, communeOf, regionOf } from '../domain/places.ts'
import { programmeOf } from '../domain/programmes.ts'
import { Refusal } from '../domain/refusal.ts'
import { dayOf } from '../domain/working-days.ts'
import { type Asking, askSilent, coverageSaid } from './ask-dashboard.ts'
import {
  categoriesOf,
  channelsOf,
  groupBy,
  languagesOf,
  privateIn,
  readDays,
  readMonths,
  restrictedIn,
  type Shelf,
  sexesOf,
  sumOf,
} from './read-figures.ts'

/** Groups as the phone's menu has them; what is never kept among open complaints is not there. */
export const groupsReported = [
  'payment',
  'card',
  'list',
  'activities',
  'danger',
  'question',
  'thanks',
] as const

type Group = (typeof groupsReported)[number]
/** Few who speak of a conflict, or of a list that left somebody out, are soon known in a commune. */
const tellTale: readonly Group[] = ['danger', 'list']

function groupsOf(counts: Counts): Record<Group, number> {
  const groups = Object.fromEntries(groupsReported.map((group) => [group, 0])) as Record<Group, number>
  for (const [code, { group }] of Object.entries(categories)) {
    if (group in groups)
      groups[group as Group] += countOf(counts, `received.category:${code as FiledCategory}`)
  }
  return groups
}

/** The groups of all communes of a programme, whose sum is known: small ones are not said, nor what would tell them. */
export function sayGroups(lines: readonly Record<Group, number>[]): readonly Record<string, Cell>[] {
  const said: Record<string, Cell>[] = lines.map((line) => ({ ...line }))
  for (const group of tellTale) {
    for (const [index, cell] of sayCells(lines.map((line) => line[group])).entries()) {
      const line = said[index]
      if (line) line[group] = cell
    }
  }
  return said
}

const lineOf = (shelves: readonly Shelf[]) => {
  const counts = sumOf(shelves)
  return { figures: figuresOf(counts), byGroup: groupsOf(counts) }
}

const known = <Name extends string>(name: Name, code: string) =>
  code === nowhere ? {} : ({ [name]: code } as { readonly [N in Name]: string })

function placeLines(months: readonly Shelf[]) {
  const lines = [
    ...groupBy(months, (shelf) => [shelf.programme, shelf.region, shelf.cercle, shelf.commune].join('#')),
  ].map(([key, its]) => {
    const [programme = '', region = '', cercle = '', commune = ''] = key.split('#')
    return {
      programme,
      region,
      ...known('cercle', cercle),
      ...known('commune', commune),
      name: communeOf(commune)?.name ?? '',
      cercleName: cercleOf(cercle)?.name ?? '',
      regionName: regionOf(region)?.name ?? '',
      ...lineOf(its),
    }
  })
  return [...Map.groupBy(lines, ({ programme }) => programme).values()]
    .flatMap((own) => {
      const said = sayGroups(own.map(({ byGroup }) => byGroup))
      return own.map((line, index) => ({ ...line, byGroup: said[index] ?? {} }))
    })
    .sort(
      (a, b) =>
        a.programme.localeCompare(b.programme) ||
        a.region.localeCompare(b.region) ||
        a.cercleName.localeCompare(b.cercleName, 'fr') ||
        a.name.localeCompare(b.name, 'fr'),
    )
}

export async function askQuarter(
  asking: Pick<Asking, 'world' | 'shelves' | 'officers'>,
  who: Officer,
  { quarter, programme }: { readonly quarter: string; readonly programme?: string },
) {
  const { world, shelves } = asking
  const now = world.now()
  const period = daysOfQuarter(quarter)
  if (period.from > dayOf(now)) {
    throw new Refusal('invalid', 'This quarter has not begun.', { fields: { quarter: 'not-begun' } })
  }
  const coverage = coverageOf(who)
  const of = programme ? { programme } : {}
  const isOver = period.to < dayOf(now)
  const [days, months, restricted, inPrivate, silent] = await Promise.all([
    readDays(shelves, coverage, { ...period, ...of }),
    readMonths(shelves, coverage, { from: period.from.slice(0, 7), to: period.to.slice(0, 7), ...of }),
    restrictedIn(shelves, who, period),
    privateIn(shelves, who, period.to),
    // Who is silent is known of today alone.
    isOver ? undefined : askSilent(asking, who),
  ])
  const counts = sumOf(days)
  return {
    quarter,
    period,
    coverage: coverageSaid(who, coverage),
    over: isOver,
    figures: figuresOf(counts),
    programmes: [...groupBy(days, (shelf) => shelf.programme)].map(([id, its]) => ({
      programme: id,
      name: programmeOf(id)?.name ?? id,
      ...lineOf(its),
    })),
    communes: placeLines(months),
    categories: categoriesOf(counts),
    sexes: sexesOf(counts),
    channels: channelsOf(counts),
    languages: languagesOf(counts),
    ...(restricted === undefined || programme ? {} : { restricted }),
    ...(inPrivate === undefined || programme ? {} : { inPrivate: inPrivate.count }),
    ...(silent ? { silentCommittees: silent.silent.length } : {}),
    countedAt: now.toISOString(),
  }
}
