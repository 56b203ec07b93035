/** Who may read a relay's codes out to him: a supervisor who looks over his committee. Never himself, nor an administrator. */
import type { Officer } from './officer.ts'
import { bodyOf, levelOf, placeOfUnit, type UnitId } from './units.ts'

/** Village committees are looked over from their cercle and their region; all others from above alone. */
function looksOver(own: UnitId, other: UnitId): boolean {
  const body = bodyOf(own)
  if (body === 'utgfs-national' || body === 'utgfs-audit' || own === other) return true
  const [here, there] = [placeOfUnit(own), placeOfUnit(other)]
  const level = levelOf(own)
  if (level === 'cercle') return here.cercle !== undefined && here.cercle === there.cercle
  return level === 'region' && here.region !== undefined && here.region === there.region
}

export const isRelay = (who: Officer): boolean => who.active && who.role === 'relay'

export const mayReadOut = (who: Officer, relay: Officer): boolean =>
  who.active &&
  who.role === 'supervisor' &&
  isRelay(relay) &&
  relay.units.some((other) => who.units.some((own) => looksOver(own, other)))
