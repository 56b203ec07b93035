/** Half a year of complaints, as they were filed and as they have fared until now, the oldest first. */
import { categories } from '../../shared/domain/categories.ts'
import type { State } from '../../shared/domain/complaint.ts'
import type { PhoneNumber } from '../../shared/domain/phone-number.ts'
import { placeOfCommune } from '../../shared/domain/places.ts'
import type { Reference } from '../../shared/domain/reference.ts'
import { file } from '../../shared/domain/submission.ts'
import { type Chance, idAt } from './chance.ts'
import { everybody } from './colleagues.ts'
import { type Filing, someFiling, type Village } from './filings.ts'
import type { Household } from './households.ts'
import { fromNear, live, type Plan, type Step } from './life.ts'
import { story } from './phones.ts'
import {
  afterDrop,
  contested,
  decided,
  isMended,
  type PlanOptions,
  planThrough,
  referred,
  rejected,
  unreached,
  withdrawn,
} from './plans.ts'
import { standsAt } from './recipe.ts'

/** One complaint with its whole history; the last step is what it is now. */
export interface Lived {
  readonly steps: readonly Step[]
  readonly last: Step
  /** Whom to reach, when there is a number. */
  readonly phone?: PhoneNumber
  /** The guard of a register's line. */
  readonly once?: string
}

const handlers = fromNear(everybody.filter(({ role }) => role === 'officer' || role === 'supervisor'))

interface Fate {
  readonly plan: Plan
  readonly stopAt?: State
}

const dayMs = 86_400_000

function fateOf({ submission, meant, at }: Filing, now: Date, chance: Chance): Fate {
  const stands = standsAt(at, now, chance)
  const options: PlanOptions = { meant, isSlow: chance.isTrue(stands ? 0.3 : 0.12) }
  if (submission.interrupted) {
    const isFresh = now.getTime() - at.getTime() < 3 * dayMs
    return {
      plan: afterDrop(options, chance.isTrue(0.7)),
      ...(isFresh || stands === 'received' ? { stopAt: 'interrupted' } : {}),
    }
  }
  if (stands) return standing(stands, options)
  const isLight = categories[meant].group === 'thanks' || categories[meant].group === 'question'
  return {
    plan: chance.weighted([
      [decided(options, true), 62],
      [decided(options, false), isLight ? 0 : 16],
      [rejected(options), isLight ? 0 : 8],
      [referred(options), isLight ? 0 : 4],
      [withdrawn(options), 4],
      [contested(options), isLight ? 0 : 4],
      [unreached(options), 3],
    ]),
  }
}

function standing(wanted: State, options: PlanOptions): Fate {
  const needsMending = wanted === 'remedy_pending' || wanted === 'remedy_done'
  const stopAt = needsMending && !isMended(options.meant) ? 'in_review' : wanted
  return { plan: planThrough(stopAt, options), stopAt }
}

/** What the people of the phone simulator are known for. */
function stories(households: readonly Household[], now: Date): readonly (readonly [Filing, Fate])[] {
  const told = (
    person: (typeof story)[keyof typeof story],
    [meant, text, daysAgo]: readonly [Filing['meant'], string, number],
    stopAt: State,
    through: State = stopAt,
  ): readonly (readonly [Filing, Fate])[] => {
    const household = households.find(({ phone }) => phone === person.number)
    if (!household) return []
    const filing: Filing = {
      submission: {
        category: meant,
        about: 'nobody',
        place: placeOfCommune(household.commune, household.village) ?? {},
        programme: household.programme,
        channel: 'ussd',
        language: household.language,
        text,
        details: {},
        callBack: false,
        complainant: { anonymous: false, householdId: household.householdId },
      },
      meant,
      by: { kind: 'complainant' },
      at: new Date(now.getTime() - daysAgo * dayMs),
      phone: person.number,
    }
    return [[filing, { plan: planThrough(through, { meant }), stopAt }]]
  }
  return [
    ...told(story.closed, ['1.2', 'Le paiement est en retard.', 130], 'closed', 'confirmed'),
    ...told(story.cardLost, ['2.1', 'Ma carte est perdue.', 9], 'in_review'),
    ...told(story.asked, ['1.1', 'Je n’ai rien reçu au paiement.', 10], 'waiting_complainant'),
  ]
}

/** A page of a register has twenty lines. */
function lineOf(count: number): string {
  return `${Math.floor(count / 20) + 1}/${(count % 20) + 1}`
}

/** Lines of each commune's register, in the order in which they were written. */
function withRegisterLines(filings: readonly Filing[]): readonly Filing[] {
  const lines = new Map<string, number>()
  return filings.map((filing) => {
    const { channel, place } = filing.submission
    if (channel !== 'paper' || !place.commune) return filing
    const count = lines.get(place.commune) ?? 0
    lines.set(place.commune, count + 1)
    return {
      ...filing,
      submission: { ...filing.submission, paperLine: `REG-${place.commune}/${lineOf(count)}` },
    }
  })
}

export interface ComplaintsOptions {
  readonly village: Village
  readonly count: number
  readonly now: Date
  readonly chance: Chance
  readonly contactIdOf: (phone: PhoneNumber) => string
  readonly nextReference: () => Reference
}

export function* demoComplaints(options: ComplaintsOptions): Generator<Lived, void, void> {
  const { village, count, now, chance, contactIdOf, nextReference } = options
  const told = stories(village.households, now)
  const fates = new Map<Filing, Fate>(told)
  const others = { ...village, households: village.households.filter(({ phone }) => !isInStory(phone)) }
  const filings = Array.from({ length: count - told.length }, (_, index) =>
    someFiling(others, now, chance.fork(`filing/${index}`)),
  )
  const inOrder = [...told.map(([filing]) => filing), ...filings].sort(
    (a, b) => a.at.getTime() - b.at.getTime(),
  )
  for (const [index, filing] of withRegisterLines(inOrder).entries()) {
    const own = chance.fork(`life/${index}`)
    const { submission, phone, by, at } = filing
    const identity = { complaintId: idAt(at, own), reference: nextReference(), eventId: idAt(at, own) }
    const once = submission.paperLine ? `paper:${submission.paperLine}` : undefined
    const filed = file(
      { ...submission, ...(phone ? { contactId: contactIdOf(phone) } : {}) },
      identity,
      by,
      at,
      once,
    )
    const steps = live(filed, {
      ...(fates.get(filing) ?? fateOf(filing, now, own)),
      now,
      chance: own,
      staff: handlers,
    })
    const last = steps.at(-1)
    if (last) yield { steps, last, ...(phone ? { phone } : {}), ...(once ? { once } : {}) }
  }
}

const isInStory = (phone: PhoneNumber | undefined): boolean =>
  Object.values(story).some((person) => person.number === phone)
