import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askDashboard, askPlaces, askSilent } from '../../shared/actions/ask-dashboard.ts'
import { askQuarter } from '../../shared/actions/ask-quarter.ts'
import { actorOf } from '../../shared/actions/command-complaint.ts'
import { reactionsToEvent, reactionsToNotice } from '../../shared/actions/react.ts'
import { recountFigures } from '../../shared/actions/recount-figures.ts'
import type { Change, OpenComplaint } from '../../shared/domain/complaint.ts'
import { type Command, commandsIn, decide } from '../../shared/domain/lifecycle.ts'
import type { Officer } from '../../shared/domain/officer.ts'
import { Refusal } from '../../shared/domain/refusal.ts'
import { file } from '../../shared/domain/submission.ts'
import { unit } from '../../shared/domain/units.ts'
import { createEventHistory, createFigureShelves } from '../../shared/store/figures.ts'
import { eventItem, readEventContext } from '../../shared/store/items.ts'
import { createLedger } from '../../shared/store/ledger.ts'
import { createOpenComplaints } from '../../shared/store/open-complaints.ts'
import { openTables, type Tables } from '../../shared/store/tables.ts'
import {
  cclGao,
  committee,
  nationalSupervisor,
  officerOf,
  submission,
  testWorld,
} from '../builders/complaints.ts'
import { startTestTables, type TestTables } from '../builders/engines.ts'

const code = { code: '*384#' }
const year = { from: '2026-01-01', to: '2026-12-31' }

let engine: TestTables
let tables: Tables
beforeAll(async () => {
  engine = await startTestTables()
})
afterAll(() => engine?.stop())

/** A house of its own for each try: what was counted before is another house's. */
function house() {
  const world = testWorld('2026-08-03T09:00:00.000Z')
  tables = openTables({
    main: engine.mainTable,
    restricted: engine.restrictedTable,
    endpoint: engine.endpoint,
    region: 'eu-west-1',
  })
  const open = createOpenComplaints(tables)
  const ledger = createLedger(tables)
  const shelves = createFigureShelves(tables)
  const seen: Change<OpenComplaint>[] = []
  /** Written, and told twice, as the conveyor may. */
  async function commit(change: Change<OpenComplaint>): Promise<OpenComplaint> {
    await open.commit(change)
    seen.push(change)
    const context = readEventContext(eventItem(change.event, change.complaint))
    const { tallies } = reactionsToEvent(change.event, context, code)
    await ledger.count(change.event.eventId, change.event.at, tallies)
    await ledger.count(change.event.eventId, change.event.at, tallies)
    return change.complaint
  }
  return { world, open, ledger, shelves, seen, commit, history: createEventHistory(tables) }
}

const places = [
  { region: 'ML07', cercle: 'ML0703', commune: '71025000' },
  { region: 'ML06', cercle: 'ML0602' },
  {},
] as const
const orders: readonly Command[] = [
  { type: 'acknowledge' },
  { type: 'start_review' },
  { type: 'decide', outcome: 'upheld', summary: 'Vu' },
  { type: 'reject', reason: 'Hors sujet' },
  { type: 'refer', body: 'Mairie', reason: 'Compétente' },
  { type: 'withdraw', reason: 'Demandé' },
  { type: 'escalate', reason: 'Trop lent' },
  { type: 'mark_late' },
  { type: 'confirm', satisfied: true },
  { type: 'confirm', satisfied: false },
  { type: 'contest', reason: 'Non' },
  { type: 'reopen', reason: 'Contestée', officerId: 'another' },
  { type: 'pause', reason: 'Zone fermée', until: '2026-12-01T09:00:00.000Z' },
]
const life = fc.record({
  category: fc.constantFrom('1.1', '2.4', '5.1', '7.2', '9' as const),
  place: fc.constantFrom(...places),
  sex: fc.constantFrom('woman', 'man', undefined),
  language: fc.constantFrom('fr', 'bm' as const),
  isAssisted: fc.boolean(),
  steps: fc.array(fc.tuple(fc.constantFrom(...orders), fc.integer({ min: 1, max: 12 * 24 * 60 })), {
    maxLength: 9,
  }),
})

