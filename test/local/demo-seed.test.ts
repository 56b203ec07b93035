/** The demonstration in a real engine: written once, whichever way, and found by those who look for it. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { ScanCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { everybody } from '../../local/demo/colleagues.ts'
import { demoData } from '../../local/demo/data.ts'
import { fillEngineFile } from '../../local/demo/engine-file.ts'
import { officers } from '../../local/demo/officers.ts'
import { type SeedOptions, seedDemo, seedOfficers } from '../../local/demo/seed.ts'
import { startDynamoDb } from '../../local/dynamodb.ts'
import { localClientOptions } from '../../local/local-client.ts'
import { streamsClient } from '../../local/streams-client.ts'
import { ensureTable, tableNames } from '../../local/tables.ts'
import { queuePage } from '../../shared/actions/queue-of-complaints.ts'
import { listPrivate, listRestricted } from '../../shared/actions/restricted-desk.ts'
import { isEnded } from '../../shared/domain/complaint.ts'
import { maySee, maySeePrivate, type Officer } from '../../shared/domain/officer.ts'
import { createContacts } from '../../shared/store/contacts.ts'
import { type Item, readContact } from '../../shared/store/items.ts'
import { createOpenComplaints } from '../../shared/store/open-complaints.ts'
import { createRestrictedDesk } from '../../shared/store/restricted.ts'
import { createOfficers } from '../../shared/store/staff.ts'
import { mainTable, restrictedTable } from '../../shared/store/table-shape.ts'
import { documents, type Tables } from '../../shared/store/tables.ts'
import { newDataFolder } from '../builders/data-folder.ts'

const now = new Date('2026-11-22T10:00:00Z')
const later = new Date('2026-11-23T07:30:00Z')

/** Empty tables in an engine of their own. */
async function startEmpty() {
  const folder = await newDataFolder()
  const engine = await startDynamoDb({ dataFolder: folder.path })
  const client = new DynamoDBClient(localClientOptions(engine.endpoint))
  const [main] = await Promise.all([
    ensureTable(client, tableNames.main, mainTable),
    ensureTable(client, tableNames.restricted, restrictedTable),
  ])
  const tables: Tables = { client: documents(client), ...tableNames }
  const scan = async (table: 'main' | 'restricted'): Promise<readonly Item[]> => {
    const items: Item[] = []
    let ExclusiveStartKey: Item | undefined
    do {
      const page = await tables.client.send(new ScanCommand({ TableName: tables[table], ExclusiveStartKey }))
      items.push(...(page.Items ?? []))
      ExclusiveStartKey = page.LastEvaluatedKey
    } while (ExclusiveStartKey)
    return sorted(items)
  }
  /** As the engine keeps them, but for the order of their attributes. */
  const rows = (table: string) => {
    const database = new DatabaseSync(join(folder.path, 'dynamodb.sqlite'), { readOnly: true })
    const all = database.prepare(`SELECT * FROM "${table}" ORDER BY 1, 2, 3, 4`).all()
    database.close()
    return all.map(({ item_json: json, ...row }) => ({ ...row, item: JSON.parse(String(json)) }))
  }
  const streamed = async (): Promise<number> => {
    const streams = streamsClient(engine.endpoint)
    const [shard] = await streams.shards(main.streamArn ?? '')
    const iterator = await streams.iterator(main.streamArn ?? '', shard?.shardId ?? '', undefined)
    return (await streams.records(iterator, 1000)).records.length
  }
  return {
    dataFolder: folder.path,
    endpoint: engine.endpoint,
    tables,
    options: { client, ...tableNames, pepper: 'pepper', now } satisfies SeedOptions,
    scan,
    rows,
    streamed,
    stop: async () => {
      client.destroy()
      await engine.stop()
      await folder.remove()
    },
  }
}
type Seeded = Awaited<ReturnType<typeof startEmpty>>
const withoutMark = (items: readonly Item[]) => items.filter(({ pk }) => pk !== 'X#seed')

const key = ({ pk, sk }: Item) => `${pk} ${sk}`
const sorted = (items: readonly Item[]) => [...items].sort((a, b) => key(a).localeCompare(key(b)))

