/**
 * A consumer answers to what it was told. The answer is kept beside the complaint; a rejection becomes work for the unit
 * that has it. The same answer again changes nothing.
 */
import type { Actor, OpenComplaint } from '../domain/complaint.ts'
import type { Consumer, ReceiptStatus } from '../domain/consumer.ts'
import { decide } from '../domain/lifecycle.ts'
import type { Notice } from '../domain/message.ts'
import { Refusal } from '../domain/refusal.ts'
import { concerns, type FeedItem } from '../domain/registry.ts'
import type { OpenComplaints, World } from './ports.ts'
import type { Consumers, FeedReader, Receipts } from './registry-ports.ts'

export interface TakingReceipts {
  readonly world: Pick<World, 'now' | 'id'>
  readonly feed: Pick<FeedReader, 'entries'>
  readonly receipts: Receipts
  readonly consumers: Pick<Consumers, 'tallyReceipts'>
  readonly open: Pick<OpenComplaints, 'read' | 'commit'>
  /** Tells a desk that something waits, without saying what. */
  tell(notice: Notice, complaintId: string): Promise<void>
}
export interface GivenReceipt {
  readonly sequence: number
  readonly id: string
  readonly status: ReceiptStatus
  readonly reason?: string
}
export interface ReceiptResult {
  readonly sequence: number
  readonly outcome: 'kept' | 'kept_before' | 'refused'
  readonly problem?: { code: string; detail?: string }
}

const mostRaces = 5
const complaintsAtOnce = 10
export const registryActor = (who: Consumer): Actor => ({ kind: 'registry', name: who.name })

/** Tries again while somebody else is faster. */
export async function racing<T>(attempt: () => Promise<T>): Promise<T> {
  for (let race = 1; ; race += 1) {
    try {
      return await attempt()
    } catch (error) {
      if (!(error instanceof Refusal && error.code === 'stale') || race === mostRaces) throw error
    }
  }
}

async function becomeWork(
  at: TakingReceipts,
  who: Consumer,
  { complaintId = '', unit, entry }: FeedItem,
  { sequence, reason = '' }: GivenReceipt,
): Promise<void> {
  const once = `registry:${who.consumerId}:rejected:${sequence}`
  const written = await racing(async () => {
    const complaint: OpenComplaint | undefined = await at.open.read(complaintId)
    if (!complaint) return false
    const change = decide(
      complaint,
      { type: 'registry_rejected', reason },
      registryActor(who),
      at.world.now(),
      at.world.id(),
    )
    try {
      await at.open.commit({ ...change, once })
    } catch (error) {
      if (!(error instanceof Refusal && error.code === 'already-done')) throw error
    }
    return true
  })
  if (written || !unit || entry.kind === 'household') return
  await at.tell(
    {
      eventId: `${who.consumerId}-${sequence}-rejected`,
      at: at.world.now().toISOString(),
      what: 'note',
      reference: entry.reference,
      language: 'fr',
      alert: unit,
    },
    complaintId,
  )
}

async function takeOne(
  at: TakingReceipts,
  who: Consumer,
  item: FeedItem | undefined,
  given: GivenReceipt,
): Promise<ReceiptResult> {
  const { sequence, id, status, reason } = given
  const refused = (code: string, detail: string): ReceiptResult => ({
    sequence,
    outcome: 'refused',
    problem: { code, detail },
  })
  if (!item || !concerns(item.entry, who.programmes)) return refused('not-found', 'There is no such entry.')
  if (item.entry.id !== id) return refused('other-entry', 'Another entry stands at this sequence.')
  if (status === 'rejected' && !reason) return refused('invalid', 'A rejection needs a reason.')
  const { complaintId, entry } = item
  if (!complaintId) return { sequence, outcome: 'kept' }
  // The work first: a receipt that is kept says that the work is there.
  if (status === 'rejected') await becomeWork(at, who, item, given)
  const isNew = await at.receipts.keep(complaintId, {
    consumerId: who.consumerId,
    consumerName: who.name,
    sequence,
    entryId: id,
    event: entry.kind === 'household' ? entry.effect : entry.event,
    status,
    ...(reason ? { reason } : {}),
    at: at.world.now().toISOString(),
  })
  return { sequence, outcome: isNew ? 'kept' : 'kept_before' }
}

export async function takeReceipts(
  at: TakingReceipts,
  who: Consumer,
  given: readonly GivenReceipt[],
): Promise<readonly ReceiptResult[]> {
  const items = await at.feed.entries(given.map(({ sequence }) => sequence))
  const results: ReceiptResult[] = []
  const kept = { all: 0, rejected: 0 }
  const work = given.map((each, index) => ({ each, index, item: items.get(each.sequence) }))
  const byComplaint = [...Map.groupBy(work, ({ item, index }) => item?.complaintId ?? `${index}`).values()]
  // Those of one complaint in turn, as they were given; so many complaints at once.
  const takeSome = async (): Promise<void> => {
    for (let some = byComplaint.shift(); some; some = byComplaint.shift()) {
      for (const { each, index, item } of some) {
        const result = await takeOne(at, who, item, each)
        results[index] = result
        if (result.outcome !== 'kept') continue
        kept.all += 1
        if (each.status === 'rejected') kept.rejected += 1
      }
    }
  }
  await Promise.all(Array.from({ length: complaintsAtOnce }, takeSome))
  if (kept.all > 0) await at.consumers.tallyReceipts(who.consumerId, kept.all, kept.rejected)
  return results
}
