/**
 * Hands a batch of stream records to a function as Lambda's event source mapping does: a reported failure is retried
 * from the lowest failed record, a batch that throws is split in two until the culprit is alone, and a record that
 * failed once and `maxRetries` times more goes to the dead letters so that those behind it can pass.
 */

import { setTimeout as pause } from 'node:timers/promises'
import type { DynamoDBStreamEvent } from 'aws-lambda'
import { failedItems } from './batch-answer.ts'
import { invoke, kindOf, type RunnableFunction } from './invoke.ts'
import type { StreamedRecord } from './streams-client.ts'

export type StreamFunction = RunnableFunction<DynamoDBStreamEvent>

export interface Delivery {
  readonly to: StreamFunction
  readonly maxRetries: number
  /** How long before try number `attempt` (from 1). */
  readonly retryDelayMs: (attempt: number) => number
  /** Everything up to this record is done with: handled, or kept as a dead letter. */
  readonly onDone: (record: StreamedRecord) => Promise<void>
  readonly onDead: (record: StreamedRecord, why: string) => Promise<void>
  /** Ends the waiting between tries; what is not done stays undone and is read again later. */
  readonly signal: AbortSignal
}

/** Where a batch failed: at one record (all before it are done) or as a whole. */
type Outcome = 'handled' | { readonly at: number; readonly why: string } | { readonly thrown: string }

const tryBatch = async (to: StreamFunction, records: readonly StreamedRecord[]): Promise<Outcome> => {
  try {
    const failed = failedItems(await invoke(to, { Records: [...records] }))
    if (failed === 'all') return { thrown: 'MalformedBatchAnswer' }
    if (failed.length === 0) return 'handled'
    const places = failed.map((id) => records.findIndex((record) => record.dynamodb.SequenceNumber === id))
    // Lambda takes an identifier that it did not give for a failure of the whole batch.
    if (places.includes(-1)) return { thrown: 'UnknownItemIdentifier' }
    return { at: Math.min(...places), why: 'ReportedFailure' }
  } catch (fault) {
    return { thrown: kindOf(fault) }
  }
}

/** Resolves when all are done with, or when the signal ends it; rejects only when `onDone` or `onDead` does. */
export const deliver = async (delivery: Delivery, batch: readonly StreamedRecord[]): Promise<void> => {
  const { to, maxRetries, retryDelayMs, onDone, onDead, signal } = delivery
  /** Parts still to deliver, first one next: splitting a batch puts its halves here. */
  const parts: (readonly StreamedRecord[])[] = [batch]
  let head: StreamedRecord | undefined
  let failures = 0
  while (!signal.aborted) {
    const part = parts.shift()
    const first = part?.[0]
    const last = part?.at(-1)
    if (!part || !first || !last) return
    const outcome = await tryBatch(to, part)
    if (outcome === 'handled') {
      await onDone(last)
      continue
    }
    if ('thrown' in outcome && part.length > 1) {
      const middle = Math.ceil(part.length / 2)
      parts.unshift(part.slice(0, middle), part.slice(middle))
      continue
    }
    const at = 'at' in outcome ? outcome.at : 0
    const culprit = part[at] ?? first
    const before = part[at - 1]
    if (before) await onDone(before)
    failures = head === culprit ? failures + 1 : 1
    head = culprit
    if (failures > maxRetries) {
      await onDead(culprit, 'thrown' in outcome ? outcome.thrown : outcome.why)
      await onDone(culprit)
      parts.unshift(part.slice(at + 1))
      if (parts[0]?.length === 0) parts.shift()
      continue
    }
    parts.unshift(part.slice(at))
    await pause(retryDelayMs(failures), undefined, { signal }).catch(() => undefined)
  }
}
