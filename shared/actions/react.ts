/**
 * What follows from something that was written: the conveyor's one table of consequences. Each has an id derived from its
 * event, so that seen twice is done once, and none depends on another.
 */
import type { FiledCategory } from '../domain/categories.ts'
import type { Channel, ComplaintEvent, EventType, State } from '../domain/complaint.ts'
import type { OpenQuestion, Phase, PhaseMove } from '../domain/contact.ts'
import type { Tally } from '../domain/figures-shelves.ts'
import type { Language } from '../domain/languages.ts'
import type { Message, MessagePurpose, Notice } from '../domain/message.ts'
import { type Reference, spokenReference } from '../domain/reference.ts'
import {
  askedOfRegistry,
  entryOfNotice,
  isFed,
  publicStatusOf,
  publicTypeOf,
  type ToFeed,
} from '../domain/registry.ts'
import type { HouseholdStory } from '../domain/registry-household.ts'
import type { UnitId } from '../domain/units.ts'
import { dayOf } from '../domain/working-days.ts'
import type { AlertKind } from '../i18n/alerts.ts'
import { plainDay } from '../i18n/days.ts'
import { smsParts, toGsm7 } from '../i18n/gsm7.ts'
import { say } from '../i18n/texts.ts'
import { type CountedContext, talliesOfEvent, talliesOfNotice } from './count-figures.ts'
import type { InboundSms } from './ports.ts'

export interface EventContext extends CountedContext {
  readonly contactId?: string
  readonly language: string
  readonly owner: string
  readonly assignee?: string
  readonly category: string
  readonly region?: string
  readonly cercle?: string
  readonly commune?: string
  readonly programme: string
  readonly channel: string
  readonly state: string
  readonly phase: string
  readonly dueAt: string
  readonly promised: boolean
  readonly receivedAt: string
  readonly version?: number
  readonly anonymous?: boolean
  readonly accused?: readonly string[]
  readonly paydayId?: string
  readonly householdId?: string
  readonly maSession?: string
  readonly himoSite?: string
}

export interface Alert {
  /** At most one alert with this id and officer. */
  readonly alertId: string
  readonly kind: AlertKind
  /** Whom: one officer, or those of a unit. */
  readonly to: { readonly officerId: string } | { readonly unit: UnitId }
  readonly complaintId?: string
  readonly reference?: Reference
  readonly incidentId?: string
}

export interface Reactions {
  readonly messages: readonly Message[]
  readonly alerts: readonly Alert[]
  readonly tallies: readonly Tally[]
  readonly feed?: ToFeed
  readonly phase?: { readonly contactId?: string; readonly move: PhaseMove }
  readonly question?: { readonly contactId: string; readonly question: OpenQuestion }
}

export interface ReactionSettings {
  /** The code to dial. */
  readonly code: string
}

const nothing: Reactions = { messages: [], alerts: [], tallies: [] }

/** A text for a phone: GSM-7 always, so that a curly quote of an officer does not double its price. */
export function smsText(text: string): { readonly text: string; readonly parts: number } {
  const plain = toGsm7(text)
  return { text: plain, parts: smsParts(plain).parts }
}

export function messageFor(made: {
  readonly messageId: string
  readonly contactId: string
  readonly purpose: MessagePurpose
  readonly text: string
  readonly language: Language
  readonly at: string
  readonly complaintId?: string
}): Message {
  return {
    messageId: made.messageId,
    ...(made.complaintId ? { complaintId: made.complaintId } : {}),
    to: { kind: 'contact', contactId: made.contactId },
    purpose: made.purpose,
    ...smsText(made.text),
    language: made.language,
    state: 'queued',
    attempts: 0,
    createdAt: made.at,
    updatedAt: made.at,
  }
}

interface Told {
  readonly purpose: MessagePurpose
  readonly text: string
}

