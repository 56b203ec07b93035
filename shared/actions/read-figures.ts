/** Reads the shelves that an officer may read, and sums them up into what a dashboard shows. */

import { filedCategories } from '../domain/categories.ts'
import { channels } from '../domain/complaint.ts'
import {
  addUp,
  type Counts,
  countOf,
  fewestSaid,
  figuresOf,
  flowOf,
  medianDays,
  sayCell,
  sayCells,
} from '../domain/figures.ts'
import { type Coverage, looksOverAll } from '../domain/figures-coverage.ts'
import {
  nowhere,
  privateScope,
  quarterOf,
  readSlot,
  restrictedScope,
  type Shelved,
} from '../domain/figures-shelves.ts'
import { languages } from '../domain/languages.ts'
import type { Officer } from '../domain/officer.ts'
import { partsOfCountry, regionsOfPart } from '../domain/parts-of-country.ts'
import { regions } from '../domain/places.ts'
import { Refusal } from '../domain/refusal.ts'
import { rankOf } from '../domain/sensitivity.ts'
import type { FigureShelves } from './figures-ports.ts'

export interface Shelf extends Shelved {
  readonly counts: Counts
}
export interface Span {
  readonly from: string
  readonly to: string
}
export interface Chosen extends Span {
  readonly programme?: string
  readonly region?: string
}

const dayMs = 86_400_000
/** Two years and a day: longer answers nobody's question and reads too much. */
export const longestDays = 732

/** Days of a span, both ends included. Refuses `invalid` when it runs backwards or is too long. */
export function lengthOf({ from, to }: Span): number {
  const days = (Date.parse(to) - Date.parse(from)) / dayMs + 1
  if (days < 1 || days > longestDays) {
    throw new Refusal('invalid', 'A time is one day to two years long.', { fields: { to: 'span' } })
  }
  return days
}

async function readScopes(
  shelves: FigureShelves,
  scopes: readonly string[],
  { from, to }: Span,
): Promise<readonly Shelf[]> {
  const found = await Promise.all(
    scopes.map(async (scope) =>
      (await shelves.read(scope, from, to)).map(({ slot, counts }) => ({ ...readSlot(scope, slot), counts })),
    ),
  )
  return found.flat()
}

const isChosen = ({ programme, region }: Chosen, shelf: Shelf): boolean =>
  (programme === undefined || shelf.programme === programme) &&
  (region === undefined || shelf.region === region)

/** Shelves of days. */
export async function readDays(
  shelves: FigureShelves,
  coverage: Coverage,
  chosen: Chosen,
): Promise<readonly Shelf[]> {
  lengthOf(chosen)
  const all = await readScopes(shelves, coverage.dayScopes, chosen)
  return all.filter((shelf) => coverage.covers(shelf) && isChosen(chosen, shelf))
}

/** Shelves of whole months, commune by commune. */
export async function readMonths(
  shelves: FigureShelves,
  coverage: Coverage,
  chosen: Chosen,
): Promise<readonly Shelf[]> {
  lengthOf({ from: `${chosen.from}-01`, to: `${chosen.to}-28` })
  const all = await readScopes(shelves, coverage.communeScopes, chosen)
  return all.filter((shelf) => coverage.covers(shelf) && isChosen(chosen, shelf))
}

export const sumOf = (shelves: readonly Shelf[]): Counts => addUp(shelves.map(({ counts }) => counts))

export function groupBy<Key>(shelves: readonly Shelf[], keyOf: (shelf: Shelf) => Key): Map<Key, Shelf[]> {
  const groups = new Map<Key, Shelf[]>()
  for (const shelf of shelves) {
    const key = keyOf(shelf)
    const group = groups.get(key)
    if (group) group.push(shelf)
    else groups.set(key, [shelf])
  }
  return groups
}

// ── over time ─────────────────────────────────────────────────────────────────────────────────────────────────────

export const steps = ['day', 'week', 'month'] as const
export type Step = (typeof steps)[number]
export const stepOf = (days: number): Step => (days <= 31 ? 'day' : days <= 200 ? 'week' : 'month')

const plusDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)

/** The first day of the step that a day is in; weeks begin on Monday. */
export function stepStart(step: Step, day: string): string {
  if (step === 'month') return `${day.slice(0, 7)}-01`
  if (step === 'day') return day
  return plusDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))
}

