/** The names of places, fetched once when something has a place to show; until then a place has no name. */
import { signal } from '@preact/signals'
import type { Place } from '../../../shared/domain/places.ts'

type Atlas = typeof import('../../../shared/domain/places.ts')

export const atlas = signal<Atlas | undefined>(undefined)

export async function loadAtlas(): Promise<void> {
  if (atlas.value) return
  try {
    atlas.value = await import('../../../shared/domain/places.ts')
  } catch {
    // Names come with the next page that asks.
  }
}

/** `Diankabou, Koro`: the two narrowest names, or as many as asked for; undefined while they are not known. */
export function placeName(place: Place, names = 2): string | undefined {
  const { commune, cercle, region, village } = place
  if (!commune && !cercle && !region && !village) return ''
  const map = atlas.value
  if (!map) return undefined
  const all = [
    village,
    commune && map.communeOf(commune)?.name,
    cercle && map.cercleOf(cercle)?.name,
    region && map.regionOf(region)?.name,
  ].filter((name): name is string => !!name)
  return all
    .filter((name, at) => all.indexOf(name) === at)
    .slice(0, names)
    .join(', ')
}