describe('the whole demonstration', () => {
  let at: Seeded
  const data = demoData({ pepper: 'pepper', now })
  beforeAll(async () => {
    at = await startEmpty()
    await seedDemo({ ...at.options, dataFolder: at.dataFolder })
  })
  afterAll(() => at.stop())

  test('is all there, and nothing else', async () => {
    const rows = [...data.main, ...data.restricted].length + 1
    expect(at.rows(tableNames.main).length + at.rows(tableNames.restricted).length).toBe(rows)
    expect(withoutMark(await at.scan('restricted'))).toEqual(sorted(data.restricted))
  })

  test('went by the stream unseen: nobody reacts to what is long over', async () => {
    expect(await at.streamed()).toBe(0)
  })

  test('is there once: another start writes nothing', async () => {
    const before = at.rows(tableNames.main)
    const again = await seedDemo({ ...at.options, now: later, dataFolder: at.dataFolder })
    expect(again).toEqual({ ...data.counts, fresh: false })
    expect(at.rows(tableNames.main)).toEqual(before)
  })

  test('open complaints are read back with their history, contacts by their number', async () => {
    const open = createOpenComplaints(at.tables)
    const contacts = createContacts(at.tables)
    const every = (kind: string, step: number) =>
      data.main.filter((item) => item.kind === kind).filter((_item, index) => index % step === 0)
    for (const { complaintId, version } of every('complaint', 4)) {
      const found = await open.readWithHistory(String(complaintId))
      expect(found?.history.events.length).toBeGreaterThanOrEqual(Number(version))
      const reference = found && (await open.reference(found.complaint.reference))
      expect(reference?.complaintId).toBe(complaintId)
    }
    for (const item of every('contact', 25)) {
      expect(await contacts.read(String(item.contactId))).toEqual(readContact(item))
    }
  })

  test('every restricted one is read by the desk, with its messages', async () => {
    const desk = createRestrictedDesk(at.tables)
    let messages = 0
    for (const { complaintId, kind, version } of await at.scan('restricted')) {
      if (kind !== 'complaint' && kind !== 'private') continue
      const found = await desk.read(String(complaintId))
      expect(found?.events.length).toBeGreaterThanOrEqual(Number(version))
      if (found?.kind === 'complaint') messages += found.messages.length
    }
    expect(messages).toBeGreaterThan(50)
  })

  const page = (who: Officer, view: Parameters<typeof queuePage>[2]['view']) =>
    queuePage(createOpenComplaints(at.tables), who, { view, filter: {}, limit: 500 }, now)

  test.each(
    officers
      .filter(({ role }) => role !== 'focal_point' && role !== 'admin')
      .map((who) => [who.title, who] as const),
  )('something is in the queue of: %s', async (_title, who) => {
    const { items } = await page(who, 'open')
    expect(items).not.toEqual([])
    expect(items.filter((complaint) => !maySee(who, complaint))).toEqual([])
    if (who.clearance !== 'S2') return
    const desk = { desk: createRestrictedDesk(at.tables) } as Parameters<typeof listRestricted>[0]
    const restricted = await listRestricted(desk, who, 'open')
    expect(restricted.length).toBeGreaterThan(0)
    expect(restricted.filter((complaint) => !maySee(who, complaint) || isEnded(complaint.state))).toEqual([])
  })

  test('the focal points have people to call, each their own; the administrator has no complaint at all', async () => {
    const desk = { desk: createRestrictedDesk(at.tables) } as Parameters<typeof listPrivate>[0]
    const focal = officers.filter(({ role }) => role === 'focal_point')
    for (const who of focal) {
      const cases = await listPrivate(desk, who)
      expect(cases.filter(({ state }) => state === 'callback_requested').length).toBeGreaterThan(0)
      expect(cases.filter((privateCase) => !maySeePrivate(who, privateCase))).toEqual([])
    }
    const admin = officers.find(({ role }) => role === 'admin')
    expect(admin && (await page(admin, 'open')).items).toEqual([])
  })

  test.each(['late', 'due_soon', 'waiting', 'interrupted', 'unassigned', 'closed'] as const)(
    'the national supervisor finds something under “%s”',
    async (view) => {
      const who = everybody.find(({ officerId }) => officerId === 'adama-coulibaly')
      const whose = view === 'unassigned' ? 'open' : view
      expect(
        who && (await page(who, whose)).items.filter(({ assignee }) => view !== 'unassigned' || !assignee),
      ).not.toEqual([])
    },
  )

  test('those who handle complaints have some of their own', async () => {
    const handlers = ['ousmane-toure', 'boubacar-maiga', 'modibo-sangare', 'mariam-kone', 'seydou-berthe']
    for (const who of officers.filter(({ officerId }) => handlers.includes(officerId))) {
      expect((await page(who, 'mine')).items).not.toEqual([])
    }
  })

  test('all officers can be found', async () => {
    expect(await createOfficers(at.tables).all()).toHaveLength(everybody.length)
  })
})

