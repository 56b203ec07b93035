/**
 * The same done to several complaints. What has a way back is done at once and can be undone; what has none is held for a
 * moment in which it can be called off, and goes through when the page is left. Each complaint has its own outcome.
 */
import { signal } from '@preact/signals'
import type { TogetherCommand, TogetherOutcome } from '../../../shared/contracts/queue-api.ts'
import type { ComplaintRow } from '../../../shared/contracts/staff-api.ts'
import { call } from '../api.ts'
import { asFailure, type Failure } from '../failure.ts'
import { type Keepable, keepableAbout, keepableRows } from './keepable.ts'
import { drop, putTogether, submitTogether } from './outgoing.ts'
import { dropRow, loadCounts, patchRow } from './queue.ts'

type Type = TogetherCommand['type']
interface One {
  readonly row: Keepable<ComplaintRow>
  readonly complaintId: string
  readonly reference: string
  readonly version: number
  readonly command: TogetherCommand
}
export interface NotDone extends Pick<One, 'complaintId' | 'reference'> {
  readonly why: Exclude<TogetherOutcome['outcome'], 'done' | 'moved'>
  /** Who has it by now, when it was somebody else who changed it. */
  readonly assignee?: string
}
export type Deed =
  | { readonly state: 'held'; readonly type: Type; readonly count: number; readonly until: number }
  | { readonly state: 'going'; readonly type: Type; readonly count: number }
  | {
      readonly state: 'done' | 'undone'
      readonly type: Type
      readonly count: number
      readonly failed: readonly NotDone[]
      readonly undo?: readonly One[]
    }
  /** It waits on this device. */
  | { readonly state: 'kept'; readonly type: Type; readonly count: number }
  | {
      readonly state: 'failed'
      readonly type: Type
      readonly failure: Failure
      readonly again: readonly One[]
    }

export const deed = signal<Deed | undefined>(undefined)
/** Complaints that something is about to be done to. */
export const awaited = signal<ReadonlySet<string>>(new Set())

export const holdMs = 8_000
let held:
  | { readonly items: readonly One[]; readonly key: string; readonly timer: ReturnType<typeof setTimeout> }
  | undefined

const newKey = (): string => crypto.randomUUID()
const countDone = (outcomes: readonly TogetherOutcome[]): number =>
  outcomes.filter(({ outcome }) => outcome === 'done' || outcome === 'moved').length

/** Assigning is undone by assigning as it was. */
function inverse(
  items: readonly One[],
  before: ReadonlyMap<string, ComplaintRow>,
  outcomes: readonly TogetherOutcome[],
) {
  return items.flatMap((item): One[] => {
    const { row, outcome } = outcomes.find(({ complaintId }) => complaintId === item.complaintId) ?? {}
    if (item.command.type !== 'assign' || outcome !== 'done' || !row) return []
    const was = before.get(item.complaintId)?.assignee
    return [
      {
        ...item,
        version: row.version,
        command: { type: 'assign', ...(was ? { officerId: was.officerId } : {}) },
      },
    ]
  })
}

async function perform(
  items: readonly One[],
  before: ReadonlyMap<string, ComplaintRow>,
  as: 'done' | 'undone',
  { key = newKey(), keepalive = false } = {},
): Promise<void> {
  const type = items[0]?.command.type ?? 'assign'
  deed.value = { state: 'going', type, count: items.length }
  awaited.value = new Set(items.map(({ complaintId }) => complaintId))
  try {
    const answer = keepalive
      ? await call('doTogether', { body: bodyOf(items), idempotencyKey: key, keepalive })
      : await submitTogether({ body: bodyOf(items), idempotencyKey: key })
    if ('kept' in answer) {
      deed.value = { state: 'kept', type, count: items.length }
      return
    }
    const { outcomes } = answer
    for (const { complaintId, outcome, row } of outcomes) {
      if (row) patchRow(row)
      else if (outcome === 'moved' || outcome === 'not-found') dropRow(complaintId)
    }
    const failed = outcomes.flatMap(({ complaintId, outcome, row }): NotDone[] => {
      if (outcome === 'done' || outcome === 'moved') return []
      const reference = items.find((item) => item.complaintId === complaintId)?.reference ?? ''
      return [
        { complaintId, reference, why: outcome, ...(row?.assignee ? { assignee: row.assignee.name } : {}) },
      ]
    })
    const undo = as === 'done' ? inverse(items, before, outcomes) : []
    deed.value = {
      state: as,
      type,
      count: countDone(outcomes),
      failed,
      ...(undo.length > 0 ? { undo } : {}),
    }
    loadCounts()
  } catch (fault) {
    deed.value = { state: 'failed', type, failure: asFailure(fault), again: items }
  } finally {
    awaited.value = new Set()
  }
}

const bodyOf = (items: readonly One[]) =>
  keepableAbout(
    items.map(({ row }) => row),
    { items: items.map(({ complaintId, version, command }) => ({ complaintId, version, command })) },
  )

const hasWayBack = (type: Type): boolean => type === 'assign'

/** Does it to all rows; at once, or after the moment in which it can be called off. */
export function doTogether(rows: readonly ComplaintRow[], command: TogetherCommand): void {
  goNow()
  const items = keepableRows(rows).map((row) => ({
    row,
    complaintId: row.complaintId,
    reference: row.reference,
    version: row.version,
    command,
  }))
  if (items.length === 0) return
  if (hasWayBack(command.type)) {
    perform(items, new Map(rows.map((row) => [row.complaintId, row])), 'done')
    return
  }
  const until = Date.now() + holdMs
  const key = newKey()
  held = { items, key, timer: setTimeout(goNow, holdMs) }
  // A page that is closed meanwhile sends it on its way out; if that fails, the outbox has it.
  putTogether({ body: bodyOf(items), idempotencyKey: key, notBefore: until + 2_000 })
  awaited.value = new Set(items.map(({ complaintId }) => complaintId))
  deed.value = { state: 'held', type: command.type, count: items.length, until }
}

/** What is held goes now. */
export function goNow(keepalive = false): void {
  if (!held) return
  const { items, key, timer } = held
  clearTimeout(timer)
  held = undefined
  perform(items, new Map(), 'done', { key, keepalive })
}

/** What is held is called off; what was done is undone, all of it. */
export function undo(): void {
  const now = deed.value
  if (held) {
    clearTimeout(held.timer)
    drop(held.key)
    held = undefined
    awaited.value = new Set()
    deed.value = undefined
  } else if (now?.state === 'done' && now.undo) {
    perform(now.undo, new Map(), 'undone')
  }
}

export function tryAgain(): void {
  const now = deed.value
  if (now?.state === 'failed') perform(now.again, new Map(), 'done')
}

export const dismiss = (): void => {
  if (!held) deed.value = undefined
}

addEventListener('pagehide', () => goNow(true))
