/** An act of an officer on its way to the server: what it is, where it stands, and what the server said of it. */
import type { Failure, FailureCode } from '../failure.ts'
import type { Keepable } from './keepable.ts'
import { unsentPrefix } from './vault.ts'

export interface Refused {
  readonly code: FailureCode
  /** What it is now, if somebody else changed it: sent again only after the officer saw it. */
  readonly version?: number
  readonly by?: string
  readonly at?: string
  /** Of an act on several: those on which it was not done. */
  readonly complaintIds?: readonly string[]
}
export interface Job {
  /** The idempotency key. */
  readonly id: string
  readonly line: string
  readonly params?: Readonly<Record<string, string>>
  readonly body: Keepable<object>
  readonly version?: number
  /** Acts of one lane go one after the other: a complaint, or an act by itself. */
  readonly lane: string
  /** What it is, for the page: a command, a complaint filed, the same done to several. */
  readonly kind: 'command' | 'file' | 'together'
  readonly type: string
  readonly complaintId?: string
  readonly reference?: string
  readonly count?: number
  readonly by: string
  readonly madeAt: number
  /** Can still be called off until then. */
  readonly notBefore?: number
  readonly tries: number
  readonly state: 'waiting' | 'refused' | 'behind' | 'done'
  readonly refused?: Refused
  /** Of a complaint that was filed: what the server called it. */
  readonly filed?: { readonly complaintId: string; readonly reference: string; readonly visible: boolean }
}
export type NewJob = Omit<Job, 'madeAt' | 'tries' | 'state'>

export type Sent =
  | { readonly kind: 'sent'; readonly answer: unknown }
  /** It waits on this device. */
  | { readonly kind: 'kept'; readonly failure?: Failure }

/** These hold whatever others did meanwhile. */
export const appending: readonly string[] = ['note']
const passing: readonly FailureCode[] = ['offline', 'slow', 'fault', 'too-many', 'signed-out']

/** The server was there, and could not. Without a network nothing was tried. */
export const wasHeard = ({ code }: Failure): boolean => code === 'fault' || code === 'too-many'

/** Tried again by itself, later. */
export const isPassing = ({ code }: Failure): boolean => passing.includes(code)

export const addressOf = ({ madeAt, id }: Pick<Job, 'madeAt' | 'id'>): string =>
  `${unsentPrefix}${String(madeAt).padStart(15, '0')}-${id}`

export const versionOf = (answer: unknown): number | undefined => {
  const version =
    typeof answer === 'object' && answer !== null ? (answer as { version?: unknown }).version : undefined
  return typeof version === 'number' ? version : undefined
}

interface Entry {
  readonly at: string
  readonly type: string
  readonly by: { readonly kind: string; readonly name?: string }
}
export function refusalOf({ code, fresh }: Failure): Refused {
  const version = versionOf(fresh)
  const entries = (fresh as { readonly history?: readonly Entry[] } | undefined)?.history ?? []
  const last = entries.findLast(({ by }) => by.kind === 'officer' && by.name !== undefined)
  return {
    code,
    ...(version === undefined ? {} : { version }),
    ...(last?.by.name ? { by: last.by.name, at: last.at } : {}),
  }
}

interface Outcome {
  readonly complaintId: string
  readonly outcome: string
}
/** Of several, those on which it was not done. */
export const leftOut = (answer: unknown): readonly Outcome[] =>
  ((answer as { readonly outcomes?: readonly Outcome[] } | undefined)?.outcomes ?? []).filter(
    ({ outcome }) => outcome !== 'done' && outcome !== 'moved',
  )