describe('without the engine’s file, by its door', () => {
  let at: Seeded
  const share = 0.04
  beforeAll(async () => {
    at = await startEmpty()
  })
  afterAll(() => at.stop())

  test('a start that is cut in the middle is done again, and comes to the same items', async () => {
    const cut = new DynamoDBClient(localClientOptions(at.endpoint))
    let calls = 0
    cut.middlewareStack.add((next) => async (args) => {
      calls += 1
      if (calls > 6) throw new Error('the machine went off')
      return next(args)
    })
    await expect(seedDemo({ ...at.options, client: cut, share })).rejects.toThrow('the machine went off')
    cut.destroy()

    const done = await seedDemo({ ...at.options, now: later, share })
    const data = demoData({ ...at.options, share })
    expect(done).toEqual({ ...data.counts, fresh: true })
    const keys = (items: readonly Item[]) => items.map(key).sort()
    expect(keys(withoutMark(await at.scan('main')))).toEqual(keys(data.main))
    expect(keys(await at.scan('restricted'))).toEqual(keys(data.restricted))
  })

  test('it is said to have gone through the stream, at every start', async () => {
    expect(await at.streamed()).toBe(1000)
    expect(await seedDemo({ ...at.options, now: later, share })).toMatchObject({ fresh: true })
  })

  test('what is put into the file is what comes in by the door, to the byte', async () => {
    const filled = await startEmpty()
    try {
      expect(await seedDemo({ ...filled.options, dataFolder: filled.dataFolder, share })).toMatchObject({
        fresh: false,
      })
      for (const table of ['main', 'restricted'] as const) {
        expect(withoutMark(await filled.scan(table))).toEqual(withoutMark(await at.scan(table)))
      }
      const rowsOf = ({ rows }: Seeded, table: string) =>
        rows(table).filter((row) => !('pk' in row && row.pk === 'S:X#seed'))
      const { main } = tableNames
      for (const table of [
        main,
        ...Object.keys(mainTable.indexes).map((index) => `${main}::gsi::${index}`),
      ]) {
        expect(rowsOf(filled, table)).toEqual(rowsOf(at, table))
      }
    } finally {
      await filled.stop()
    }
  })
})

describe('the officers alone', () => {
  test('are there to sign in as; another start, even with the demonstration, adds nothing', async () => {
    const at = await startEmpty()
    try {
      expect(await seedOfficers(at.options)).toBe(officers.length)
      const found = await at.scan('main')
      expect(found.filter(({ kind }) => kind === 'officer')).toHaveLength(officers.length)
      await seedOfficers({ ...at.options, now: later })
      const seeded = await seedDemo({ ...at.options, now: later, dataFolder: at.dataFolder })
      expect(seeded).toEqual({ households: 0, complaints: 0, officers: officers.length, fresh: false })
      expect(await at.scan('main')).toEqual(found)
    } finally {
      await at.stop()
    }
  })
})

describe('an engine’s file of another making', () => {
  test('is left as it is', async () => {
    const folder = await newDataFolder()
    try {
      const file = join(folder.path, 'dynamodb.sqlite')
      expect(fillEngineFile(file, [])).toBe(false)
      const database = new DatabaseSync(file)
      database.exec(
        `CREATE TABLE _config (key TEXT, value TEXT); INSERT INTO _config VALUES ('schema_version', '10')`,
      )
      database.close()
      expect(fillEngineFile(file, [{ tableName: 'main', shape: mainTable, items: [] }])).toBe(false)
      await writeFile(file, 'something else altogether')
      expect(fillEngineFile(file, [{ tableName: 'main', shape: mainTable, items: [] }])).toBe(false)
    } finally {
      await folder.remove()
    }
  })
})