/** What the complainant is told of an event, if anything. */
function toldOf(
  event: ComplaintEvent,
  context: EventContext,
  language: Language,
  { code }: ReactionSettings,
): Told | undefined {
  const reference = spokenReference(event.reference)
  const answer = event.data.answer
  switch (event.type) {
    case 'filed':
    case 'submitted':
      return {
        purpose: 'receipt',
        text: context.promised
          ? say(language, 'sms.receipt', {
              reference,
              dueOn: plainDay(language, dayOf(new Date(context.dueAt))),
            })
          : say(language, 'sms.receipt_open', { reference }),
      }
    case 'question_asked':
      return {
        purpose: 'question',
        text: say(language, 'sms.question', { reference, question: event.data.question ?? '' }),
      }
    case 'decided':
      return {
        purpose: 'answer',
        text: answer
          ? say(language, 'sms.answer', { reference, answer })
          : say(language, 'sms.decided', { reference, code }),
      }
    case 'remedy_planned':
      return { purpose: 'answer', text: say(language, 'sms.remedy_planned', { reference }) }
    case 'remedy_done':
      return { purpose: 'question', text: say(language, 'sms.remedy_done', { reference }) }
    case 'rejected':
      return {
        purpose: 'answer',
        text: answer
          ? say(language, 'sms.rejected', { reference, answer })
          : say(language, 'sms.rejected_neutral', { reference, code }),
      }
    case 'referred':
      return {
        purpose: 'answer',
        text: answer
          ? say(language, 'sms.referred', { reference, answer })
          : say(language, 'sms.referred_neutral', { reference, code }),
      }
    case 'reopened':
      return { purpose: 'answer', text: say(language, 'sms.reopened', { reference }) }
    case 'messaged':
      return {
        purpose: 'answer',
        text: say(language, 'sms.words', { reference, words: event.data.text ?? '' }),
      }
    default:
      return undefined
  }
}

/** What the next SMS of this number answers. */
const questionKinds: Partial<Record<EventType, OpenQuestion['kind']>> = {
  question_asked: 'text',
  decided: 'confirm',
  rejected: 'confirm',
  remedy_done: 'confirm',
  messaged: 'text',
}

function alertsOf(event: ComplaintEvent, context: EventContext): readonly Alert[] {
  const { eventId, complaintId, reference } = event
  const whose = context.assignee ? { officerId: context.assignee } : { unit: context.owner as UnitId }
  const made = (kind: AlertKind, to: Alert['to'], alertId = eventId): Alert => ({
    alertId,
    kind,
    to,
    complaintId,
    reference,
  })
  switch (event.type) {
    case 'filed':
    case 'submitted':
    case 'interrupted':
      // One in an hour for a unit: a wave of complaints does not become a wave of alerts.
      return [made('new', { unit: context.owner as UnitId }, `new-${context.owner}-${event.at.slice(0, 13)}`)]
    case 'transferred':
    case 'handed_back':
    case 'escalated':
      return [made('escalated', { unit: context.owner as UnitId })]
    case 'assigned':
    case 'reopened': {
      const to = event.data.to
      return to && to !== event.by.officerId ? [made('assigned', { officerId: to })] : []
    }
    case 'complainant_wrote':
    case 'contested':
      return [made('complainant_wrote', whose)]
    case 'became_late':
      return [made('late', whose)]
    case 'registry_rejected':
      return [made('registry_rejected', whose)]
    default:
      return []
  }
}

/** What was decided in somebody's favour, and is now awaited. */
const isUpheld = ({ type, data }: ComplaintEvent): boolean =>
  type === 'remedy_planned' ||
  (type === 'decided' && (data.outcome === 'upheld' || data.outcome === 'partly_upheld'))

/** What the registry is told of an open complaint: codes, places and days, no words. */
function toFeedOf(event: ComplaintEvent, context: EventContext): ToFeed | undefined {
  if (!isFed(event.type)) return undefined
  const category = context.category as FiledCategory
  const asks = isUpheld(event) ? askedOfRegistry(category) : undefined
  const { region, cercle, commune, householdId, maSession, himoSite } = context
  return {
    entry: {
      kind: 'complaint',
      id: event.eventId,
      at: event.at,
      reference: event.reference,
      event: event.type,
      version: context.version ?? 0,
      state: context.state as State,
      status: event.type === 'escalated' ? 'escalated' : publicStatusOf(context.state as State),
      category,
      type: publicTypeOf(category),
      programme: context.programme,
      channel: context.channel as Channel,
      receivedAt: context.receivedAt,
      dueAt: context.dueAt,
      ...(region ? { region } : {}),
      ...(cercle ? { cercle } : {}),
      ...(commune ? { commune } : {}),
      ...(householdId && !context.anonymous ? { householdId } : {}),
      ...(maSession ? { maSession } : {}),
      ...(himoSite ? { himoSite } : {}),
      ...(event.type === 'decided' && event.data.outcome ? { outcome: event.data.outcome } : {}),
      ...(event.type === 'remedy_planned' && event.data.dueOn ? { remedyDueOn: event.data.dueOn } : {}),
      ...(asks ? { asks } : {}),
    },
    complaintId: event.complaintId,
    unit: context.owner,
  }
}

/** A household that changed is told of by the names of its fields. */
export function reactionsToHousehold(story: HouseholdStory): Reactions {
  const { eventId, at, householdId, effect, fields, programmes, commune, by } = story
  return {
    ...nothing,
    feed: {
      entry: { kind: 'household', id: eventId, at, householdId, effect, fields, programmes, commune, by },
    },
  }
}

