import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { HopMemory } from '../../shared/actions/ports.ts'
import { previewRules } from '../../shared/actions/preview-rules.ts'
import { auditPage } from '../../shared/actions/read-audit.ts'
import { changeCalendar, publishRules, saveDraft, setZone } from '../../shared/actions/settle-house.ts'
import { staffOfUnits } from '../../shared/actions/staff-of-units.ts'
import { deadlinesOf } from '../../shared/domain/deadlines.ts'
import { bareHouse, putInForce, rulesOn } from '../../shared/domain/house.ts'
import { decide } from '../../shared/domain/lifecycle.ts'
import { zoneOf } from '../../shared/domain/settle-house.ts'
import { unit } from '../../shared/domain/units.ts'
import { afterWorkingDays, isWorkingDay } from '../../shared/domain/working-days.ts'
import { createAuditJournal } from '../../shared/store/audit.ts'
import { createHouseBook } from '../../shared/store/house.ts'
import { createHouseKeeper, createHouseShelf } from '../../shared/store/house-shelf.ts'
import { houseKey } from '../../shared/store/keys.ts'
import { createLineMemory } from '../../shared/store/line-memory.ts'
import { filedComplaint, nationalSupervisor } from '../builders/complaints.ts'
import { startLine } from '../builders/line.ts'

let line: Awaited<ReturnType<typeof startLine>>
let at: Parameters<typeof publishRules>[0]
const who = nationalSupervisor
beforeEach(async () => {
  putInForce(bareHouse)
  line = await startLine()
  at = { world: line.world, houseBook: createHouseBook(line.tables) }
})
afterEach(async () => {
  putInForce(bareHouse)
  await line.stop()
})

const source = 'Note de service, novembre 2026'
const today = () => line.world.now().toISOString().slice(0, 10)
const publish = (changes: Parameters<typeof saveDraft>[2], version = 0, from = today()) =>
  publishRules(at, who, { changes, from, reason: 'essai' }, version)

test('a day off that is entered is no working day, and one that was moved is worked', async () => {
  expect(isWorkingDay('2027-03-09')).toBe(false)
  const moved = { free: [{ day: '2027-03-10', name: 'Fête de fin du Ramadan' }], worked: ['2027-03-09'] }
  expect(await changeCalendar(at, who, moved, 'annoncé', 0)).toBe(1)
  expect([isWorkingDay('2027-03-09'), isWorkingDay('2027-03-10')]).toEqual([true, false])
  expect(afterWorkingDays(new Date('2027-03-09T09:00:00Z'), 1).toISOString()).toBe('2027-03-11T16:30:00.000Z')
  // Back as the code has it: nothing is left to say.
  const back = { free: [{ day: '2027-03-09', name: 'Fête de fin du Ramadan' }], worked: ['2027-03-10'] }
  await changeCalendar(at, who, back, 'erreur', 1)
  expect((await at.houseBook.read()).house.calendar).toEqual({})
  await expect(changeCalendar(at, who, moved, 'trop tard', 1)).rejects.toMatchObject({ code: 'stale' })
})

test('other deadlines and owners hold for what is filed from their day on, and move nothing that was filed', async () => {
  const before = filedComplaint(line.world, { category: '1.2' })
  expect(before.owner).toBe('commune:71025000')
  await publish({ '1.2': { resolve: { workingDays: 3 }, owner: 'ccl', source } }, 0, '2026-11-24')
  expect(filedComplaint(line.world, { category: '1.2' })).toMatchObject({
    dueAt: before.dueAt,
    owner: before.owner,
  })

  line.world.pass(24 * 60)
  const after = filedComplaint(line.world, { category: '1.2' })
  expect(after).toMatchObject({ owner: 'ccl:ML0703', dueAt: '2026-11-27T16:30:00.000Z' })
  // What was received before keeps the rules of its day, whatever is done to it later.
  expect(deadlinesOf('1.2', new Date(before.receivedAt)).dueAt.toISOString()).toBe(before.dueAt)
  const again = decide(
    { ...before, category: '1.4' },
    { type: 'reclassify', category: '1.2', reason: 'r' },
    { kind: 'clock' },
    line.world.now(),
    'e',
  )
  expect(again.complaint.dueAt).toBe(before.dueAt)
})

test('every set that was published is kept; the last one published holds, and an older one can be published again', async () => {
  const first = { '2.1': { resolve: { days: 5 }, source } }
  await publish(first)
  await publish({ '2.1': { resolve: { days: 9 }, source } }, 1, '2027-01-01')
  await publish({}, 2)
  const { house, version } = await at.houseBook.read()
  expect(rulesOn(house, '2027-02-01')?.number).toBe(3)
  expect((await at.houseBook.published()).map(({ set }) => set.number)).toEqual([3, 2, 1])
  const [, , oldest] = await at.houseBook.published()
  await publish(oldest?.set.changes ?? {}, version)
  expect(deadlinesOf('2.1', line.world.now()).dueAt.toISOString()).toBe('2026-11-30T16:30:00.000Z')
  const { items } = await auditPage(createAuditJournal(line.tables), { day: today() })
  expect(items.map(({ kind, what }) => [kind, what.number])).toEqual(
    ['4', '3', '2', '1'].map((number) => ['rules_published', number]),
  )
})

