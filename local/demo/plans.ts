/**
 * What plausibly happens to a complaint, from the first look to the end: a plan looks at it as it is at each step, and how
 * far it gets depends on how much time there was.
 */
import type { FiledCategory } from '../../shared/domain/categories.ts'
import type { State } from '../../shared/domain/complaint.ts'
import { isOpen } from '../../shared/domain/sensitivity.ts'
import { unit } from '../../shared/domain/units.ts'
import { referrals, rejections, restrictedReferrals } from './answers.ts'
import {
  actsAlone,
  again,
  ask,
  complainantDoes,
  decideIt,
  incidents,
  inWords,
  look,
  type Moves,
  mend,
  type PlanOptions,
  settle,
  staffDo,
  take,
} from './handling.ts'
import type { Living, Plan } from './life.ts'
import { objections, wordsFor } from './said.ts'

/** A guess at a category is checked first. */
const checked = (meant: FiledCategory): Plan =>
  function* (living) {
    const { category, categoryGuessed } = living.complaint()
    if (!categoryGuessed || (category === meant && living.chance.isTrue(0.5))) return
    const reason = category === meant ? 'Catégorie confirmée.' : 'Catégorie corrigée après lecture.'
    yield* staffDo(living, living.office(0, 2), { type: 'reclassify', category: meant, reason })
  }

const full = (options: PlanOptions, end: (living: Living) => Moves): Plan =>
  function* (living) {
    yield* checked(options.meant)(living)
    yield* take(living, options)
    if (!options.isPlain) yield* incidents(living)
    const isAsked = options.through === 'waiting_complainant' || living.chance.isTrue(0.1)
    if (isAsked && !(yield* ask(living))) return
    if (living.complaint().category === '2.4' && living.complaint().about === 'nobody')
      yield* toTheAgency(living)
    yield* end(living)
  }

function* toTheAgency(living: Living): Moves {
  const reason = 'L’agence débloque le compte.'
  yield* staffDo(living, living.office(0, 1), {
    type: 'transfer',
    unit: unit('agency', 'sahel-cash'),
    reason,
  })
  yield* look(living)
}

const comesByRemedy = ({ through }: PlanOptions): boolean =>
  through === 'remedy_pending' || through === 'remedy_done'

/** Decided, and made good where there is something to mend. */
export const decided = (options: PlanOptions, isUpheld: boolean): Plan =>
  full(options, function* (living) {
    yield* decideIt(living, isUpheld)
    if (isUpheld && (comesByRemedy(options) || living.chance.isTrue(0.45))) yield* mend(living)
    yield* settle(living, options)
  })
/** Decided, and the complainant does not agree. */
export const contested = (options: PlanOptions): Plan =>
  full(options, function* (living) {
    yield* decideIt(living, false)
    if (!actsAlone(living.complaint())) return yield* settle(living, options)
    yield* complainantDoes(living.awake(0.5, 60), { type: 'contest', reason: living.chance.pick(objections) })
    yield* again(living, options)
  })
/** Decided, and nobody answers the phone. */
export const unreached = (options: PlanOptions): Plan =>
  full(options, function* (living) {
    yield* decideIt(living, true)
    for (const [fewest, most] of [
      [1, 2],
      [1, 3],
    ] as const) {
      yield* staffDo(living, living.office(fewest, most), { type: 'attempt_contact' })
    }
    yield* staffDo(living, living.office(0, 2), { type: 'no_answer' })
    yield* staffDo(living, living.office(2, 5), { type: 'close' })
  })
export const rejected = (options: PlanOptions): Plan =>
  full(options, function* (living) {
    const { summary, answer } = living.chance.pick(rejections)
    yield* staffDo(living, living.office(1, 5), {
      type: 'reject',
      reason: summary,
      ...inWords(living.complaint(), answer),
    })
  })
export const referred = (options: PlanOptions): Plan =>
  full(options, function* (living) {
    const { chance } = living
    if (!isOpen(living.complaint().sensitivity)) {
      const reason = 'Les faits relèvent de cette institution.'
      yield* staffDo(living, living.office(1, 4), {
        type: 'refer',
        body: chance.pick(restrictedReferrals),
        reason,
      })
      return
    }
    const { body, summary, answer } = chance.pick(referrals)
    yield* staffDo(living, living.office(1, 4), { type: 'refer', body, reason: summary, answer })
  })
/** Taken back by the caller, or on the phone. */
export const withdrawn = (options: PlanOptions): Plan =>
  function* (living) {
    yield* checked(options.meant)(living)
    const at = living.awake(2, 70)
    if (actsAlone(living.complaint())) yield* complainantDoes(at, { type: 'withdraw', reason: 'complainant' })
    else
      yield* staffDo(living, living.office(1, 3), {
        type: 'withdraw',
        reason: 'Retirée par la personne, au bureau.',
      })
  }
/** The call dropped: called back, and then like any other; or never reached. */
export const afterDrop = (options: PlanOptions, isReached: boolean): Plan =>
  function* (living) {
    const { chance } = living
    const { category, language } = living.complaint()
    if (isReached) {
      const text = wordsFor(category, language, chance)
      yield* staffDo(living, living.office(0, 1), { type: 'submit', text })
      yield* decided(options, true)(living)
      return
    }
    yield* staffDo(living, living.office(0, 1), { type: 'attempt_contact' })
    yield* staffDo(living, living.office(1, 2), { type: 'attempt_contact' })
    yield* staffDo(living, living.office(0, 2), { type: 'no_answer' })
    yield* staffDo(living, living.office(1, 4), { type: 'close' })
  }

/** A way through the life of a complaint that comes by a state. */
export function planThrough(through: State, options: PlanOptions): Plan {
  const there = { ...options, through }
  switch (through) {
    case 'contested':
      return contested(there)
    case 'no_answer':
      return unreached(there)
    case 'rejected':
      return rejected(there)
    case 'referred':
      return referred(there)
    case 'withdrawn':
      return withdrawn(there)
    default:
      return decided(there, true)
  }
}
