import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fileComplaint } from '../../shared/actions/file-complaint.ts'
import { countViews, queuePage } from '../../shared/actions/queue-of-complaints.ts'
import type { QueueFilter } from '../../shared/actions/queue-ports.ts'
import type { OpenComplaint } from '../../shared/domain/complaint.ts'
import { type Command, decide } from '../../shared/domain/lifecycle.ts'
import type { Officer } from '../../shared/domain/officer.ts'
import type { QueueView } from '../../shared/domain/queue-views.ts'
import { unit } from '../../shared/domain/units.ts'
import { cclGao, committee, nationalSupervisor, officerOf, submission } from '../builders/complaints.ts'
import { startLine } from '../builders/line.ts'

let line: Awaited<ReturnType<typeof startLine>>
const named = new Map<string, string>()
const ccr = officerOf([unit('ccr', 'ML07')], { officerId: 'ccr' })
const elsewhere = { region: 'ML06', cercle: 'ML0602', commune: '63091000' } as const
const hourMinutes = 60

async function file(name: string, more: Parameters<typeof submission>[0] = {}): Promise<OpenComplaint> {
  const { complaint } = await fileComplaint(line.line, submission(more), { kind: 'complainant' })
  named.set(complaint.complaintId, name)
  return complaint as OpenComplaint
}
async function move(complaint: OpenComplaint, ...commands: readonly Command[]): Promise<OpenComplaint> {
  let now = complaint
  for (const command of commands) {
    const change = decide(
      now,
      command,
      { kind: 'officer', officerId: 'somebody' },
      line.world.now(),
      line.world.id(),
    )
    await line.line.open.commit(change)
    now = change.complaint
  }
  return now
}

beforeAll(async () => {
  line = await startLine()
  const late = await file('late', { category: '8' })
  await move(late, { type: 'assign', officerId: committee.officerId })
  await move(
    await file('decided', { category: '8' }),
    { type: 'start_review' },
    {
      type: 'decide',
      outcome: 'answered',
      summary: 'Dit.',
    },
  )
  await file('cut off', { category: '1.4', interrupted: true })
  line.world.pass(9 * 24 * hourMinutes)
  await move(await file('waiting', { category: '1.2' }), { type: 'ask_complainant', question: 'Quand ?' })
  await move(
    await file('zone closed', { category: '1.2' }),
    { type: 'acknowledge' },
    {
      type: 'pause',
      reason: 'Zone fermée',
      until: '2026-12-20T16:30:00.000Z',
    },
  )
  await file('in time', { category: '1.1' })
  await file('soon', { category: '8' })
  await file('far away', { category: '1.1', place: elsewhere })
  await move(await file('at the centre', { category: '1.1' }), {
    type: 'transfer',
    unit: unit('utgfs-tm'),
    reason: 'Liste',
  })
  await move(await file('taken back', { category: '1.1' }), { type: 'withdraw', reason: 'Réglé' })
  line.world.pass(36 * hourMinutes)
}, 60_000)
afterAll(() => line.stop())

async function page(who: Officer, view: QueueView, filter: QueueFilter = {}, limit = 50) {
  const before = line.counted.calls
  const found = await queuePage(line.line.open, who, { view, filter, limit }, line.world.now())
  return {
    names: found.items.map(({ complaintId }) => named.get(complaintId)),
    calls: line.counted.calls - before,
    next: found.next,
  }
}

describe('a queue', () => {
  test('has first what runs, by deadline; then what waits, what stands still, and what is decided', async () => {
    expect((await page(cclGao, 'open')).names).toEqual([
      'cut off',
      'late',
      'soon',
      'in time',
      'waiting',
      'zone closed',
      'decided',
    ])
  })

  test('of the whole country is one call, of a place two, of one’s own one', async () => {
    expect(await page(nationalSupervisor, 'open')).toMatchObject({ calls: 1 })
    expect((await page(nationalSupervisor, 'open')).names).toContain('far away')
    expect(await page(ccr, 'open')).toMatchObject({ calls: 2 })
    expect(await page(cclGao, 'late')).toMatchObject({ calls: 2 })
    expect(await page(committee, 'mine')).toMatchObject({ calls: 1, names: ['late'] })
  })

  test('shows a region’s committee what its communes have, and not what the centre has', async () => {
    const { names } = await page(ccr, 'open')
    expect(names).toContain('in time')
    expect(names).not.toContain('at the centre')
    expect(names).not.toContain('far away')
    expect((await page(nationalSupervisor, 'open', { region: 'ML07' })).names).toContain('at the centre')
  })

  test.each([
    ['late', ['cut off', 'late']],
    ['due_soon', ['soon']],
    ['waiting', ['waiting']],
    ['interrupted', ['cut off']],
    ['closed', ['taken back']],
  ] as const)('gives to “%s” what belongs there', async (view, names) => {
    expect((await page(cclGao, view)).names).toEqual(names)
  })

  test('of a unit has what nobody has taken, and the calls that were cut off', async () => {
    expect((await page(committee, 'unassigned')).names).not.toContain('late')
    expect((await page(committee, 'unassigned')).names).toContain('soon')
    expect(await page(committee, 'interrupted')).toMatchObject({ names: ['cut off'], calls: 1 })
    expect((await page(nationalSupervisor, 'interrupted')).names).toEqual(['cut off'])
    expect((await page(ccr, 'interrupted')).names).toEqual(['cut off'])
    const farOff = officerOf([unit('ccr', 'ML06')], { officerId: 'far-off' })
    expect((await page(farOff, 'interrupted')).names).toEqual([])
  })

  test('is filtered within what one may see', async () => {
    expect((await page(cclGao, 'open', { category: '8' })).names).toEqual(['late', 'soon', 'decided'])
    expect((await page(cclGao, 'open', { state: 'decided' })).names).toEqual(['decided'])
    expect((await page(nationalSupervisor, 'open', { commune: elsewhere.commune })).names).toEqual([
      'far away',
    ])
    expect((await page(ccr, 'open', { cercle: 'ML0703', category: '8' })).names).toEqual([
      'late',
      'soon',
      'decided',
    ])
  })

  test('goes on where its page ended, without losing one or showing one twice', async () => {
    const all = (await page(cclGao, 'open')).names
    const walked: (string | undefined)[] = []
    let after: string | undefined
    do {
      const ask = { view: 'open', filter: {}, limit: 2, ...(after ? { after } : {}) } as const
      const found = await queuePage(line.line.open, cclGao, ask, line.world.now())
      walked.push(...found.items.map(({ complaintId }) => named.get(complaintId)))
      after = found.next
    } while (after)
    expect(walked).toEqual(all)
  })
})

describe('views', () => {
  test('are counted as they are shown', async () => {
    const counts = await countViews(line.line.open, cclGao, line.world.now())
    expect(counts).toMatchObject({ open: 7, late: 2, due_soon: 1, waiting: 1, mine: 0, unit: 0 })
    expect(counts.closed).toBeUndefined()
    expect(await countViews(line.line.open, committee, line.world.now())).toMatchObject({
      mine: 1,
      interrupted: 1,
    })
  })
})
