/**
 * Whose figures an officer reads: those of the complaints that he may see one by one (see `maySee`), and of no others.
 * A level above counts what the levels below it own; nobody counts what accuses his own body.
 */

import { communesScope, nowhere, regionScope, type Shelved, unitScope } from './figures-shelves.ts'
import type { Officer } from './officer.ts'
import { communesOf, regions } from './places.ts'
import { bodyOf, levelOf, placeOfUnit, type UnitId, unit } from './units.ts'

export interface Coverage {
  readonly kind: 'national' | 'region' | 'units'
  /** Regions that it covers as such. */
  readonly regions: readonly string[]
  /** Scopes to read for days, and for months commune by commune; what they hold is asked one by one. */
  readonly dayScopes: readonly string[]
  readonly communeScopes: readonly string[]
  covers(shelf: Shelved): boolean
}

const isNational = (own: UnitId): boolean => bodyOf(own) === 'utgfs-national' || bodyOf(own) === 'utgfs-audit'

/** Whether the figures of the whole country are this officer's to read. */
export const looksOverAll = (who: Officer): boolean => who.active && who.units.some(isNational)

const everywhere: readonly string[] = [...regions.map(({ code }) => code), nowhere]

/** Local bodies, whose complaints the region and the cercle look over. */
const local: readonly string[] = ['commune', 'ccl']

function coversAbove(own: UnitId, { region, keeper, accused }: Shelved): boolean {
  const body = bodyOf(own)
  return (
    region === placeOfUnit(own).region &&
    !accused.includes(body) &&
    (local.includes(keeper) || keeper === body)
  )
}

function coversBelow(own: UnitId, { region, cercle, commune, keeper }: Shelved): boolean {
  const at = placeOfUnit(own)
  switch (levelOf(own)) {
    case 'commune':
      return commune === at.commune && keeper === 'commune'
    case 'cercle':
      return region === at.region && cercle === at.cercle && local.includes(keeper)
    default:
      return keeper === own
  }
}

export function coverageOf(who: Officer): Coverage {
  if (looksOverAll(who)) {
    return {
      kind: 'national',
      regions: everywhere.filter((region) => region !== nowhere),
      dayScopes: everywhere.map(regionScope),
      communeScopes: everywhere.map(communesScope),
      covers: () => true,
    }
  }
  const units = who.active ? who.units : []
  const above = units.filter((own) => levelOf(own) === 'region' && placeOfUnit(own).region)
  const covered = [...new Set(above.map((own) => placeOfUnit(own).region ?? nowhere))]
  // What a region looks over already is not counted twice.
  const below = units.filter(
    (own) =>
      !above.includes(own) &&
      !(local.includes(bodyOf(own)) && covered.includes(placeOfUnit(own).region ?? nowhere)),
  )
  const shelves = below.flatMap((own) => {
    const { cercle } = placeOfUnit(own)
    return levelOf(own) === 'cercle' && cercle
      ? [own, ...communesOf(cercle).map(({ code }) => unit('commune', code))]
      : [own]
  })
  const belowRegions = below.flatMap((own) => placeOfUnit(own).region ?? everywhere)
  return {
    kind: above.length > 0 ? 'region' : 'units',
    regions: covered,
    dayScopes: [...covered.map(regionScope), ...new Set(shelves.map(unitScope))],
    communeScopes: [...new Set([...covered, ...belowRegions])].map(communesScope),
    covers: (shelf) =>
      // A unit's own shelf was chosen by its scope.
      shelf.isUnits ||
      above.some((own) => coversAbove(own, shelf)) ||
      below.some((own) => coversBelow(own, shelf)),
  }
}
