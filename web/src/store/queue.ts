/**
 * The rows of the view that is open, kept while a complaint is read so that coming back finds them where they were.
 * Old rows stay on the screen while new ones are on their way, and when they do not come. What changed meanwhile is shown in
 * its row; what is new waits until the officer asks for it, so that nothing moves under a finger.
 */
import { computed, signal } from '@preact/signals'
import type { ComplaintRow, Presence, View } from '../../../shared/contracts/staff-api.ts'
import { type Answer, call } from '../api.ts'
import { asFailure, type Failure } from '../failure.ts'
import { onDevice } from './on-device.ts'
import { addressOfQueue, type QueueQuery } from './queue-query.ts'

export interface Queue {
  /** The address that these rows belong to. */
  readonly address: string
  readonly query?: QueueQuery
  readonly rows: readonly ComplaintRow[]
  readonly cursor?: string
  /** What the first page was when it was last heard. */
  readonly digest?: string
  /** The first page as it is now, when there is something new in it. */
  readonly news?: Answer<'listComplaints'>
  readonly loading: 'all' | 'more' | 'no'
  readonly loaded: boolean
  readonly failure?: Failure
  /** These rows are what this device knew then, in milliseconds; fresh ones may be on their way. */
  readonly knownAt?: number
}

const pageSize = 50
const largestPage = 100
const nothing: Queue = { address: '', rows: [], loading: 'no', loaded: false }

export const queue = signal<Queue>(nothing)
export const counts = signal<Partial<Record<View, number>>>({})
/** Complaint → who else is looking at it. */
export const present = signal<ReadonlyMap<string, readonly Presence[]>>(new Map())
/** When it was last looked, for deadlines that are a matter of hours. */
export const lookedAt = signal(Date.now())
/** Where the officer was: the complaint opened last, and how far down the page. */
export const lastOpened = signal<string | undefined>(undefined)
export const scrolledTo = new Map<string, number>()

const idOf = ({ complaintId }: ComplaintRow): string => complaintId

/** How many in the news are on no row yet. */
export const arrivals = computed(() => {
  const { news, rows } = queue.value
  const known = new Set(rows.map(idOf))
  return news?.items.filter((row) => !known.has(row.complaintId)).length ?? 0
})

const page = (query: QueueQuery, limit: number, more: { cursor?: string; known?: string } = {}) =>
  call('listComplaints', { query: { ...query, limit, ...more } })

/** A filter may pass over many before it finds one: so often it is looked further on by itself. */
const mostLooks = 4
const enough = 10

async function readRows(query: QueueQuery, wanted: number, from?: string) {
  const rows: ComplaintRow[] = []
  let cursor = from
  let digest: string | undefined
  let looks = 0
  do {
    const answer = await page(
      query,
      Math.min(largestPage, Math.max(1, wanted - rows.length)),
      cursor === undefined ? {} : { cursor },
    )
    rows.push(...answer.items)
    cursor = answer.cursor
    if (looks === 0) digest = answer.digest
    looks += 1
  } while (
    cursor !== undefined &&
    (rows.length < enough ? looks < mostLooks : rows.length < wanted && looks < 2)
  )
  return { rows, ...(cursor ? { cursor } : {}), ...(digest ? { digest } : {}) }
}

/** Loads a view, or once more as many rows of it as are on the screen. */
export async function loadQueue(query: QueueQuery): Promise<void> {
  const address = addressOfQueue(query)
  const same = queue.value.address === address
  if (same && queue.value.loading !== 'no') return
  const wanted = same ? Math.max(pageSize, queue.value.rows.length) : pageSize
  const { failure: _, ...before } = same ? queue.value : { ...nothing, address, query }
  queue.value = { ...before, loading: 'all' }
  const shown = same ? undefined : showKnown(address, query)
  try {
    const read = await readRows(query, wanted)
    if (queue.value.address !== address) return
    queue.value = { address, query, loading: 'no', loaded: true, ...read }
    lookedAt.value = Date.now()
    onDevice((known) => known.keepView(address, read.rows, read.cursor !== undefined))
  } catch (fault) {
    await shown
    if (queue.value.address === address) {
      queue.value = { ...queue.value, loading: 'no', failure: asFailure(fault) }
    }
  }
}

