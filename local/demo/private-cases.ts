/** A few people who asked to talk in private, and what the focal points of their choice have done since. */
import { actorOf } from '../../shared/actions/command-complaint.ts'
import type { Change, PrivateCase } from '../../shared/domain/complaint.ts'
import type { PhoneNumber } from '../../shared/domain/phone-number.ts'
import { decidePrivate, type PrivateCommand } from '../../shared/domain/private-lifecycle.ts'
import type { Reference } from '../../shared/domain/reference.ts'
import { askPrivately, type PrivateRequest } from '../../shared/domain/submission.ts'
import { type Chance, idAt } from './chance.ts'
import { demoOfficer } from './officers.ts'

type PrivateStep = Pick<Change<PrivateCase>, 'complaint' | 'event'>
export interface LivedInPrivate {
  readonly steps: readonly PrivateStep[]
  readonly last: PrivateCase
}

const hourMs = 3_600_000
const opened: PrivateCommand = { type: 'open', reason: 'designated' }
const reached: readonly PrivateCommand[] = [opened, { type: 'attempt_contact' }, { type: 'contacted' }]
const referred: readonly PrivateCommand[] = [
  ...reached,
  { type: 'refer', to: 'Centre de santé de référence', consent: true },
]
const handedOver: readonly PrivateCommand[] = [
  ...reached,
  {
    type: 'hand_over',
    to: 'Service de la promotion de la femme, de l’enfant et de la famille',
    consent: true,
  },
]

/** How long ago, for whom, and what was done: one for each place in such a life, and both focal points. */
const cases: readonly (readonly [
  hoursAgo: number,
  wants: PrivateRequest['wants'],
  done: readonly PrivateCommand[],
  isDropped?: true,
])[] = [
  [7, 'woman', []],
  [11, 'woman', [], true],
  [31, 'man', [opened, { type: 'attempt_contact' }]],
  [52, 'woman', reached],
  [300, 'woman', referred],
  [420, 'man', reached],
  [900, 'woman', handedOver],
  [2100, 'woman', [...handedOver, { type: 'close_by_choice' }]],
  [2900, 'man', [...reached, { type: 'close_by_choice' }]],
]

export interface PrivateOptions {
  readonly numbers: Iterator<PhoneNumber, never>
  readonly now: Date
  readonly chance: Chance
  readonly nextReference: () => Reference
}

export function demoPrivateCases({
  numbers,
  now,
  chance,
  nextReference,
}: PrivateOptions): readonly LivedInPrivate[] {
  return cases.map(([hoursAgo, wants, done, interrupted = false]) => {
    const asked = new Date(now.getTime() - hoursAgo * hourMs)
    const first = askPrivately(
      {
        wants,
        safeTime: interrupted ? 'unknown' : chance.pick(['morning', 'afternoon', 'evening', 'any']),
        safeNumber: numbers.next().value,
        numberKind: interrupted ? 'unconfirmed' : chance.pick(['same', 'other']),
        smsIsSafe: !interrupted && chance.isTrue(0.3),
        language: chance.isTrue(0.3) ? 'bm' : 'fr',
        region: chance.pick(['ML05', 'ML06', 'ML07']),
        interrupted,
      },
      { complaintId: idAt(asked, chance), reference: nextReference(), eventId: idAt(asked, chance) },
      asked,
    )
    const by = actorOf(demoOfficer(wants === 'woman' ? 'kadidia-diarra' : 'soumaila-camara'))
    const steps: PrivateStep[] = [first]
    let current = first.complaint
    let at = asked
    for (const command of done) {
      at = new Date(at.getTime() + chance.whole(1, 6) * hourMs)
      if (at >= now) break
      const change = decidePrivate(current, command, by, at, idAt(at, chance))
      current = change.complaint
      steps.push(change)
    }
    return { steps, last: current }
  })
}
