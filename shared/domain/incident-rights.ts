/**
 * Who may see an incident and look after it: the body that owns it, and the levels above. Committees of the village and the
 * agency that paid may be what it is about: they see the complaints that are theirs, and no more.
 */
import type { Incident } from './incident.ts'
import { deedsOf, type Officer } from './officer.ts'
import { communeOf } from './places.ts'
import { bodyOf, levelOf, placeOfUnit, type UnitId } from './units.ts'

function covers(own: UnitId, { commune }: Incident): boolean {
  const place = communeOf(commune)
  const at = placeOfUnit(own)
  switch (levelOf(own)) {
    case 'cercle':
      return at.cercle === place?.cercleCode
    case 'region':
      return bodyOf(own) !== 'security' && at.region === place?.regionCode
    case 'national':
      return ['utgfs-national', 'utgfs-audit', 'utgfs-tm'].includes(bodyOf(own))
    default:
      return false
  }
}

/** Whether there may be incidents for this officer to see at all. */
export const maySeeIncidentsSomewhere = (who: Officer): boolean =>
  who.active &&
  who.role !== 'relay' &&
  who.units.some((own) => ['cercle', 'region', 'national'].includes(levelOf(own))) &&
  !who.units.some((own) => bodyOf(own) === 'agency')

export const maySeeIncident = (who: Officer, incident: Incident): boolean =>
  who.active &&
  who.role !== 'relay' &&
  (incident.assignee === who.officerId || who.units.some((own) => covers(own, incident))) &&
  !who.units.some((own) => bodyOf(own) === 'agency')

export const mayCommandIncident = (who: Officer, incident: Incident): boolean =>
  maySeeIncident(who, incident) && deedsOf(who.role).includes('handle')
