/** The codes with which a relay files for a neighbour from any phone. */
import * as z from 'zod/mini'

const codes = z.object({
  /** The personal code, six digits: the relay's own, until another takes its place. */
  number: z.string(),
  /** This week's code, six digits. */
  code: z.string(),
  /** The last day on which it is taken. */
  until: z.iso.date(),
})
export type RelayCodes = z.infer<typeof codes>

export const relayRoutes = {
  ownRelayCodes: {
    method: 'POST',
    path: '/api/relays/me/codes',
    summary: 'My own codes for the line; for relays',
    response: codes,
  },
  readRelayCodes: {
    method: 'POST',
    path: '/api/relays/{officerId}/codes',
    summary: 'A relay’s codes, to be read out to him; another personal code when the old one was seen',
    body: z.object({
      reason: z.string().check(z.trim(), z.minLength(3), z.maxLength(300)),
      renew: z.exactOptional(z.boolean()),
    }),
    response: codes,
  },
} as const
