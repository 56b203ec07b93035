/**
 * What plausibly happens to a complaint: taken note of, looked into, asked about, decided, made good, agreed to or not.
 * A plan looks at the complaint as it is at each step; how far it gets depends on how much time there was.
 */

import { categories, type FiledCategory } from '../../shared/domain/categories.ts'
import type { Complaint, State } from '../../shared/domain/complaint.ts'
import type { Command, CommandType } from '../../shared/domain/lifecycle.ts'
import { levelUp } from '../../shared/domain/officer.ts'
import { isOpen } from '../../shared/domain/sensitivity.ts'
import { unit } from '../../shared/domain/units.ts'
import { dayOf } from '../../shared/domain/working-days.ts'
import {
  assistedWords,
  closures,
  escalations,
  notes,
  questions,
  referrals,
  rejections,
  remedies,
  restrictedReferrals,
  verdictsFor,
} from './answers.ts'
import type { Living, Move, Plan } from './life.ts'
import { objections, replies, wordsFor } from './said.ts'

export interface PlanOptions {
  /** What the complainant means, when the category was only guessed. */
  readonly meant: FiledCategory
  readonly isSlow?: boolean
  /** A state that it is to come by. */
  readonly through?: State
}
type Moves = Generator<Move, void, void>

/** Staff do it, if anybody may. */
function* staffDo(living: Living, at: Date, command: Command, except?: readonly string[]): Moves {
  const by = living.staff(command.type, except)
  if (by) yield { at, by, command }
}
function* complainantDoes(at: Date, command: Command): Moves {
  yield { at, by: 'complainant', command }
}

const mayWrite = (complaint: Complaint): boolean => complaint.contactId !== undefined
/** Words to a phone leave for open complaints only. */
const inWords = (complaint: Complaint, answer: string) => (isOpen(complaint.sensitivity) ? { answer } : {})
/** A caller acts by himself on what is open; of the rest staff hear by a call. */
const actsAlone = (complaint: Complaint): boolean => mayWrite(complaint) && isOpen(complaint.sensitivity)

const later = (at: Date, days: number): string => dayOf(new Date(at.getTime() + days * 86_400_000))

/** Opened again by whoever has it, when something came in. */
function* look(living: Living): Moves {
  if (living.complaint().unread) yield* staffDo(living, living.office(0, 2), { type: 'mark_read' })
}

function* assign(living: Living): Moves {
  const { chance } = living
  const whom = living.staff('decide')
  if (!whom || !chance.isTrue(0.2)) return
  yield* staffDo(living, living.office(0, 1), {
    type: 'assign',
    officerId: whom.officerId,
    officerName: whom.name,
  })
}

/** From received to somebody looking into it. */
function* take(living: Living, { isSlow = false, through }: PlanOptions): Moves {
  const { chance } = living
  const at = living.office(isSlow ? 3 : 0, isSlow ? 9 : 1)
  if (through === 'acknowledged' || chance.isTrue(0.25)) {
    yield* staffDo(living, at, { type: 'acknowledge' })
    yield* assign(living)
    yield* staffDo(living, living.office(0, 2), { type: 'start_review' })
  } else {
    yield* staffDo(living, at, { type: 'start_review' })
    yield* assign(living)
  }
}

/** Asked and answered; or the wait ends by itself. False: it still waits. */
function* ask(living: Living): Generator<Move, boolean, void> {
  const { chance } = living
  if (!mayWrite(living.complaint())) return true
  yield* staffDo(living, living.office(0, 3), { type: 'ask_complainant', question: chance.pick(questions) })
  const { pause } = living.complaint()
  if (!actsAlone(living.complaint())) {
    yield* staffDo(living, living.office(1, 5), { type: 'end_wait', reason: 'Réponse reçue par téléphone.' })
  } else if (chance.isTrue(0.75)) {
    const text = chance.pick(replies)
    yield* complainantDoes(living.awake(1, 90), {
      type: 'complainant_wrote',
      text,
      channel: 'sms',
      otherPhone: false,
    })
    yield* look(living)
  } else if (pause) {
    living.wait(new Date(Date.parse(pause.until) + 3_600_000))
  }
  return living.complaint().state !== 'waiting_complainant'
}

