/**
 * What the house has settled over what ships with the code: days that are worked or free after all, deadlines and first
 * owners from a day on. It is the whole process's, as the code's own tables are: whoever files or counts working days asks
 * here, and functions put in force what they read. Replaced whole, never changed in place; empty until something is read.
 */
import * as z from 'zod/mini'

const span = z.lazy(() =>
  z.union([z.object({ hours: z.int() }), z.object({ days: z.int() }), z.object({ workingDays: z.int() })]),
)
export type Span = { readonly hours: number } | { readonly days: number } | { readonly workingDays: number }

export const firstOwnerNames = [
  'commune',
  'ccl',
  'ccr',
  'regional',
  'tm',
  'himo',
  'national',
  'audit',
  'rsu',
  'agency',
  'ngo',
  'security',
] as const
export type FirstOwner = (typeof firstOwnerNames)[number]

/** What a set says of a category; what it does not say stays as the code has it. */
export const ruleChange = z.lazy(() =>
  z.object({
    acknowledge: z.exactOptional(span),
    resolve: z.exactOptional(span),
    owner: z.exactOptional(z.enum(firstOwnerNames)),
    /** Where the figure comes from. */
    source: z.string(),
  }),
)
export type RuleChange = z.infer<typeof ruleChange>

export const ruleSet = z.lazy(() =>
  z.object({
    number: z.int(),
    /** The first day on which it holds for what is filed. */
    from: z.string(),
    changes: z.record(z.string(), ruleChange),
  }),
)
export type RuleSet = z.infer<typeof ruleSet>

export const house = z.lazy(() =>
  z.object({
    /** By day: the name of a day off, or null for one that is worked although the code has it free. */
    calendar: z.record(z.string(), z.union([z.string(), z.null()])),
    rules: z.readonly(z.array(ruleSet)),
  }),
)
export type House = z.infer<typeof house>

export const bareHouse: House = { calendar: {}, rules: [] }
let inForce: House = bareHouse

export const houseInForce = (): House => inForce
export function putInForce(next: House): void {
  inForce = next
}

/** Of the sets that have begun by a day, the one that was published last. */
export const rulesOn = (of: House, day: string): RuleSet | undefined =>
  of.rules.reduce<RuleSet | undefined>(
    (last, set) => (set.from <= day && (!last || set.number > last.number) ? set : last),
    undefined,
  )
