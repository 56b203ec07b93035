/**
 * Counts everything anew from the history and puts right what differs. Only shelves that are closed are touched: a day
 * before today, a month before this one, so that it may run while people complain. What history no longer holds stays:
 * restricted and private counts always, complaints that became restricted after they were counted unless told otherwise.
 */
import { addUp, type Counts } from '../domain/figures.ts'
import { privateScope, restrictedScope, type Tally } from '../domain/figures-shelves.ts'
import { dayOf } from '../domain/working-days.ts'
import { talliesOfEvent } from './count-figures.ts'
import type { EventHistory, FigureShelves } from './figures-ports.ts'
import type { World } from './ports.ts'

export interface Recount {
  readonly events: number
  readonly shelves: number
  readonly mended: number
}

const nameOf = ({ scope, slot }: Pick<Tally, 'scope' | 'slot'>): string => `${scope} ${slot}`
const isApart = (scope: string): boolean => scope === restrictedScope || scope === privateScope

function isClosed({ scope, slot }: Pick<Tally, 'scope' | 'slot'>, today: string): boolean {
  const when = slot.slice(0, slot.indexOf('#'))
  return scope.startsWith('communes:') ? when < today.slice(0, 7) : when < today
}

const isSame = (one: Counts, other: Counts): boolean =>
  [...Object.keys(one), ...Object.keys(other)].every((name) => (one[name] ?? 0) === (other[name] ?? 0))

/** Whether a shelf holds all that was found, and more: what became restricted left its counts behind. */
const holdsAll = (shelf: Counts, found: Counts): boolean =>
  Object.entries(found).every(([name, count]) => (shelf[name] ?? 0) >= count)

/**
 * `exact`: what is counted and not in the history is taken away too. `dry`: says what it would do.
 */
export async function recountFigures(
  {
    world,
    history,
    shelves,
  }: { readonly world: Pick<World, 'now'>; readonly history: EventHistory; readonly shelves: FigureShelves },
  { exact = false, dry = false }: { readonly exact?: boolean; readonly dry?: boolean } = {},
): Promise<Recount> {
  const today = dayOf(world.now())
  const found = new Map<string, Tally>()
  let events = 0
  for await (const { event, context } of history.events()) {
    events += 1
    for (const tally of talliesOfEvent(event, context)) {
      if (!isClosed(tally, today)) continue
      const name = nameOf(tally)
      found.set(name, { ...tally, adds: addUp([found.get(name)?.adds ?? {}, tally.adds]) })
    }
  }
  const wrong = new Map(found)
  let known = 0
  for await (const shelf of history.shelves()) {
    if (isApart(shelf.scope) || !isClosed(shelf, today)) continue
    known += 1
    const name = nameOf(shelf)
    const adds = found.get(name)?.adds ?? {}
    if (exact ? isSame(adds, shelf.adds) : holdsAll(shelf.adds, adds)) wrong.delete(name)
    else wrong.set(name, { ...shelf, adds })
  }
  if (!dry) for (const tally of wrong.values()) await shelves.replace(tally)
  return { events, shelves: known, mended: wrong.size }
}
