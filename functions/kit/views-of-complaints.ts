/** A complaint as an officer reads it: rows, details, history. What he may not read is not in the shape he gets. */

import { commandsFor } from '../../shared/actions/command-complaint.ts'
import type {
  ComplaintDetail,
  ComplaintRow,
  HistoryEntry,
  RelatedWhy,
} from '../../shared/contracts/staff-api.ts'
import { commandTypes } from '../../shared/contracts/staff-api.ts'
import type { Complaint, ComplaintEvent } from '../../shared/domain/complaint.ts'
import type { Addition } from '../../shared/domain/contact.ts'
import type { Incident } from '../../shared/domain/incident.ts'
import { maySeeIncident } from '../../shared/domain/incident-rights.ts'
import type { Message } from '../../shared/domain/message.ts'
import { levelUp, may, mayBeGiven, maySee, type Officer } from '../../shared/domain/officer.ts'
import { maskPhoneNumber, type PhoneNumber } from '../../shared/domain/phone-number.ts'
import { programmeOf } from '../../shared/domain/programmes.ts'
import { agencies, type UnitId, unit, unitName } from '../../shared/domain/units.ts'
import { workingDaysUntil } from '../../shared/domain/working-days.ts'

const excerptCharacters = 120

export const unitRefOf = (id: UnitId) => ({ unitId: id, name: unitName(id) })

export type Names = (officerId: string) => string
export const personOf = (officerId: string, names: Names) => ({ officerId, name: names(officerId) })

const workingStates = ['interrupted', 'received', 'acknowledged', 'in_review', 'contested']

export function rowOf(complaint: Complaint, names: Names, now: Date): ComplaintRow {
  const text = complaint.text?.replace(/\s+/g, ' ')
  const dueAt = new Date(complaint.dueAt)
  return {
    complaintId: complaint.complaintId,
    reference: complaint.reference,
    version: complaint.version,
    state: complaint.state,
    category: complaint.category,
    sensitivity: complaint.sensitivity,
    place: complaint.place,
    channel: complaint.channel,
    language: complaint.language,
    ...(text
      ? { excerpt: text.length > excerptCharacters ? `${text.slice(0, excerptCharacters - 1)}…` : text }
      : {}),
    callBack: complaint.callBack,
    categoryGuessed: complaint.categoryGuessed,
    owner: unitRefOf(complaint.owner),
    ...(complaint.assignee ? { assignee: personOf(complaint.assignee, names) } : {}),
    ...(complaint.handover ? { handover: unitRefOf(complaint.handover.from) } : {}),
    ...(complaint.paydayId ? { paydayId: complaint.paydayId } : {}),
    ...(complaint.siteId ? { siteId: complaint.siteId } : {}),
    receivedAt: complaint.receivedAt,
    updatedAt: complaint.updatedAt,
    dueAt: complaint.dueAt,
    workingDaysLeft: workingDaysUntil(now, dueAt),
    late: workingStates.includes(complaint.state) && !complaint.pause && dueAt < now,
    paused: complaint.pause !== undefined,
    unread: complaint.unread,
  }
}

/** Officers' names as they are now; what the history kept stays what it was. */
function entryOf(event: ComplaintEvent, names: Names): HistoryEntry {
  const { officerId, name, unit: unitOf } = event.by
  const said = name ?? (officerId ? names(officerId) : undefined)
  const to = event.type === 'assigned' || event.type === 'reopened' ? event.data.to : undefined
  return {
    id: event.eventId,
    at: event.at,
    by: { kind: event.by.kind, ...(said ? { name: said } : {}), ...(unitOf ? { unit: unitOf } : {}) },
    type: event.type,
    data: to && !event.data.toName ? { ...event.data, toName: names(to) } : event.data,
  }
}

const smsEntryOf = (sms: Message): HistoryEntry => ({
  id: sms.messageId,
  at: sms.createdAt,
  by: { kind: 'line' },
  type: 'sms',
  data: {},
  sms: {
    text: sms.text,
    state: sms.state,
    parts: sms.parts,
    purpose: sms.purpose,
    ...(sms.reason ? { reason: sms.reason } : {}),
  },
})

const additionEntryOf = (added: Addition): HistoryEntry => ({
  id: added.additionId,
  at: added.at,
  by: { kind: 'complainant' },
  type: 'addition',
  data: {
    kind: added.says,
    channel: added.channel,
    ...(added.text ? { text: added.text } : {}),
    ...(added.otherPhone ? { otherPhone: 'yes' } : {}),
  },
})

/** Oldest first, as a story reads. */
export function historyOf(
  {
    events,
    messages,
    additions = [],
  }: {
    readonly events: readonly ComplaintEvent[]
    readonly messages: readonly Message[]
    readonly additions?: readonly Addition[]
  },
  names: Names,
): HistoryEntry[] {
  return [
    // Opening for the first time is bookkeeping; for what is restricted, every opening is part of the story.
    ...events
      .filter((event) => event.type !== 'opened' || event.data.why)
      .map((event) => entryOf(event, names)),
    ...messages.map(smsEntryOf),
    ...additions.map(additionEntryOf),
  ].sort((a, b) => (a.at === b.at ? a.id.localeCompare(b.id) : a.at.localeCompare(b.at)))
}