/** What the device knows of a view stands there at once; what the server says takes its place. */
async function showKnown(address: string, query: QueueQuery): Promise<void> {
  const known = await onDevice((device) => device.knownView(address, query))
  const now = queue.value
  if (!known || now.address !== address || now.loaded) return
  queue.value = { ...now, rows: known.rows, loaded: true, knownAt: known.at }
}

export async function loadMore(): Promise<void> {
  const { address, query, cursor, loading } = queue.value
  if (!query || !cursor || loading !== 'no') return
  const { failure: _, ...before } = queue.value
  queue.value = { ...before, loading: 'more' }
  try {
    const read = await readRows(query, pageSize, cursor)
    if (queue.value.address !== address) return
    const known = new Set(queue.value.rows.map(idOf))
    const { cursor: __, ...rest } = queue.value
    queue.value = {
      ...rest,
      rows: [...rest.rows, ...read.rows.filter((row) => !known.has(row.complaintId))],
      loading: 'no',
      ...(read.cursor ? { cursor: read.cursor } : {}),
    }
  } catch (fault) {
    if (queue.value.address === address) {
      queue.value = { ...queue.value, loading: 'no', failure: asFailure(fault) }
    }
  }
}

export async function loadCounts(): Promise<void> {
  try {
    const answer = await call('viewCounts')
    counts.value = answer.counts
    const all = new Map<string, Presence[]>()
    for (const each of answer.present) all.set(each.complaintId, [...(all.get(each.complaintId) ?? []), each])
    present.value = all
  } catch {
    // Tabs without numbers still open their view, and the state line tells about the network.
  }
}

/** Looks whether the first page is still what it was. What changed in a row is shown in it at once. */
export async function pollQueue(): Promise<void> {
  const { address, query, digest, loading, loaded, news } = queue.value
  if (!query || !loaded || loading !== 'no') return
  try {
    const known = news?.digest ?? digest
    const answer = await page(query, pageSize, known ? { known } : {})
    if (queue.value.address !== address || queue.value.loading !== 'no') return
    lookedAt.value = Date.now()
    if (answer.same) return
    const fresh = new Map(answer.items.map((row) => [row.complaintId, row]))
    queue.value = {
      ...queue.value,
      rows: queue.value.rows.map((row) => fresh.get(row.complaintId) ?? row),
      news: answer,
    }
    onDevice((device) => device.keepView(address, answer.items, answer.cursor !== undefined))
  } catch {
    // Once more in a minute; the state line tells about the network.
  }
}

/** Shows what is new: the first page as it is, and behind it the rows that were there before. */
export function takeNews(): void {
  const { news, rows, ...rest } = queue.value
  if (!news) return
  const known = new Set(news.items.map(idOf))
  const behind =
    news.cursor === undefined ? [] : rows.slice(pageSize).filter((row) => !known.has(row.complaintId))
  const { cursor, digest: _, ...kept } = rest
  const next = behind.length > 0 ? cursor : news.cursor
  queue.value = {
    ...kept,
    rows: [...news.items, ...behind],
    ...(next ? { cursor: next } : {}),
    ...(news.digest ? { digest: news.digest } : {}),
  }
}

/** What a command made of a complaint, shown in its row without asking again. */
export function patchRow(fresh: ComplaintRow): void {
  const { rows } = queue.value
  onDevice((device) => device.keepRow(fresh))
  if (!rows.some(({ complaintId }) => complaintId === fresh.complaintId)) return
  queue.value = {
    ...queue.value,
    rows: rows.map((row) => (row.complaintId === fresh.complaintId ? fresh : row)),
  }
}

/** A complaint that went to others is no longer in the view. */
export function dropRow(complaintId: string): void {
  onDevice((device) => device.forgetComplaint(complaintId))
  queue.value = { ...queue.value, rows: queue.value.rows.filter((row) => row.complaintId !== complaintId) }
}

/** The complaints before and after this one in the view it was opened from. */
export function neighboursOf(complaintId: string) {
  const { rows, address } = queue.value
  const at = rows.findIndex((row) => row.complaintId === complaintId)
  return {
    address: address || '/',
    previous: at > 0 ? rows[at - 1]?.complaintId : undefined,
    next: at >= 0 ? rows[at + 1]?.complaintId : undefined,
  }
}
