/**
 * The one transition table of a complaint. `decide` looks a command up in it and answers with a Change, or refuses.
 * Decision, remedy and confirmation are three things; silence is never satisfaction.
 */
import type { FiledCategory } from './categories.ts'
import { sensitivityOfCategory } from './categories.ts'
import {
  type Actor,
  type Change,
  type Complaint,
  type EventType,
  isEnded,
  type outcomes,
  type State,
} from './complaint.ts'
import {
  after,
  attemptsBeforeNoAnswer,
  deadlinesOf,
  longestWaitDays,
  reopenedWorkingDays,
} from './deadlines.ts'
import { type Deed, levelUp, mayBeGiven } from './officer.ts'
import { Refusal } from './refusal.ts'
import { ownerOf } from './routing.ts'
import { isOpen, mostRestrictive } from './sensitivity.ts'
import { type UnitId, unitName } from './units.ts'
import { afterWorkingDays, dayOf } from './working-days.ts'

export type Command =
  | { readonly type: 'submit'; readonly text?: string; readonly details?: Readonly<Record<string, string>> }
  | { readonly type: 'acknowledge' }
  | { readonly type: 'start_review' }
  | { readonly type: 'ask_complainant'; readonly question: string }
  | {
      readonly type: 'complainant_wrote'
      readonly text: string
      readonly channel: string
      readonly otherPhone: boolean
    }
  | { readonly type: 'end_wait'; readonly reason: string }
  | {
      readonly type: 'decide'
      readonly outcome: (typeof outcomes)[number]
      /** For the file. */
      readonly summary: string
      /** What the complainant is told by SMS; without it, that there is an answer. */
      readonly answer?: string
    }
  | { readonly type: 'plan_remedy'; readonly what: string; readonly dueOn: string }
  | {
      readonly type: 'remedy_done'
      readonly note?: string
      /** What the registry did, and on which day. */
      readonly done?: { readonly what: string; readonly on: string }
    }
  | { readonly type: 'attempt_contact'; readonly note?: string }
  | { readonly type: 'confirm'; readonly satisfied: boolean; readonly note?: string }
  | { readonly type: 'no_answer' }
  | { readonly type: 'contest'; readonly reason: string }
  | { readonly type: 'reopen'; readonly reason: string; readonly officerId: string }
  | { readonly type: 'close'; readonly note?: string }
  | { readonly type: 'reject'; readonly reason: string; readonly answer?: string }
  | { readonly type: 'refer'; readonly body: string; readonly reason: string; readonly answer?: string }
  | { readonly type: 'withdraw'; readonly reason: string }
  | { readonly type: 'escalate'; readonly reason: string }
  | { readonly type: 'transfer'; readonly unit: UnitId; readonly reason: string }
  | { readonly type: 'accept' }
  | { readonly type: 'hand_back'; readonly reason: string }
  | { readonly type: 'assign'; readonly officerId?: string; readonly officerName?: string }
  | { readonly type: 'reclassify'; readonly category: FiledCategory; readonly reason: string }
  /** An officer whom it is about, found out later: from then on it does not exist for them. */
  | {
      readonly type: 'name_accused'
      readonly officerId: string
      readonly officerName?: string
      readonly reason: string
    }
  | { readonly type: 'pause'; readonly reason: string; readonly until: string }
  | { readonly type: 'resume'; readonly reason: string }
  | { readonly type: 'mark_late' }
  | { readonly type: 'note'; readonly text: string }
  | { readonly type: 'message'; readonly text: string }
  | { readonly type: 'reveal_phone'; readonly reason: string }
  | { readonly type: 'mark_read' }
  /** A registry refused what it was told of it: somebody is to look. */
  | { readonly type: 'registry_rejected'; readonly reason: string }
export type CommandType = Command['type']

interface Rule {
  /** States that know this command. */
  readonly from: readonly State[]
  /** Where it leads; undefined: it stays where it is. */
  readonly to?: State
  readonly event: EventType
  /** What an officer must be allowed to; `anyone` for what the complainant or the clock does too. */
  readonly deed: Deed
}

const working: readonly State[] = [
  'received',
  'acknowledged',
  'in_review',
  'waiting_complainant',
  'contested',
]
const settling: readonly State[] = ['decided', 'remedy_pending', 'remedy_done', 'confirmed', 'no_answer']
const unended: readonly State[] = ['interrupted', ...working, ...settling]
const any: readonly State[] = [...unended, 'closed', 'rejected', 'referred', 'withdrawn']

