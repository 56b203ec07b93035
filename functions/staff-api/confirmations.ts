/** Payments that were confirmed or were not, and incidents, as officers ask for them. */
import {
  type Calling,
  drawCallBacks,
  readCallBacks,
  recordAnswer,
  revealHouseholdPhone,
} from '../../shared/actions/call-backs.ts'
import {
  commandIncident,
  type IncidentDesk,
  incidentCommandsFor,
  listIncidents,
  readIncident,
} from '../../shared/actions/command-incident.ts'
import {
  disagreements,
  exportPart,
  paydayFor,
  paydayHeardBy,
  tallyOf,
} from '../../shared/actions/reconcile.ts'
import type {
  CallBackList,
  confirmationRoutes,
  Disagreement,
  IncidentDetail,
  IncidentRow,
  Reconciliation,
  ShareOfAnswers,
} from '../../shared/contracts/confirmations-api.ts'
import { type Incident, incident } from '../../shared/domain/incident.ts'
import { mayCommandIncident, maySeeIncident } from '../../shared/domain/incident-rights.ts'
import { maySee, type Officer } from '../../shared/domain/officer.ts'
import type { DueLine, Payday } from '../../shared/domain/payday.ts'
import { communeOf } from '../../shared/domain/places.ts'
import { marginOf, wilson } from '../../shared/domain/proportion.ts'
import { answeredOf, type CallBackDraw } from '../../shared/domain/reconciliation.ts'
import { Refusal } from '../../shared/domain/refusal.ts'
import { unit } from '../../shared/domain/units.ts'
import { createAnswers, createCallBacks, createDues } from '../../shared/store/confirmations.ts'
import {
  createHouseholdComplaints,
  createIncidents,
  standingOfIncident,
} from '../../shared/store/incidents.ts'
import type { Tables } from '../../shared/store/tables.ts'
import type { Handlers } from '../kit/staff-http.ts'
import { type Names, namesOf, personOf, unitRefOf } from '../kit/views-of-complaints.ts'
import { digest } from '../kit/world.ts'
import { sealCursor } from './cursor.ts'

export const confirmationsDesk = (tables: Tables) => ({
  dues: createDues(tables),
  answers: createAnswers(tables),
  callBacks: createCallBacks(tables),
  incidents: createIncidents(tables),
  households: createHouseholdComplaints(tables),
  digest,
})

export type ConfirmationsDesk = Calling &
  IncidentDesk & { readonly allOfficers: () => Promise<readonly Officer[]> }

const tenths = (share: number): number => Math.round(share * 1000) / 10
function shareOf(count: number, of: number): ShareOfAnswers {
  const known = wilson(count, of)
  return known
    ? {
        count,
        of,
        percent: tenths(known.share),
        lowPercent: tenths(known.low),
        highPercent: tenths(known.high),
      }
    : { count, of }
}

export const siteNameOf = ({ site }: Pick<Payday, 'site'>): string =>
  [communeOf(site.commune)?.name ?? site.commune, site.village, site.point].filter(Boolean).join(' · ')

async function reconciliationOf(desk: ConfirmationsDesk, payday: Payday): Promise<Reconciliation> {
  const counted = await tallyOf(desk, payday.paydayId)
  const answered = answeredOf(counted)
  const { said, disagree, called } = counted
  const calls = called.all + called.part + called.nothing
  return {
    paydayId: payday.paydayId,
    day: payday.day,
    siteId: payday.siteId,
    siteName: siteNameOf(payday),
    programme: payday.programme,
    round: payday.round,
    agency: unitRefOf(unit('agency', payday.agency)),
    countedAt: desk.world.now().toISOString(),
    due: counted.due,
    agencySays: {
      paid: counted.paid,
      part: counted.part,
      notPaid: counted.notPaid,
      silent: counted.silent,
    },
    householdsSay: {
      all: shareOf(said.all, answered),
      part: shareOf(said.part, answered),
      nothing: shareOf(said.nothing, answered),
      noAnswer: shareOf(said.none, counted.due.households),
    },
    disagreements: { households: disagree.agencySaysMore + disagree.householdSaysMore, ...disagree },
    calledBack: {
      answered: calls,
      all: shareOf(called.all, calls),
      part: shareOf(called.part, calls),
      nothing: shareOf(called.nothing, calls),
    },
  }
}

const saidViewOf = ({ answer, amountFcfa, why, at, channel }: NonNullable<DueLine['said']>) => ({
  answer,
  ...(amountFcfa === undefined ? {} : { amountFcfa }),
  ...(why ? { why } : {}),
  at,
  channel,
})

async function disagreementView(
  { open }: ConfirmationsDesk,
  who: Officer,
  { householdId, amountFcfa, paid, said }: DueLine,
): Promise<Disagreement | undefined> {
  if (!paid || !said) return undefined
  const complaint = said.complaintId ? await open.read(said.complaintId) : undefined
  return {
    householdId,
    amountDueFcfa: amountFcfa,
    agency: { result: paid.result, amountFcfa: paid.amountFcfa },
    household: saidViewOf(said),
    ...(complaint && maySee(who, complaint) ? { complaintId: complaint.complaintId } : {}),
  }
}