/** Units that an officer may hand it to: those of its places, the technical ones, the agencies, less those that may not have it. */
export function transferTargets(complaint: Complaint): UnitId[] {
  const { region, cercle, commune } = complaint.place
  const ngo = programmeOf(complaint.programme)?.ngoUnit as UnitId | undefined
  const all: UnitId[] = [
    ...(commune ? [unit('commune', commune)] : []),
    ...(cercle ? [unit('ccl', cercle)] : []),
    ...(region ? [unit('ccr', region), unit('utgfs-regional', region), unit('security', region)] : []),
    unit('utgfs-tm'),
    unit('utgfs-ma'),
    unit('utgfs-pnp'),
    unit('utgfs-himo'),
    unit('utgfs-agr'),
    unit('rsu-sig'),
    unit('utgfs-national'),
    unit('utgfs-audit'),
    ...(ngo ? [ngo] : []),
    ...agencies.map(({ agencyId }) => unit('agency', agencyId)),
  ]
  return all.filter((target) => target !== complaint.owner && mayBeGiven(target, complaint))
}

export interface DetailOf {
  readonly complaint: Complaint
  readonly history: {
    readonly events: readonly ComplaintEvent[]
    readonly messages: readonly Message[]
    readonly additions?: readonly Addition[]
  }
  readonly who: Officer
  readonly officers: readonly Officer[]
  readonly phone: PhoneNumber | undefined
  readonly related: readonly { readonly complaint: Complaint; readonly why: RelatedWhy }[]
  readonly incident?: Incident | undefined
  readonly now: Date
}

export const namesOf = (officers: readonly Officer[]): Names => {
  const known = new Map(officers.map((officer) => [officer.officerId, officer.name]))
  return (officerId) => known.get(officerId) ?? officerId
}

export function detailOf({
  complaint,
  history,
  who,
  officers,
  phone,
  related,
  incident,
  now,
}: DetailOf): ComplaintDetail {
  const names = namesOf(officers)
  const up = levelUp(complaint)
  const offered: readonly string[] = commandTypes
  const { decision, pause } = complaint
  return {
    ...rowOf(complaint, names, now),
    about: complaint.about,
    accusedOfficers: complaint.accusedOfficers.map((id) => personOf(id, names)),
    programme: complaint.programme,
    ...(complaint.text ? { text: complaint.text } : {}),
    details: complaint.details,
    complainant: complaint.complainant,
    ...(complaint.enteredBy ? { enteredBy: personOf(complaint.enteredBy, names) } : {}),
    ...(complaint.paperLine ? { paperLine: complaint.paperLine } : {}),
    ...(phone ? { phoneMasked: maskPhoneNumber(phone) } : {}),
    ...(complaint.acknowledgeBy ? { acknowledgeBy: complaint.acknowledgeBy } : {}),
    ...(complaint.acknowledgedAt ? { acknowledgedAt: complaint.acknowledgedAt } : {}),
    promised: complaint.promised,
    ...(pause ? { pause: { since: pause.since, until: pause.until, reason: pause.reason } } : {}),
    ...(decision ? { decision: { ...decision, by: names(decision.by) } } : {}),
    ...(complaint.remedy ? { remedy: complaint.remedy } : {}),
    ...(complaint.endReason ? { endReason: complaint.endReason } : {}),
    attempts: complaint.attempts,
    reopenedCount: complaint.reopenedCount,
    ...(complaint.satisfied === undefined ? {} : { satisfied: complaint.satisfied }),
    history: historyOf(history, names),
    commands: commandsFor(who, complaint).filter((type) =>
      offered.includes(type),
    ) as ComplaintDetail['commands'],
    mayRevealPhone: phone !== undefined && may(who, 'reveal_phone', complaint),
    transferTargets: may(who, 'transfer', complaint) ? transferTargets(complaint).map(unitRefOf) : [],
    ...(up && may(who, 'transfer', complaint) ? { escalatesTo: unitRefOf(up) } : {}),
    assignable: may(who, 'assign', complaint)
      ? officers
          .filter((officer) => may(officer, 'handle', complaint))
          .map(({ officerId, name }) => ({ officerId, name }))
      : [],
    ...(complaint.paydayId ? { paydayId: complaint.paydayId } : {}),
    ...(complaint.siteId ? { siteId: complaint.siteId } : {}),
    ...(incident
      ? {
          incident: {
            incidentId: incident.incidentId,
            state: incident.state,
            ...(incident.answer ? { answer: incident.answer.text } : {}),
            mayOpen: maySeeIncident(who, incident),
          },
        }
      : {}),
    related: related
      .filter(({ complaint: other }) => maySee(who, other))
      .map(({ complaint: other, why }) => ({ ...rowOf(other, names, now), why })),
  }
}