export function reactionsToEvent(
  event: ComplaintEvent,
  context: EventContext,
  settings: ReactionSettings,
): Reactions {
  const language = context.language as Language
  const told = context.contactId ? toldOf(event, context, language, settings) : undefined
  const kind = questionKinds[event.type]
  const dueOn = context.promised ? dayOf(new Date(context.dueAt)) : undefined
  const feed = toFeedOf(event, context)
  return {
    messages:
      told && context.contactId
        ? [
            messageFor({
              ...told,
              messageId: `${event.eventId}.sms`,
              contactId: context.contactId,
              language,
              at: event.at,
              complaintId: event.complaintId,
            }),
          ]
        : [],
    alerts: alertsOf(event, context),
    tallies: talliesOfEvent(event, context),
    ...(feed ? { feed } : {}),
    phase: {
      ...(context.contactId ? { contactId: context.contactId } : {}),
      move: {
        reference: event.reference,
        phase: context.phase as Phase,
        at: event.at,
        ...(dueOn ? { dueOn } : {}),
      },
    },
    ...(kind && context.contactId
      ? {
          question: {
            contactId: context.contactId,
            question: {
              complaintId: event.complaintId,
              reference: event.reference,
              desk: 'open',
              askedAt: event.at,
              kind,
            },
          },
        }
      : {}),
  }
}

const noticeTexts = {
  question: ['question', 'sms.question_neutral'],
  decided: ['answer', 'sms.decided'],
  rejected: ['answer', 'sms.rejected_neutral'],
  referred: ['answer', 'sms.referred_neutral'],
} as const

const noticeQuestions: Partial<Record<Notice['what'], OpenQuestion['kind']>> = {
  question: 'text',
  decided: 'confirm',
  rejected: 'confirm',
  remedy_done: 'confirm',
}

/** What follows from something restricted: the same neutral words for all, and an alert that says only that something waits. */
export function reactionsToNotice(notice: Notice, { code }: ReactionSettings): Reactions {
  const { eventId, at, language, contactId, complaintId } = notice
  if (notice.what === 'private' || (notice.what === 'late' && !notice.reference)) {
    return {
      ...nothing,
      alerts: [{ alertId: eventId, kind: 'private', to: { unit: notice.alert as UnitId } }],
      tallies: talliesOfNotice(notice),
    }
  }
  const reference = notice.reference as Reference
  const spoken = spokenReference(reference)
  const feed = entryOfNotice(notice)
  const alerts: readonly Alert[] = notice.alert
    ? [{ alertId: eventId, kind: 'restricted', to: { unit: notice.alert as UnitId }, reference }]
    : []
  const told = ((): Told | undefined => {
    if (!contactId) return undefined
    switch (notice.what) {
      case 'filed':
        return {
          purpose: 'receipt',
          text: notice.dueOn
            ? say(language, 'sms.receipt', { reference: spoken, dueOn: plainDay(language, notice.dueOn) })
            : say(language, 'sms.receipt_open', { reference: spoken }),
        }
      case 'question':
      case 'decided':
      case 'rejected':
      case 'referred': {
        const [purpose, key] = noticeTexts[notice.what]
        return { purpose, text: say(language, key, { reference: spoken, code }) }
      }
      case 'remedy_done':
        return { purpose: 'question', text: say(language, 'sms.remedy_done', { reference: spoken }) }
      case 'reopened':
        return { purpose: 'answer', text: say(language, 'sms.reopened', { reference: spoken }) }
      default:
        return undefined
    }
  })()
  const kind = noticeQuestions[notice.what]
  return {
    messages:
      told && contactId
        ? [
            messageFor({
              ...told,
              messageId: `${complaintId ?? eventId}.${eventId}.sms`,
              contactId,
              language,
              at,
            }),
          ]
        : [],
    alerts,
    tallies: talliesOfNotice(notice),
    ...(feed ? { feed } : {}),
    ...(notice.phase || notice.what === 'moved'
      ? {
          phase: {
            ...(contactId ? { contactId } : {}),
            move: {
              reference,
              phase: (notice.phase ?? 'working') as Phase,
              at,
              desk: 'restricted',
              ...(notice.dueOn ? { dueOn: notice.dueOn } : {}),
            },
          },
        }
      : {}),
    ...(kind && contactId && complaintId
      ? {
          question: {
            contactId,
            question: { complaintId, reference, desk: 'restricted', askedAt: at, kind },
          },
        }
      : {}),
  }
}

export function reactionsToInbound(inbound: InboundSms): Reactions {
  if (!inbound.reply) return nothing
  return {
    ...nothing,
    messages: [
      messageFor({
        messageId: `${inbound.gatewayId}.reply`,
        contactId: inbound.contactId,
        purpose: 'reply',
        text: inbound.reply,
        language: inbound.language,
        at: inbound.at,
      }),
    ],
  }
}
