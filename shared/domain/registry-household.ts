/** A household as the registry sends it, against how it is kept: what it changes, and the story that is left of it. */
import * as z from 'zod/mini'
import { instant } from './complaint.ts'
import type { Contact } from './contact.ts'
import type { Household, HouseholdStatus, Recipient } from './household.ts'
import type { Language } from './languages.ts'
import type { PhoneNumber } from './phone-number.ts'
import { householdEffects } from './registry.ts'

export interface HouseholdRecord {
  readonly household: Household
  /** 0 for those that were kept before versions were. */
  readonly version: number
}

export interface SentPerson {
  readonly name: string
  readonly sex: 'woman' | 'man'
  readonly birthYear?: number
  readonly phone?: PhoneNumber
}
export interface SentHousehold {
  readonly householdId: string
  readonly headName: string
  readonly headSex: 'woman' | 'man'
  readonly birthYear?: number
  readonly phone?: PhoneNumber
  readonly language: Language
  readonly commune: string
  readonly village: string
  readonly programmes: readonly string[]
  readonly siteId?: string
  readonly since?: string
  readonly months?: number
  readonly status: HouseholdStatus
  readonly recipients?: readonly SentPerson[]
}

/** What happened to a household: which fields, and who sent it. What they said before is not kept twice. */
export const householdStory = z.lazy(() =>
  z.object({
    eventId: z.string(),
    householdId: z.string(),
    at: instant,
    effect: z.enum(householdEffects),
    fields: z.array(z.string()),
    /** Field → what it was, where that is not a name or a number. */
    before: z.record(z.string(), z.string()),
    by: z.string(),
    programmes: z.array(z.string()),
    commune: z.string(),
  }),
)
export type HouseholdStory = z.infer<typeof householdStory>

const recipientFrom = (sent: SentPerson, contactIdOf: (phone: PhoneNumber) => string): Recipient => ({
  name: sent.name,
  sex: sent.sex,
  ...(sent.birthYear === undefined ? {} : { birthYear: sent.birthYear }),
  ...(sent.phone ? { contactId: contactIdOf(sent.phone) } : {}),
})

export function householdFrom(sent: SentHousehold, contactIdOf: (phone: PhoneNumber) => string): Household {
  const { phone, recipients, programmes, ...plain } = sent
  return {
    ...plain,
    programme: programmes[0] ?? '',
    programmes,
    ...(phone ? { contactId: contactIdOf(phone) } : {}),
    ...(recipients && recipients.length > 0
      ? { recipients: recipients.map((each) => recipientFrom(each, contactIdOf)) }
      : {}),
  }
}

const compared = [
  'headName',
  'headSex',
  'birthYear',
  'recipients',
  'commune',
  'village',
  'programmes',
  'language',
  'contactId',
  'siteId',
  'since',
  'months',
  'status',
] as const satisfies readonly (keyof Household)[]
/** What may stand in the story as it was. */
const plain: readonly (typeof compared)[number][] = [
  'commune',
  'village',
  'programmes',
  'language',
  'siteId',
  'since',
  'months',
  'status',
]
const fieldNames: Partial<Record<(typeof compared)[number], string>> = { contactId: 'phone' }

/** As it reads when nobody said otherwise: those that were kept before a field was known are not changed by its default. */
const full = (of: Household) => ({
  ...of,
  programmes: of.programmes ?? [of.programme],
  status: of.status ?? 'active',
})

/** The fields that differ. */
export function changedFields(was: Household, next: Household): (typeof compared)[number][] {
  const [before, after] = [full(was), full(next)]
  return compared.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
}

export function storyOf(
  was: Household | undefined,
  next: Household,
  made: { readonly eventId: string; readonly at: string; readonly by: string },
): HouseholdStory | undefined {
  const fields = was ? changedFields(was, next) : []
  if (was && fields.length === 0) return undefined
  const retires = next.status === 'retired' && was?.status !== 'retired'
  return {
    ...made,
    householdId: next.householdId,
    effect: retires ? 'retired' : was ? 'changed' : 'added',
    fields: fields.map((field) => fieldNames[field] ?? field),
    before: was
      ? Object.fromEntries(
          fields
            .filter((field) => plain.includes(field) && full(was)[field] !== undefined)
            .map((field) => [field, String(full(was)[field])]),
        )
      : {},
    programmes: [...(next.programmes ?? [next.programme])],
    commune: next.commune,
  }
}

/** Every number behind which a household stands. */
export const contactsOf = (of: Household | undefined): readonly string[] =>
  of && of.status !== 'retired'
    ? [
        ...new Set(
          [of.contactId, ...(of.recipients ?? []).map(({ contactId }) => contactId)].filter(
            (contactId) => contactId !== undefined,
          ),
        ),
      ]
    : []

/** A contact after a household came to it or left it. The first that came is the one that it says without being asked. */
export function withHousehold(who: Contact, householdId: string, stands: boolean): Contact {
  const known = who.householdIds ?? (who.householdId ? [who.householdId] : [])
  const ids = stands ? [...new Set([...known, householdId])] : known.filter((id) => id !== householdId)
  const { householdId: _one, householdIds: _all, ...rest } = who
  const [first] = ids
  return first ? { ...rest, householdId: first, householdIds: ids } : rest
}
