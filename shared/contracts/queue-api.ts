/**
 * Work on the queue: the same done to several complaints, and who is looking at which. Part of the staff's routes; the same
 * headers and refusals hold.
 */
import * as z from 'zod/mini'
import { complaintRow, person, presence, unitRef } from './staff-api.ts'

const words = (max: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(max))

/** What can be done to several at once: what needs no look at each. */
export const togetherCommand = z.discriminatedUnion('type', [
  z.object({ type: z.literal('acknowledge') }),
  z.object({ type: z.literal('assign'), officerId: z.exactOptional(words(64)) }),
  z.object({ type: z.literal('transfer'), unit: words(80), reason: words(1000) }),
  z.object({ type: z.literal('escalate'), reason: words(1000) }),
])
export type TogetherCommand = z.infer<typeof togetherCommand>

export const mostTogether = 50

export const outcome = z.object({
  complaintId: z.string(),
  /** `moved`: done, and with others now. Else the refusal's code. */
  outcome: z.enum(['done', 'moved', 'not-found', 'not-allowed', 'wrong-state', 'stale', 'invalid']),
  fields: z.exactOptional(z.record(z.string(), z.string())),
  /** As it is now, where one may still see it. */
  row: z.exactOptional(complaintRow),
})
export type TogetherOutcome = z.infer<typeof outcome>

export const queueRoutes = {
  doTogether: {
    method: 'POST',
    path: '/api/complaints/together',
    summary: 'Do things to several complaints; each has its own outcome',
    body: z.object({
      items: z
        .array(z.object({ complaintId: words(64), version: z.int(), command: togetherCommand }))
        .check(z.minLength(1), z.maxLength(mostTogether)),
    }),
    response: z.object({ outcomes: z.array(outcome) }),
    idempotent: true,
  },
  choicesTogether: {
    method: 'POST',
    path: '/api/complaints/together/choices',
    summary: 'Who may be given all of several complaints, and which units',
    body: z.object({ complaintIds: z.array(words(64)).check(z.minLength(1), z.maxLength(mostTogether)) }),
    response: z.object({ officers: z.array(person), units: z.array(unitRef) }),
  },
  lookAt: {
    method: 'POST',
    path: '/api/complaints/{complaintId}/presence',
    summary: 'Say that I am looking at a complaint, and hear who else is, and its version',
    body: z.object({ doing: z.enum(['reading', 'writing', 'gone']) }),
    response: z.object({ version: z.int(), present: z.array(presence) }),
  },
} as const
