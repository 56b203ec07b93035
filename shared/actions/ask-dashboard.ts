/** What a coordinator asks: figures of a time and of another, the map, who is late, who is silent. */
import { figuresOf, flowOf, medianDays } from '../domain/figures.ts'
import { type Coverage, coverageOf } from '../domain/figures-coverage.ts'
import { nowhere, unitScope } from '../domain/figures-shelves.ts'
import type { Officer } from '../domain/officer.ts'
import { communeOf } from '../domain/places.ts'
import { programmes } from '../domain/programmes.ts'
import { bodyOf, placeOfUnit, type UnitId, unitName } from '../domain/units.ts'
import { dayOf } from '../domain/working-days.ts'
import type { FigureShelves } from './figures-ports.ts'
import type { Officers, World } from './ports.ts'
import { queuePage } from './queue-of-complaints.ts'
import type { QueueFilter, Queues } from './queue-ports.ts'
import {
  bucketsOf,
  type Chosen,
  categoriesOf,
  channelsOf,
  groupBy,
  languagesOf,
  lengthOf,
  partsOf,
  privateIn,
  readDays,
  readMonths,
  regionsOf,
  restrictedIn,
  type Shelf,
  type Span,
  sexesOf,
  stepOf,
  sumOf,
} from './read-figures.ts'

export interface Asking {
  readonly world: Pick<World, 'now'>
  readonly shelves: FigureShelves
  readonly queues: Pick<Queues, 'look'>
  readonly officers: Officers
}

const unitRefOf = (unitId: UnitId) => ({ unitId, name: unitName(unitId) })

/** Whose figures these are, as it is said on the page. */
export const coverageSaid = (who: Officer, { kind, regions }: Coverage) => ({
  kind,
  units: who.units.map(unitRefOf),
  regions: [...regions],
  programmes: programmes.map(({ programmeId, name }) => ({ programmeId, name })),
})

export async function askDashboard(
  { world, shelves }: Pick<Asking, 'world' | 'shelves'>,
  who: Officer,
  { compared, ...chosen }: Chosen & { readonly compared?: Span },
) {
  const coverage = coverageOf(who)
  const [days, comparedDays, restricted, inPrivate] = await Promise.all([
    readDays(shelves, coverage, chosen),
    compared ? readDays(shelves, coverage, { ...chosen, ...compared }) : undefined,
    restrictedIn(shelves, who, chosen),
    privateIn(shelves, who, chosen.to),
  ])
  const counts = sumOf(days)
  const step = stepOf(lengthOf(chosen))
  const isWide = coverage.kind === 'national' || coverage.regions.length > 1
  const regionsIn = (of: readonly Shelf[]) => (isWide ? regionsOf(of) : [])
  return {
    coverage: coverageSaid(who, coverage),
    period: { from: chosen.from, to: chosen.to },
    figures: figuresOf(counts),
    step,
    buckets: bucketsOf(days, chosen, step),
    categories: categoriesOf(counts),
    channels: channelsOf(counts),
    sexes: sexesOf(counts),
    languages: languagesOf(counts),
    regions: regionsIn(days),
    parts: coverage.kind === 'national' && !chosen.region ? partsOf(days) : [],
    ...(compared && comparedDays
      ? {
          comparison: {
            period: compared,
            figures: figuresOf(sumOf(comparedDays)),
            regions: regionsIn(comparedDays),
          },
          comparedBuckets: bucketsOf(comparedDays, compared, step),
        }
      : {}),
    // A choice of programme or region would take what is kept apart, apart.
    ...(restricted === undefined || chosen.programme || chosen.region ? {} : { restricted }),
    ...(inPrivate === undefined || chosen.programme || chosen.region ? {} : { inPrivate }),
    countedAt: world.now().toISOString(),
  }
}

