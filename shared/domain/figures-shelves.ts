/**
 * Where figures are kept: a shelf is a scope and a slot in it, and its counts only ever grow. Three shelves take each event
 * of an open complaint: its region's day, its owner's day, its commune's month. Higher levels are sums, made when they are
 * read; who may read which is decided by whose complaints they count, so that no body counts a complaint about itself.
 */
import type { Counts } from './figures.ts'
import { bodyOf, levelOf, type UnitId } from './units.ts'

export interface Tally {
  readonly scope: string
  readonly slot: string
  readonly adds: Counts
}

export const nowhere = 'none'

export const regionScope = (region: string): string => `region:${region}`
export const unitScope = (unit: string): string => `unit:${unit}`
export const communesScope = (region: string): string => `communes:${region}`
export const restrictedScope = 'restricted'
export const privateScope = 'private'

/** Whose complaint it is, as a shelf says it: the body where its place is known by the shelf, else the unit. */
export const keeperOf = (owner: UnitId): string =>
  ['cercle', 'region', 'commune'].includes(levelOf(owner)) ? bodyOf(owner) : owner

/** Bodies of the region that are accused: they look over what others own, and must not count this. */
const accusedAbove = (accused: readonly string[]): readonly string[] =>
  accused.filter((unit) => levelOf(unit as UnitId) === 'region').map((unit) => bodyOf(unit as UnitId))

export interface Standing {
  readonly region: string
  readonly cercle: string
  readonly commune: string
  readonly programme: string
  readonly owner: UnitId
  readonly accused: readonly string[]
}

const keeperWords = ({ owner, accused }: Standing): string =>
  [keeperOf(owner), ...accusedAbove(accused)].join('~')

/** The shelves that an event of a day is counted on. */
export const shelvesOf = (day: string, at: Standing) => ({
  region: { scope: regionScope(at.region), slot: `${day}#${keeperWords(at)}#${at.programme}` },
  unit: { scope: unitScope(at.owner), slot: `${day}#${at.region}#${at.programme}` },
  commune: {
    scope: communesScope(at.region),
    slot: [day.slice(0, 7), at.cercle, at.commune, keeperWords(at), at.programme].join('#'),
  },
})

export interface Shelved {
  /** A day, or a month on a commune's shelf. */
  readonly when: string
  readonly region: string
  readonly cercle: string
  readonly commune: string
  readonly programme: string
  /** See `keeperOf`. */
  readonly keeper: string
  /** Bodies of the region that must not count it. */
  readonly accused: readonly string[]
  /** The shelf of one unit alone. */
  readonly isUnits: boolean
}

const keeperRead = (words: string) => {
  const [keeper = '', ...accused] = words.split('~')
  return { keeper, accused }
}

/** Reads a slot back. */
export function readSlot(scope: string, slot: string): Shelved {
  const kind = scope.slice(0, scope.indexOf(':'))
  const of = scope.slice(kind.length + 1)
  const parts = slot.split('#')
  const unplaced = { cercle: nowhere, commune: nowhere }
  if (kind === 'communes') {
    const [when = '', cercle = '', commune = '', words = '', programme = ''] = parts
    return { when, region: of, cercle, commune, programme, ...keeperRead(words), isUnits: false }
  }
  if (kind === 'region') {
    const [when = '', words = '', programme = ''] = parts
    return { when, region: of, ...unplaced, programme, ...keeperRead(words), isUnits: false }
  }
  const [when = '', region = '', programme = ''] = parts
  return { when, region, ...unplaced, programme, keeper: keeperOf(of as UnitId), accused: [], isUnits: true }
}

/** `2026-T4` of a day. */
export const quarterOf = (day: string): string =>
  `${day.slice(0, 4)}-T${Math.ceil(Number(day.slice(5, 7)) / 3)}`

/** First and last day of a quarter. */
export function daysOfQuarter(quarter: string): { readonly from: string; readonly to: string } {
  const year = Number(quarter.slice(0, 4))
  const first = (Number(quarter.slice(6)) - 1) * 3
  const day = (at: number): string => new Date(at).toISOString().slice(0, 10)
  return { from: day(Date.UTC(year, first, 1)), to: day(Date.UTC(year, first + 3, 0)) }
}
