/** How a registry speaks to Jigikan: HTTP, JSON and one key. Everything here could be written in any language. */
import type { Changes, Compared, Counts, DecisionResult } from '../../shared/contracts/registry-api.ts'
import type { RegistryStore } from './store.ts'

export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}

export interface RegistryClient {
  changes(after: string | undefined): Promise<Changes>
  receipts(items: readonly object[]): Promise<void>
  decide(item: object): Promise<DecisionResult | undefined>
  compare(counts: Counts): Promise<Compared>
}

export function registryClient(origin: string, key: string): RegistryClient {
  async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(`${origin}/registry/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(30_000),
    })
    if (!answer.ok) throw new Unreachable(`${method} ${path}: HTTP ${answer.status}`)
    return (await answer.json()) as T
  }
  return {
    changes: (after) => ask('GET', `/changes${after ? `?after=${encodeURIComponent(after)}` : ''}`),
    receipts: async (items) => void (await ask('POST', '/receipts', { items })),
    decide: async (item) =>
      (await ask<{ results: DecisionResult[] }>('POST', '/decisions', { items: [item] })).results[0],
    compare: (counts) => ask('POST', '/counts', counts),
  }
}

const mostTold = 500

/** Fetches all that is new, page by page; each is kept, with the place that follows it, before the next is asked for. */
export async function pullAll(
  client: Pick<RegistryClient, 'changes'>,
  store: RegistryStore,
): Promise<number> {
  let kept = 0
  for (;;) {
    const { entries, next, more } = await client.changes(store.cursor())
    store.keep(entries, next)
    kept += entries.length
    if (!more) return kept
  }
}

/** Tells what became of entries. What was told and not marked is told again, which changes nothing there. */
export async function tellReceipts(
  client: Pick<RegistryClient, 'receipts'>,
  store: RegistryStore,
): Promise<void> {
  for (;;) {
    const answers = store.untold(mostTold)
    if (answers.length === 0) return
    await client.receipts(answers)
    store.markTold(answers)
  }
}