async function live(
  at: ReturnType<typeof house>,
  lives: readonly (typeof life extends fc.Arbitrary<infer L> ? L : never)[],
) {
  for (const { category, place, sex, language, isAssisted, steps } of lives) {
    const { world } = at
    world.at = new Date('2026-08-03T09:00:00.000Z')
    const identity = {
      complaintId: world.id() + engine.mainTable,
      reference: world.reference(),
      eventId: world.id(),
    }
    const filed = file(
      submission({
        category: category as '1.1',
        place,
        language: language as 'fr',
        complainant: { anonymous: sex === undefined, ...(sex ? { sex: sex as 'woman' } : {}) },
        ...(isAssisted ? { enteredBy: 'relay' } : {}),
      }),
      identity,
      isAssisted ? actorOf(committee) : { kind: 'complainant' },
      world.now(),
    )
    let complaint = await at.commit(filed as Change<OpenComplaint>)
    for (const [order, minutes] of steps) {
      world.pass(minutes)
      if (!commandsIn(complaint).includes(order.type)) continue
      try {
        complaint = await at.commit(decide(complaint, order, actorOf(cclGao), world.now(), world.id()))
      } catch (fault) {
        if (!(fault instanceof Refusal)) throw fault
      }
    }
  }
}

describe('figures', () => {
  test('are what happened, and a recount from the history finds nothing to mend', async () => {
    const at = house()
    const lives = fc.sample(life, { numRuns: 28, seed: 7 })
    await live(at, lives)
    at.world.at = new Date('2027-03-01T09:00:00.000Z')
    const { figures, categories, regions, buckets, channels } = await askDashboard(
      at,
      nationalSupervisor,
      year,
    )
    const events = at.seen.map(({ event }) => event)
    const count = (...types: string[]) => events.filter(({ type }) => types.includes(type)).length
    const isAgain = ({ data }: (typeof events)[number]) => data.again === 'yes'
    const resolving = events.filter(({ type }) => ['decided', 'rejected', 'referred'].includes(type))
    expect(figures).toMatchObject({
      received: lives.length,
      assisted: lives.filter(({ isAssisted }) => isAssisted).length,
      anonymous: lives.filter(({ sex }) => sex === undefined).length,
      resolved: resolving.filter((event) => !isAgain(event)).length,
      escalated: count('escalated'),
      reopened: count('reopened'),
      contested: count('contested'),
      confirmed: count('confirmed'),
      rejected: count('rejected'),
      referred: count('referred'),
      withdrawn: count('withdrawn'),
    })
    expect(figures.satisfied + figures.unsatisfied).toBe(figures.confirmed)
    expect(figures.resolved).toBeGreaterThan(5)
    const sum = (of: readonly number[]) => of.reduce((all, each) => all + each, 0)
    for (const parts of [categories, regions, buckets, channels]) {
      expect(sum(parts.map(({ received }) => received))).toBe(lives.length)
    }
    // Nobody answers twice for one deadline: kept or missed, once for each time that it ran.
    const ran = at.seen.filter(
      ({ event, complaint }) => complaint.promised && ['filed', 'reopened', 'contested'].includes(event.type),
    )
    expect(figures.resolvedInTime + figures.becameLate).toBeLessThanOrEqual(ran.length)

    const recount = () => recountFigures({ ...at, world: at.world }, { exact: true })
    expect(await recount()).toMatchObject({ events: events.length, mended: 0 })
    await at.shelves.replace({
      scope: 'region:ML07',
      slot: '2026-08-03#commune#jigisemejiri',
      adds: { received: 999 },
    })
    await at.shelves.replace({
      scope: 'unit:nobody',
      slot: '2026-08-03#ML07#jigisemejiri',
      adds: { received: 5 },
    })
    expect(await recount()).toMatchObject({ mended: 2 })
    expect((await askDashboard(at, nationalSupervisor, year)).figures).toEqual(figures)
    expect(await recount()).toMatchObject({ mended: 0 })
  })

  test('of a committee, its cercle, its region and the country hold each other', async () => {
    const at = house()
    const ask = async (who: Officer) => (await askDashboard(at, who, year)).figures.received
    const [own, cercle, region, country] = await Promise.all(
      [committee, cclGao, officerOf([unit('ccr', 'ML07')]), nationalSupervisor].map(ask),
    )
    expect(own).toBeGreaterThan(0)
    expect(cercle).toBeGreaterThan(own ?? 0)
    expect(region).toBe(cercle)
    expect(country).toBeGreaterThan(region ?? 0)
    expect((await askDashboard(at, cclGao, year)).regions).toEqual([])
    const { communes, elsewhere } = await askPlaces(at, nationalSupervisor, {
      from: '2026-08',
      to: '2026-12',
    })
    expect(communes.map(({ name }) => name)).toEqual(['Gounzourèye'])
    expect((communes[0]?.received ?? 0) + elsewhere).toBe(country)
  })

  test('of a quarter are those of its days, by programme and by commune', async () => {
    const at = house()
    at.world.at = new Date('2027-03-01T09:00:00.000Z')
    const officers = { read: async () => undefined, all: async () => [] }
    const report = await askQuarter({ ...at, officers }, nationalSupervisor, { quarter: '2026-T3' })
    const days = await askDashboard(at, nationalSupervisor, report.period)
    expect(report.figures).toEqual(days.figures)
    const sum = (lines: readonly { readonly figures: { readonly received: number } }[]) =>
      lines.reduce((all, { figures }) => all + figures.received, 0)
    expect([sum(report.programmes), sum(report.communes)]).toEqual([
      days.figures.received,
      days.figures.received,
    ])
    // A conflict in a commune is soon known to be somebody's.
    for (const { byGroup } of report.communes) {
      const { danger } = byGroup
      expect(danger === '<5' || danger === 0 || Number(danger) >= 5).toBe(true)
    }
    await expect(askQuarter({ ...at, officers }, nationalSupervisor, { quarter: '2027-T4' })).rejects.toThrow(
      'begun',
    )
  })

  test('say which committees nobody was heard of, and a relay that files is heard', async () => {
    const at = house()
    const all = [committee, cclGao, officerOf([unit('commune', '72013000')], { role: 'relay' })]
    const officers = { read: async () => undefined, all: async () => all }
    at.world.at = new Date('2026-09-20T09:00:00.000Z')
    const asked = await askSilent({ ...at, officers }, nationalSupervisor)
    expect(asked).toMatchObject({ days: 60, committees: 3 })
    expect(asked.silent.map(({ unit }) => unit.unitId)).toEqual(['commune:72013000'])
    at.world.at = new Date('2027-06-20T09:00:00.000Z')
    expect((await askSilent({ ...at, officers }, nationalSupervisor)).silent).toHaveLength(3)
    // Each hears of those that he looks over.
    expect((await askSilent({ ...at, officers }, committee)).committees).toBe(1)
  })
})