function* incidents(living: Living): Moves {
  const { chance } = living
  if (chance.isTrue(0.08))
    yield* staffDo(living, living.office(0, 3), { type: 'note', text: chance.pick(notes) })
  if (chance.isTrue(0.04) && isOpen(living.complaint().sensitivity)) {
    const at = living.office(0, 3)
    const until = new Date(at.getTime() + chance.whole(4, 18) * 86_400_000).toISOString()
    yield* staffDo(living, at, { type: 'pause', reason: chance.pick(closures), until })
  }
  if (chance.isTrue(0.05) && levelUp(living.complaint())) {
    yield* staffDo(living, living.office(2, 6), { type: 'escalate', reason: chance.pick(escalations) })
    yield* look(living)
  }
  if (living.complaint().callBack && mayWrite(living.complaint())) {
    yield* staffDo(living, living.office(0, 3), { type: 'attempt_contact', note: 'Rappelé, entretien fait.' })
  }
}

const mends = (category: FiledCategory): keyof typeof remedies | undefined => {
  const { group } = categories[category]
  return group === 'payment' || group === 'card' || group === 'activities' ? group : undefined
}

/** Whether there is something to make good, once it is decided. */
export const isMended = (category: FiledCategory): boolean => mends(category) !== undefined

function* decideIt(living: Living, isUpheld: boolean): Moves {
  const { chance } = living
  const { category } = living.complaint()
  const { summary, answer } = chance.pick(verdictsFor(category, isUpheld))
  const { group } = categories[category]
  const outcome =
    group === 'question' || group === 'thanks'
      ? 'answered'
      : !isUpheld
        ? 'not_upheld'
        : chance.isTrue(0.15)
          ? 'partly_upheld'
          : 'upheld'
  yield* staffDo(living, living.office(0, 4), {
    type: 'decide',
    outcome,
    summary,
    ...inWords(living.complaint(), answer),
  })
}

function* mend(living: Living): Moves {
  const { chance } = living
  const kind = mends(living.complaint().category)
  if (!kind || living.complaint().state !== 'decided') return
  const at = living.office(0, 1)
  yield* staffDo(living, at, {
    type: 'plan_remedy',
    what: chance.pick(remedies[kind]),
    dueOn: later(at, chance.whole(10, 60)),
  })
  yield* staffDo(living, living.office(5, 30), { type: 'remedy_done' })
}

/** Asked whether it is good now: agreed, not agreed, told on the phone, or never reached. */
function* settle(living: Living, options: PlanOptions, isSettled = false): Moves {
  const { chance } = living
  const { through } = options
  const isAlone = actsAlone(living.complaint())
  const answers = chance.weighted([
    ['agrees', isAlone ? 66 : 0],
    ['contests', isAlone && !isSettled && through !== 'confirmed' ? 7 : 0],
    ['called', isAlone ? 17 : 85],
    ['silent', through === 'confirmed' ? 0 : 10],
  ] as const)
  if (answers === 'agrees')
    yield* complainantDoes(living.awake(0.2, 60), { type: 'confirm', satisfied: true })
  if (answers === 'contests') {
    yield* complainantDoes(living.awake(0.5, 90), { type: 'contest', reason: chance.pick(objections) })
    yield* again(living, options)
    return
  }
  if (answers === 'called') {
    const note = chance.pick(assistedWords)
    yield* staffDo(living, living.office(1, 6), { type: 'confirm', satisfied: chance.isTrue(0.86), note })
  }
  if (answers === 'silent') {
    yield* staffDo(living, living.office(3, 8), { type: 'attempt_contact' })
    yield* staffDo(living, living.office(2, 5), { type: 'attempt_contact' })
    yield* staffDo(living, living.office(1, 3), { type: 'no_answer' })
  }
  yield* staffDo(living, living.office(0, 5), { type: 'close' })
}

/** Opened again for another officer, with a shorter clock; or looked at once more by the same. */
function* again(living: Living, options: PlanOptions): Moves {
  const { chance } = living
  const { assignee, decision } = living.complaint()
  const before = [assignee, decision?.by].filter((officerId) => officerId !== undefined)
  const whom = living.staff('decide', before)
  if (whom && chance.isTrue(0.7)) {
    const reason = 'La personne n’est pas d’accord et apporte un élément nouveau.'
    yield* staffDo(living, living.office(1, 3), { type: 'reopen', reason, officerId: whom.officerId })
    yield* look(living)
  } else {
    yield* staffDo(living, living.office(0, 3), { type: 'start_review' })
  }
  yield* decideIt(living, true)
  yield* settle(living, options, true)
}

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
    yield* incidents(living)
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

/** Decided, and made good where there is something to mend. */
export const decided = (options: PlanOptions, isUpheld: boolean): Plan =>
  full(options, function* (living) {
    yield* decideIt(living, isUpheld)
    if (isUpheld) yield* mend(living)
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
      const type: CommandType = 'submit'
      yield* staffDo(living, living.office(0, 1), { type, text: wordsFor(category, language, chance) })
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
