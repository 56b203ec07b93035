/** Officers and the journal, for administrators; those who look over everything read the journal. To others they do not exist. */
import type { AuditJournal, OfficerBook } from '../../shared/actions/admin-ports.ts'
import { addOfficer, inHandOf, officersNamed, orderOfficer } from '../../shared/actions/manage-officers.ts'
import type { World } from '../../shared/actions/ports.ts'
import type { Presences } from '../../shared/actions/presence-ports.ts'
import type { Queues } from '../../shared/actions/queue-ports.ts'
import { auditPage } from '../../shared/actions/read-audit.ts'
import { staffOfUnits } from '../../shared/actions/staff-of-units.ts'
import type { adminRoutes, OfficerRow } from '../../shared/contracts/admin-api.ts'
import type { OfficerSheet } from '../../shared/domain/administer-officer.ts'
import type { Officer } from '../../shared/domain/officer.ts'
import { cercleOf, communeOf, regionOf } from '../../shared/domain/places.ts'
import { Refusal } from '../../shared/domain/refusal.ts'
import { type UnitId, unitName } from '../../shared/domain/units.ts'
import { createAuditJournal, createOfficerBook } from '../../shared/store/audit.ts'
import type { Tables } from '../../shared/store/tables.ts'
import type { Handlers } from '../kit/staff-http.ts'
import { readTypedNumber } from '../kit/typed-number.ts'
import { namesOf, unitRefOf } from '../kit/views-of-complaints.ts'
import { openJournalCursor, sealCursor } from './cursor.ts'

export interface AdminDesk {
  readonly world: World
  readonly book: OfficerBook
  readonly audit: AuditJournal
  readonly open: Pick<Queues, 'peek' | 'look'>
  readonly presences: Pick<Presences, 'since'>
  readonly allOfficers: () => Promise<readonly Officer[]>
}

export const adminDesk = (tables: Tables): Pick<AdminDesk, 'book' | 'audit'> => ({
  book: createOfficerBook(tables),
  audit: createAuditJournal(tables),
})

const seenForMs = 10 * 60_000

export function proveAdmin(who: Officer): void {
  if (who.role !== 'admin') throw new Refusal('not-found', 'There is nothing at this address.')
}

const placeName = (code: string): string =>
  communeOf(code)?.name ?? cercleOf(code)?.name ?? regionOf(code)?.name ?? code

function rowOf(officer: Officer, all: readonly Officer[], lastSeenAt?: string): OfficerRow {
  const names = namesOf(all)
  const { officerId, name, title, role, clearance, email, alertPhone, language, active, asked } = officer
  return {
    officerId,
    name,
    title,
    role,
    clearance,
    language,
    active,
    units: officer.units.map(unitRefOf),
    programmes: [...(officer.programmes ?? [])],
    ...(email ? { email } : {}),
    ...(alertPhone ? { alertPhone } : {}),
    keptFrom: {
      places: (officer.keptFrom?.places ?? []).map((code) => ({ code, name: placeName(code) })),
      units: (officer.keptFrom?.units ?? []).map(unitRefOf),
      officers: (officer.keptFrom?.officers ?? []).map((id) => ({ officerId: id, name: names(id) })),
    },
    ...(asked ? { asked: { ...asked, units: asked.units.map(unitRefOf) } } : {}),
    version: officer.version ?? 0,
    ...(lastSeenAt ? { lastSeenAt } : {}),
  }
}

type SentSheet = Omit<OfficerSheet, 'units' | 'keptFrom'> & {
  readonly units: readonly string[]
  readonly keptFrom?: {
    readonly places: readonly string[]
    readonly units: readonly string[]
    readonly officers: readonly string[]
  }
}

/** Units are proved by the rules, which say what is wrong with them. */
function sheetOf(sent: SentSheet): OfficerSheet {
  const { name, title, role, clearance, language, programmes, email, alertPhone, keptFrom } = sent
  const phone = alertPhone === undefined ? undefined : readTypedNumber(alertPhone)
  if (alertPhone !== undefined && !phone)
    throw new Refusal('invalid', 'Something does not fit.', { fields: { alertPhone: 'not-a-mobile-number' } })
  const isKept =
    keptFrom && [keptFrom.places, keptFrom.units, keptFrom.officers].some((list) => list.length > 0)
  return {
    name,
    title,
    role,
    clearance,
    language,
    units: sent.units as readonly UnitId[],
    ...(programmes?.length ? { programmes } : {}),
    ...(email ? { email } : {}),
    ...(phone ? { alertPhone: phone } : {}),
    ...(isKept ? { keptFrom: { ...keptFrom, units: keptFrom.units as readonly UnitId[] } } : {}),
  }
}

/** `proveLooks` refuses whoever does not look over everything. */
export const adminHandlers = (
  desk: () => AdminDesk,
  proveLooks: (who: Officer) => void,
): Handlers<typeof adminRoutes> => {
  const answer = async (officer: Officer) => ({
    body: rowOf(officer, await desk().book.all()),
    version: officer.version ?? 0,
  })
  return {
    async listOfficers({ who }) {
      proveAdmin(who)
      const { book, presences, world } = desk()
      const [all, present] = await Promise.all([
        book.all(),
        presences.since(new Date(world.now().getTime() - seenForMs)),
      ])
      const seen = new Map(present.map(({ officerId, at }) => [officerId, at]))
      return { body: { items: all.map((each) => rowOf(each, all, seen.get(each.officerId))) } }
    },
    async addOfficer({ who, body }) {
      proveAdmin(who)
      const { officerId, reason, ...sent } = body
      return answer(await addOfficer(desk(), who, officerId, sheetOf(sent), reason))
    },
    async orderOfficer({ who, path, body, readVersion }) {
      proveAdmin(who)
      const order =
        body.type === 'change' ? { type: body.type, reason: body.reason, sheet: sheetOf(body) } : body
      return answer(await orderOfficer(desk(), who, path.officerId ?? '', order, readVersion))
    },
    async officerInHand({ who, path }) {
      proveAdmin(who)
      return { body: { count: await inHandOf(desk().open, who, path.officerId ?? '') } }
    },
    async staffOfUnits({ who }) {
      proveLooks(who)
      const { open, allOfficers } = desk()
      const { units, isBound } = await staffOfUnits(open, who, await allOfficers())
      return {
        body: { items: units.map(({ unit, ...counts }) => ({ unit: unitRefOf(unit), ...counts })), isBound },
      }
    },
    async namedOfficers({ query }) {
      const found = officersNamed(await desk().allOfficers(), query.q)
      return {
        body: {
          items: found.map(({ officerId, name, title, units: [unit] }) => ({
            officerId,
            name,
            title,
            ...(unit ? { unit: unitName(unit) } : {}),
          })),
        },
      }
    },
    async readAudit({ who, query }) {
      proveLooks(who)
      const { cursor, ...ask } = query
      const after = cursor === undefined ? undefined : openJournalCursor(cursor)
      const { items, next } = await auditPage(desk().audit, { ...ask, ...(after ? { after } : {}) })
      return { body: { items: [...items], ...(next ? { cursor: sealCursor(next) } : {}) } }
    },
  }
}
