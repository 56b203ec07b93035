/**
 * Settles days off, deadlines, first owners and zones: proved, written with its line of the journal, in force within the
 * minute for what is filed from then on. Nothing that was filed before moves, neither its deadline nor its owner.
 */
import { entryOf } from '../domain/audit.ts'
import { type House, putInForce, type RuleChange } from '../domain/house.ts'
import type { Officer } from '../domain/officer.ts'
import { cercleOf, communeOf } from '../domain/places.ts'
import { Refusal } from '../domain/refusal.ts'
import {
  type CalendarChange,
  calendarWith,
  houseWith,
  nextSet,
  proveChanges,
  proveZone,
  type ZoneStatus,
} from '../domain/settle-house.ts'
import type { HouseBook } from './admin-ports.ts'
import type { World } from './ports.ts'

export interface Settling {
  readonly world: World
  readonly houseBook: HouseBook
}
type Changes = Readonly<Record<string, RuleChange>>

const authorOf = ({ officerId, name }: Officer) => ({ officerId, name })

async function current({ houseBook }: Settling, readVersion: number | undefined): Promise<House> {
  const { house, version } = await houseBook.read()
  if (readVersion !== version) throw new Refusal('stale', 'Somebody changed it since you opened it.')
  return house
}

export async function changeCalendar(
  at: Settling,
  by: Officer,
  change: CalendarChange,
  reason: string,
  readVersion: number | undefined,
): Promise<number> {
  const was = await current(at, readVersion)
  const next = calendarWith(was, change)
  const what = Object.fromEntries([
    ...change.free.map(({ day, name }) => [day, name] as const),
    ...change.worked.map((day) => [day, '–'] as const),
  ])
  const entry = entryOf(by, at.world.now(), at.world.id(), { kind: 'calendar_changed', what, reason })
  await at.houseBook.settle(next, readVersion ?? 0, entry)
  putInForce(next)
  return (readVersion ?? 0) + 1
}

export async function saveDraft(at: Settling, by: Officer, changes: Changes): Promise<void> {
  if (Object.keys(changes).length > 0) proveChanges(changes)
  await at.houseBook.saveDraft({ changes, at: at.world.now().toISOString(), by: authorOf(by) })
}

/** An empty set goes back to what ships with the code; an older set that is published again is a new one. */
export async function publishRules(
  at: Settling,
  by: Officer,
  { changes, from, reason }: { readonly changes: Changes; readonly from: string; readonly reason: string },
  readVersion: number | undefined,
): Promise<number> {
  const was = await current(at, readVersion)
  const now = at.world.now()
  const set = nextSet(was, changes, from, now)
  const entry = entryOf(by, now, at.world.id(), {
    kind: 'rules_published',
    what: { number: String(set.number), from, changes: Object.keys(changes).toSorted().join(', ') || '–' },
    reason,
  })
  const next = houseWith(was, set)
  const published = { set, at: now.toISOString(), by: authorOf(by), reason }
  await at.houseBook.settle(next, readVersion ?? 0, entry, published)
  putInForce(next)
  return (readVersion ?? 0) + 1
}

export async function setZone(
  at: Settling,
  by: Officer,
  said: Pick<ZoneStatus, 'code' | 'status' | 'reason'> & { readonly until?: string },
): Promise<ZoneStatus> {
  const now = at.world.now()
  proveZone(said, now)
  const was = await at.houseBook.zone(said.code)
  const zone: ZoneStatus = { ...said, by: authorOf(by), at: now.toISOString() }
  const name = communeOf(said.code)?.name ?? cercleOf(said.code)?.name
  const entry = entryOf(by, now, at.world.id(), {
    kind: 'zone_changed',
    about: { id: said.code, ...(name ? { name } : {}) },
    what: {
      status: was ? `${was.status} → ${said.status}` : said.status,
      ...(said.until ? { until: said.until } : {}),
    },
    reason: said.reason,
  })
  await at.houseBook.saveZone(zone, was, entry)
  return zone
}
