/**
 * One complaint in an officer's hands: what it is, and how a command reaches it. Commands of one complaint go one after
 * the other, each with the version last seen. What another officer changed meanwhile is never overwritten unseen.
 */
import { type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { Moved } from '../../../shared/contracts/staff-api.ts'
import { asFailure, type Failure } from '../failure.ts'
import type { DraftBox } from './draft-box.ts'

export interface Versioned {
  readonly complaintId: string
  readonly version: number
}
export interface Conflict<D> {
  readonly before: D
  readonly fresh: D
}
export type Outcome<D> =
  | { readonly kind: 'done'; readonly detail: D }
  | { readonly kind: 'conflict'; readonly conflict: Conflict<D> }
  /** Done, and with it the complaint went to others: there is no more to show. */
  | { readonly kind: 'moved' }
  /** It waits on this device, and goes when the network is back. */
  | { readonly kind: 'kept' }
  | { readonly kind: 'failed'; readonly failure: Failure }

export interface Handling<D extends Versioned, C extends { readonly type: string }> {
  readonly detail: ReadonlySignal<D>
  readonly moved: ReadonlySignal<boolean>
  /** The form whose command is on its way. */
  readonly busy: ReadonlySignal<string | undefined>
  readonly box: DraftBox
  /** `form` names the draft that the command was written in; it is forgotten once the command is done. */
  send(form: string, command: C): Promise<Outcome<D>>
  /** Takes what the server said it is now. */
  accept(fresh: D): void
}

/** Written down on this device; the server has not heard of it yet. */
export interface Kept {
  readonly kept: true
}

export interface Sent<C> {
  readonly complaintId: string
  readonly command: C
  readonly version: number
  readonly idempotencyKey: string
}

/** These only add to the history: whatever others did meanwhile, they still hold. */
const appending: readonly string[] = ['note', 'mark_read']
const mostTries = 3

/** What somebody else moved out of this officer's sight meanwhile. */
const isGone = ({ code, fresh }: Failure): boolean => code === 'stale' && fresh === undefined

const isMoved = (done: object): done is Moved => 'moved' in done
const isKept = (done: object): done is Kept => 'kept' in done

const isVersioned = <D extends Versioned>(value: unknown): value is D =>
  typeof value === 'object' && value !== null && 'version' in value && 'complaintId' in value

export function handling<D extends Versioned, C extends { readonly type: string }>(
  detail: Signal<D>,
  box: DraftBox,
  post: (sent: Sent<C>) => Promise<D | Moved | Kept>,
  onChange: (detail: D) => void = () => undefined,
): Handling<D, C> {
  const busy = signal<string | undefined>(undefined)
  const moved = signal(false)
  let last: Promise<unknown> = Promise.resolve()

  const accept = (fresh: D): void => {
    detail.value = fresh
    onChange(fresh)
  }

  const attempt = async (form: string, command: C, triesLeft: number): Promise<Outcome<D>> => {
    const before = detail.value
    const { complaintId, version } = before
    try {
      const done = await post({ complaintId, command, version, idempotencyKey: box.keyFor(form, command) })
      box.forget(form)
      if (isKept(done)) return { kind: 'kept' }
      if (isMoved(done)) {
        moved.value = true
        return { kind: 'moved' }
      }
      accept(done)
      return { kind: 'done', detail: done }
    } catch (fault) {
      const failure = asFailure(fault)
      if (isGone(failure)) {
        moved.value = true
        return { kind: 'moved' }
      }
      if (failure.code === 'stale' && isVersioned<D>(failure.fresh)) {
        accept(failure.fresh)
        if (appending.includes(command.type) && triesLeft > 1) return attempt(form, command, triesLeft - 1)
        return { kind: 'conflict', conflict: { before, fresh: failure.fresh } }
      }
      return { kind: 'failed', failure }
    }
  }

  return {
    detail,
    busy,
    moved,
    box,
    accept,
    send: (form, command) => {
      const turn = last.then(async () => {
        // Marking as read is nobody's wait.
        if (command.type !== 'mark_read') busy.value = form
        try {
          return await attempt(form, command, mostTries)
        } finally {
          busy.value = undefined
        }
      })
      last = turn
      return turn
    },
  }
}
