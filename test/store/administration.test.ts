import { afterAll, beforeAll, expect, test } from 'vitest'
import { officers as demoOfficers } from '../../local/demo/officers.ts'
import { fileComplaint } from '../../shared/actions/file-complaint.ts'
import { addOfficer, inHandOf, officersNamed, orderOfficer } from '../../shared/actions/manage-officers.ts'
import { auditPage } from '../../shared/actions/read-audit.ts'
import { type OfficerSheet, proveSheet } from '../../shared/domain/administer-officer.ts'
import { maySee, type Officer } from '../../shared/domain/officer.ts'
import { unit } from '../../shared/domain/units.ts'
import { createAuditJournal, createOfficerBook } from '../../shared/store/audit.ts'
import { submission } from '../builders/complaints.ts'
import { startLine } from '../builders/line.ts'

let line: Awaited<ReturnType<typeof startLine>>
let at: Parameters<typeof addOfficer>[0]
beforeAll(async () => {
  line = await startLine()
  at = { world: line.world, book: createOfficerBook(line.tables) }
})
afterAll(() => line.stop())

const admin = (officerId: string): Officer => ({
  officerId,
  name: `Admin ${officerId}`,
  title: 'Administration',
  role: 'admin',
  units: [unit('utgfs-national')],
  clearance: 'S1',
  language: 'fr',
  active: true,
})
const first = admin('admin-1')
const second = admin('admin-2')
const sheet = (more: Partial<OfficerSheet> = {}): OfficerSheet => ({
  name: 'Kadia Sidibé',
  title: 'CCL de Gao',
  role: 'officer',
  units: [unit('ccl', 'ML0703')],
  clearance: 'S1',
  language: 'fr',
  ...more,
})
const focal = sheet({ role: 'focal_point', units: [unit('focal-woman')], clearance: 'S3' })
let count = 0
const add = (of: OfficerSheet = sheet()) => {
  count += 1
  return addOfficer(at, first, `officer-${count}`, of, 'nouvelle équipe')
}
const journal = async (officerId: string) =>
  (
    await auditPage(createAuditJournal(line.tables), {
      day: line.world.now().toISOString().slice(0, 10),
      officerId,
    })
  ).items.map(({ kind, by, reason }) => [kind, by.officerId, reason])

test('an officer is entered, changed, put out and taken back, and the journal says by whom and why', async () => {
  const { officerId } = await add()
  const changed = await orderOfficer(
    at,
    first,
    officerId,
    { type: 'change', sheet: sheet({ clearance: 'S2', alertPhone: '+22370000999' }), reason: 'formée' },
    1,
  )
  expect(changed).toMatchObject({ clearance: 'S2', version: 2, active: true })
  const out = await orderOfficer(at, first, officerId, { type: 'stop', reason: 'départ' }, 2)
  expect(out.active).toBe(false)
  expect((await at.book.read(officerId))?.active).toBe(false)
  await orderOfficer(at, first, officerId, { type: 'resume', reason: 'retour' }, 3)
  expect(await journal(officerId)).toEqual([
    ['officer_resumed', 'admin-1', 'retour'],
    ['officer_stopped', 'admin-1', 'départ'],
    ['officer_changed', 'admin-1', 'formée'],
    ['officer_added', 'admin-1', 'nouvelle équipe'],
  ])
  const { items } = await createAuditJournal(line.tables).ofDay({
    day: line.world.now().toISOString().slice(0, 10),
    most: 50,
  })
  expect(JSON.stringify(items)).not.toContain('70000999')
})

test('the private desk and administration wait for a second administrator, and nobody agrees with themselves', async () => {
  for (const right of [focal, sheet({ role: 'admin', units: [unit('utgfs-national')] })]) {
    const { officerId } = await add()
    const asked = await orderOfficer(at, first, officerId, { type: 'change', sheet: right, reason: 'r' }, 1)
    expect(asked).toMatchObject({ role: 'officer', clearance: 'S1' })
    const agree = { type: 'confirm_right', reason: 'vu' } as const
    await expect(orderOfficer(at, first, officerId, agree, 2)).rejects.toMatchObject({ code: 'not-allowed' })
    const given = await orderOfficer(at, second, officerId, agree, 2)
    expect(given).toMatchObject({ role: right.role, clearance: right.clearance, units: right.units })
    expect(given.asked).toBeUndefined()
    expect((await journal(officerId)).map(([kind]) => kind)).toContain('right_confirmed')
  }
})

test('who is entered with such a right is out until the second agrees, and stays out when it is refused', async () => {
  const { officerId, active, role } = await add(focal)
  expect({ active, role }).toEqual({ active: false, role: 'relay' })
  await expect(
    orderOfficer(at, first, officerId, { type: 'resume', reason: 'vite' }, 1),
  ).rejects.toMatchObject({ code: 'wrong-state' })
  const refused = await orderOfficer(at, second, officerId, { type: 'refuse_right', reason: 'non' }, 1)
  expect(refused).toMatchObject({ active: false, role: 'relay', units: [] })
})

