/**
 * Officers: who is added, what changes of their entry, who is out. Each change stands in the journal, with its author and
 * its reason, in the same write. And the short list from which whoever files picks whom a complaint is about.
 */
import {
  changeOfficer,
  newOfficer,
  type OfficerOrder,
  type OfficerSheet,
} from '../domain/administer-officer.ts'
import { entryOf } from '../domain/audit.ts'
import { isAccused, isKeptFrom, type Officer } from '../domain/officer.ts'
import { Refusal } from '../domain/refusal.ts'
import type { OfficerBook } from './admin-ports.ts'
import type { World } from './ports.ts'
import type { Queues } from './queue-ports.ts'

export interface ManagingOfficers {
  readonly world: World
  readonly book: OfficerBook
}

const noSuch = () => new Refusal('not-found', 'There is no such officer.')

async function proveKeptFrom({ book }: ManagingOfficers, { keptFrom }: OfficerSheet): Promise<void> {
  const known = keptFrom?.officers.length ? await book.all() : []
  if (keptFrom?.officers.some((id) => !known.some(({ officerId }) => officerId === id)))
    throw new Refusal('invalid', 'There is no such officer.', { fields: { 'keptFrom.officers': 'unknown' } })
}

export async function addOfficer(
  at: ManagingOfficers,
  by: Officer,
  officerId: string,
  sheet: OfficerSheet,
  reason: string,
): Promise<Officer> {
  await proveKeptFrom(at, sheet)
  const now = at.world.now()
  const { next, kind, what } = newOfficer(by, officerId, sheet, reason, now.toISOString())
  const about = { id: officerId, name: next.name }
  try {
    await at.book.save(next, 'new', entryOf(by, now, at.world.id(), { kind, about, what, reason }))
  } catch (error) {
    if (error instanceof Refusal && error.code === 'stale')
      throw new Refusal('invalid', 'This officer has an entry already.', { fields: { officerId: 'taken' } })
    throw error
  }
  return next
}

export async function orderOfficer(
  at: ManagingOfficers,
  by: Officer,
  officerId: string,
  order: OfficerOrder,
  readVersion: number | undefined,
): Promise<Officer> {
  const was = await at.book.read(officerId)
  if (!was) throw noSuch()
  const version = was.version ?? 0
  if (readVersion !== version)
    throw new Refusal('stale', 'Somebody changed this officer since you opened it.')
  if (order.type === 'change') await proveKeptFrom(at, order.sheet)
  const now = at.world.now()
  const { next, kind, what } = changeOfficer(by, was, order, now.toISOString())
  const about = { id: officerId, name: next.name }
  await at.book.save(
    next,
    version,
    entryOf(by, now, at.world.id(), { kind, about, what, reason: order.reason }),
  )
  return next
}

/** Open complaints that an officer has in hand are counted up to this; it stands for “or more”. */
export const mostInHand = 100

/** How many open complaints would be left without hands; what is about the one who asks is not counted by them. */
export async function inHandOf(
  queues: Pick<Queues, 'peek'>,
  by: Officer,
  officerId: string,
): Promise<number> {
  const { items, lookedTo } = await queues.peek({
    queue: { by: 'assignee', officerId },
    which: 'open',
    most: mostInHand,
  })
  return lookedTo === undefined
    ? items.filter((each) => !isAccused(by, each) && !isKeptFrom(by, each)).length
    : mostInHand
}

const letters = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
const namedAtMost = 12

/** Officers whose name or title has a word that begins like each of the words asked for. */
export function officersNamed(all: readonly Officer[], asked: string): readonly Officer[] {
  const wanted = letters(asked).split(/\s+/).filter(Boolean)
  if (wanted.join('').length < 2) return []
  return all
    .filter(({ name, title, active }) => {
      const words = letters(`${name} ${title}`).split(/[^\p{L}\p{N}]+/u)
      return active && wanted.every((part) => words.some((word) => word.startsWith(part)))
    })
    .slice(0, namedAtMost)
}