export const transitions: Readonly<Record<CommandType, Rule>> = {
  submit: { from: ['interrupted'], to: 'received', event: 'submitted', deed: 'handle' },
  acknowledge: { from: ['received'], to: 'acknowledged', event: 'acknowledged', deed: 'handle' },
  start_review: {
    from: ['received', 'acknowledged', 'contested'],
    to: 'in_review',
    event: 'review_started',
    deed: 'handle',
  },
  ask_complainant: {
    from: ['received', 'acknowledged', 'in_review', 'contested'],
    to: 'waiting_complainant',
    event: 'question_asked',
    deed: 'handle',
  },
  complainant_wrote: { from: any, event: 'complainant_wrote', deed: 'handle' },
  end_wait: { from: ['waiting_complainant'], to: 'in_review', event: 'wait_ended', deed: 'handle' },
  decide: {
    from: ['acknowledged', 'in_review', 'contested'],
    to: 'decided',
    event: 'decided',
    deed: 'decide',
  },
  plan_remedy: { from: ['decided'], to: 'remedy_pending', event: 'remedy_planned', deed: 'handle' },
  remedy_done: { from: ['remedy_pending'], to: 'remedy_done', event: 'remedy_done', deed: 'handle' },
  attempt_contact: {
    from: ['interrupted', 'acknowledged', 'in_review', 'waiting_complainant', 'decided', 'remedy_done'],
    event: 'contact_attempted',
    deed: 'handle',
  },
  confirm: {
    from: ['decided', 'remedy_done', 'no_answer'],
    to: 'confirmed',
    event: 'confirmed',
    deed: 'handle',
  },
  no_answer: {
    from: ['interrupted', 'decided', 'remedy_done'],
    to: 'no_answer',
    event: 'no_answer',
    deed: 'handle',
  },
  contest: {
    from: ['decided', 'remedy_pending', 'remedy_done', 'confirmed', 'no_answer', 'closed', 'rejected'],
    to: 'contested',
    event: 'contested',
    deed: 'handle',
  },
  reopen: {
    from: ['contested', 'no_answer', 'closed', 'rejected', 'withdrawn', 'referred'],
    to: 'in_review',
    event: 'reopened',
    deed: 'reopen',
  },
  close: { from: ['confirmed', 'no_answer'], to: 'closed', event: 'closed', deed: 'handle' },
  reject: { from: working, to: 'rejected', event: 'rejected', deed: 'decide' },
  refer: { from: working, to: 'referred', event: 'referred', deed: 'decide' },
  withdraw: { from: ['interrupted', ...working], to: 'withdrawn', event: 'withdrawn', deed: 'handle' },
  escalate: { from: unended, event: 'escalated', deed: 'transfer' },
  transfer: { from: unended, event: 'transferred', deed: 'transfer' },
  accept: { from: unended, event: 'handover_accepted', deed: 'handle' },
  hand_back: { from: unended, event: 'handed_back', deed: 'transfer' },
  assign: { from: unended, event: 'assigned', deed: 'assign' },
  reclassify: { from: ['interrupted', ...working], event: 'reclassified', deed: 'handle' },
  name_accused: { from: unended, event: 'accused_named', deed: 'handle' },
  pause: { from: ['acknowledged', 'in_review', 'remedy_pending'], event: 'paused', deed: 'handle' },
  resume: { from: ['acknowledged', 'in_review', 'remedy_pending'], event: 'resumed', deed: 'handle' },
  mark_late: { from: ['interrupted', ...working], event: 'became_late', deed: 'handle' },
  note: { from: any, event: 'noted', deed: 'note' },
  message: { from: any, event: 'messaged', deed: 'message' },
  reveal_phone: { from: any, event: 'phone_revealed', deed: 'reveal_phone' },
  mark_read: { from: any, event: 'opened', deed: 'read' },
  registry_rejected: { from: any, event: 'registry_rejected', deed: 'handle' },
}

/** Commands that only add to the history: they merge with whatever others do and never conflict. */
export const appending: readonly CommandType[] = ['note', 'message', 'reveal_phone', 'mark_read']

export const deedOf = (type: CommandType): Deed => transitions[type].deed

