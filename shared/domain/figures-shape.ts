/** The shape of indicators: what a sum of counts comes to. Shares are 0 to 1, and absent where there is nothing to divide by. */
import * as z from 'zod/mini'

const share = z.exactOptional(z.number())

/** A number of persons that may be too small to be said; `hidden` where saying it would tell a small neighbour. */
export const cell = z.union([z.int(), z.literal('<5'), z.literal('hidden')])
export type Cell = z.infer<typeof cell>

export const flow = z.object({
  received: z.int(),
  resolved: z.int(),
  resolvedInTime: z.int(),
  becameLate: z.int(),
  inTimeShare: share,
})
export type Flow = z.infer<typeof flow>

/** Each is defined in docs/indicators.md. */
export const figures = z.object({
  ...flow.shape,
  interrupted: z.int(),
  anonymous: z.int(),
  assisted: z.int(),
  acknowledgedInTime: z.int(),
  acknowledgedLate: z.int(),
  acknowledgedShare: share,
  medianDays: z.exactOptional(z.number()),
  ninetiethDays: z.exactOptional(z.number()),
  escalated: z.int(),
  reopened: z.int(),
  contested: z.int(),
  confirmed: z.int(),
  satisfied: z.int(),
  unsatisfied: z.int(),
  rejected: z.int(),
  referred: z.int(),
  withdrawn: z.int(),
})
export type Figures = z.infer<typeof figures>
