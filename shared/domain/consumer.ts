/**
 * A consumer: a system outside that is told of the feed and answers for what it took. What is set by an administrator and
 * what it has come to are two things, so that neither writes over the other.
 */
import * as z from 'zod/mini'
import { instant } from './complaint.ts'

export const ways = ['pull', 'push', 'file'] as const
export type Way = (typeof ways)[number]
/** What it may send us. */
export const writes = ['households', 'decisions', 'lists'] as const
export type Writes = (typeof writes)[number]

/** Two are valid at once, so that one can be changed while the other works. */
export const mostSecrets = 2

export const consumerId = z.string().check(z.regex(/^[a-z][a-z0-9-]{1,30}$/))

export const consumer = z.lazy(() =>
  z.object({
    consumerId,
    name: z.string(),
    version: z.int(),
    /** Programmes that it is told of; `*` is all of them. */
    programmes: z.readonly(z.array(z.string())),
    ways: z.readonly(z.array(z.enum(ways))),
    writes: z.readonly(z.array(z.enum(writes))),
    ratePerMinute: z.int(),
    /** Off: its door is shut and nothing is pushed. */
    active: z.boolean(),
    keys: z.readonly(z.array(z.object({ keyId: z.string(), hash: z.string(), createdAt: instant }))),
    push: z.exactOptional(
      z.object({
        url: z.string(),
        /** Entries in one delivery, at most. 1 is one CloudEvent a request. */
        batch: z.int(),
        /** Sealed: opened only to sign. The newest signs first, all of them sign. */
        secrets: z.readonly(
          z.array(z.object({ secretId: z.string(), sealed: z.string(), createdAt: instant })),
        ),
      }),
    ),
    createdAt: instant,
    updatedAt: instant,
  }),
)
export type Consumer = z.infer<typeof consumer>

/** Whether entries are brought to it. */
export const isPushedTo = ({
  consumer: { active, ways: its, push },
}: {
  readonly consumer: Consumer
}): boolean => active && its.includes('push') && push !== undefined

/** What it has come to. Every field is written by who saw it happen. */
export const progress = z.lazy(() =>
  z.object({
    consumerId: z.string(),
    lastSeenAt: z.exactOptional(instant),
    /** The last entry that it asked for more after. */
    pulledTo: z.exactOptional(z.int()),
    /** The last entry that its receiver took. */
    pushedTo: z.exactOptional(z.int()),
    /** The delivery under way or to be tried again: exactly this one, with the same id. */
    inFlightTo: z.exactOptional(z.int()),
    attempts: z.exactOptional(z.int()),
    failingSince: z.exactOptional(instant),
    nextTryAt: z.exactOptional(instant),
    /** How it failed, in our words. */
    lastFailure: z.exactOptional(z.string()),
    /** Who delivers now, and until when nobody else may. */
    leaseId: z.exactOptional(z.string()),
    leaseUntil: z.exactOptional(instant),
    /** How far somebody has asked to deliver while another was at it. */
    wanted: z.exactOptional(z.int()),
    receipts: z.exactOptional(z.int()),
    rejected: z.exactOptional(z.int()),
  }),
)
export type Progress = z.infer<typeof progress>

/** Tried again sooner and sooner apart; after three days only once an hour, for as long as it takes. */
const firstRetryMs = 1000
const longestRetryMs = 30 * 60_000
const restingRetryMs = 60 * 60_000
export const pausedAfterMs = 3 * 86_400_000

export const isResting = (of: Pick<Progress, 'failingSince'>, now: Date): boolean =>
  of.failingSince !== undefined && now.getTime() - Date.parse(of.failingSince) >= pausedAfterMs

export function nextTry(of: Pick<Progress, 'failingSince' | 'attempts'>, now: Date): Date {
  const waitMs = isResting(of, now)
    ? restingRetryMs
    : Math.min(firstRetryMs * 2 ** Math.min((of.attempts ?? 1) - 1, 20), longestRetryMs)
  return new Date(now.getTime() + waitMs)
}

export const receiptStatuses = ['acknowledged', 'accepted', 'rejected'] as const
export type ReceiptStatus = (typeof receiptStatuses)[number]

export const receipt = z.lazy(() =>
  z.object({
    consumerId: z.string(),
    consumerName: z.string(),
    sequence: z.int(),
    entryId: z.string(),
    event: z.string(),
    status: z.enum(receiptStatuses),
    reason: z.exactOptional(z.string()),
    at: instant,
  }),
)
export type Receipt = z.infer<typeof receipt>
