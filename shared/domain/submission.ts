/** What a person says, by whichever road, before the rules have made a complaint of it. */
import type { About } from './about.ts'
import type { FiledCategory } from './categories.ts'
import { sensitivityOfCategory } from './categories.ts'
import type { Actor, Change, Channel, Complainant, Complaint, PrivateCase } from './complaint.ts'
import { after, callBackWithin, deadlines, deadlinesOf } from './deadlines.ts'
import type { Language } from './languages.ts'
import type { Place } from './places.ts'
import type { Reference } from './reference.ts'
import { ownerOf } from './routing.ts'
import { mostRestrictive, sensitivityOfText } from './sensitivity.ts'
import { unit } from './units.ts'
import { dayOf } from './working-days.ts'

export interface Submission {
  readonly category: FiledCategory
  readonly about: About
  readonly place: Place
  readonly programme: string
  readonly paydayId?: string
  readonly siteId?: string
  readonly channel: Channel
  readonly language: Language
  readonly text?: string
  readonly details: Readonly<Record<string, string>>
  readonly callBack: boolean
  readonly contactId?: string
  readonly complainant: Complainant
  readonly enteredBy?: string
  readonly paperLine?: string
  readonly categoryGuessed?: boolean
  readonly accusedOfficers?: readonly string[]
  /** The call dropped before the end. */
  readonly interrupted?: boolean
}

export interface Identity {
  readonly complaintId: string
  readonly reference: Reference
  readonly eventId: string
}

/** The most restrictive of the category, its details and the words wins. */
export function sensitivityOf(submission: Pick<Submission, 'category' | 'details' | 'text'>) {
  return mostRestrictive(
    sensitivityOfCategory(submission.category, {
      takenBySomebody: submission.details.takenBySomebody === 'yes',
      madeIll: submission.details.madeIll === 'yes',
    }),
    sensitivityOfText(submission.text),
  )
}

/** Makes a complaint of a submission: its sensitivity, its owner, its deadlines, its first event. */
export function file(
  submission: Submission,
  identity: Identity,
  by: Actor,
  now: Date,
  once?: string,
): Change<Complaint> {
  const sensitivity = sensitivityOf(submission)
  if (sensitivity === 'S3') throw new TypeError('a private case is not filed as a complaint')
  const { owner, accused } = ownerOf({ ...submission, sensitivity }, dayOf(now))
  const clock = deadlinesOf(submission.category, now)
  const at = now.toISOString()
  const { interrupted = false, categoryGuessed = false, accusedOfficers = [], ...said } = submission
  const dueAt = interrupted ? after(now, callBackWithin) : clock.dueAt
  const complaint = {
    ...said,
    ...identity,
    sensitivity,
    version: 1,
    state: interrupted ? 'interrupted' : 'received',
    accused,
    accusedOfficers,
    categoryGuessed,
    ...(interrupted ? { interruptedAt: at } : {}),
    owner,
    receivedAt: at,
    updatedAt: at,
    ...(clock.acknowledgeBy ? { acknowledgeBy: clock.acknowledgeBy.toISOString() } : {}),
    dueAt: dueAt.toISOString(),
    promised: clock.promised,
    attempts: 0,
    reopenedCount: 0,
    unread: true,
  } as const
  const { eventId, ...rest } = complaint
  return {
    complaint: rest as Complaint,
    readVersion: 0,
    event: {
      eventId,
      complaintId: identity.complaintId,
      reference: identity.reference,
      type: interrupted ? 'interrupted' : 'filed',
      at,
      by,
      data: { category: submission.category, channel: submission.channel },
    },
    ...(once ? { once } : {}),
  }
}

export interface PrivateRequest {
  readonly wants: 'woman' | 'man'
  readonly safeTime: PrivateCase['safeTime']
  readonly safeNumber: string
  readonly numberKind: PrivateCase['numberKind']
  readonly smsIsSafe: boolean
  readonly language: Language
  readonly region?: string
  readonly interrupted: boolean
}

/** Makes a private case. It names no category, keeps no words, and belongs to the focal points whom the caller chose. */
export function askPrivately(
  request: PrivateRequest,
  identity: Identity,
  now: Date,
  once?: string,
): Change<PrivateCase> {
  const at = now.toISOString()
  const answerWithin = deadlines['6'].acknowledge ?? callBackWithin
  return {
    complaint: {
      ...request,
      complaintId: identity.complaintId,
      reference: identity.reference,
      version: 1,
      sensitivity: 'S3',
      state: 'callback_requested',
      owner: unit(request.wants === 'woman' ? 'focal-woman' : 'focal-man'),
      receivedAt: at,
      updatedAt: at,
      dueAt: after(now, answerWithin).toISOString(),
      attempts: 0,
    },
    readVersion: 0,
    event: {
      eventId: identity.eventId,
      complaintId: identity.complaintId,
      type: 'asked',
      at,
      by: { kind: 'complainant' },
      data: {},
    },
    ...(once ? { once } : {}),
  }
}
