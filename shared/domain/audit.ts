/**
 * The journal of administration: who did what that others must be able to look up, when and why. It holds no number, no
 * e-mail address and no words of a complaint, and nothing at all of private cases.
 */
import * as z from 'zod/mini'
import { auditKinds } from './audit-kinds.ts'
import { instant } from './complaint.ts'
import type { Officer } from './officer.ts'

export const auditEntry = z.lazy(() =>
  z.object({
    entryId: z.string(),
    at: instant,
    by: z.object({ officerId: z.string(), name: z.string() }),
    kind: z.enum(auditKinds),
    /** Whom or what it was done to: an officer, a complaint, a place, a queue. */
    about: z.exactOptional(z.object({ id: z.string(), name: z.exactOptional(z.string()) })),
    /** What changed, as `before → after` or a plain value, by the name of the field. */
    what: z.record(z.string(), z.string()),
    reason: z.exactOptional(z.string()),
  }),
)
export type AuditEntry = z.infer<typeof auditEntry>

export type Said = Pick<AuditEntry, 'kind'> & Partial<Pick<AuditEntry, 'about' | 'what' | 'reason'>>

export const entryOf = (who: Officer, at: Date, entryId: string, said: Said): AuditEntry => ({
  what: {},
  ...said,
  entryId,
  at: at.toISOString(),
  by: { officerId: who.officerId, name: who.name },
})
