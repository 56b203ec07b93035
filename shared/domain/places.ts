/** Regions, cercles and communes of Mali. Commune codes are the register's; p-codes are those of COD-AB 2021-12-20. */
import data from './data/mali-places.json' with { type: 'json' }

export interface Region {
  readonly code: string
  readonly name: string
}
export interface Cercle extends Region {
  readonly regionCode: string
}
export interface Commune extends Region {
  readonly cercleCode: string
  readonly regionCode: string
}

const byName = (a: Region, b: Region): number => a.name.localeCompare(b.name, 'fr')

/** In the order of their codes, which is the order Malians count them in. */
export const regions: readonly Region[] = data.regions.map(([code = '', name = '']) => ({ code, name }))
export const cercles: readonly Cercle[] = data.cercles.map(([code = '', name = '']) => ({
  code,
  name,
  regionCode: code.slice(0, 4),
}))

const communesByCercle: Readonly<Record<string, readonly (readonly string[])[]>> = data.communes

export function cerclesOf(regionCode: string): readonly Cercle[] {
  return cercles.filter((cercle) => cercle.regionCode === regionCode).sort(byName)
}

export function communesOf(cercleCode: string): readonly Commune[] {
  return (communesByCercle[cercleCode] ?? [])
    .map(([code = '', name = '']) => ({ code, name, cercleCode, regionCode: cercleCode.slice(0, 4) }))
    .sort(byName)
}

let communeIndex: ReadonlyMap<string, Commune> | undefined
/** The commune of a code, or undefined. The index is made at the first call: a cold start does not pay for it. */
export function communeOf(code: string): Commune | undefined {
  communeIndex ??= new Map(
    cercles.flatMap((c) => communesOf(c.code)).map((commune) => [commune.code, commune]),
  )
  return communeIndex.get(code)
}
export const cercleOf = (code: string): Cercle | undefined => cercles.find((cercle) => cercle.code === code)
export const regionOf = (code: string): Region | undefined => regions.find((region) => region.code === code)

/** Where something is, as far as it is known: a commune says its cercle and region too. */
export interface Place {
  readonly region?: string
  readonly cercle?: string
  readonly commune?: string
  /** Village or quarter, in words. */
  readonly village?: string
}

export function placeOfCommune(code: string, village?: string): Place | undefined {
  const commune = communeOf(code)
  if (!commune) return undefined
  return {
    region: commune.regionCode,
    cercle: commune.cercleCode,
    commune: code,
    ...(village ? { village } : {}),
  }
}
