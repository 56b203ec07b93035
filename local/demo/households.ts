/** About three thousand fictional households, as a registry would give them; seven in ten have a phone. */
import * as z from 'zod/mini'
import type { Contact } from '../../shared/domain/contact.ts'
import { type Language, languages } from '../../shared/domain/languages.ts'
import type { PhoneNumber } from '../../shared/domain/phone-number.ts'
import { placeOfCommune } from '../../shared/domain/places.ts'
import { type Item, readAs } from '../../shared/store/items.ts'
import { householdKey } from '../../shared/store/keys.ts'
import type { Chance } from './chance.ts'
import { communes, type DemoCommune } from './communes.ts'
import { nameIn } from './names.ts'
import { type KnownPerson, knownPeople } from './phones.ts'

/** As it is kept: the number in clear stands on the contact alone. */
export const household = z.object({
  householdId: z.string(),
  headName: z.string(),
  headSex: z.enum(['woman', 'man']),
  commune: z.string(),
  village: z.string(),
  programme: z.string(),
  language: z.enum(languages),
  contactId: z.exactOptional(z.string()),
})
type KeptHousehold = z.infer<typeof household>
export type Household = Omit<KeptHousehold, 'contactId'> & { readonly phone?: PhoneNumber }

export const contactOf = (of: Household & { readonly phone: PhoneNumber }, contactId: string): Contact => {
  const place = placeOfCommune(of.commune, of.village)
  return {
    contactId,
    phone: of.phone,
    language: of.language,
    householdId: of.householdId,
    ...(place ? { place } : {}),
    programmes: [of.programme],
    followUps: {},
  }
}

export const householdItem = ({ phone, ...kept }: Household, contactId: string | undefined): Item => ({
  ...kept,
  ...(contactId ? { contactId } : {}),
  ...householdKey(kept.householdId),
  kind: 'household',
  v: 1,
})
export const readHousehold = (item: Item): KeptHousehold => readAs('household', household, item)

/** Numbers of a block that is for show, on each of the three networks; no two alike. */
export function* demoNumbers(chance: Chance): Generator<PhoneNumber, never> {
  for (let count = 1; ; count += 1) {
    const network = chance.weighted([
      ['70', 55],
      ['60', 38],
      ['50', 7],
    ])
    yield `+223${network}00${String(1000 + count).padStart(4, '0')}` as PhoneNumber
  }
}

/** Bambara is spoken at home in the south; elsewhere some answered in it. */
const languageIn = (commune: string, chance: Chance): Language =>
  chance.isTrue(/^(25|44)/.test(commune) ? 0.4 : 0.04) ? 'bm' : 'fr'

const withPhone = 0.7
const womenHeads = 0.17

function fromRegistry(
  commune: DemoCommune,
  householdId: string,
  numbers: Iterator<PhoneNumber, never>,
  chance: Chance,
): Household {
  const headSex = chance.isTrue(womenHeads) ? 'woman' : 'man'
  const region = placeOfCommune(commune.code)?.region ?? ''
  const { also } = commune
  return {
    householdId,
    headName: nameIn(region, headSex, chance),
    headSex,
    commune: commune.code,
    village: chance.pick(commune.villages),
    programme: also && chance.isTrue(also.share) ? also.programme : 'jigisemejiri',
    language: languageIn(commune.code, chance),
    ...(chance.isTrue(withPhone) ? { phone: numbers.next().value } : {}),
  }
}

const ofPerson = ({ number, household: of }: KnownPerson, householdId: string): Household => ({
  ...of,
  householdId,
  phone: number,
})

/** The people of the phone simulator first, then the rest, commune by commune. */
export function demoHouseholds(
  numbers: Iterator<PhoneNumber, never>,
  share: number,
  chance: Chance,
): readonly Household[] {
  let made = 0
  const nextId = (): string => {
    made += 1
    return `ML-H-${String(made).padStart(6, '0')}`
  }
  return [
    ...knownPeople.map((person) => ofPerson(person, nextId())),
    ...communes.flatMap((commune) =>
      Array.from({ length: Math.ceil(commune.households * share) }, () =>
        fromRegistry(commune, nextId(), numbers, chance),
      ),
    ),
  ]
}
