/**
 * The rows of the view that is open, kept while a complaint is read so that coming back finds them where they were.
 * Old rows stay on the screen while new ones are on their way, and when they do not come.
 */
import { signal } from '@preact/signals'
import type { ComplaintRow, View } from '../../../shared/contracts/staff-api.ts'
import { call } from '../api.ts'
import { asFailure, type Failure } from '../failure.ts'
import { addressOfQueue, type QueueQuery } from './queue-query.ts'

export interface Queue {
  /** The address that these rows belong to. */
  readonly address: string
  readonly query?: QueueQuery
  readonly rows: readonly ComplaintRow[]
  readonly cursor?: string
  readonly loading: 'all' | 'more' | 'no'
  readonly loaded: boolean
  readonly failure?: Failure
}

const pageSize = 50
const largestPage = 100
const nothing: Queue = { address: '', rows: [], loading: 'no', loaded: false }

export const queue = signal<Queue>(nothing)
export const counts = signal<Partial<Record<View, number>>>({})
/** Where the officer was: the complaint opened last, and how far down the page. */
export const lastOpened = signal<string | undefined>(undefined)
export const scrolledTo = new Map<string, number>()

const page = (query: QueueQuery, limit: number, cursor?: string) =>
  call('listComplaints', { query: { ...query, limit, cursor } })

/** Loads a view, or once more as many rows of it as are on the screen. */
export async function loadQueue(query: QueueQuery): Promise<void> {
  const address = addressOfQueue(query)
  const same = queue.value.address === address
  if (same && queue.value.loading !== 'no') return
  const wanted = same ? Math.max(pageSize, queue.value.rows.length) : pageSize
  const { failure: _, ...before } = same ? queue.value : { ...nothing, address, query }
  queue.value = { ...before, loading: 'all' }
  try {
    const rows: ComplaintRow[] = []
    let cursor: string | undefined
    do {
      const answer = await page(query, Math.min(largestPage, wanted - rows.length), cursor)
      rows.push(...answer.items)
      cursor = answer.cursor
    } while (cursor !== undefined && rows.length < wanted)
    if (queue.value.address !== address) return
    queue.value = { address, query, rows, loading: 'no', loaded: true, ...(cursor ? { cursor } : {}) }
  } catch (fault) {
    if (queue.value.address === address) {
      queue.value = { ...queue.value, loading: 'no', failure: asFailure(fault) }
    }
  }
}

export async function loadMore(): Promise<void> {
  const { address, query, cursor, loading } = queue.value
  if (!query || !cursor || loading !== 'no') return
  const { failure: _, ...before } = queue.value
  queue.value = { ...before, loading: 'more' }
  try {
    const answer = await page(query, pageSize, cursor)
    if (queue.value.address !== address) return
    const known = new Set(queue.value.rows.map(({ complaintId }) => complaintId))
    const { cursor: __, ...rest } = queue.value
    queue.value = {
      ...rest,
      rows: [...rest.rows, ...answer.items.filter(({ complaintId }) => !known.has(complaintId))],
      loading: 'no',
      ...(answer.cursor ? { cursor: answer.cursor } : {}),
    }
  } catch (fault) {
    if (queue.value.address === address) {
      queue.value = { ...queue.value, loading: 'no', failure: asFailure(fault) }
    }
  }
}

export async function loadCounts(): Promise<void> {
  try {
    counts.value = (await call('viewCounts')).counts
  } catch {
    // Tabs without numbers still open their view, and the state line tells about the network.
  }
}

/** What a command made of a complaint, shown in its row without asking again. */
export function patchRow(fresh: ComplaintRow): void {
  const { rows } = queue.value
  if (!rows.some(({ complaintId }) => complaintId === fresh.complaintId)) return
  queue.value = {
    ...queue.value,
    rows: rows.map((row) => (row.complaintId === fresh.complaintId ? fresh : row)),
  }
}

/** A complaint that went to others is no longer in the view. */
export function dropRow(complaintId: string): void {
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