/** The commands that a complaint in this state knows, in the order of the table. */
export function commandsIn(complaint: Complaint): readonly CommandType[] {
  return (Object.keys(transitions) as CommandType[]).filter((type) => {
    if (!transitions[type].from.includes(complaint.state)) return false
    if (type === 'no_answer') return complaint.attempts >= attemptsBeforeNoAnswer
    if (type === 'pause') return complaint.pause === undefined
    if (type === 'resume') return complaint.pause?.reason === 'zone_closed'
    if (type === 'escalate') return levelUp(complaint) !== undefined
    if (type === 'mark_late') return complaint.lateSince === undefined
    if (type === 'accept') return complaint.handover !== undefined
    if (type === 'hand_back')
      return complaint.handover !== undefined && mayBeGiven(complaint.handover.from, complaint)
    return true
  })
}

const nameOf = (by: Actor): string => by.officerId ?? by.kind

function resumed(complaint: Complaint, now: Date): Partial<Complaint> {
  if (!complaint.pause) return {}
  const stoodMs = Math.max(0, now.getTime() - Date.parse(complaint.pause.since))
  return { dueAt: new Date(Date.parse(complaint.dueAt) + stoodMs).toISOString() }
}

const told = ({ answer }: { readonly answer?: string }): Record<string, string> => (answer ? { answer } : {})

/** The clock hands nothing over, and is handed nothing back. */
const handedOver = (
  complaint: Complaint,
  by: Actor,
  at: string,
  reason: string,
): Pick<Complaint, 'handover'> =>
  by.kind === 'officer' ? { handover: { from: complaint.owner, at, by: nameOf(by), reason } } : {}

const handoverOf = ({ handover }: Complaint): Record<string, string> =>
  handover ? { from: handover.from, fromName: unitName(handover.from) } : {}

type Outcome = {
  readonly next: Partial<Complaint>
  readonly data?: Record<string, string>
  readonly drop?: readonly (keyof Complaint)[]
}