/** Months of a span, commune by commune; those of which nothing is known are not there. */
export async function askPlaces({ shelves }: Pick<Asking, 'shelves'>, who: Officer, months: Chosen) {
  const found = await readMonths(shelves, coverageOf(who), months)
  const communes = [...groupBy(found, ({ commune }) => commune)].flatMap(([code, its]) => {
    const commune = communeOf(code)
    const counts = sumOf(its)
    return commune
      ? [
          {
            commune: code,
            name: commune.name,
            cercle: commune.cercleCode,
            region: commune.regionCode,
            ...flowOf(counts),
            ...medianDays(counts),
          },
        ]
      : []
  })
  const elsewhere = flowOf(sumOf(found.filter(({ commune }) => commune === nowhere))).received
  return { months: { from: months.from, to: months.to }, communes, elsewhere }
}

const pageOfLate = 500
const pagesOfLate = 8

/** Who has late complaints now, as the queue would show them. */
export async function askLate(
  { world, queues }: Pick<Asking, 'world' | 'queues'>,
  who: Officer,
  filter: QueueFilter,
) {
  const late = new Map<UnitId, { late: number; oldestDueOn: string }>()
  let after: string | undefined
  let pages = 0
  do {
    const page = await queuePage(
      queues,
      who,
      { view: 'late', filter, limit: pageOfLate, ...(after ? { after } : {}) },
      world.now(),
    )
    for (const { owner, dueAt } of page.items) {
      const day = dueAt.slice(0, 10)
      const known = late.get(owner)
      if (!known) late.set(owner, { late: 1, oldestDueOn: day })
      else {
        known.late += 1
        if (day < known.oldestDueOn) known.oldestDueOn = day
      }
    }
    after = page.next
    pages += 1
  } while (after && pages < pagesOfLate)
  return {
    units: [...late]
      .map(([unit, found]) => ({ unit: unitRefOf(unit), ...found }))
      .sort((a, b) => b.late - a.late || a.oldestDueOn.localeCompare(b.oldestDueOn)),
    complete: after === undefined,
    countedAt: world.now().toISOString(),
  }
}

export const silentDays = 60
const dayMs = 86_400_000
const readAtOnce = 40

/**
 * Committees with an active officer or relay, of which nobody did anything to an open complaint for 60 days, and that
 * entered none for another. What they do to restricted ones is not looked at.
 */
export async function askSilent(
  { world, shelves, officers }: Pick<Asking, 'world' | 'shelves' | 'officers'>,
  who: Officer,
) {
  const now = world.now()
  const { dayScopes, regions, kind } = coverageOf(who)
  const span = { from: dayOf(new Date(now.getTime() - silentDays * dayMs)), to: dayOf(now) }
  const isCovered = (unit: UnitId): boolean =>
    kind === 'national' ||
    dayScopes.includes(unitScope(unit)) ||
    regions.includes(placeOfUnit(unit).region ?? nowhere)
  const committees = [
    ...new Set(
      (await officers.all())
        .filter(({ active }) => active)
        .flatMap(({ units }) => units)
        .filter((unit) => ['commune', 'ccl', 'ccr'].includes(bodyOf(unit)) && isCovered(unit)),
    ),
  ]
  const silent: { unit: ReturnType<typeof unitRefOf>; received: number }[] = []
  for (let start = 0; start < committees.length; start += readAtOnce) {
    const found = await Promise.all(
      committees.slice(start, start + readAtOnce).map(async (unit) => {
        const counts = (await shelves.read(unitScope(unit), span.from, span.to)).map((shelf) => shelf.counts)
        return { unit, acts: counts.some(({ acts = 0 }) => acts > 0), received: sumReceived(counts) }
      }),
    )
    for (const { unit, acts, received } of found) {
      if (!acts) silent.push({ unit: unitRefOf(unit), received })
    }
  }
  return {
    days: silentDays,
    committees: committees.length,
    silent: silent.sort((a, b) => b.received - a.received || a.unit.name.localeCompare(b.unit.name, 'fr')),
    countedAt: now.toISOString(),
  }
}

const sumReceived = (counts: readonly Readonly<Record<string, number>>[]): number =>
  counts.reduce((sum, { received = 0 }) => sum + received, 0)
