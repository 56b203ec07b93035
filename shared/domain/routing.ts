/**
 * Who owns a complaint first. A row a category, then one rule over all: no body handles a complaint about itself, so an
 * owner that is accused is replaced by the body above it, as often as it takes.
 */
import type { About } from './about.ts'
import type { FiledCategory } from './categories.ts'
import { type FirstOwner, type House, houseInForce, rulesOn } from './house.ts'
import type { Place } from './places.ts'
import { programmeOf } from './programmes.ts'
import { isOpen, type Sensitivity } from './sensitivity.ts'
import { bodyOf, levelOf, type UnitId, unit, unitAbove } from './units.ts'

export interface RoutingFacts {
  readonly category: FiledCategory
  readonly sensitivity: Sensitivity
  readonly about: About
  readonly place: Place
  readonly programme: string
  /** The agency that pays at that place, where known. */
  readonly agencyId?: string
}

export const firstOwners: Readonly<Record<FiledCategory, FirstOwner>> = {
  '1.1': 'commune',
  '1.2': 'commune',
  '1.3': 'tm',
  '1.4': 'commune',
  '2.1': 'commune',
  '2.2': 'tm',
  '2.3': 'commune',
  '2.4': 'agency',
  '3.1': 'ccl',
  '3.2': 'ccl',
  '3.3': 'rsu',
  '3.4': 'commune',
  '3.5': 'ccr',
  '4.1': 'regional',
  '4.2': 'national',
  '4.3': 'audit',
  '4.4': 'regional',
  '5.1': 'ngo',
  '5.2': 'ngo',
  '5.3': 'himo',
  '5.4': 'himo',
  '5.5': 'ngo',
  '7.1': 'security',
  '7.2': 'ccl',
  '8': 'commune',
  '9': 'commune',
}

function unitFor(owner: FirstOwner, { place, programme, agencyId }: RoutingFacts): UnitId {
  const national = unit('utgfs-national')
  const regional = place.region ? unit('utgfs-regional', place.region) : national
  switch (owner) {
    case 'commune':
      return place.commune
        ? unit('commune', place.commune)
        : place.cercle
          ? unit('ccl', place.cercle)
          : regional
    case 'ccl':
      return place.cercle ? unit('ccl', place.cercle) : regional
    case 'ccr':
      return place.region ? unit('ccr', place.region) : national
    case 'regional':
      return regional
    case 'tm':
      return unit('utgfs-tm')
    case 'himo':
      return unit('utgfs-himo')
    case 'national':
      return national
    case 'audit':
      return unit('utgfs-audit')
    case 'rsu':
      return unit('rsu-sig')
    case 'agency':
      return agencyId ? unit('agency', agencyId) : unit('utgfs-tm')
    case 'ngo':
      return (programmeOf(programme)?.ngoUnit as UnitId | undefined) ?? regional
    case 'security':
      return place.region ? unit('security', place.region) : national
  }
}

/** The units that a complaint accuses. A chief or an elected person sits close to the commune's committee: it is kept away too. */
export function accusedUnits(facts: RoutingFacts): readonly UnitId[] {
  const { about, place, programme, agencyId } = facts
  const commune = place.commune ? [unit('commune', place.commune)] : []
  switch (about) {
    case 'committee':
      return place.cercle ? [...commune, unit('ccl', place.cercle)] : commune
    case 'chief':
      return commune
    case 'agency':
      return agencyId ? [unit('agency', agencyId)] : []
    case 'ngo':
      return [(programmeOf(programme)?.ngoUnit ?? 'ngo') as UnitId]
    case 'programme':
      return place.region ? [unit('utgfs-regional', place.region)] : []
    default:
      return []
  }
}

const mayOwn = (
  candidate: UnitId,
  accused: readonly UnitId[],
  sensitivity: Sensitivity,
  about: About,
): boolean => {
  if (accused.includes(candidate)) return false
  // The agency accused may not be known by name: then no agency handles it.
  if (about === 'agency' && bodyOf(candidate) === 'agency') return false
  if (isOpen(sensitivity)) return true
  return levelOf(candidate) !== 'commune' && levelOf(candidate) !== 'outside'
}

/** Who has a category first, for what is filed on a day. */
export const firstOwnerOn = (category: FiledCategory, day: string, house: House): FirstOwner =>
  rulesOn(house, day)?.changes[category]?.owner ?? firstOwners[category]

/** The first owner of a complaint that comes in on `day`. Always answers: at the very top, the audit. */
export function ownerOf(
  facts: RoutingFacts,
  day: string,
  house: House = houseInForce(),
): {
  readonly owner: UnitId
  readonly accused: readonly UnitId[]
} {
  const accused = accusedUnits(facts)
  let owner = unitFor(firstOwnerOn(facts.category, day, house), facts)
  while (!mayOwn(owner, accused, facts.sensitivity, facts.about)) {
    const above = unitAbove(owner, facts.place)
    if (!above) return { owner: unit('utgfs-audit'), accused }
    owner = above
  }
  return { owner, accused }
}