function apply(complaint: Complaint, command: Command, by: Actor, now: Date): Outcome {
  const at = now.toISOString()
  switch (command.type) {
    case 'submit': {
      const clock = deadlinesOf(complaint.category, now)
      return {
        next: {
          ...(command.text ? { text: command.text } : {}),
          details: { ...complaint.details, ...command.details },
          ...(clock.acknowledgeBy ? { acknowledgeBy: clock.acknowledgeBy.toISOString() } : {}),
          dueAt: clock.dueAt.toISOString(),
          promised: clock.promised,
          receivedAt: at,
        },
        drop: ['interruptedAt', 'lateSince'],
      }
    }
    case 'acknowledge':
      return { next: { acknowledgedAt: at, unread: false } }
    case 'start_review':
      return { next: { acknowledgedAt: complaint.acknowledgedAt ?? at, unread: false } }
    case 'ask_complainant':
      return {
        next: {
          acknowledgedAt: complaint.acknowledgedAt ?? at,
          pause: {
            // The clock may stand already, for a zone that is closed.
            since: complaint.pause?.since ?? at,
            until: after(now, { days: longestWaitDays }).toISOString(),
            reason: 'waiting_complainant',
            by: nameOf(by),
          },
        },
        data: { question: command.question },
      }
    case 'complainant_wrote': {
      const data: Record<string, string> = { text: command.text, channel: command.channel }
      if (command.otherPhone) data.otherPhone = 'yes'
      if (complaint.state === 'waiting_complainant' && !command.otherPhone) {
        return {
          next: { state: 'in_review', unread: true, ...resumed(complaint, now) },
          drop: ['pause'],
          data,
        }
      }
      return { next: { unread: true }, data }
    }
    case 'end_wait':
      return { next: resumed(complaint, now), drop: ['pause'], data: { reason: command.reason } }
    case 'decide':
      return {
        next: {
          decision: { outcome: command.outcome, summary: command.summary, at, by: nameOf(by) },
          attempts: 0,
        },
        drop: ['pause', 'lateSince'],
        data: { outcome: command.outcome, summary: command.summary, ...told(command) },
      }
    case 'plan_remedy':
      return {
        next: { remedy: { what: command.what, dueOn: command.dueOn } },
        data: { what: command.what, dueOn: command.dueOn },
      }
    case 'remedy_done': {
      const remedy = complaint.remedy ?? { what: '', dueOn: at.slice(0, 10) }
      return {
        next: { remedy: { ...remedy, doneAt: at }, attempts: 0 },
        drop: ['pause'],
        data: {
          ...(command.done ? { done: command.done.what, on: command.done.on } : {}),
          ...(command.note ? { note: command.note } : {}),
        },
      }
    }
    case 'attempt_contact':
      return {
        next: { attempts: complaint.attempts + 1 },
        data: { attempt: String(complaint.attempts + 1), ...(command.note ? { note: command.note } : {}) },
      }
    case 'confirm':
      return {
        next: { satisfied: command.satisfied },
        data: {
          satisfied: command.satisfied ? 'yes' : 'no',
          ...(command.note ? { note: command.note } : {}),
        },
      }
    case 'no_answer':
      if (complaint.attempts < attemptsBeforeNoAnswer) {
        throw new Refusal('wrong-state', `Two attempts to reach the person come before "no answer".`)
      }
      return { next: {} }
    case 'contest':
      // A zone that was closed to the remedy is not closed to looking again: the clock runs on.
      return {
        next: { unread: true, ...resumed(complaint, now) },
        drop: ['pause'],
        data: { reason: command.reason },
      }
    case 'reopen':
      if (command.officerId === complaint.assignee || command.officerId === complaint.decision?.by) {
        throw new Refusal('invalid', 'A reopened complaint goes to another officer.', {
          fields: { officerId: 'another-officer' },
        })
      }
      return {
        next: {
          assignee: command.officerId,
          reopenedCount: complaint.reopenedCount + 1,
          dueAt: afterWorkingDays(now, reopenedWorkingDays).toISOString(),
          attempts: 0,
          unread: true,
        },
        drop: ['lateSince', 'endReason', 'pause'],
        data: { reason: command.reason, to: command.officerId },
      }
    case 'close':
      return { next: {}, data: command.note ? { note: command.note } : {} }
    case 'reject':
      return { next: { endReason: command.reason }, data: { reason: command.reason, ...told(command) } }
    case 'withdraw':
      return { next: { endReason: command.reason }, data: { reason: command.reason } }
    case 'refer':
      return {
        next: { endReason: command.body },
        data: { body: command.body, reason: command.reason, ...told(command) },
      }
    case 'escalate': {
      const up = levelUp(complaint)
      if (!up) throw new Refusal('wrong-state', 'There is no level above this one.')
      return {
        next: { owner: up, unread: true, ...handedOver(complaint, by, at, command.reason) },
        drop: ['assignee'],
        data: { from: complaint.owner, to: up, toName: unitName(up), reason: command.reason },
      }
    }
    case 'transfer':
      if (!mayBeGiven(command.unit, complaint)) {
        throw new Refusal('invalid', 'This unit may not handle this complaint.', {
          fields: { unit: 'may-not-handle' },
        })
      }
      if (command.unit === complaint.owner) {
        throw new Refusal('invalid', 'This unit has the complaint already.', {
          fields: { unit: 'has-it-already' },
        })
      }
      return {
        next: { owner: command.unit, unread: true, ...handedOver(complaint, by, at, command.reason) },
        drop: ['assignee'],
        data: {
          from: complaint.owner,
          to: command.unit,
          toName: unitName(command.unit),
          reason: command.reason,
        },
      }
    case 'accept':
      return { next: { unread: false }, drop: ['handover'], data: handoverOf(complaint) }
    case 'hand_back': {
      const { handover } = complaint
      if (!handover || !mayBeGiven(handover.from, complaint)) {
        throw new Refusal('wrong-state', 'Nobody waits for this complaint to be accepted.')
      }
      return {
        next: { owner: handover.from, unread: true },
        drop: ['assignee', 'handover'],
        data: {
          from: complaint.owner,
          to: handover.from,
          toName: unitName(handover.from),
          reason: command.reason,
        },
      }
    }
    case 'assign':
      return command.officerId
        ? {
            next: { assignee: command.officerId },
            data: { to: command.officerId, ...(command.officerName ? { toName: command.officerName } : {}) },
          }
        : { next: {}, drop: ['assignee'] }
    case 'reclassify':
      return reclassified(complaint, command.category, command.reason, now)
    case 'name_accused':
      if (complaint.accusedOfficers.includes(command.officerId)) {
        throw new Refusal('invalid', 'This officer is named already.', {
          fields: { officerId: 'entered' },
        })
      }
      return {
        next: { accusedOfficers: [...complaint.accusedOfficers, command.officerId] },
        drop: complaint.assignee === command.officerId ? ['assignee'] : [],
        data: {
          to: command.officerId,
          ...(command.officerName ? { toName: command.officerName } : {}),
          reason: command.reason,
        },
      }
    case 'pause':
      return {
        next: {
          pause: {
            since: complaint.pause?.since ?? at,
            until: command.until,
            reason: 'zone_closed',
            by: nameOf(by),
          },
        },
        data: { reason: command.reason, until: command.until },
      }
    case 'resume':
      return { next: resumed(complaint, now), drop: ['pause'], data: { reason: command.reason } }
    case 'mark_late':
      return { next: { lateSince: at, unread: true }, data: { dueAt: complaint.dueAt } }
    case 'note':
    case 'message':
      return { next: {}, data: { text: command.text } }
    case 'reveal_phone':
      return { next: {}, data: { reason: command.reason } }
    case 'mark_read':
      return { next: { unread: false } }
    case 'registry_rejected':
      return { next: { unread: true }, data: { reason: command.reason } }
  }
}

