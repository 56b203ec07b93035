/** The working calendar, zones, deadlines and first owners. Zones are everybody's to read; administrators settle. */
import type { HouseBook } from '../../shared/actions/admin-ports.ts'
import type { World } from '../../shared/actions/ports.ts'
import { previewRules } from '../../shared/actions/preview-rules.ts'
import type { Queues } from '../../shared/actions/queue-ports.ts'
import { changeCalendar, publishRules, saveDraft, setZone } from '../../shared/actions/settle-house.ts'
import type { houseRoutes, RuleRow, ZoneRow } from '../../shared/contracts/house-api.ts'
import type { ComplaintDetail } from '../../shared/contracts/staff-api.ts'
import { type FiledCategory, filedCategories } from '../../shared/domain/categories.ts'
import { deadlineRuleOn } from '../../shared/domain/deadlines.ts'
import { type House, rulesOn } from '../../shared/domain/house.ts'
import type { Officer } from '../../shared/domain/officer.ts'
import { cercleOf, communeOf, type Place } from '../../shared/domain/places.ts'
import { Refusal } from '../../shared/domain/refusal.ts'
import { firstOwnerOn } from '../../shared/domain/routing.ts'
import { proveChanges, type ZoneStatus, zoneOf } from '../../shared/domain/settle-house.ts'
import { dayOf, standardDaysOff } from '../../shared/domain/working-days.ts'
import { createHouseBook } from '../../shared/store/house.ts'
import type { Tables } from '../../shared/store/tables.ts'
import type { Handlers } from '../kit/staff-http.ts'
import { unitRefOf } from '../kit/views-of-complaints.ts'

export interface HouseDesk {
  readonly world: World
  readonly houseBook: HouseBook
  readonly open: Pick<Queues, 'look'>
}

export const houseDesk = (tables: Tables): Pick<HouseDesk, 'houseBook'> => ({
  houseBook: createHouseBook(tables),
})

const zoneRow = (zone: ZoneStatus, today: string): ZoneRow => ({
  ...zone,
  name: communeOf(zone.code)?.name ?? cercleOf(zone.code)?.name ?? zone.code,
  over: zone.status === 'open' || (zone.until ?? '') < today,
})

/** What a complaint's page says of its place. */
export function zoneMark(zones: readonly ZoneStatus[], place: Place, day: string): ComplaintDetail['zone'] {
  const zone = zoneOf(zones, place, day)
  return zone?.until && zone.status !== 'open'
    ? { status: zone.status, until: zone.until, reason: zone.reason }
    : undefined
}

function ruleRow(category: FiledCategory, house: House, day: string): RuleRow {
  const { acknowledge, resolve, source } = deadlineRuleOn(category, day, house)
  return {
    category,
    ...(acknowledge ? { acknowledge } : {}),
    ...(resolve ? { resolve } : {}),
    owner: firstOwnerOn(category, day, house),
    source,
    changed: rulesOn(house, day)?.changes[category] !== undefined,
  }
}

/** `proveLooks` refuses whoever does not look over everything. */
export const houseHandlers = (
  desk: () => HouseDesk,
  proveLooks: (who: Officer) => void,
): Handlers<typeof houseRoutes> => {
  const today = () => dayOf(desk().world.now())
  const proveSettles = (who: Officer) => {
    proveLooks(who)
    if (who.role !== 'admin') throw new Refusal('not-allowed', 'An administrator does this.')
  }
  return {
    async readCalendar({ who, query }) {
      proveLooks(who)
      const { house, version } = await desk().houseBook.read()
      const standard = standardDaysOff(query.year)
      const settled = Object.entries(house.calendar).filter(([day]) => day.startsWith(`${query.year}-`))
      const days = [
        ...Object.entries(standard)
          .filter(([day]) => house.calendar[day] === undefined)
          .map(([day, name]) => ({ day, name, how: 'standard' as const })),
        ...settled.map(([day, name]) =>
          name === null
            ? { day, name: standard[day] ?? '', how: 'worked' as const }
            : { day, name, how: 'added' as const },
        ),
      ]
      return { body: { version, days: days.sort((a, b) => a.day.localeCompare(b.day)) }, version }
    },
    async changeCalendar({ who, body, readVersion }) {
      proveSettles(who)
      const version = await changeCalendar(desk(), who, body, body.reason, readVersion)
      return { body: { version }, version }
    },
    async listZones() {
      const zones = await desk().houseBook.zones()
      return { body: { items: zones.map((zone) => zoneRow(zone, today())) } }
    },
    async setZone({ who, path, body }) {
      proveLooks(who)
      return { body: zoneRow(await setZone(desk(), who, { code: path.code ?? '', ...body }), today()) }
    },
    async readRules({ who }) {
      proveLooks(who)
      const { houseBook } = desk()
      const [{ house, version }, draft, published] = await Promise.all([
        houseBook.read(),
        houseBook.draft(),
        houseBook.published(),
      ])
      const holding = rulesOn(house, today())?.number
      return {
        body: {
          version,
          rows: filedCategories.toSorted().map((category) => ruleRow(category, house, today())),
          ...(draft ? { draft } : {}),
          published: published.map(({ set, ...rest }) => ({
            ...set,
            ...rest,
            holds: set.number === holding,
          })),
        },
        version,
      }
    },
    async saveRulesDraft({ who, body }) {
      proveSettles(who)
      await saveDraft(desk(), who, body.changes)
      return { body: { saved: true as const } }
    },
    async previewRules({ who, body }) {
      proveLooks(who)
      proveChanges(body.changes)
      const { open, houseBook, world } = desk()
      const { house } = await houseBook.read()
      const { moves, ...counts } = await previewRules(open, who, house, body.changes, world.now())
      return {
        body: {
          ...counts,
          moves: moves.map(({ from, to, count }) => ({ from: unitRefOf(from), to: unitRefOf(to), count })),
        },
      }
    },
    async publishRules({ who, body, readVersion }) {
      proveSettles(who)
      const version = await publishRules(desk(), who, body, readVersion)
      return { body: { version }, version }
    },
  }
}
