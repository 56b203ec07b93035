/**
 * Prepares the device: the officer's open complaints as rows, the most urgent first, within a bound. The first time is a
 * step that is seen; after that a page that has not changed costs one short answer.
 */
import type { ComplaintRow } from '../../../shared/contracts/staff-api.ts'
import { call } from '../api.ts'
import { keepSync, keepSynced, knownRows, knownSync, type SyncedPage } from './known.ts'
import { preparing } from './preparing.ts'

const pageSize = 100
const mostPages = 5
const everyMs = 10 * 60_000

interface Page {
  readonly rows: readonly ComplaintRow[]
  readonly page: SyncedPage
}

async function nextPage(
  cursor: string | undefined,
  before: SyncedPage | undefined,
  known: Readonly<Record<string, ComplaintRow>>,
): Promise<Page> {
  const kept = before?.rows.flatMap((id) => known[id] ?? [])
  // All of the page must still be here for “the same” to be of use.
  const digest = kept && kept.length === before?.rows.length ? before.digest : undefined
  const answer = await call('listComplaints', {
    query: { view: 'open', limit: pageSize, cursor, known: digest },
  })
  if (answer.same && before && kept) return { rows: kept, page: before }
  const { items, digest: fresh, cursor: next } = answer
  return {
    rows: items,
    page: {
      rows: items.map(({ complaintId }) => complaintId),
      ...(fresh ? { digest: fresh } : {}),
      ...(next ? { cursor: next } : {}),
    },
  }
}

async function prepare(now: number): Promise<void> {
  const [last, known] = await Promise.all([knownSync(), knownRows()])
  if (last && now - last.at < everyMs) return
  const rows: ComplaintRow[] = []
  const pages: SyncedPage[] = []
  let cursor: string | undefined
  do {
    if (!last) preparing.value = rows.length
    const before = last?.pages[pages.length]
    // A page that begins elsewhere than it did is another page.
    const same = pages.length === 0 || last?.pages[pages.length - 1]?.cursor === cursor
    const next = await nextPage(cursor, same ? before : undefined, known)
    rows.push(...next.rows)
    pages.push(next.page)
    cursor = next.page.cursor
  } while (cursor !== undefined && pages.length < mostPages)
  if (!last) preparing.value = rows.length
  await keepSynced(rows, cursor !== undefined)
  await keepSync({ at: now, pages })
}

/** In one window at a time; a network that goes leaves what was known as it was. */
export async function prepareDevice(now = Date.now()): Promise<void> {
  try {
    await navigator.locks.request('jigikan.prepare', { ifAvailable: true }, async (free) => {
      if (free) await prepare(now)
    })
  } catch {
    // Next time; the state line tells about the network.
  } finally {
    preparing.value = undefined
  }
}
