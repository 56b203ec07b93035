/**
 * The quarterly table: by programme, by commune and programme, by category. From the same shelves as the dashboard; a
 * commune's category groups that touch persons are not said when they are few.
 */
import { categories, type FiledCategory } from '../domain/categories.ts'
import { type Counts, countOf, figuresOf, sayCell } from '../domain/figures.ts'
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

function groupsOf(counts: Counts): Record<string, Cell> {
  const groups = Object.fromEntries(groupsReported.map((group): [string, number] => [group, 0]))
  for (const [code, { group }] of Object.entries(categories)) {
    const received = countOf(counts, `received.category:${code as FiledCategory}`)
    if (received > 0) groups[group] = (groups[group] ?? 0) + received
  }
  // Few who speak of a conflict, or of a list that left somebody out, are soon known in a commune.
  return Object.fromEntries(
    Object.entries(groups).map(([group, count]) => [
      group,
      group === 'danger' || group === 'list' || group === 'money' ? sayCell(count) : count,
    ]),
  )
}

const lineOf = (shelves: readonly Shelf[]) => {
  const counts = sumOf(shelves)
  return { figures: figuresOf(counts), byGroup: groupsOf(counts) }
}

const known = <Name extends string>(name: Name, code: string) =>
  code === nowhere ? {} : ({ [name]: code } as { readonly [N in Name]: string })

function placeLine(
  programme: string,
  region: string,
  cercle: string,
  commune: string,
  its: readonly Shelf[],
) {
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
    communes: [
      ...groupBy(months, (shelf) => [shelf.programme, shelf.region, shelf.cercle, shelf.commune].join('#')),
    ]
      .map(([key, its]) => {
        const [id = '', region = '', cercle = '', commune = ''] = key.split('#')
        return placeLine(id, region, cercle, commune, its)
      })
      .sort(
        (a, b) =>
          a.programme.localeCompare(b.programme) ||
          a.region.localeCompare(b.region) ||
          a.cercleName.localeCompare(b.cercleName, 'fr') ||
          a.name.localeCompare(b.name, 'fr'),
      ),
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
