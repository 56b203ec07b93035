import { spawn } from 'node:child_process'
import { hash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { proveBackup, putBack } from '../../local/backup/put-back.ts'
import { takeBackup } from '../../local/backup/take.ts'
import { officers } from '../../local/demo/officers.ts'
import { startDynamoDb } from '../../local/dynamodb.ts'
import { localClientOptions } from '../../local/local-client.ts'
import { freePort } from '../../local/ports.ts'
import { issueToken } from '../../local/sign-in.ts'
import { ensureTable, tableNames } from '../../local/tables.ts'
import { sealDays } from '../../shared/actions/seal-days.ts'
import type { ComplaintDetail, ComplaintRow } from '../../shared/contracts/staff-api.ts'
import { createHistory } from '../../shared/store/history.ts'
import { mainTable, restrictedTable } from '../../shared/store/table-shape.ts'
import { documents } from '../../shared/store/tables.ts'
import { eventually, newDataFolder } from '../builders/data-folder.ts'
import { startTestTables, type TestTables } from '../builders/engines.ts'
import { type Jigikan, startJigikan } from '../builders/jigikan.ts'

let jigikan: Jigikan
let folder: Awaited<ReturnType<typeof newDataFolder>>
let file: string
let identity: string
let reference: string
let empty: TestTables
const clientOf = (endpoint: string) => new DynamoDBClient(localClientOptions(endpoint))

beforeAll(async () => {
  folder = await newDataFolder()
  file = join(folder.path, 'all.age')
  identity = await generateX25519Identity()
  jigikan = await startJigikan()
  const last = await jigikan.phone('+22372000001').dial('1', '1', '2', '1', '7', '3', '4', '1')
  reference = /\d{4}-\d{4}-\d/.exec(last)?.[0] ?? 'none'
  await jigikan.phone('+22372000002').dial('1', '6', '1', '1', '1', '2')
  await jigikan.phone('+22372000003').drop('1', '1', '2', '1', '7', '3', '4')
  await jigikan.settled()
  await sealToday()
  empty = await startTestTables()
})
afterAll(async () => {
  await jigikan.end()
  await empty.stop()
  await folder.remove()
})
const today = new Date().toISOString().slice(0, 10)
/** As the clock will in the small hours. */
async function sealToday() {
  const where = { client: documents(clientOf(jigikan.dynamoDb.endpoint)), ...tableNames }
  const smallHours = new Date(Date.parse(`${today}T00:00:00Z`) + 27 * 3_600_000)
  const made = await sealDays({
    roots: createHistory(where),
    sha256: (text) => hash('sha256', text, 'hex'),
    now: () => smallHours,
    salt: () => 'ab'.repeat(32),
  })
  expect(made.map(({ day, events }) => ({ day, events }))).toEqual([
    { day: today, events: expect.any(Number) },
  ])
}
const take = async () =>
  takeBackup(clientOf(jigikan.dynamoDb.endpoint), tableNames, {
    file,
    recipient: await identityToRecipient(identity),
    at: new Date(),
  })
const emptyTables = () => ({ main: empty.mainTable, restricted: empty.restrictedTable })

describe('a backup', () => {
  test('holds every item of both tables, and says nothing to who lacks the key', async () => {
    const taken = await take()
    expect(taken.items.main).toBeGreaterThan(10)
    expect(taken.items.restricted).toBeGreaterThan(0)
    expect((await readFile(file)).includes('22372000001')).toBe(false)
    await expect(proveBackup(file, await generateX25519Identity())).rejects.toThrow(/cannot be opened/)
    expect((await proveBackup(file, identity)).items).toEqual(taken.items)
  })

  test('that was cut or changed is refused, and nothing of it is written', async () => {
    await take()
    const whole = await readFile(file)
    const damaged = join(folder.path, 'damaged.age')
    const changed = Buffer.from(whole)
    changed[whole.length - 100] = (changed[whole.length - 100] ?? 0) ^ 1
    for (const bytes of [whole.subarray(0, whole.length - 200), changed]) {
      await writeFile(damaged, bytes)
      await expect(putBack(empty.client, emptyTables(), { file: damaged, identity })).rejects.toThrow(
        /damaged|cannot be opened|does not hold/,
      )
    }
  })

  test('put back, is whole again: officers find the same, callers their Suivi, the history its root, and nobody is written to anew', async () => {
    const officer = await jigikan.officer('boubacar-maiga')
    const before = await officer.get<{ items: ComplaintRow[] }>('/api/complaints?view=open&limit=50')
    const id = before.body.items[0]?.complaintId ?? ''
    const story = await officer.get<ComplaintDetail>(`/api/complaints/${id}`)
    const national = await jigikan.officer('adama-coulibaly')
    const history = await national.get<{ lines: unknown[] }>(`/api/history/days/${today}`)
    expect(history.body.lines.length).toBeGreaterThan(1)
    const taken = await take()

    const anew = await newDataFolder()
    await writeFile(
      join(anew.path, 'secrets.json'),
      await readFile(join(jigikan.dataFolder, 'secrets.json'), 'utf8'),
    )
    const engine = await startDynamoDb({ dataFolder: anew.path, env: {} })
    const client = clientOf(engine.endpoint)
    await ensureTable(client, tableNames.main, mainTable)
    await ensureTable(client, tableNames.restricted, restrictedTable)
    expect(await putBack(client, tableNames, { file, identity })).toMatchObject(taken)
    await expect(putBack(client, tableNames, { file, identity })).rejects.toThrow(/not empty/)
    await engine.stop()

    // A process of its own: the functions of this one are wired to what was backed up.
    const port = await freePort()
    const origin = `http://localhost:${port}`
    const restored = spawn(process.execPath, ['test/local/run-jigikan.ts'], {
      env: { PATH: process.env.PATH, PORT: String(port), JIGIKAN_DATA: anew.path, NODE_ENV: 'test' },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    try {
      await eventually('it is up', () =>
        fetch(`${origin}/settled`).then(
          ({ ok }) => ok,
          () => false,
        ),
      )
      const token = await issueToken({ dataFolder: anew.path, origin, officers, officerId: 'boubacar-maiga' })
      const read = async <T>(path: string, by = token): Promise<T> =>
        (await fetch(`${origin}${path}`, { headers: { authorization: `Bearer ${by}` } })).json() as T
      expect(await read('/api/complaints?view=open&limit=50')).toEqual(before.body)
      expect(await read(`/api/complaints/${id}`)).toEqual(story.body)
      const above = await issueToken({
        dataFolder: anew.path,
        origin,
        officers,
        officerId: 'adama-coulibaly',
      })
      expect(await read(`/api/history/days/${today}`, above)).toEqual(history.body)
      expect(await read('/local/phone/inbox?number=%2B22372000001')).toEqual([])
      const dial = new URLSearchParams({
        sessionId: 'ATUid_after',
        phoneNumber: '+22372000001',
        serviceCode: '*384#',
        networkCode: '61002',
        text: '0',
      })
      const door = `${origin}/callbacks/${jigikan.callbackToken}/ussd`
      const heard = await (await fetch(door, { method: 'POST', body: dial })).text()
      expect(heard).toContain(reference)
    } finally {
      restored.kill('SIGKILL')
      await anew.remove()
    }
  })
})
