/** Half a year of complaints, as they were filed and as they have fared until now, the oldest first. */
import type { PhoneNumber } from '../../shared/domain/phone-number.ts'
import type { Reference } from '../../shared/domain/reference.ts'
import { file } from '../../shared/domain/submission.ts'
import { type Chance, idAt } from './chance.ts'
import { everybody } from './colleagues.ts'
import { type Fate, fateOf } from './fates.ts'
import { type Filing, someFiling, type Village } from './filings.ts'
import { fromNear, live, type Step } from './life.ts'
import { knownPeople } from './phones.ts'
import { stories } from './stories.ts'

/** One complaint with its whole history; the last step is what it is now. */
export interface Lived {
  readonly steps: readonly Step[]
  readonly last: Step
  /** Whom to reach, when there is a number. */
  readonly phone?: PhoneNumber
  /** The guard of a register's line. */
  readonly once?: string
}

/** Those who handle complaints, the nearest first. */
export const handlers = fromNear(everybody.filter(({ role }) => role === 'officer' || role === 'supervisor'))

/** A page of a register has twenty lines. */
const lineOf = (count: number): string => `${Math.floor(count / 20) + 1}/${(count % 20) + 1}`

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
  const [known, others] = [
    village.households.slice(0, knownPeople.length),
    village.households.slice(knownPeople.length),
  ]
  const told = stories(known, others, now)
  const fates = new Map<Filing, Fate>(told)
  const filings = Array.from({ length: Math.max(0, count - told.length) }, (_, index) =>
    someFiling({ ...village, households: others }, now, chance.fork(`filing/${index}`)),
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