test('nobody changes their own entry, and what somebody else changed since is not overwritten', async () => {
  const { officerId } = await add()
  const stop = { type: 'stop', reason: 'r' } as const
  await expect(orderOfficer(at, { ...first, officerId }, officerId, stop, 1)).rejects.toMatchObject({
    code: 'not-allowed',
  })
  await orderOfficer(at, first, officerId, stop, 1)
  await expect(orderOfficer(at, second, officerId, stop, 1)).rejects.toMatchObject({ code: 'stale' })
  await expect(addOfficer(at, first, officerId, sheet(), 'r')).rejects.toMatchObject({ code: 'invalid' })
})

test('no village reads what is restricted, no relay either, and the private desk is for its own bodies alone', () => {
  const wrong: [Partial<OfficerSheet>, string][] = [
    [{ units: [] }, 'units'],
    [{ units: ['ccl:ML9999' as never] }, 'units'],
    [{ clearance: 'S3' }, 'clearance'],
    [{ units: [unit('focal-man')] }, 'units'],
    [{ ...focal, units: [unit('utgfs-national')] }, 'units'],
    [{ clearance: 'S2', units: [unit('commune', '71025000')] }, 'clearance'],
    [{ role: 'relay', clearance: 'S2' }, 'clearance'],
    [{ keptFrom: { places: ['XX'], units: [], officers: [] } }, 'keptFrom.places'],
  ]
  for (const [more, field] of wrong) {
    try {
      proveSheet(sheet(more))
      expect.unreachable(field)
    } catch (error) {
      expect(error).toMatchObject({ code: 'invalid', fields: { [field]: expect.any(String) } })
    }
  }
  for (const officer of demoOfficers) expect(() => proveSheet(officer)).not.toThrow()
})

test('an interest in the place, the body or the person keeps an officer away from a complaint', async () => {
  const { complaint } = await fileComplaint(line.line, submission({ accusedOfficers: ['seydou'] }), {
    kind: 'complainant',
  })
  const who: Officer = { ...first, role: 'supervisor', clearance: 'S2' }
  const kept = (more: Partial<NonNullable<Officer['keptFrom']>>): Officer => ({
    ...who,
    keptFrom: { places: [], units: [], officers: [], ...more },
  })
  expect(maySee(kept({}), complaint)).toBe(true)
  expect(maySee(kept({ officers: ['seydou'] }), complaint)).toBe(false)
  expect(maySee(kept({ places: [complaint.place.region ?? ''] }), complaint)).toBe(false)
  expect(maySee(kept({ units: [unit('rsu-sig')] }), { ...complaint, accused: [unit('rsu-sig')] })).toBe(false)
  expect(await inHandOf(line.line.open, who, 'nobody')).toBe(0)
})

test('whom a complaint is about is picked by the beginning of the name, and who is out is not in the list', () => {
  const all = [
    { ...first, officerId: 'a', name: 'Boubacar Maïga', title: 'CCL de Gao' },
    { ...first, officerId: 'b', name: 'Boubacar Diallo', title: 'CCR' },
    { ...first, officerId: 'c', name: 'Boubacar Keïta', active: false },
  ]
  const named = (asked: string) => officersNamed(all, asked).map(({ officerId }) => officerId)
  expect(named('boub')).toEqual(['a', 'b'])
  expect(named('maig')).toEqual(['a'])
  expect(named('boub gao')).toEqual(['a'])
  expect(named('b')).toEqual([])
  expect(named('oubacar')).toEqual([])
})

test('a page of the journal goes on where the last ended, and is empty for a day without deeds', async () => {
  const audit = createAuditJournal(line.tables)
  const day = '2026-03-02'
  for (let number = 0; number < 60; number += 1)
    await audit.add({
      entryId: `entry-${String(number).padStart(4, '0')}`,
      at: `${day}T10:00:${String(number).padStart(2, '0')}.000Z`,
      by: { officerId: number % 2 ? 'odd' : 'even', name: 'N' },
      kind: number % 3 ? 'number_shown' : 'restricted_opened',
      what: {},
    })
  const page = await auditPage(audit, { day })
  expect(page.items).toHaveLength(50)
  expect(page.items[0]?.entryId).toBe('entry-0059')
  const rest = await auditPage(audit, { day, after: page.next ?? '' })
  expect(rest.items.map(({ entryId }) => entryId)).toContain('entry-0000')
  expect(rest.items).toHaveLength(10)
  expect(rest.next).toBeUndefined()
  const odd = await auditPage(audit, { day, officerId: 'odd', kind: 'restricted_opened' })
  expect(odd.items).toHaveLength(10)
  expect((await auditPage(audit, { day: '2026-03-03' })).items).toEqual([])
})
