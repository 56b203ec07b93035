/** Paydays, and how discreet communes are, as officers ask for them. */
import {
  commandPayday,
  disclosureOf,
  noSuchPayday,
  type PaydayDesk,
  planPayday,
  setDisclosure,
} from '../../shared/actions/command-payday.ts'
import { daysOf, listPaydays } from '../../shared/actions/list-paydays.ts'
import type { DueLines } from '../../shared/actions/paydays-ports.ts'
import type {
  PaydayDetail,
  PaydayFunnel,
  PaydayRow,
  paydayRoutes,
} from '../../shared/contracts/paydays-api.ts'
import type { Officer } from '../../shared/domain/officer.ts'
import { type Payday, payday as paydayShape } from '../../shared/domain/payday.ts'
import {
  type CommuneDisclosure,
  paydayCommandsIn,
  unknownDisclosure,
} from '../../shared/domain/payday-commands.ts'
import {
  mayHearHouseholds,
  mayPlanPaydays,
  mayPlanSomewhere,
  maySeePayday,
  maySetDisclosure,
} from '../../shared/domain/payday-rights.ts'
import type { PaydayTotals } from '../../shared/domain/payday-totals.ts'
import { cercleOf, communeOf, regionOf } from '../../shared/domain/places.ts'
import { programmeOf } from '../../shared/domain/programmes.ts'
import { Refusal } from '../../shared/domain/refusal.ts'
import { unit, unitName } from '../../shared/domain/units.ts'
import { dayOf } from '../../shared/domain/working-days.ts'
import type { Handlers } from '../kit/staff-http.ts'
import { openPaydayCursor, sealCursor } from './cursor.ts'

export interface PaydayHandling extends PaydayDesk {
  readonly dueLines: DueLines
}
type Routes = Pick<
  typeof paydayRoutes,
  | 'listPaydays'
  | 'readPayday'
  | 'planPayday'
  | 'commandPayday'
  | 'listDueLines'
  | 'listDisclosures'
  | 'readDisclosure'
  | 'setDisclosure'
>

export const funnelOf = (totals: PaydayTotals): PaydayFunnel => ({
  due: totals.lines,
  dueFcfa: totals.dueFcfa,
  reachable: totals.reachable,
  paid: totals.paid,
  paidPart: totals.paidPart,
  notPaid: totals.notPaid,
  noResult: totals.lines - totals.paid - totals.paidPart - totals.notPaid,
  paidFcfa: totals.paidFcfa,
})

const named = (code: string, name: string | undefined) => ({ code, name: name ?? code })

function rowOf(payday: Payday, totals: PaydayTotals): PaydayRow {
  const { createdAt: _c, updatedAt: _u, programme, agency, ...rest } = payday
  const commune = communeOf(payday.site.commune)
  return {
    ...rest,
    programme: { programmeId: programme, name: programmeOf(programme)?.name ?? programme },
    agency: { agencyId: agency, name: unitName(unit('agency', agency)) },
    commune: named(payday.site.commune, commune?.name),
    cercle: named(commune?.cercleCode ?? '', cercleOf(commune?.cercleCode ?? '')?.name),
    region: named(commune?.regionCode ?? '', regionOf(commune?.regionCode ?? '')?.name),
    funnel: funnelOf(totals),
  }
}

async function detail(
  { paydays, disclosures, world }: PaydayDesk,
  who: Officer,
  paydayId: string,
): Promise<{ body: PaydayDetail; version: number }> {
  const found = await paydays.readWithHistory(paydayId)
  if (!found || !maySeePayday(who, found.payday)) throw noSuchPayday()
  const { payday, events, totals } = found
  const mayDo = mayPlanPaydays(who, payday.site.commune)
  return {
    body: {
      ...rowOf(payday, totals),
      createdAt: payday.createdAt,
      updatedAt: payday.updatedAt,
      communeDisclosure: await disclosureOf(disclosures, payday.site.commune),
      history: events.map(({ eventId, at, type, by, data }) => ({
        id: eventId,
        at,
        type,
        by: { ...(by.name ? { name: by.name } : {}), ...(by.unit ? { unit: by.unit } : {}) },
        data,
      })),
      commands: mayDo ? [...paydayCommandsIn(payday, world.now())] : [],
      hearsHouseholds: mayHearHouseholds(who, payday),
    },
    version: payday.version,
  }
}