/** Every step of the span, the empty ones too. */
export function bucketsOf(shelves: readonly Shelf[], span: Span, step: Step) {
  const groups = groupBy(shelves, ({ when }) => stepStart(step, when))
  const starts = new Set<string>()
  for (let day = span.from; day <= span.to; day = plusDays(day, 1)) starts.add(stepStart(step, day))
  return [...starts].map((from) => {
    const { received, resolved, becameLate } = flowOf(sumOf(groups.get(from) ?? []))
    return { from, received, resolved, becameLate }
  })
}

// ── broken down ───────────────────────────────────────────────────────────────────────────────────────────────────

export const categoriesOf = (counts: Counts) =>
  filedCategories
    .map((category) => ({ category, ...flowOf(counts, `.category:${category}`) }))
    .filter(({ received, resolved, becameLate }) => received + resolved + becameLate > 0)

export const channelsOf = (counts: Counts) =>
  channels
    .map((channel) => ({ channel, received: countOf(counts, `received.channel:${channel}`) }))
    .filter(({ received }) => received > 0)

const sexes = ['woman', 'man', 'unknown'] as const
export function sexesOf(counts: Counts) {
  const received = sayCells(sexes.map((sex) => countOf(counts, `received.sex:${sex}`)))
  const resolved = sayCells(sexes.map((sex) => countOf(counts, `resolved.sex:${sex}`)))
  return sexes.map((sex, index) => ({
    sex,
    received: received[index] ?? 0,
    resolved: resolved[index] ?? 0,
    ...(sex !== 'unknown' && countOf(counts, `resolved.sex:${sex}`) >= fewestSaid
      ? medianDays(counts, `days.${sex}:`)
      : {}),
  }))
}

export function languagesOf(counts: Counts) {
  const cells = sayCells(languages.map((language) => countOf(counts, `received.language:${language}`)))
  return languages
    .map((language, index) => ({ language, received: cells[index] ?? 0 }))
    .filter(({ received }) => received !== 0)
}

/** All of them, so that a region from which nothing comes is seen; those without a place at the end. */
export function regionsOf(shelves: readonly Shelf[]) {
  const groups = groupBy(shelves, ({ region }) => region)
  return [...regions.map(({ code }) => code), nowhere]
    .map((region) => {
      const counts = sumOf(groups.get(region) ?? [])
      const median = countOf(counts, 'resolved') >= fewestSaid ? medianDays(counts) : {}
      return { region, ...flowOf(counts), ...median }
    })
    .filter(({ region, received, resolved }) => region !== nowhere || received + resolved > 0)
}

/** The country in three parts. */
export function partsOf(shelves: readonly Shelf[]) {
  return partsOfCountry.map((part) => {
    const counts = sumOf(shelves.filter(({ region }) => regionsOfPart[part].includes(region)))
    const median = countOf(counts, 'resolved') >= fewestSaid ? medianDays(counts) : {}
    return { part, ...flowOf(counts), ...median }
  })
}

// ── what is kept apart ────────────────────────────────────────────────────────────────────────────────────────────

/** Restricted ones, for those who look over the country and are cleared for them; undefined for all others. */
export async function restrictedIn(shelves: FigureShelves, who: Officer, { from, to }: Span) {
  if (!looksOverAll(who) || rankOf(who.clearance) < rankOf('S2') || who.role === 'admin') return undefined
  const counts = addUp((await shelves.read(restrictedScope, from, to)).map((shelf) => shelf.counts))
  return sayCell(countOf(counts, 'received') + countOf(counts, 'moved'))
}

/** Private ones: one count a quarter for the country, and only from five up. */
export async function privateIn(shelves: FigureShelves, who: Officer, day: string) {
  if (!looksOverAll(who)) return undefined
  const quarter = quarterOf(day)
  const counts = addUp((await shelves.read(privateScope, quarter, quarter)).map((shelf) => shelf.counts))
  const asked = countOf(counts, 'asked')
  // That there was none would say as much as that there was one.
  return { quarter, count: asked < fewestSaid ? ('<5' as const) : asked }
}

export const wholeOf = (shelves: readonly Shelf[]) => figuresOf(sumOf(shelves))
