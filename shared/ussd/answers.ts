/** What a caller has said so far on the menu. Every field is one answer; the shape is the check when a draft is read back. */
import * as z from 'zod/mini'
import { abouts } from '../domain/about.ts'
import type { CategoryGroup } from '../domain/categories.ts'
import { category, place, reference } from '../domain/complaint.ts'
import { phases } from '../domain/contact.ts'
import { phoneNumber } from '../domain/phone-number.ts'

export const groups = [
  'payment',
  'card',
  'list',
  'money',
  'activities',
  'danger',
  'question',
  'thanks',
] as const satisfies readonly CategoryGroup[]
export type Group = (typeof groups)[number]

const yesNo = z.lazy(() => z.enum(['yes', 'no']))

export const answers = z.lazy(() =>
  z.object({
    group: z.exactOptional(z.enum(groups)),
    category: z.exactOptional(category),
    /** Which household, where several share the number; by its code. */
    householdId: z.exactOptional(z.string()),
    /** "Did you receive your money?" */
    received: z.exactOptional(z.enum(['part', 'nothing'])),
    /** Why nothing was received. */
    reason: z.exactOptional(z.enum(['absent', 'sent_away', 'agency_absent', 'other'])),
    /** What was received; 0: asked, and not told. */
    amountFcfa: z.exactOptional(z.int()),
    takenBySomebody: z.exactOptional(yesNo),
    madeIll: z.exactOptional(yesNo),
    about: z.exactOptional(z.enum(abouts)),
    /** Where, as far as the caller has said it by hand; `{}` once it was asked for. */
    place: z.exactOptional(place),
    /** The caller said "I do not know": no further level is asked. */
    placeSettled: z.exactOptional(z.boolean()),
    programme: z.exactOptional(z.string()),
    text: z.exactOptional(z.string()),
    /** In private. */
    wants: z.exactOptional(z.enum(['woman', 'man'])),
    safeTime: z.exactOptional(z.enum(['morning', 'afternoon', 'evening', 'any'])),
    numberKind: z.exactOptional(z.enum(['same', 'other'])),
    safeNumber: z.exactOptional(phoneNumber),
    smsIsSafe: z.exactOptional(z.boolean()),
    /** The complaint on the screen, as it stood when it was shown: a digit means what the caller saw. */
    reference: z.exactOptional(reference),
    phase: z.exactOptional(z.enum(phases)),
    dueOn: z.exactOptional(z.iso.date()),
    /** A relay's personal code, until the second one is typed. */
    relayNumber: z.exactOptional(z.string()),
    /** For another: the line of the register, '' for none. */
    paperLine: z.exactOptional(z.string()),
    theirPhone: z.exactOptional(phoneNumber),
    /** Asked for, and there is none. */
    noPhone: z.exactOptional(z.boolean()),
    callThem: z.exactOptional(yesNo),
  }),
)
export type Answers = z.infer<typeof answers>