/** What an officer may read of a payday that changed under his hands; undefined when it is no payday. */
export async function freshPayday(desk: PaydayDesk, who: Officer, fresh: unknown): Promise<unknown> {
  const read = paydayShape.safeParse(fresh)
  return read.success && maySeePayday(who, read.data)
    ? (await detail(desk, who, read.data.paydayId)).body
    : undefined
}

const disclosureRow = (who: Officer, commune: string, said: CommuneDisclosure | undefined) => ({
  commune: named(commune, communeOf(commune)?.name),
  version: said?.version ?? 0,
  disclosure: said?.disclosure ?? unknownDisclosure,
  ...(said ? { reason: said.reason, setAt: said.setAt } : {}),
  ...(said?.setBy.name ? { setBy: said.setBy.name } : {}),
  maySet: maySetDisclosure(who, commune),
})

async function disclosureDetail({ disclosures }: PaydayDesk, who: Officer, commune: string) {
  if (!communeOf(commune)) throw new Refusal('not-found', 'There is no such commune.')
  const [said, history] = await Promise.all([disclosures.read(commune), disclosures.history(commune)])
  const row = disclosureRow(who, commune, said)
  const past = history.map(({ setAt, disclosure, reason, setBy }) => ({
    at: setAt,
    disclosure,
    reason,
    ...(setBy.name ? { by: setBy.name } : {}),
  }))
  return { body: { ...row, history: past }, version: row.version }
}

export const paydayHandlers = (desk: () => PaydayHandling): Handlers<Routes> => ({
  async listPaydays({ who, query }) {
    const { month, from, to, cursor, limit, ...filter } = query
    const asked = { ...(month ? { month } : {}), ...(from ? { from } : {}), ...(to ? { to } : {}) }
    const days = daysOf(asked, dayOf(desk().world.now()))
    const page = await listPaydays(desk(), who, {
      days,
      filter,
      limit,
      ...(cursor ? { after: openPaydayCursor(cursor) } : {}),
    })
    return {
      body: {
        ...days,
        items: page.items.map(({ payday, totals }) => rowOf(payday, totals)),
        ...(page.next ? { cursor: sealCursor(page.next) } : {}),
        mayPlan: mayPlanSomewhere(who),
      },
    }
  },
  readPayday: ({ who, path }) => detail(desk(), who, path.paydayId ?? ''),
  async planPayday({ who, body, idempotencyKey }) {
    const planned = await planPayday(desk(), who, {
      command: body,
      ...(idempotencyKey ? { idempotencyKey } : {}),
    })
    return detail(desk(), who, planned.paydayId)
  },
  async commandPayday({ who, path, body, readVersion, idempotencyKey }) {
    const paydayId = path.paydayId ?? ''
    await commandPayday(desk(), who, paydayId, {
      command: body,
      ...(readVersion === undefined ? {} : { readVersion }),
      ...(idempotencyKey ? { idempotencyKey } : {}),
    })
    return detail(desk(), who, paydayId)
  },
  async listDueLines({ who, path, query }) {
    const { paydays, dueLines } = desk()
    const payday = await paydays.read(path.paydayId ?? '')
    if (!payday || !maySeePayday(who, payday)) throw noSuchPayday()
    const hears = mayHearHouseholds(who, payday)
    const { cursor, limit } = query
    const page = await dueLines.lines(payday.paydayId, { limit, ...(cursor ? { after: cursor } : {}) })
    return {
      body: {
        items: page.items.map(({ householdId, amountFcfa, contactId, paid, said }) => ({
          householdId,
          amountFcfa,
          reachable: contactId !== undefined,
          ...(paid ? { paid } : {}),
          ...(said && hears ? { said } : {}),
        })),
        ...(page.next ? { cursor: page.next } : {}),
      },
    }
  },
  async listDisclosures({ who }) {
    const all = await desk().disclosures.all()
    return { body: { items: all.map((said) => disclosureRow(who, said.commune, said)) } }
  },
  readDisclosure: ({ who, path }) => disclosureDetail(desk(), who, path.commune ?? ''),
  async setDisclosure({ who, path, body, readVersion }) {
    const commune = path.commune ?? ''
    const said = { ...body, ...(readVersion === undefined ? {} : { readVersion }) }
    await setDisclosure(desk(), who, commune, said)
    return disclosureDetail(desk(), who, commune)
  },
})
