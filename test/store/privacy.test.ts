import { createHash, randomBytes } from 'node:crypto'
import { PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb'
import { beforeEach, describe, expect, test } from 'vitest'
import { answerAccess, answerErasure, type PrivacyDesk } from '../../shared/actions/answer-privacy.ts'
import { historyOfDay } from '../../shared/actions/export-history.ts'
import { erasePrivate, eraseRestricted } from '../../shared/actions/forget-restricted.ts'
import { recordEvent } from '../../shared/actions/record-event.ts'
import { sealDays } from '../../shared/actions/seal-days.ts'
import { sweepRetention } from '../../shared/actions/sweep-retention.ts'
import type { OpenComplaint, PrivateCase, RestrictedComplaint } from '../../shared/domain/complaint.ts'
import { digestOfShown } from '../../shared/domain/history-chain.ts'
import { keepDays } from '../../shared/domain/keep-days.ts'
import { type Command, decide } from '../../shared/domain/lifecycle.ts'
import type { Officer } from '../../shared/domain/officer.ts'
import { decidePrivate } from '../../shared/domain/private-lifecycle.ts'
import { unit } from '../../shared/domain/units.ts'
import { createRestrictedRecords } from '../../shared/store/forget-restricted.ts'
import { createHistory, createHistoryRecord } from '../../shared/store/history.ts'
import { messageItem, readEvent, readReference } from '../../shared/store/items.ts'
import { createOpenComplaints } from '../../shared/store/open-complaints.ts'
import { createPersonalRecords, createPrivacyJournal } from '../../shared/store/privacy.ts'
import { createShield } from '../../shared/store/shield.ts'
import { committee, nationalSupervisor, officerOf } from '../builders/complaints.ts'
import { startLine } from '../builders/line.ts'

let line: Awaited<ReturnType<typeof startLine>>
beforeEach(async () => {
  known.clear()
  line = await startLine()
  return () => line.stop()
})

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const theirs = '+22370100001'
const another = '+22370100002'
const planted = 'Aissata Maiga'
const why = 'came to the office, the phone in her hand'
let calls = 0
const known = new Set<string>()

/** A phone is asked for its language once. */
async function dial(phone: string, ...said: string[]): Promise<void> {
  calls += 1
  const inputs = known.has(phone) ? said : ['1', ...said]
  known.add(phone)
  for (let count = 0; count <= inputs.length; count += 1)
    await line.hop(`ATUid_privacy_${calls}`, phone, inputs.slice(0, count).join('*'))
}
const complain = (phone: string) => dial(phone, '1', '2', '1', '1', '1', '1', '1')

const scan = async (table = line.tables.main) =>
  (await line.tables.client.send(new ScanCommand({ TableName: table, ConsistentRead: true }))).Items ?? []
const complaints = async () =>
  (await scan()).filter(({ kind }) => kind === 'complaint') as (OpenComplaint & { pk: string })[]
const ofContact = async (phone: string) =>
  (await complaints()).find(({ contactId }) => contactId === line.world.contactIdOf(phone as never))

const desk = (): PrivacyDesk => ({
  world: line.world,
  open: createOpenComplaints(line.tables),
  records: createPersonalRecords(line.tables),
  journal: createPrivacyJournal(line.tables),
  sha256,
})
const subjectOf = (phone: string) => ({
  kind: 'phone' as const,
  contactId: line.world.contactIdOf(phone as never),
})

async function toTheEnd<T>(
  answer: (asked: { subject: ReturnType<typeof subjectOf>; why: string }) => Promise<T & { next?: unknown }>,
  phone: string,
): Promise<T[]> {
  const parts: T[] = []
  let part: unknown
  do {
    const answered = await answer({ subject: subjectOf(phone), why, ...(part ? { part } : {}) })
    parts.push(answered)
    part = answered.next
  } while (part)
  return parts
}
const erase = async (phone: string, who: Officer = nationalSupervisor) =>
  (await toTheEnd((asked) => answerErasure(desk(), who, asked), phone)).at(-1)?.entry
const access = async (phone: string, who: Officer = nationalSupervisor) =>
  (await toTheEnd((asked) => answerAccess(desk(), who, asked), phone)).flatMap(({ given }) => given)

async function command(complaint: OpenComplaint, given: Command): Promise<OpenComplaint> {
  line.world.pass(1)
  const by = { kind: 'officer', officerId: 'national', name: 'Une agente' } as const
  const change = decide(complaint, given, by, line.world.now(), line.world.id())
  await createOpenComplaints(line.tables).commit(change)
  return change.complaint
}

/** Said, answered, and over; with the person's name where people write names. */
async function ended(phone: string): Promise<OpenComplaint> {
  await complain(phone)
  const filed = (await ofContact(phone)) as OpenComplaint
  const noted = await command(filed, { type: 'note', text: `${planted} a rappelé, ${phone}` })
  const message = {
    messageId: `${noted.complaintId}.sms`,
    complaintId: noted.complaintId,
    to: { kind: 'contact', contactId: String(noted.contactId) },
    purpose: 'answer',
    text: `Bonjour ${planted}`,
    language: 'fr',
    state: 'delivered',
    attempts: 1,
    parts: 1,
    createdAt: noted.updatedAt,
    updatedAt: noted.updatedAt,
  } as const
  const home = { kind: 'complaint', id: noted.complaintId } as const
  await line.tables.client.send(
    new PutCommand({ TableName: line.tables.main, Item: messageItem(message, home) }),
  )
  return command(noted, { type: 'withdraw', reason: `${planted} a été payée` })
}

describe('a person who asks what is held', () => {
  test('gets the number, every complaint with its words and SMS, and nobody else’s', async () => {
    await ended(theirs)
    await complain(theirs)
    await complain(another)
    const sections = await access(theirs)
    expect(sections.map(({ title }) => title).sort()).toEqual(['complaint', 'complaint', 'contact'])
    const said = JSON.stringify(sections)
    expect(said).toContain(theirs)
    expect(said).toContain(planted)
    expect(said).not.toContain(another)
    expect(said).not.toContain('Une agente')
  })

  test('is in the journal with who answered and why, and without the number', async () => {
    await complain(theirs)
    const filed = await ofContact(theirs)
    await access(theirs)
    const [entry] = await createPrivacyJournal(line.tables).ofMonth('2026-11', 10)
    expect(entry).toMatchObject({
      what: 'access',
      by: { officerId: 'national' },
      why,
      finishedAt: expect.any(String),
    })
    expect(entry?.references).toEqual([filed?.reference])
    expect(JSON.stringify(entry)).not.toContain(String(filed?.contactId))
  })

  test('is answered by those who look over everything, and by nobody else', async () => {
    await expect(access(theirs, committee)).rejects.toMatchObject({ code: 'not-found' })
    await expect(access(theirs, { ...nationalSupervisor, role: 'admin' })).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  test('hears of no restricted complaint and no private request here', async () => {
    await dial(theirs, '4', '1', '1', '1', '1', '1', '1')
    await dial(theirs, '6', '1', '1', '1', '2')
    expect((await access(theirs)).map(({ title }) => title)).toEqual(['contact'])
  })
})

describe('a person who asks to be forgotten', () => {
  test('leaves the facts for the counts, and no word, name, number or hash of it anywhere', async () => {
    const was = await ended(theirs)
    const flood = { gatewayId: 'ATXid_flood', at: was.updatedAt, text: `${planted} encore` }
    await createShield(line.tables).group({ contactId: String(was.contactId), ...flood })
    expect(await erase(theirs)).toMatchObject({ references: [was.reference], held: [], numberErased: true })
    const everything = JSON.stringify(
      (await scan()).filter(({ kind }) => kind !== 'session' && kind !== 'once'),
    )
    for (const gone of [planted, theirs, String(was.contactId)]) expect(everything).not.toContain(gone)
    const [left] = await complaints()
    expect(left).toMatchObject({
      category: was.category,
      state: 'withdrawn',
      place: { region: was.place.region },
      receivedAt: was.receivedAt,
      erasedAt: expect.any(String),
    })
    const entry = (await scan()).find(({ kind }) => kind === 'reference')
    expect(entry && readReference(entry)).toMatchObject({ reference: was.reference, desk: 'open' })
  })

  test('is told what is under way: that complaint is held, and the number with it', async () => {
    const over = await ended(theirs)
    await complain(theirs)
    const running = (await complaints()).find(({ state }) => state !== 'withdrawn')
    expect(await erase(theirs)).toMatchObject({
      references: [over.reference],
      held: [running?.reference],
      numberErased: false,
    })
    expect(await ofContact(theirs)).toMatchObject({ state: running?.state })
    expect((await scan()).some(({ kind }) => kind === 'contact')).toBe(true)
  })

  test('keeps the number while a restricted complaint needs it, and nobody says which', async () => {
    const over = await ended(theirs)
    await dial(theirs, '4', '1', '1', '1', '1', '1', '1')
    const entry = await erase(theirs)
    expect(entry).toMatchObject({ references: [over.reference], held: [], numberErased: false })
    expect((await scan()).some(({ phone }) => phone === theirs)).toBe(true)
  })

  test('is not erased by the body that is accused, which does not learn of it either', async () => {
    const over = await ended(theirs)
    const accused = { ...over, accused: [unit('utgfs-national')], version: over.version + 1 }
    const event = { eventId: line.world.id(), complaintId: over.complaintId, reference: over.reference }
    await createOpenComplaints(line.tables).commit({
      complaint: accused,
      readVersion: over.version,
      event: { ...event, type: 'noted', at: over.updatedAt, by: { kind: 'clock' }, data: {} },
    })
    expect(await erase(theirs)).toMatchObject({ references: [], held: [], numberErased: false })
    expect(JSON.stringify(await scan())).toContain(planted)
  })

  test('asked twice, and after a fault in the middle, comes to the same', async () => {
    const was = await ended(theirs)
    const broken = desk()
    const commit = async () => Promise.reject(new Error('the table is away'))
    const faulty = { ...broken, open: { ...broken.open, commit } }
    await expect(
      toTheEnd((asked) => answerErasure(faulty, nationalSupervisor, asked), theirs),
    ).rejects.toThrow('away')
    expect(await erase(theirs)).toMatchObject({ references: [was.reference], numberErased: true })
    expect(await erase(theirs)).toMatchObject({ references: [], numberErased: true })
    expect(JSON.stringify((await scan()).filter(({ kind }) => kind === 'event'))).not.toContain(planted)
  })

  test('leaves the sealed history as it was sealed, and says which words are gone', async () => {
    await ended(theirs)
    const record = createHistoryRecord(line.tables)
    const events = (await scan()).filter(({ kind }) => kind === 'event').map(readEvent)
    for (const event of events) await recordEvent(record, event, sha256, line.world.now())
    line.world.at = new Date('2026-11-24T02:30:00.000Z')
    const history = createHistory(line.tables)
    const salt = () => randomBytes(32).toString('hex')
    await sealDays({ roots: history, sha256, now: line.world.now, salt })
    await erase(theirs)
    const lines = (await historyOfDay(history, '2026-11-23', sha256)) ?? []
    const shown = lines.flatMap((each) => (each.kind === 'event' ? [each] : []))
    expect(shown.length).toBe(events.length)
    for (const each of shown) expect(each.shown && digestOfShown(each.shown, sha256)).toBe(each.digest)
    expect(
      shown
        .filter(({ erased }) => erased)
        .map((each) => each.shown?.type)
        .sort(),
    ).toEqual(['noted', 'withdrawn'])
  })
})

describe('what ended long ago', () => {
  test('loses its words by the calendar alone, once; what ended lately or runs keeps them', async () => {
    const old = await ended(theirs)
    line.world.pass((keepDays.endedComplaint - 1) * 1440)
    expect(await sweepRetention(desk())).toBe(0)
    await ended(another)
    line.world.pass(2 * 1440)
    expect(await sweepRetention(desk())).toBe(1)
    expect(await sweepRetention(desk())).toBe(0)
    const left = await complaints()
    expect(left.find(({ complaintId }) => complaintId === old.complaintId)?.erasedAt).toBeDefined()
    expect(left.filter(({ erasedAt }) => !erasedAt).length).toBe(1)
  })
})

describe('at the private desk', () => {
  const forgetter = () => ({
    world: line.world,
    desk: line.desk,
    records: createRestrictedRecords(line.tables),
    sha256,
  })
  const inTable = async (kind: string) =>
    (await scan(line.tables.restricted)).filter((item) => item.kind === kind)
  const everything = async () => JSON.stringify(await scan(line.tables.restricted))

  test('a restricted complaint that is over loses its words and its caller; one under way is kept', async () => {
    await dial(theirs, '4', '1', '1', '1', '1', '1', '1')
    const [filed] = (await inTable('complaint')) as unknown as RestrictedComplaint[]
    if (!filed) throw new Error('nothing was filed')
    const { complaintId, contactId } = filed
    await expect(eraseRestricted(forgetter(), nationalSupervisor, complaintId, why)).rejects.toMatchObject({
      code: 'wrong-state',
    })
    line.world.pass(1)
    const by = { kind: 'officer', officerId: 'national' } as const
    const given = { type: 'withdraw', reason: `${planted} le demande` } as const
    await line.desk.commit(decide(filed, given, by, line.world.now(), line.world.id()))
    expect(await everything()).toContain(planted)

    await expect(eraseRestricted(forgetter(), committee, complaintId, why)).rejects.toMatchObject({
      code: 'not-found',
    })
    await eraseRestricted(forgetter(), nationalSupervisor, complaintId, why)
    await eraseRestricted(forgetter(), nationalSupervisor, complaintId, why)
    const left = await everything()
    for (const gone of [planted, String(contactId)]) expect(left).not.toContain(gone)
    expect((await inTable('complaint'))[0]).toMatchObject({ state: 'withdrawn', category: filed.category })
    expect((await inTable('event')).map(({ type }) => type).sort()).toEqual(['erased', 'filed', 'withdrawn'])
  })

  test('a private case that is over by the person’s choice loses number and words, for its focal point alone', async () => {
    await dial(theirs, '6', '1', '1', '1', '2')
    const [asked] = (await inTable('private')) as unknown as PrivateCase[]
    if (!asked) throw new Error('nobody asked')
    const focal = officerOf([asked.owner], { officerId: 'focal', role: 'focal_point', clearance: 'S3' })
    const { complaintId } = asked
    await expect(erasePrivate(forgetter(), focal, complaintId, why)).rejects.toMatchObject({
      code: 'wrong-state',
    })
    let current = asked
    for (const command of [
      { type: 'contacted', note: `${planted} va bien` },
      { type: 'close_by_choice' },
    ] as const) {
      line.world.pass(1)
      const change = decidePrivate(current, command, { kind: 'officer' }, line.world.now(), line.world.id())
      await line.desk.commitPrivate(change)
      current = change.complaint
    }
    expect(await everything()).toContain(planted)
    await expect(erasePrivate(forgetter(), nationalSupervisor, complaintId, why)).rejects.toMatchObject({
      code: 'not-found',
    })
    await erasePrivate(forgetter(), focal, complaintId, why)
    const left = await everything()
    for (const gone of [planted, theirs]) expect(left).not.toContain(gone)
    expect(await line.desk.privateQueue([asked.owner])).toEqual([])
  })
})
