import { execFile } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DeleteCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { historyOfDay } from '../../shared/actions/export-history.ts'
import { recordEvent } from '../../shared/actions/record-event.ts'
import { sealDays } from '../../shared/actions/seal-days.ts'
import type { ComplaintEvent } from '../../shared/domain/complaint.ts'
import { shortRoot } from '../../shared/domain/history-chain.ts'
import { decide } from '../../shared/domain/lifecycle.ts'
import { createHistory, createHistoryRecord } from '../../shared/store/history.ts'
import { readEvent } from '../../shared/store/items.ts'
import { cclGao, nationalSupervisor } from '../builders/complaints.ts'
import { startLine } from '../builders/line.ts'

let line: Awaited<ReturnType<typeof startLine>>
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jigikan-history-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))
beforeEach(async () => {
  line = await startLine()
  return () => line.stop()
})

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const day = '2026-11-23'
let calls = 0
async function dial(...inputs: string[]): Promise<void> {
  calls += 1
  const phone = `+223701${String(calls).padStart(5, '0')}`
  for (let count = 0; count <= inputs.length; count += 1) {
    await line.hop(`ATUid_${calls}`, phone, inputs.slice(0, count).join('*'))
  }
}
const open = () => dial('1', '1', '2', '1', '1', '1', '1', '1')
const restricted = () => dial('1', '4', '1', '1', '1', '1', '1', '1')
const privately = () => dial('1', '6', '1', '1', '1', '2')

const scan = async (table: string) =>
  (await line.tables.client.send(new ScanCommand({ TableName: table, ConsistentRead: true }))).Items ?? []
const openEvents = async (): Promise<(ComplaintEvent & { pk: string; sk: string })[]> =>
  (await scan(line.tables.main))
    .filter(({ kind }) => kind === 'event')
    .map((item) => ({ ...readEvent(item), pk: String(item.pk), sk: String(item.sk) }))

/** What the conveyor does, and does again. */
async function conveyAll(): Promise<void> {
  const history = createHistoryRecord(line.tables)
  for (const event of await openEvents()) {
    await recordEvent(history, event, sha256, line.world.now())
    await recordEvent(history, event, sha256, new Date(line.world.now().getTime() + 86_400_000))
  }
}
const seal = () =>
  sealDays({
    roots: createHistory(line.tables),
    sha256,
    now: line.world.now,
    salt: () => randomBytes(32).toString('hex'),
  })
const nextMorning = () => {
  line.world.at = new Date('2026-11-24T02:30:00.000Z')
}

async function exported(...days: string[]): Promise<string[]> {
  const history = createHistory(line.tables)
  const lines = await Promise.all(days.map((each) => historyOfDay(history, each, sha256)))
  return lines.flatMap((those) => (those ?? []).map((each) => JSON.stringify(each)))
}
interface Verdict {
  readonly status: number
  readonly said: string
}
async function verify(lines: readonly string[], roots = ''): Promise<Verdict> {
  const file = join(folder, `${randomBytes(6).toString('hex')}.ndjson`)
  await writeFile(file, lines.join('\n'))
  await writeFile(`${file}.txt`, roots)
  const script = fileURLToPath(new URL('../../local/verify-history.ts', import.meta.url))
  return new Promise((done) => {
    execFile(process.execPath, [script, file, '--roots', `${file}.txt`], (error, said) =>
      done({ status: Number(error?.code ?? 0), said }),
    )
  })
}
async function sealedDay(): Promise<string> {
  await open()
  await open()
  await restricted()
  await privately()
  const [first] = await openEvents()
  const complaint = first && (await line.line.open.read(first.complaintId))
  if (!complaint) throw new Error('nothing was filed')
  const actor = { kind: 'officer', officerId: cclGao.officerId, name: 'Nom Secret' } as const
  line.world.pass(5)
  await line.line.open.commit(
    decide(complaint, { type: 'acknowledge' }, actor, line.world.now(), line.world.id()),
  )
  await conveyAll()
  nextMorning()
  const [made] = await seal()
  return `${day} ${shortRoot(made?.root ?? '')}`
}

