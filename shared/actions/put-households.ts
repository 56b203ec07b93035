/**
 * Households and recipients as a registry sends them, by its own id. What is the same changes nothing; what changed leaves
 * a story; a removal retires. A dry run goes the same way and writes nothing.
 */
import type { PhoneNumber } from '../domain/phone-number.ts'
import {
  type HouseholdRecord,
  householdFrom,
  type SentHousehold,
  storyOf,
} from '../domain/registry-household.ts'
import type { World } from './ports.ts'
import type { Households } from './registry-ports.ts'
import { racing } from './take-receipts.ts'

export interface PuttingHouseholds {
  readonly world: Pick<World, 'now' | 'id' | 'contactIdOf'>
  readonly households: Households
}
export interface HouseholdPut {
  readonly householdId: string
  readonly outcome: 'added' | 'changed' | 'unchanged' | 'retired'
  readonly fields?: string[]
}

/** Numbers by the id under which they are known: the only way in which a number travels on from here. */
export function phonesOf(
  sent: SentHousehold,
  contactIdOf: (phone: PhoneNumber) => string,
): ReadonlyMap<string, PhoneNumber> {
  const numbers = [sent.phone, ...(sent.recipients ?? []).map(({ phone }) => phone)]
  return new Map(numbers.flatMap((phone) => (phone ? [[contactIdOf(phone), phone] as const] : [])))
}

/** `by`: who sent it, as the story and the feed say. */
export function putHousehold(
  { world, households }: PuttingHouseholds,
  sent: SentHousehold,
  by: string,
  dryRun: boolean,
): Promise<HouseholdPut> {
  const { householdId } = sent
  return racing(async () => {
    const was = await households.read(householdId)
    const next: HouseholdRecord = {
      household: householdFrom(sent, world.contactIdOf),
      version: (was?.version ?? 0) + 1,
    }
    const story = storyOf(was?.household, next.household, {
      eventId: world.id(),
      at: world.now().toISOString(),
      by,
    })
    if (!story) return { householdId, outcome: 'unchanged' }
    if (!dryRun) await households.save(was, next, story, phonesOf(sent, world.contactIdOf))
    return { householdId, outcome: story.effect, ...(was ? { fields: story.fields } : {}) }
  })
}
