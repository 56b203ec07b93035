import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fileComplaint } from '../../shared/actions/file-complaint.ts'
import { commandRestricted } from '../../shared/actions/restricted-desk.ts'
import { sweepDeadlines, sweepWatches } from '../../shared/actions/sweep-deadlines.ts'
import { decide } from '../../shared/domain/lifecycle.ts'
import { createOfficers } from '../../shared/store/staff.ts'
import { createWatches } from '../../shared/store/watches.ts'
import { nationalSupervisor, submission } from '../builders/complaints.ts'
import { startLine } from '../builders/line.ts'

let line: Awaited<ReturnType<typeof startLine>>
beforeAll(async () => {
  line = await startLine()
})
afterAll(() => line.stop())

const file = async (more: Parameters<typeof submission>[0]) =>
  (await fileComplaint(line.line, submission(more), { kind: 'complainant' })).complaint
const dayMinutes = 24 * 60
const noticesOf = async (complaintId: string) => {
  const { Items = [] } = await line.tables.client.send(
    new QueryCommand({
      TableName: line.tables.main,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': `Z#${complaintId}` },
    }),
  )
  return Items
}

test('a complaint past its day is marked late once; one that waits for its complainant is not', async () => {
  const late = await file({ category: '1.2' })
  const waiting = await file({ category: '1.2' })
  const asked = decide(
    (await line.line.open.read(waiting.complaintId)) ?? (waiting as never),
    { type: 'ask_complainant', question: 'Quand ?' },
    { kind: 'officer' },
    line.world.now(),
    line.world.id(),
  )
  await line.line.open.commit(asked)
  line.world.pass(9 * dayMinutes)
  expect(await sweepDeadlines({ world: line.world, open: line.line.open })).toBe(1)
  expect(await sweepDeadlines({ world: line.world, open: line.line.open })).toBe(0)
  expect(await line.line.open.read(late.complaintId)).toMatchObject({
    lateSince: expect.any(String),
    state: 'received',
  })
  expect((await line.line.open.read(waiting.complaintId))?.lateSince).toBeUndefined()
  line.world.pass(6 * dayMinutes)
  await sweepDeadlines({ world: line.world, open: line.line.open })
  expect(await line.line.open.read(waiting.complaintId)).toMatchObject({ state: 'in_review' })
})

test('a restricted complaint past its day alerts its desk once a day, without a word of what it is, until it is decided', async () => {
  const { complaintId } = await file({ category: '4.2' })
  const sweep = () => sweepWatches({ world: line.world, watches: createWatches(line.tables) })
  expect(await sweep()).toBe(0)
  line.world.pass(40 * dayMinutes)
  expect(await sweep()).toBe(1)
  expect(await sweep()).toBe(0)
  line.world.pass(2 * dayMinutes)
  expect(await sweep()).toBe(1)
  const notices = await noticesOf(complaintId)
  expect(notices.filter((notice) => notice.what === 'late')).toHaveLength(2)
  expect(JSON.stringify(notices)).not.toContain('4.2')
  const desk = { ...line.line, desk: line.desk, officers: createOfficers(line.tables) }
  const start = await commandRestricted(desk, nationalSupervisor, complaintId, {
    command: { type: 'start_review' },
    readVersion: 1,
  })
  await commandRestricted(desk, nationalSupervisor, complaintId, {
    command: { type: 'decide', outcome: 'upheld', summary: 'Vrai' },
    readVersion: start.complaint.version,
  })
  line.world.pass(3 * dayMinutes)
  expect(await sweep()).toBe(0)
})
