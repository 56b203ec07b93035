/** A person's rights over what is held: whose, who answers, and the journal of what was answered. */
import * as z from 'zod/mini'
import { instant } from './complaint.ts'
import type { Officer } from './officer.ts'
import { rankOf } from './sensitivity.ts'
import { levelOf } from './units.ts'

/** Behind what everything is looked for: a phone, or a household of the registry. */
export type Subject =
  | { readonly kind: 'phone'; readonly contactId: string }
  | { readonly kind: 'household'; readonly householdId: string }

/** Who answers such requests: few, cleared for more than they will see here, and never a relay or a committee. */
export const answersPrivacy = (who: Officer): boolean =>
  who.active &&
  who.role === 'supervisor' &&
  rankOf(who.clearance) >= 2 &&
  who.units.some((unit) => levelOf(unit) === 'national')

/** Kept for good: that it was asked, by whom it was answered and why. Whose number it was stands nowhere. */
export const privacyEntry = z.lazy(() =>
  z.object({
    entryId: z.string(),
    at: instant,
    by: z.object({ officerId: z.string(), name: z.string() }),
    what: z.enum(['access', 'erasure']),
    subject: z.enum(['phone', 'household']),
    /** How the person asked, and how it was made sure that it was this person. */
    why: z.string(),
    /** Complaints that were shown or erased. */
    references: z.array(z.string()),
    /** Complaints under way, which are not erased. */
    held: z.array(z.string()),
    /** Something needs the number still: an answer that is owed, or a household that is paid. Which, is not said. */
    numberNeeded: z.exactOptional(z.boolean()),
    /** Whether the number is gone. */
    numberErased: z.exactOptional(z.boolean()),
    finishedAt: z.exactOptional(instant),
  }),
)
export type PrivacyEntry = z.infer<typeof privacyEntry>
