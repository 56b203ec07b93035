/** A household as the registry knows it. Phone numbers in clear stand on the contacts; a household knows its contacts by id. */
import * as z from 'zod/mini'
import { languages } from './languages.ts'

export const householdStatuses = ['active', 'suspended', 'retired'] as const
export type HouseholdStatus = (typeof householdStatuses)[number]

/** One who may collect the money, behind a number that may be shared with others. */
export const recipient = z.lazy(() =>
  z.object({
    name: z.string(),
    sex: z.enum(['woman', 'man']),
    birthYear: z.exactOptional(z.int()),
    contactId: z.exactOptional(z.string()),
  }),
)
export type Recipient = z.infer<typeof recipient>

export const household = z.lazy(() =>
  z.object({
    /** The registry's own id, e.g. `ML-7102-000123`. */
    householdId: z.string(),
    headName: z.string(),
    headSex: z.enum(['woman', 'man']),
    birthYear: z.exactOptional(z.int()),
    /** Other recipients than the head. */
    recipients: z.exactOptional(z.readonly(z.array(recipient))),
    commune: z.string(),
    village: z.string(),
    /** The first is the one that its number says on the line. */
    programme: z.string(),
    programmes: z.exactOptional(z.readonly(z.array(z.string()))),
    language: z.enum(languages),
    contactId: z.exactOptional(z.string()),
    /** Where it collects its money: see `siteIdOf`. */
    siteId: z.exactOptional(z.string()),
    /** The month it entered, `2025-03`, and how many months it stays. */
    since: z.exactOptional(z.string()),
    months: z.exactOptional(z.int()),
    status: z.exactOptional(z.enum(householdStatuses)),
  }),
)
export type Household = z.infer<typeof household>
