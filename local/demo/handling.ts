/** The stretches of a complaint's way, each as somebody would go it: taking it up, asking, deciding, making good, settling. */
import { categories, type FiledCategory } from '../../shared/domain/categories.ts'
import type { Complaint, State } from '../../shared/domain/complaint.ts'
import type { Command } from '../../shared/domain/lifecycle.ts'
import { levelUp } from '../../shared/domain/officer.ts'
import { isOpen } from '../../shared/domain/sensitivity.ts'
import { dayOf } from '../../shared/domain/working-days.ts'
import {
  assistedWords,
  closures,
  escalations,
  messages,
  notes,
  questions,
  remedies,
  verdictsFor,
} from './answers.ts'
import type { Living, Move } from './life.ts'
import { objections, replies } from './said.ts'

export interface PlanOptions {
  /** What the complainant means, when the category was only guessed. */
  readonly meant: FiledCategory
  readonly isSlow?: boolean
  /** Somebody has it by name. */
  readonly isAssigned?: boolean
  /** Nothing comes in between. */
  readonly isPlain?: boolean
  /** A state that it is to come by. */
  readonly through?: State
}
export type Moves = Generator<Move, void, void>

/** Staff do it, if anybody may. */
export function* staffDo(living: Living, at: Date, command: Command, except?: readonly string[]): Moves {
  const by = living.staff(command.type, except)
  if (by) yield { at, by, command }
}
export function* complainantDoes(at: Date, command: Command): Moves {
  yield { at, by: 'complainant', command }
}

const mayWrite = (complaint: Complaint): boolean => complaint.contactId !== undefined
/** Words to a phone leave for open complaints only. */
export const inWords = (complaint: Complaint, answer: string) =>
  isOpen(complaint.sensitivity) ? { answer } : {}
/** A caller acts by himself on what is open; of the rest staff hear by a call. */
export const actsAlone = (complaint: Complaint): boolean =>
  mayWrite(complaint) && isOpen(complaint.sensitivity)

const later = (at: Date, days: number): string => dayOf(new Date(at.getTime() + days * 86_400_000))

/** Opened again by whoever has it, when something came in. */
export function* look(living: Living): Moves {
  if (living.complaint().unread) yield* staffDo(living, living.office(0, 2), { type: 'mark_read' })
}

/** From received to somebody looking into it. */
export function* take(living: Living, { isSlow = false, isAssigned = false, through }: PlanOptions): Moves {
  const { chance } = living
  const first = living.office(isSlow ? 3 : 0, isSlow ? 9 : 1)
  const isNoted = through === 'acknowledged' || chance.isTrue(0.25)
  if (isNoted) yield* staffDo(living, first, { type: 'acknowledge' })
  const whom = isAssigned || chance.isTrue(0.2) ? living.staff('decide') : undefined
  if (whom) {
    const command = { type: 'assign', officerId: whom.officerId, officerName: whom.name } as const
    yield* staffDo(living, isNoted ? living.office(0, 1) : first, command)
  }
  yield* staffDo(living, isNoted || whom ? living.office(0, 2) : first, { type: 'start_review' })
}

/** Asked and answered; or the wait ends by itself. False: it still waits. */
export function* ask(living: Living): Generator<Move, boolean, void> {
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

export function* incidents(living: Living): Moves {
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
  if (chance.isTrue(0.05) && actsAlone(living.complaint())) {
    yield* staffDo(living, living.office(0, 3), { type: 'message', text: chance.pick(messages) })
  }
  if (living.complaint().callBack && mayWrite(living.complaint())) {
    yield* staffDo(living, living.office(0, 3), { type: 'reveal_phone', reason: 'Rappeler la personne' })
    yield* staffDo(living, living.office(0, 0), { type: 'attempt_contact', note: 'Rappelé, entretien fait.' })
  }
}

const mends = (category: FiledCategory): keyof typeof remedies | undefined => {
  const { group } = categories[category]
  return group === 'payment' || group === 'card' || group === 'activities' ? group : undefined
}

/** Whether there is something to make good, once it is decided. */
export const isMended = (category: FiledCategory): boolean => mends(category) !== undefined

export function* decideIt(living: Living, isUpheld: boolean): Moves {
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

export function* mend(living: Living): Moves {
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
export function* settle(living: Living, options: PlanOptions, isSettled = false): Moves {
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
export function* again(living: Living, options: PlanOptions): Moves {
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