test('figures without a source, spans that nobody means and days that are over are refused', async () => {
  const wrong = [
    { '2.1': { resolve: { days: 5 }, source: '' } },
    { '2.1': { resolve: { days: 0 }, source } },
    { '2.1': { resolve: { days: 900 }, source } },
    { '2.1': { source } },
    { '6': { resolve: { days: 5 }, source } },
    { nothing: { resolve: { days: 5 }, source } },
  ]
  for (const changes of wrong) await expect(publish(changes)).rejects.toMatchObject({ code: 'invalid' })
  await expect(publish({}, 0, '2026-11-22')).rejects.toMatchObject({ fields: { from: 'in-the-past' } })
  await expect(saveDraft(at, who, wrong[1] ?? {})).rejects.toMatchObject({ code: 'invalid' })
  expect((await at.houseBook.read()).version).toBe(0)
})

test('a unit with work and nobody is seen; a preview counts what would have gone elsewhere or be late, and moves nothing', async () => {
  for (const [index, category] of (['1.2', '1.2', '2.1'] as const).entries()) {
    const complaint = filedComplaint(line.world, { category })
    await line.line.open.commit({
      complaint,
      readVersion: 0,
      event: {
        eventId: `e-${index}`,
        complaintId: complaint.complaintId,
        reference: complaint.reference,
        type: 'filed',
        at: complaint.receivedAt,
        by: { kind: 'complainant' },
        data: {},
      },
    })
  }
  const staff = await staffOfUnits(line.line.open, who, [who, { ...who, officerId: 'out', active: false }])
  expect(staff).toEqual({
    units: [
      { unit: unit('commune', '71025000'), officers: 0, open: 3 },
      { unit: unit('utgfs-national'), officers: 1, open: 0 },
    ],
    isBound: false,
  })
  line.world.pass(3 * 24 * 60)
  const changes = { '1.2': { resolve: { days: 1 }, owner: 'regional', source } } as const
  const preview = await previewRules(line.line.open, who, bareHouse, changes, line.world.now())
  expect(preview).toEqual({
    looked: 3,
    isBound: false,
    moves: [{ from: unit('commune', '71025000'), to: unit('utgfs-regional', 'ML07'), count: 2 }],
    becomeLate: 2,
    becomeInTime: 0,
  })
  expect((await at.houseBook.read()).version).toBe(0)
})

test('a zone is closed until a day and for a reason, its commune’s word goes before its cercle’s, and the end ends it', async () => {
  const close = { code: 'ML0703', status: 'closed', reason: 'route coupée' } as const
  await expect(setZone(at, who, close)).rejects.toMatchObject({ fields: { until: 'needed' } })
  await setZone(at, who, { ...close, until: '2026-12-05' })
  await setZone(at, who, { ...close, code: '71025000', status: 'restricted', until: '2026-11-30' })
  const zones = await at.houseBook.zones()
  const place = { cercle: 'ML0703', commune: '71025000' }
  const standing = (day: string) => zoneOf(zones, place, day)?.status
  expect(['2026-11-29', '2026-12-01', '2026-12-06'].map(standing)).toEqual([
    'restricted',
    'closed',
    undefined,
  ])
  await setZone(at, who, { code: 'ML0703', status: 'open', reason: 'route rouverte' })
  expect(zoneOf(await at.houseBook.zones(), place, '2026-12-01')).toBeUndefined()
})

test('the line learns what was settled without a call of its own, and goes on when it cannot read it', async () => {
  const shelf = createHouseShelf(() => line.world.now())
  const memory = createLineMemory(line.tables, shelf)
  const listening = { ...line.line, memory, recent: new Map<string, HopMemory>() }
  await publish({ '1.2': { resolve: { days: 2 }, source } })
  putInForce(bareHouse)
  const calls = line.counted.calls
  await listening.memory.recall('session', 'contact')
  expect(line.counted.calls - calls).toBe(1)
  expect(deadlinesOf('1.2', line.world.now()).dueAt.toISOString()).toBe('2026-11-25T16:30:00.000Z')
  expect(shelf.isDue()).toBe(false)

  const Item = { ...houseKey('NOW'), kind: 'house', v: 9, calendar: 'of another shape' }
  await line.tables.client.send(new PutCommand({ TableName: line.tables.main, Item }))
  line.world.pass(2)
  await listening.memory.recall('session', 'contact')
  expect(deadlinesOf('1.2', line.world.now()).dueAt.toISOString()).toBe('2026-11-25T16:30:00.000Z')
})

test('others read it once a minute', async () => {
  const keep = createHouseKeeper(line.tables, () => line.world.now())
  await publish({ '1.2': { resolve: { days: 2 }, source } })
  putInForce(bareHouse)
  await keep()
  const calls = line.counted.calls
  await keep()
  expect(line.counted.calls).toBe(calls)
  expect(rulesOn({ ...bareHouse }, today())).toBeUndefined()
  expect(deadlinesOf('1.2', line.world.now()).dueAt.toISOString()).toBe('2026-11-25T16:30:00.000Z')
})
