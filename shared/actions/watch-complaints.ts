/**
 * What several complaints together say: so many alike of one payday that they are an incident, and a household's third in half
 * a year. Looked at when one is filed, on what stands in the tables; looked at twice, it comes to the same.
 */
import type { FiledCategory } from '../domain/categories.ts'
import type { ComplaintEvent } from '../domain/complaint.ts'
import {
  type AlikeComplaint,
  alikeOf,
  fewestAlike,
  type Incident,
  type IncidentEvent,
  incidentIdOf,
  incidentOwner,
  isIncident,
  likenessOf,
} from '../domain/incident.ts'
import type { Payday } from '../domain/payday.ts'
import { spokenReference } from '../domain/reference.ts'
import { type UnitId, unit, unitAbove } from '../domain/units.ts'
import { say } from '../i18n/texts.ts'
import type { Answers, HouseholdComplaints, Incidents } from './confirmations-ports.ts'
import type { Messages } from './ports.ts'
import { type Alert, type EventContext, messageFor } from './react.ts'

export interface Watching {
  readonly incidents: Incidents
  readonly answers: Pick<Answers, 'count'>
  readonly paydays: { read(paydayId: string): Promise<Payday | undefined> }
  readonly households: HouseholdComplaints
  readonly messages: Pick<Messages, 'putMessage'>
}

const counted: readonly ComplaintEvent['type'][] = ['filed', 'submitted', 'reclassified']

/**
 * Tells one of those whom an incident concerns: the same words for all, behind their own reference. Whoever complained at the
 * very moment of the answer is found twice and told once: the message depends on the two, and on nothing else.
 */
async function tell(
  messages: Watching['messages'],
  { incidentId, answer }: Pick<Incident, 'incidentId' | 'answer'>,
  to: AlikeComplaint,
): Promise<void> {
  if (!answer || !to.contactId) return
  await messages.putMessage(
    messageFor({
      messageId: `${incidentId}.${answer.at}.${to.complaintId}.sms`,
      contactId: to.contactId,
      purpose: 'answer',
      text: say(to.language, 'sms.words', {
        reference: spokenReference(to.reference),
        words: answer.text,
      }),
      language: to.language,
      at: to.receivedAt > answer.at ? to.receivedAt : answer.at,
      complaintId: to.complaintId,
    }),
  )
}

/** Opens the incident that this complaint completes; tells its complainant what those before were told. */
export async function watchForIncident(
  watching: Watching,
  event: ComplaintEvent,
  context: EventContext,
): Promise<void> {
  const likeness = likenessOf(context.category as FiledCategory)
  const { paydayId } = context
  if (!paydayId || !likeness || !counted.includes(event.type)) return
  const { incidents, answers, paydays, messages } = watching
  const incidentId = incidentIdOf(paydayId, likeness)
  const [known, all] = await Promise.all([incidents.read(incidentId), incidents.alike(paydayId)])
  if (known) {
    const own = alikeOf(all, likeness, known.owner).find((each) => each.complaintId === event.complaintId)
    if (known.state === 'answered' && own) await tell(messages, known, own)
    return
  }
  if (all.length < fewestAlike) return
  const payday = await paydays.read(paydayId)
  if (!payday) return
  const owner = incidentOwner(payday.site.commune)
  const alike = alikeOf(all, likeness, owner)
  if (alike.length < fewestAlike || !isIncident(likeness, alike.length, await answers.count(paydayId))) return
  await incidents.commit({ ...openedBy(payday, likeness, alike.length, owner, event.at), readVersion: 0 })
}

function openedBy(
  payday: Payday,
  likeness: Incident['likeness'],
  complaintsAtFirst: number,
  owner: UnitId,
  at: string,
): { readonly incident: Incident; readonly event: IncidentEvent } {
  const incidentId = incidentIdOf(payday.paydayId, likeness)
  return {
    incident: {
      incidentId,
      version: 1,
      state: 'open',
      likeness,
      paydayId: payday.paydayId,
      day: payday.day,
      siteId: payday.siteId,
      commune: payday.site.commune,
      programme: payday.programme,
      owner,
      openedAt: at,
      updatedAt: at,
      complaintsAtFirst,
    },
    event: {
      eventId: `${incidentId}.opened`,
      incidentId,
      type: 'opened',
      at,
      by: { kind: 'clock' },
      data: { complaints: String(complaintsAtFirst) },
    },
  }
}

const monthsCounted = 6
const rankThatAlerts = 3

/** The alert for a household's third complaint in half a year, to the level above the one that has it. */
export async function alertOfThird(
  { households }: Pick<Watching, 'households'>,
  event: ComplaintEvent,
  context: EventContext,
): Promise<Alert | undefined> {
  const { householdId } = context
  if (!householdId || (event.type !== 'filed' && event.type !== 'submitted')) return undefined
  const since = new Date(event.at)
  since.setUTCMonth(since.getUTCMonth() - monthsCounted)
  const lately = [...(await households.since(householdId, since.toISOString()))]
    .filter(({ at }) => at <= context.receivedAt)
    .sort((a, b) => a.at.localeCompare(b.at) || a.complaintId.localeCompare(b.complaintId))
  const rank = lately.findIndex(({ complaintId }) => complaintId === event.complaintId) + 1
  if (rank !== rankThatAlerts) return undefined
  const above = firstAbove(context)
  return {
    alertId: `${event.eventId}.third`,
    kind: 'third',
    to: { unit: above },
    complaintId: event.complaintId,
    reference: event.reference,
  }
}

/** The level above the owner; one that is accused is passed over. */
function firstAbove({ owner, region, commune, accused = [] }: EventContext): UnitId {
  const place = { ...(region ? { region } : {}), ...(commune ? { commune } : {}) }
  let above = unitAbove(owner as UnitId, place)
  while (above && accused.includes(above)) above = unitAbove(above, place)
  return above ?? unit('utgfs-audit')
}

/** What follows from something that happened to an incident: whom to alert, and whom to tell. */
export async function carryIncident(
  { incidents, messages }: Pick<Watching, 'incidents' | 'messages'>,
  event: IncidentEvent,
): Promise<readonly Alert[]> {
  const current = await incidents.read(event.incidentId)
  if (!current) return []
  const alert = (to: Alert['to']): Alert => ({
    alertId: event.eventId,
    kind: 'incident',
    to,
    incidentId: event.incidentId,
  })
  switch (event.type) {
    case 'opened':
    case 'reopened':
      return [alert(current.assignee ? { officerId: current.assignee } : { unit: current.owner })]
    case 'assigned': {
      const to = event.data.officerId
      return to && to !== event.by.officerId ? [alert({ officerId: to })] : []
    }
    case 'answered': {
      const answer = { text: event.data.text ?? '', at: event.at, by: event.by.officerId ?? '' }
      const alike = alikeOf(await incidents.alike(current.paydayId), current.likeness, current.owner)
      for (let from = 0; from < alike.length; from += toldAtOnce) {
        await Promise.all(
          alike
            .slice(from, from + toldAtOnce)
            .map((each) => tell(messages, { incidentId: event.incidentId, answer }, each)),
        )
      }
      return []
    }
    default:
      return []
  }
}
const toldAtOnce = 25
