/**
 * Who may own a complaint. A unit's id says its body and, after the colon, the place or name that it answers for:
 * `commune:71025000`, `ccl:ML0602`, `ccr:ML06`, `utgfs-regional:ML06`, `utgfs-tm`, `agency:sahel-cash`, `focal-woman`.
 */
import { cercleOf, communeOf, type Place, regionOf } from './places.ts'
import { programmes } from './programmes.ts'

export type UnitId = string & { readonly __unitId: true }

export const bodies = [
  'commune',
  'ccl',
  'ccr',
  'utgfs-regional',
  'utgfs-tm',
  'utgfs-ma',
  'utgfs-pnp',
  'utgfs-himo',
  'utgfs-agr',
  'utgfs-national',
  'utgfs-audit',
  'rsu-sig',
  'agency',
  'ngo',
  'security',
  'focal-woman',
  'focal-man',
] as const
export type Body = (typeof bodies)[number]
export type Level = 'commune' | 'cercle' | 'region' | 'national' | 'outside'

const levels: Readonly<Record<Body, Level>> = {
  commune: 'commune',
  ccl: 'cercle',
  ccr: 'region',
  'utgfs-regional': 'region',
  'utgfs-tm': 'national',
  'utgfs-ma': 'national',
  'utgfs-pnp': 'national',
  'utgfs-himo': 'national',
  'utgfs-agr': 'national',
  'utgfs-national': 'national',
  'utgfs-audit': 'national',
  'rsu-sig': 'national',
  agency: 'outside',
  ngo: 'outside',
  security: 'region',
  'focal-woman': 'national',
  'focal-man': 'national',
}

/** Fictional agencies, for the demonstration; a deployment lists its own. */
export const agencies = [
  { agencyId: 'sahel-cash', name: 'Sahel Cash (fictive)' },
  { agencyId: 'niger-paie', name: 'Niger Paie (fictive)' },
] as const

export function unit(body: Body, at?: string): UnitId {
  return (at === undefined ? body : `${body}:${at}`) as UnitId
}

export function readUnit(id: string): { readonly body: Body; readonly at?: string } | undefined {
  const [body = '', at] = id.split(':')
  if (!(bodies as readonly string[]).includes(body)) return undefined
  return { body: body as Body, ...(at === undefined ? {} : { at }) }
}

export const bodyOf = (id: UnitId): Body => readUnit(id)?.body ?? 'utgfs-national'
export const levelOf = (id: UnitId): Level => levels[bodyOf(id)]

/** The place a unit answers for; national and outside bodies answer for none in particular. */
export function placeOfUnit(id: UnitId): Place {
  const { body, at } = readUnit(id) ?? {}
  if (!at) return {}
  if (body === 'commune') {
    const commune = communeOf(at)
    return commune ? { region: commune.regionCode, cercle: commune.cercleCode, commune: at } : {}
  }
  if (body === 'ccl') return { region: at.slice(0, 4), cercle: at }
  if (body === 'ccr' || body === 'utgfs-regional' || body === 'security') return { region: at }
  return {}
}

const bodyNames: Readonly<Record<Body, string>> = {
  commune: 'Comité communal',
  ccl: 'CCL',
  ccr: 'CCR',
  'utgfs-regional': 'UTGFS régionale',
  'utgfs-tm': 'UTGFS Transferts',
  'utgfs-ma': 'UTGFS Mesures d’accompagnement',
  'utgfs-pnp': 'UTGFS Nutrition',
  'utgfs-himo': 'UTGFS HIMO',
  'utgfs-agr': 'UTGFS AGR',
  'utgfs-national': 'UTGFS nationale',
  'utgfs-audit': 'UTGFS Audit',
  'rsu-sig': 'RSU / SIG',
  agency: 'Agence',
  ngo: 'ONG',
  security: 'Point focal sécurité',
  'focal-woman': 'Points focaux (femmes)',
  'focal-man': 'Points focaux (hommes)',
}

/** `Comité communal de Ansongo`: names are the same in every language of the console. */
export function unitName(id: UnitId): string {
  const { body, at } = readUnit(id) ?? {}
  if (!body) return id
  const name = bodyNames[body]
  if (!at) return name
  if (body === 'agency') return agencies.find((agency) => agency.agencyId === at)?.name ?? at
  if (body === 'ngo') return `ONG · ${programmes.find((p) => p.ngoUnit === id)?.name ?? at}`
  const where = communeOf(at)?.name ?? cercleOf(at)?.name ?? regionOf(at)?.name ?? at
  return `${name} · ${where}`
}

/**
 * The body above: where a complaint goes when its owner is late, is accused, or hands it up. Undefined at the top.
 * A body without a place of its own needs to be told where the complaint is.
 */
export function unitAbove(id: UnitId, place: Place): UnitId | undefined {
  const body = bodyOf(id)
  const region = placeOfUnit(id).region ?? place.region
  const cercle = placeOfUnit(id).cercle ?? place.cercle
  switch (body) {
    case 'commune':
      return cercle ? unit('ccl', cercle) : region ? unit('ccr', region) : unit('utgfs-national')
    case 'ccl':
      return region ? unit('ccr', region) : unit('utgfs-national')
    case 'ccr':
      return region ? unit('utgfs-regional', region) : unit('utgfs-national')
    case 'agency':
      return unit('utgfs-tm')
    case 'ngo':
      return region ? unit('utgfs-regional', region) : unit('utgfs-national')
    case 'utgfs-national':
      return unit('utgfs-audit')
    case 'utgfs-audit':
    case 'focal-woman':
    case 'focal-man':
      return undefined
    default:
      return unit('utgfs-national')
  }
}