function reclassified(complaint: Complaint, category: FiledCategory, reason: string, now: Date): Outcome {
  const sensitivity = mostRestrictive(
    complaint.sensitivity,
    sensitivityOfCategory(category, {
      takenBySomebody: complaint.details.takenBySomebody === 'yes',
      madeIll: complaint.details.madeIll === 'yes',
    }),
  )
  const { owner, accused } = ownerOf(
    {
      category,
      sensitivity,
      about: complaint.about,
      place: complaint.place,
      programme: complaint.programme,
    },
    dayOf(now),
  )
  const clock = deadlinesOf(category, new Date(complaint.receivedAt))
  return {
    next: {
      category,
      sensitivity,
      owner,
      accused,
      categoryGuessed: false,
      dueAt: clock.dueAt.toISOString(),
      promised: clock.promised,
    } as Partial<Complaint>,
    drop: owner === complaint.owner ? [] : ['assignee'],
    data: { from: complaint.category, to: category, reason },
  }
}

const resolving: readonly EventType[] = ['decided', 'rejected', 'referred']

/**
 * How a complaint was resolved, kept in the event since the complaint does not remember: whether its deadline was `kept`,
 * `missed`, or `marked` as missed before; and whether it was resolved `again`, after it had been reopened or contested.
 */
function resolvedHow(complaint: Complaint, type: EventType, now: Date): Record<string, string> {
  if (!resolving.includes(type)) return {}
  const { pause, lateSince, dueAt, promised, decision, endReason, reopenedCount } = complaint
  // The clock stood from the day of the pause.
  const stoodAt = pause ? Date.parse(pause.since) : now.getTime()
  const deadline = lateSince ? 'marked' : stoodAt > Date.parse(dueAt) ? 'missed' : 'kept'
  return {
    ...(promised ? { deadline } : {}),
    ...(decision || endReason || reopenedCount > 0 ? { again: 'yes' } : {}),
  }
}

/**
 * What a command comes to. Pure: the caller says who, when, and the event's id.
 * Refuses with `wrong-state` (the state does not know the command) or `invalid`.
 * Whether this officer may is asked before (`may`), since a complaint that one may not see must sound as if it were not there.
 */
export function decide<C extends Complaint>(
  complaint: C,
  command: Command,
  by: Actor,
  now: Date,
  eventId: string,
): Change<C> {
  const rule = transitions[command.type]
  if (!rule.from.includes(complaint.state)) {
    throw new Refusal('wrong-state', `"${command.type}" is not for a complaint that is ${complaint.state}.`)
  }
  const { next, data = {}, drop = [] } = apply(complaint, command, by, now)
  const changed = {
    ...complaint,
    ...(rule.to ? { state: rule.to } : {}),
    ...next,
    version: complaint.version + 1,
    updatedAt: now.toISOString(),
  } as C
  for (const key of drop) delete changed[key]
  // Who moves it on has accepted it.
  if (rule.to && by.kind === 'officer') delete changed.handover
  const after: State = changed.state
  if (isEnded(after)) delete changed.pause
  const event = {
    eventId,
    complaintId: complaint.complaintId,
    reference: complaint.reference,
    type: rule.event,
    at: now.toISOString(),
    by,
    data: { ...data, ...resolvedHow(complaint, rule.event, now) },
  }
  return { complaint: changed, readVersion: complaint.version, event } as Change<C>
}

/** Whether a reclassification moves the complaint to the restricted table. */
export const becomesRestricted = (before: Complaint, after: Complaint): boolean =>
  isOpen(before.sensitivity) && !isOpen(after.sensitivity)
