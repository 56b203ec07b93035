/**
 * What this officer's device knows: who they are, rows of their views, complaints they opened. Kept after each answer,
 * read where the network is away. Within bounds; what went out of the officer's sight is forgotten.
 */
import type { ComplaintDetail, ComplaintRow, Me } from '../../../shared/contracts/staff-api.ts'
import { deviceVault } from './device-vault.ts'
import { type Keepable, keepableDetail, keepableRows } from './keepable.ts'
import { rowsOfView } from './known-view.ts'
import { addressOfQueue, type QueueQuery } from './queue-query.ts'
import type { Vault } from './vault.ts'

interface KeptView {
  readonly ids: readonly string[]
  readonly at: number
  /** There was more than this. */
  readonly more: boolean
}
interface Book {
  readonly rows: Readonly<Record<string, Keepable<ComplaintRow>>>
  readonly views: Readonly<Record<string, KeptView>>
}
export interface KnownView {
  readonly rows: readonly ComplaintRow[]
  readonly at: number
  readonly more: boolean
}
export interface KnownComplaint {
  readonly detail: ComplaintDetail
  readonly at: number
}

export const mostRows = 600
export const mostComplaints = 120
const mostViews = 16
/** Names of what the book holds beside the officer's views; no address begins so. */
export const syncedView = 'synced'

const noBook: Book = { rows: {}, views: {} }
const complaintAt = (complaintId: string): string => `complaint/${complaintId}`

/** One at a time on this device, in whichever window. */
const alone = <T>(act: (vault: Vault) => Promise<T>): Promise<T> =>
  deviceVault().then((vault) => navigator.locks.request('jigikan.known', () => act(vault)) as Promise<T>)

const readBook = async (vault: Vault): Promise<Book> => (await vault.read<Book>('book')) ?? noBook

const changeBook = (change: (book: Book) => Book): Promise<void> =>
  alone(async (vault) => vault.write('book', bounded(change(await readBook(vault)))))

/** The newest views, and the rows that one of them has; beyond that the rows that changed last. */
function bounded({ rows, views }: Book): Book {
  const kept = Object.entries(views)
    .sort(([, a], [, b]) => b.at - a.at)
    .slice(0, mostViews)
  const needed = new Set(kept.flatMap(([, { ids }]) => ids))
  const all = Object.entries(rows)
    .sort(
      ([a, one], [b, other]) =>
        Number(needed.has(b)) - Number(needed.has(a)) || other.updatedAt.localeCompare(one.updatedAt),
    )
    .slice(0, mostRows)
  return { rows: Object.fromEntries(all), views: Object.fromEntries(kept) }
}

const byId = (rows: readonly Keepable<ComplaintRow>[]) =>
  Object.fromEntries(rows.map((row) => [row.complaintId, row]))

export async function keepView(address: string, rows: readonly ComplaintRow[], more: boolean): Promise<void> {
  const fresh = keepableRows(rows)
  const ids = fresh.map(({ complaintId }) => complaintId)
  await changeBook((book) => ({
    rows: { ...book.rows, ...byId(fresh) },
    views: { ...book.views, [address]: { ids, more, at: Date.now() } },
  }))
}

/** After everything was asked for again: a row that is in no view any more went out of sight. */
export async function keepSynced(rows: readonly ComplaintRow[], more: boolean): Promise<void> {
  const fresh = keepableRows(rows)
  const ids = fresh.map(({ complaintId }) => complaintId)
  await changeBook((book) => {
    const now = Date.now()
    const views = { ...book.views, [syncedView]: { ids, more, at: now } }
    const needed = new Set(Object.values(views).flatMap((view) => view.ids))
    const before = Object.entries(book.rows).filter(([id]) => needed.has(id))
    return { rows: { ...Object.fromEntries(before), ...byId(fresh) }, views }
  })
}

/** As it was opened last; else as the rows tell that the device knows. */
export async function knownView(address: string, query: QueueQuery): Promise<KnownView | undefined> {
  const vault = await deviceVault()
  const { rows, views } = await readBook(vault)
  const view = views[address]
  if (view) return { rows: view.ids.flatMap((id) => rows[id] ?? []), at: view.at, more: view.more }
  const synced = views[syncedView] ?? views[addressOfQueue({ view: 'open' })]
  const officer = await vault.read<Me>('me')
  const told = synced && officer && rowsOfView(Object.values(rows), query, officer)
  return told && { rows: told, at: synced.at, more: synced.more }
}

/** As a command or a look left it, where the row is known. */
export const keepRow = (row: ComplaintRow): Promise<void> =>
  changeBook((book) => {
    if (!book.rows[row.complaintId]) return book
    const { [row.complaintId]: _, ...others } = book.rows
    return { ...book, rows: { ...others, ...byId(keepableRows([row])) } }
  })

export async function keepComplaint(detail: ComplaintDetail): Promise<void> {
  const kept = keepableDetail(detail)
  if (!kept) return forgetComplaint(detail.complaintId)
  await writeComplaint(kept)
}

const writeComplaint = (detail: Keepable<ComplaintDetail>): Promise<void> =>
  alone(async (vault) => {
    const opened = (await vault.read<Record<string, number>>('opened')) ?? {}
    const newest = Object.entries({ ...opened, [detail.complaintId]: Date.now() }).sort(
      ([, a], [, b]) => b - a,
    )
    const over = newest.slice(mostComplaints).map(([id]) => complaintAt(id))
    await vault.write(complaintAt(detail.complaintId), { detail, at: Date.now() } satisfies KnownComplaint)
    await vault.write('opened', Object.fromEntries(newest.slice(0, mostComplaints)))
    if (over.length > 0) await vault.remove(...over)
  })

export const knownComplaint = async (complaintId: string): Promise<KnownComplaint | undefined> =>
  (await deviceVault()).read<KnownComplaint>(complaintAt(complaintId))

/** It went to others, or is not for this officer any more. */
export async function forgetComplaint(complaintId: string): Promise<void> {
  await alone((vault) => vault.remove(complaintAt(complaintId)))
  await changeBook(({ rows: { [complaintId]: _, ...rows }, views }) => ({
    rows,
    views: Object.fromEntries(
      Object.entries(views).map(([address, view]) => [
        address,
        { ...view, ids: view.ids.filter((id) => id !== complaintId) },
      ]),
    ),
  }))
}

export const keepMe = async (officer: Me): Promise<void> => (await deviceVault()).write('me', officer)
export const knownMe = async (): Promise<Me | undefined> => (await deviceVault()).read<Me>('me')

/** For searching: all rows, and the complaints that were opened. */
export async function allKnown(): Promise<{
  readonly rows: readonly ComplaintRow[]
  readonly details: readonly ComplaintDetail[]
}> {
  const vault = await deviceVault()
  const { rows } = await readBook(vault)
  const names = await vault.list('complaint/')
  const opened = await Promise.all(names.map((name) => vault.read<KnownComplaint>(name)))
  return { rows: Object.values(rows), details: opened.flatMap((found) => found?.detail ?? []) }
}

/** Where the last preparation stood. */
export interface SyncedPage {
  readonly digest?: string
  readonly cursor?: string
  readonly rows: readonly string[]
}
export interface Synced {
  readonly at: number
  readonly pages: readonly SyncedPage[]
}
export const keepSync = async (synced: Synced): Promise<void> => (await deviceVault()).write('sync', synced)
export const knownSync = async (): Promise<Synced | undefined> => (await deviceVault()).read<Synced>('sync')
export const knownRows = async (): Promise<Readonly<Record<string, ComplaintRow>>> =>
  (await readBook(await deviceVault())).rows
