/** Incidents, as officers ask for them. */
import {
  commandIncident,
  type IncidentDesk,
  incidentCommandsFor,
  incidentsOfPayday,
  listIncidents,
  readIncident,
} from '../../shared/actions/command-incident.ts'
import type { Paydays } from '../../shared/actions/paydays-ports.ts'
import type {
  confirmationRoutes,
  IncidentDetail,
  IncidentRow,
} from '../../shared/contracts/confirmations-api.ts'
import { type Incident, incident } from '../../shared/domain/incident.ts'
import { mayCommandIncident, maySeeIncident } from '../../shared/domain/incident-rights.ts'
import type { Officer } from '../../shared/domain/officer.ts'
import type { Payday } from '../../shared/domain/payday.ts'
import { communeOf } from '../../shared/domain/places.ts'
import { standingOfIncident } from '../../shared/store/incidents.ts'
import type { Handlers } from '../kit/staff-http.ts'
import { type Names, namesOf, personOf, unitRefOf } from '../kit/views-of-complaints.ts'
import { openIncidentCursor, sealCursor } from './cursor.ts'

export type IncidentsDesk = IncidentDesk & {
  readonly paydays: Pick<Paydays, 'read'>
  readonly allOfficers: () => Promise<readonly Officer[]>
}
type Routes = Pick<typeof confirmationRoutes, 'listIncidents' | 'readIncident' | 'commandIncident'>

export const siteNameOf = ({ site }: Pick<Payday, 'site'>): string =>
  [communeOf(site.commune)?.name ?? site.commune, site.village, site.point].filter(Boolean).join(' · ')

async function incidentRowOf({ paydays }: IncidentsDesk, of: Incident, names: Names): Promise<IncidentRow> {
  const payday = await paydays.read(of.paydayId)
  const { incidentId, version, state, likeness, paydayId, day, siteId, programme, openedAt } = of
  return {
    incidentId,
    version,
    state,
    likeness,
    paydayId,
    day,
    siteId,
    siteName: siteNameOf(payday ?? { site: { commune: of.commune } }),
    programme,
    owner: unitRefOf(of.owner),
    ...(of.assignee ? { assignee: personOf(of.assignee, names) } : {}),
    openedAt,
    complaintsAtFirst: of.complaintsAtFirst,
  }
}

const complaintsShown = 200

async function incidentDetailOf(
  desk: IncidentsDesk,
  who: Officer,
  incidentId: string,
): Promise<{ body: IncidentDetail; version: number }> {
  const read = await readIncident(desk, who, incidentId)
  const { incident: found } = read
  const officers = await desk.allOfficers()
  const names = namesOf(officers)
  const { answer } = found
  return {
    body: {
      ...(await incidentRowOf(desk, found, names)),
      complaintCount: read.count,
      complaints: read.complaints
        .slice(0, complaintsShown)
        .map(({ complaintId, reference, state, receivedAt }) => ({
          complaintId,
          reference,
          state,
          receivedAt,
        })),
      ...(answer ? { answer: { text: answer.text, at: answer.at, by: personOf(answer.by, names) } } : {}),
      history: read.history.map(({ eventId, at, type, by, data: { officerId: to, ...data } }) => ({
        id: eventId,
        at,
        type,
        by: { kind: by.kind, ...(by.officerId ? { name: names(by.officerId) } : {}) },
        data: to ? { ...data, toName: names(to) } : data,
      })),
      commands: [...incidentCommandsFor(who, found)],
      assignable: officers
        .filter((each) => mayCommandIncident(each, found))
        .map(({ officerId }) => personOf(officerId, names)),
    },
    version: found.version,
  }
}

/** What an officer may read of an incident that changed under his hands; undefined when it is none. */
export async function freshIncident(desk: IncidentsDesk, who: Officer, fresh: unknown): Promise<unknown> {
  const read = incident.safeParse(fresh)
  return read.success && maySeeIncident(who, read.data)
    ? (await incidentDetailOf(desk, who, read.data.incidentId)).body
    : undefined
}

export const incidentHandlers = (desk: () => IncidentsDesk): Handlers<Routes> => ({
  async listIncidents({ who, query: { limit, cursor, closed, payday } }) {
    if (payday) {
      const [of, officers] = await Promise.all([incidentsOfPayday(desk(), who, payday), desk().allOfficers()])
      return {
        body: {
          items: await Promise.all(of.map((each) => incidentRowOf(desk(), each, namesOf(officers)))),
        },
      }
    }
    const after = cursor ? openIncidentCursor(cursor) : undefined
    const page = await listIncidents(
      desk(),
      who,
      { which: closed ? 'closed' : 'open', limit, ...(after ? { after } : {}) },
      standingOfIncident,
    )
    const names = namesOf(await desk().allOfficers())
    const items = await Promise.all(page.items.map((each) => incidentRowOf(desk(), each, names)))
    return { body: { items, ...(page.next ? { cursor: sealCursor(page.next) } : {}) } }
  },
  readIncident: ({ who, path }) => incidentDetailOf(desk(), who, path.incidentId ?? ''),
  async commandIncident({ who, path, body, readVersion, idempotencyKey }) {
    const incidentId = path.incidentId ?? ''
    await commandIncident(desk(), who, incidentId, {
      command: body.type === 'close' ? { type: 'close', ...(body.note ? { note: body.note } : {}) } : body,
      ...(readVersion === undefined ? {} : { readVersion }),
      ...(idempotencyKey ? { idempotencyKey } : {}),
    })
    return incidentDetailOf(desk(), who, incidentId)
  },
})