function callBackView(draw: CallBackDraw, lines: readonly DueLine[], names: Names): CallBackList {
  const reached = lines.filter(({ said }) => said?.channel === 'call').length
  const soFar = marginOf(draw.population, reached)
  return {
    listId: draw.listId,
    madeAt: draw.madeAt,
    by: personOf(draw.by, names),
    seed: draw.seed,
    population: draw.population,
    size: draw.households.length,
    marginPercent: tenths(draw.margin),
    reached,
    ...(soFar === undefined ? {} : { marginSoFarPercent: tenths(soFar) }),
    households: lines.map(({ householdId, contactId, said }) => ({
      householdId,
      hasNumber: contactId !== undefined,
      ...(said ? { said: saidViewOf(said) } : {}),
    })),
  }
}

async function incidentRowOf(
  { paydays }: ConfirmationsDesk,
  of: Incident,
  names: Names,
): Promise<IncidentRow> {
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
  desk: ConfirmationsDesk,
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
export async function freshIncident(desk: ConfirmationsDesk, who: Officer, fresh: unknown): Promise<unknown> {
  const read = incident.safeParse(fresh)
  return read.success && maySeeIncident(who, read.data)
    ? (await incidentDetailOf(desk, who, read.data.incidentId)).body
    : undefined
}

function openIncidentCursor(cursor: string): string {
  const standing = Buffer.from(cursor, 'base64url').toString('utf8')
  if (!/^\d{4}-\d{2}-\d{2}T[\d:.]+Z#[\w.-]{1,300}$/.test(standing)) {
    throw new Refusal('invalid', 'This page is not known. Begin again from the first.', {
      fields: { cursor: 'unknown' },
    })
  }
  return standing
}

export const confirmationHandlers = (desk: () => ConfirmationsDesk): Handlers<typeof confirmationRoutes> => ({
  async readReconciliation({ who, path }) {
    const payday = await paydayFor(desk(), who, path.paydayId ?? '')
    return { body: await reconciliationOf(desk(), payday) }
  },
  async listDisagreements({ who, path, query: { limit, cursor } }) {
    const { paydayId } = await paydayHeardBy(desk(), who, path.paydayId ?? '')
    const page = await disagreements(desk(), paydayId, { limit, ...(cursor ? { after: cursor } : {}) })
    const items = await Promise.all(page.items.map((line) => disagreementView(desk(), who, line)))
    return {
      body: {
        items: items.flatMap((item) => item ?? []),
        ...(page.next ? { cursor: page.next } : {}),
      },
    }
  },
  async exportReconciliation({ who, path, query: { cursor } }) {
    const { paydayId, day, siteId } = await paydayHeardBy(desk(), who, path.paydayId ?? '')
    const part = await exportPart(desk(), paydayId, cursor)
    return {
      body: {
        fileName: `rapprochement-${day}-${siteId}.csv`,
        text: part.text,
        ...(part.next ? { cursor: part.next } : {}),
      },
    }
  },
  async drawCallBacks({ who, path, body }) {
    await drawCallBacks(desk(), who, path.paydayId ?? '', body)
    const list = await readCallBacks(desk(), who, path.paydayId ?? '')
    if (!list) throw new Refusal('not-found', 'There is no call-back list.')
    return { body: callBackView(list.draw, list.lines, namesOf(await desk().allOfficers())) }
  },
  async readCallBacks({ who, path }) {
    const list = await readCallBacks(desk(), who, path.paydayId ?? '')
    const names = namesOf(await desk().allOfficers())
    return { body: list ? { list: callBackView(list.draw, list.lines, names) } : {} }
  },
  async revealHouseholdPhone({ who, path, body }) {
    const { paydayId = '', householdId = '' } = path
    return { body: { phone: await revealHouseholdPhone(desk(), who, paydayId, householdId, body.reason) } }
  },
  async recordHouseholdAnswer({ who, path, body, idempotencyKey }) {
    const { paydayId = '', householdId = '' } = path
    const at = { paydayId, householdId, ...(idempotencyKey ? { idempotencyKey } : {}) }
    const complaint = await recordAnswer(desk(), who, at, body)
    if (!complaint) return { body: {} }
    const { reference, complaintId } = complaint
    const mayOpen = complaint.sensitivity !== 'S2' && maySee(who, complaint)
    return { body: { reference, ...(mayOpen ? { complaintId } : {}) } }
  },
  async readHouseholdAnswers({ who, path }) {
    const { paydayId } = await paydayHeardBy(desk(), who, path.paydayId ?? '')
    const householdId = path.householdId ?? ''
    const [all, due] = await Promise.all([
      desk().answers.of(paydayId, householdId),
      desk().dues.on(paydayId, householdId),
    ])
    if (!due) throw new Refusal('not-found', 'This household is not on the list.')
    const names = namesOf(await desk().allOfficers())
    return {
      body: {
        householdId,
        answers: all.map((answer) => ({
          ...saidViewOf({ ...answer, firstAt: answer.at }),
          counts: answer.at === due.line.said?.at,
          late: answer.late === true,
          ...(answer.by ? { by: personOf(answer.by, names) } : {}),
        })),
      },
    }
  },
  async listIncidents({ who, query: { limit, cursor, closed } }) {
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
