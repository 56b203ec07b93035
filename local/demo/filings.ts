/** Who complains, where and by which road, as the line, an SMS or a register would have taken it down. */
import { actorOf } from '../../shared/actions/command-complaint.ts'
import { categories, type FiledCategory } from '../../shared/domain/categories.ts'
import type { Actor, Channel, Complainant } from '../../shared/domain/complaint.ts'
import { guessCategory } from '../../shared/domain/guess-category.ts'
import type { Language } from '../../shared/domain/languages.ts'
import type { Officer } from '../../shared/domain/officer.ts'
import type { PhoneNumber } from '../../shared/domain/phone-number.ts'
import { type Place, placeOfCommune } from '../../shared/domain/places.ts'
import type { Submission } from '../../shared/domain/submission.ts'
import { unit } from '../../shared/domain/units.ts'
import type { Chance } from './chance.ts'
import { everybody } from './colleagues.ts'
import { communes } from './communes.ts'
import type { Household } from './households.ts'
import { nameIn, type Sex } from './names.ts'
import {
  assistedChannels,
  assistedShare,
  callBackShare,
  categoryShares,
  droppedShare,
  filedAt,
  type Matter,
  matterOf,
  ownChannels,
  restrictedAssistedShare,
  textShares,
} from './recipe.ts'
import { wordsFor } from './said.ts'

export interface Filing {
  readonly submission: Omit<Submission, 'contactId'>
  /** What is meant, when the category was only guessed. */
  readonly meant: FiledCategory
  readonly by: Actor
  readonly at: Date
  readonly phone?: PhoneNumber
}

/** Whoever complains: of a household that the registry knows, or not. */
interface Person {
  readonly household?: Household
  readonly phone?: PhoneNumber
  readonly place: Place
  readonly programme: string
  readonly language: Language
}

export interface Village {
  readonly households: readonly Household[]
  readonly numbers: Iterator<PhoneNumber, never>
}

const inHousehold = (household: Household): Person => ({
  household,
  ...(household.phone ? { phone: household.phone } : {}),
  place: placeOfCommune(household.commune, household.village) ?? {},
  programme: household.programme,
  language: household.language,
})

const communeShares = communes.map((commune) => [commune, commune.households] as const)

function somebodyElse({ numbers }: Village, needsPhone: boolean, chance: Chance): Person {
  const { code, villages } = chance.weighted(communeShares)
  return {
    ...(needsPhone || chance.isTrue(0.35) ? { phone: numbers.next().value } : {}),
    place: placeOfCommune(code, chance.isTrue(0.4) ? chance.pick(villages) : undefined) ?? {},
    programme: 'jigisemejiri',
    language: chance.isTrue(0.08) ? 'bm' : 'fr',
  }
}

const outsiders: readonly FiledCategory[] = ['3.1', '3.2', '7.1', '8']

function whoComplains(village: Village, category: FiledCategory, isOwn: boolean, chance: Chance): Person {
  if (chance.isTrue(outsiders.includes(category) ? 0.6 : 0.1)) return somebodyElse(village, isOwn, chance)
  const isActivity = categories[category].group === 'activities' || category === '9' || category === '8'
  for (;;) {
    const household = chance.pick(village.households)
    if (isOwn && !household.phone) continue
    if (isActivity || household.programme === 'jigisemejiri') return inHousehold(household)
  }
}

function nameOf({ household, place }: Person, chance: Chance): Complainant {
  const sex: Sex = chance.isTrue(0.5) ? 'woman' : 'man'
  const isHead = household?.headSex === sex && chance.isTrue(0.7)
  if (!household && chance.isTrue(0.3)) return { sex, anonymous: true }
  return {
    name: isHead ? household.headName : nameIn(place.region ?? '', sex, chance),
    sex,
    ...(household ? { householdId: household.householdId } : {}),
    anonymous: false,
  }
}

/** The relay of the place; where a matter is restricted or about the village, somebody of the region. */
function whoWrites(place: Place, isDelicate: boolean): Officer | undefined {
  const wanted = isDelicate ? unit('utgfs-regional', place.region) : unit('commune', place.commune)
  return everybody.find(({ units, role }) => units.includes(wanted) && (isDelicate || role === 'relay'))
}

const isAboutVillage = ({ about }: Matter): boolean => about === 'committee' || about === 'chief'

function said({ category, about, details }: Matter, channel: Channel, person: Person, chance: Chance) {
  const { place, programme, language } = person
  return {
    category,
    about,
    place,
    programme,
    channel,
    language: channel === 'ussd' || channel === 'sms' ? language : 'fr',
    ...(chance.isTrue(textShares[channel]) ? { text: wordsFor(category, language, chance) } : {}),
    details: channel === 'sms' ? {} : details,
    callBack: channel === 'ussd' && chance.isTrue(callBackShare),
  } satisfies Partial<Submission>
}

function assisted(matter: Matter, village: Village, now: Date, chance: Chance): Filing | undefined {
  const isDelicate = matter.isRestricted || isAboutVillage(matter)
  const person = whoComplains(village, matter.category, false, chance)
  const writer = whoWrites(person.place, isDelicate)
  if (!writer) return undefined
  const channel: Channel = isDelicate ? 'phone_call' : chance.weighted(assistedChannels)
  return {
    submission: {
      ...said(matter, channel, person, chance),
      complainant: nameOf(person, chance),
      enteredBy: writer.officerId,
    },
    meant: matter.category,
    by: actorOf(writer),
    at: filedAt(matter.category, now, [8, 17], chance),
    ...(person.phone ? { phone: person.phone } : {}),
  }
}

function own(matter: Matter, village: Village, now: Date, chance: Chance): Filing {
  const person = whoComplains(village, matter.category, true, chance)
  const channel = chance.weighted(ownChannels)
  const { household, phone } = person
  const complainant: Complainant = {
    anonymous: household === undefined,
    ...(household ? { householdId: household.householdId } : {}),
  }
  const submission = { ...said(matter, channel, person, chance), complainant }
  const isDropped = channel === 'ussd' && chance.isTrue(droppedShare)
  return {
    submission:
      channel === 'sms' ? guessed(submission, person) : isDropped ? dropped(submission) : submission,
    meant: matter.category,
    by: { kind: 'complainant' },
    at: filedAt(matter.category, now, [6.5, 21], chance),
    ...(phone ? { phone } : {}),
  }
}

export function someFiling(village: Village, now: Date, chance: Chance): Filing {
  const matter = matterOf(chance.weighted(categoryShares), chance)
  const isAssisted = chance.isTrue(matter.isRestricted ? restrictedAssistedShare : assistedShare)
  return (
    (isAssisted ? assisted(matter, village, now, chance) : undefined) ?? own(matter, village, now, chance)
  )
}

/** An SMS says words and nothing else: its category is a guess, its place the household's. */
const guessed = (submission: Filing['submission'], { household, place }: Person): Filing['submission'] => ({
  ...submission,
  category: guessCategory(submission.text ?? '') ?? '8',
  categoryGuessed: true,
  about: 'unknown',
  place: household ? place : {},
})

/** The call ended before anything was written. */
function dropped({ text: _, ...submission }: Filing['submission']): Filing['submission'] {
  return { ...submission, callBack: true, interrupted: true }
}