describe('what is kept apart', () => {
  const say = async (what: 'private' | 'filed', times: number, day: string) => {
    const { ledger } = house()
    for (let index = 0; index < times; index += 1) {
      const eventId = `${what}-${day}-${index}`
      const notice = {
        eventId,
        at: `${day}T10:00:00.000Z`,
        what,
        language: 'fr' as const,
        alert: what === 'private' ? 'focal-woman' : 'utgfs-tm',
        ...(what === 'private' ? {} : { reference: '482109375', complaintId: eventId }),
      }
      const { tallies } = reactionsToNotice(notice, code)
      await ledger.count(eventId, notice.at, tallies)
      await ledger.count(eventId, notice.at, tallies)
    }
  }

  test('is one count for the country, and only from five up', async () => {
    const at = house()
    const ask = async (who: Officer, day: string) => askDashboard(at, who, { from: day, to: day })
    const nobody = await ask(nationalSupervisor, '2025-02-01')
    expect([nobody.inPrivate, nobody.restricted]).toEqual([{ quarter: '2025-T1', count: '<5' }, 0])
    await say('private', 4, '2025-02-01')
    await say('filed', 4, '2025-02-01')
    const few = await ask(nationalSupervisor, '2025-02-01')
    expect([few.inPrivate, few.restricted]).toEqual([{ quarter: '2025-T1', count: '<5' }, '<5'])
    await say('private', 5, '2025-03-01')
    await say('filed', 5, '2025-03-01')
    const more = await ask(nationalSupervisor, '2025-03-01')
    expect([more.inPrivate, more.restricted]).toEqual([{ quarter: '2025-T1', count: 9 }, 5])
    // They are in no other figure.
    expect(more.figures.received).toBe(0)
  })

  test('is for nobody but those who look over the country, and the restricted count for those cleared', async () => {
    const at = house()
    const kept = async (who: Officer, more = {}) => {
      const { inPrivate, restricted } = await askDashboard(at, who, {
        from: '2025-03-01',
        to: '2025-03-01',
        ...more,
      })
      return [inPrivate !== undefined, restricted !== undefined]
    }
    expect(await kept(nationalSupervisor)).toEqual([true, true])
    expect(await kept({ ...nationalSupervisor, clearance: 'S1' })).toEqual([true, false])
    expect(await kept({ ...nationalSupervisor, role: 'admin' })).toEqual([true, false])
    expect(await kept(nationalSupervisor, { region: 'ML07' })).toEqual([false, false])
    for (const who of [committee, cclGao, officerOf([unit('ccr', 'ML07')], { clearance: 'S2' })]) {
      expect(await kept(who)).toEqual([false, false])
    }
  })
})
