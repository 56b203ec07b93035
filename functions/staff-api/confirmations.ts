/** Payments that were confirmed or were not, and incidents, as officers ask for them. */
import type { AuditJournal } from '../../shared/actions/admin-ports.ts'
import {
  type Calling,
  drawCallBacks,
  readCallBacks,
  recordAnswer,
  revealHouseholdPhone,
} from '../../shared/actions/call-backs.ts'
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
  Reconciliation,
  ShareOfAnswers,
} from '../../shared/contracts/confirmations-api.ts'
import { entryOf } from '../../shared/domain/audit.ts'
import { maySee, type Officer } from '../../shared/domain/officer.ts'
import type { DueLine, Payday } from '../../shared/domain/payday.ts'
import { fewestMoneyAnswers, mayHearOfMoney } from '../../shared/domain/payday-rights.ts'
import { marginOf, wilson } from '../../shared/domain/proportion.ts'
import { answeredOf, type CallBackDraw } from '../../shared/domain/reconciliation.ts'
import { Refusal } from '../../shared/domain/refusal.ts'
import { unit } from '../../shared/domain/units.ts'
import { createAnswers, createCallBacks, createDues } from '../../shared/store/confirmations.ts'
import { createIncidents } from '../../shared/store/incidents.ts'
import { createHouseholdComplaints } from '../../shared/store/shadows.ts'
import type { Tables } from '../../shared/store/tables.ts'
import type { Handlers } from '../kit/staff-http.ts'
import { type Names, namesOf, personOf, unitRefOf } from '../kit/views-of-complaints.ts'
import { digest } from '../kit/world.ts'
import { type IncidentsDesk, incidentHandlers, siteNameOf } from './incident-handlers.ts'

export const confirmationsDesk = (tables: Tables) => ({
  dues: createDues(tables),
  answers: createAnswers(tables),
  callBacks: createCallBacks(tables),
  incidents: createIncidents(tables),
  households: createHouseholdComplaints(tables),
  digest,
})

export type ConfirmationsDesk = Calling & IncidentsDesk & { readonly audit: Pick<AuditJournal, 'add'> }

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

async function reconciliationOf(
  desk: ConfirmationsDesk,
  who: Officer,
  payday: Payday,
): Promise<Reconciliation> {
  const [counted, money] = await Promise.all([
    tallyOf(desk, payday.paydayId),
    mayHearOfMoney(who, payday) ? desk.answers.countMoney(payday.paydayId) : undefined,
  ])
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
    ...(money && money.answered >= fewestMoneyAnswers
      ? { moneyAsked: shareOf(money.yes, money.answered) }
      : {}),
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

export const confirmationHandlers = (desk: () => ConfirmationsDesk): Handlers<typeof confirmationRoutes> => ({
  async readReconciliation({ who, path }) {
    const payday = await paydayFor(desk(), who, path.paydayId ?? '')
    return { body: await reconciliationOf(desk(), who, payday) }
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
    const phone = await revealHouseholdPhone(desk(), who, paydayId, householdId, body.reason)
    const { audit, world } = desk()
    const said = { kind: 'number_shown', what: { payday: paydayId }, reason: body.reason } as const
    await audit.add(entryOf(who, world.now(), world.id(), said))
    return { body: { phone } }
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
  ...incidentHandlers(desk),
})