describe('the sealed history', () => {
  test('is proved by its export and by a root that was written down', async () => {
    const root = await sealedDay()
    const lines = await exported(day)
    expect(lines).toHaveLength(4)
    expect(await verify(lines, root)).toEqual({
      status: 0,
      said: expect.stringContaining('1 days and 3 events are as they were sealed; 1 roots were compared'),
    })
    expect(await seal()).toEqual([])
  })

  test('shows that an event was changed', async () => {
    const root = await sealedDay()
    const changed = (await openEvents()).find(({ type }) => type === 'acknowledged')
    await line.tables.client.send(
      new UpdateCommand({
        TableName: line.tables.main,
        Key: { pk: changed?.pk, sk: changed?.sk },
        UpdateExpression: 'SET #by.#name = :other',
        ExpressionAttributeNames: { '#by': 'by', '#name': 'name' },
        ExpressionAttributeValues: { ':other': 'Un autre' },
      }),
    )
    const { status, said } = await verify(await exported(day), root)
    expect(status).toBe(1)
    expect(said.trim().split('\n')).toEqual([
      `${day}: changed: event ${changed?.eventId} (acknowledged, ${changed?.at}) of ${changed?.complaintId}`,
    ])
  })

  test('shows that an event was removed, alone or with its digest', async () => {
    const root = await sealedDay()
    const [removed] = await openEvents()
    const { pk, sk, eventId } = removed ?? {}
    await line.tables.client.send(new DeleteCommand({ TableName: line.tables.main, Key: { pk, sk } }))
    const alone = await verify(await exported(day), root)
    expect(alone.status).toBe(1)
    expect(alone.said).toContain(`removed: event ${eventId}`)

    const Key = { pk: `HISTORY#${day}`, sk: `O#${eventId}` }
    await line.tables.client.send(new DeleteCommand({ TableName: line.tables.main, Key }))
    const both = await verify(await exported(day), root)
    expect(both.status).toBe(1)
    expect(both.said).toContain('removed: 1 of its 3 events')
    expect(both.said).toContain('its events are not those that were sealed')
  })

  test('shows that something was added to a day that is over', async () => {
    const root = await sealedDay()
    const [event] = await openEvents()
    if (!event) throw new Error('nothing was filed')
    await recordEvent(
      createHistoryRecord(line.tables),
      { ...event, eventId: 'forged' },
      sha256,
      new Date(`${day}T10:00:00Z`),
    )
    const { status, said } = await verify(await exported(day), root)
    expect(status).toBe(1)
    expect(said).toContain('added: 1 events')
  })

  test('shows a history that was written anew as a whole, to whoever kept a root', async () => {
    const root = await sealedDay()
    const roots = (await scan(line.tables.main)).filter(({ kind }) => kind === 'root')
    const [gone] = await openEvents()
    const keys = [...roots, gone].map((item) => ({ pk: item?.pk, sk: item?.sk }))
    for (const Key of [...keys, { pk: `HISTORY#${day}`, sk: `O#${gone?.eventId}` }]) {
      await line.tables.client.send(new DeleteCommand({ TableName: line.tables.main, Key }))
    }
    await seal()
    const lines = await exported(day)
    expect((await verify(lines)).status).toBe(0)
    const { status, said } = await verify(lines, root)
    expect(status).toBe(1)
    expect(said).toBe(`${day}: is not the history whose root was written down\n`)
  })

  test('shows a day that was taken out, and a sealed value that was changed', async () => {
    await sealedDay()
    line.world.at = new Date('2026-11-27T03:00:00.000Z')
    expect((await seal()).map((made) => made.day)).toEqual(['2026-11-24', '2026-11-25', '2026-11-26'])
    const [one = [], two = [], three = []] = await Promise.all(
      [day, '2026-11-24', '2026-11-25'].map((each) => exported(each)),
    )
    expect((await verify([...one, ...two, ...three])).status).toBe(0)
    const without = await verify([...one, ...three])
    expect(without.said).toContain(`2026-11-25: removed: the days after ${day}`)
    expect(without.said).toContain(`2026-11-25: does not follow from ${day}`)
    const unsealed = one.map((each) => each.replace(/"sealed":"./, '"sealed":"_'))
    expect((await verify(unsealed)).said).toContain('its root does not follow from what it holds')
  })

  test('tells nothing of what is restricted or private, not even how much there was', async () => {
    await sealedDay()
    const hidden = (await scan(line.tables.restricted)).flatMap(({ eventId, complaintId, reference, salt }) =>
      [eventId, complaintId, reference, salt].filter((value) => value !== undefined).map(String),
    )
    expect(hidden.length).toBeGreaterThan(6)
    const told = (await exported(day)).join('\n')
    for (const value of hidden) expect(told).not.toContain(value)
    const digests = (await scan(line.tables.main)).filter(({ kind }) => kind === 'sealed-digest')
    expect(digests.length).toBeGreaterThanOrEqual(2)
    for (const { digest } of digests) expect(told).not.toContain(digest)
    // A day with nothing looks like one with much.
    line.world.at = new Date('2026-11-25T03:00:00.000Z')
    const [empty] = await seal()
    expect(empty?.sealed).toMatch(/^[0-9a-f]{64}$/)
  })

  test('holds no names and no words', async () => {
    await sealedDay()
    const told = (await exported(day)).join('\n')
    for (const secret of ['Nom Secret', 'ccl-gao', '+223', 'contact-', 'salt'])
      expect(told).not.toContain(secret)
  })

  test('goes on being proved when a complaint becomes restricted', async () => {
    const root = await sealedDay()
    const [event] = await openEvents()
    const found = await line.line.open.readWithHistory(event?.complaintId ?? '')
    if (!found) throw new Error('nothing was filed')
    const change = decide(
      found.complaint,
      { type: 'reclassify', category: '4.1', reason: 'on lui a demandé de l’argent' },
      { kind: 'officer', officerId: nationalSupervisor.officerId },
      line.world.now(),
      line.world.id(),
    )
    await line.line.open.moveToRestricted(change, found.history)
    const lines = await exported(day)
    expect(await verify(lines, root)).toEqual({
      status: 0,
      said: expect.stringMatching(/\d events have become restricted and show their digest alone/),
    })
    expect(lines.join('\n')).not.toContain(found.complaint.complaintId)
  })

  test('takes what comes late into the day on which it came', async () => {
    await open()
    nextMorning()
    await seal()
    await conveyAll()
    line.world.at = new Date('2026-11-25T03:00:00.000Z')
    const [late] = await seal()
    expect(late).toMatchObject({ day: '2026-11-24', events: 1 })
    expect((await verify(await exported(day, '2026-11-24'))).status).toBe(0)
  })

  test('leaves a day open while what belongs to it may still be on its way', async () => {
    await open()
    await conveyAll()
    line.world.at = new Date('2026-11-24T01:30:00.000Z')
    expect((await seal()).map((made) => made.day)).toEqual(['2026-11-22'])
    nextMorning()
    expect(await seal()).toMatchObject([{ day, events: 1 }])
  })

  test('seals a day once, whoever rings at the same moment', async () => {
    await open()
    await conveyAll()
    nextMorning()
    const made = (await Promise.all([seal(), seal(), seal()])).flat()
    expect(made).toHaveLength(1)
  })
})
