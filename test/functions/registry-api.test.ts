/** The registry's door, knocked at from outside as a consumer does. */
import { createHash, randomUUID } from 'node:crypto'
import { compactVerify, importJWK } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type {
  Changes,
  Compared,
  ConsumerChanged,
  Counts,
  DecisionResult,
  HouseholdResult,
  Manifest,
} from '../../shared/contracts/registry-api.ts'
import type { Problem } from '../../shared/contracts/staff-api.ts'
import type { Receipt } from '../../shared/domain/consumer.ts'
import { type Entry, entry as entryShape } from '../../shared/domain/registry.ts'
import { eventually } from '../builders/data-folder.ts'
import { type Jigikan, type OfficerHands, startJigikan } from '../builders/jigikan.ts'
import { administrator, type ConsumerHands, consumerOf, newConsumer } from '../builders/registry.ts'

let jigikan: Jigikan
let gajigi: ConsumerHands
let partner: ConsumerHands
let relay: OfficerHands
let national: OfficerHands
let admin: OfficerHands
beforeAll(async () => {
  jigikan = await startJigikan()
  relay = await jigikan.officer('aminata-traore')
  national = await jigikan.officer('adama-coulibaly')
  admin = await jigikan.officer(administrator)
  gajigi = await newConsumer(jigikan, 'gajigi')
  partner = await newConsumer(jigikan, 'partner', { programmes: ['amss-ensemble'], writes: [] })
})
afterAll(() => jigikan.end())

interface Filed {
  readonly complaintId: string
  readonly reference: string
}
const file = async (more: object = {}): Promise<Filed> => {
  const { body } = await relay.post<Filed>('/api/complaints', {
    category: '3.3',
    about: 'nobody',
    commune: '71025000',
    programme: 'jigisemejiri',
    channel: 'walk_in',
    language: 'fr',
    callBack: false,
    ...more,
  })
  await jigikan.settled()
  return body
}
async function decided(more: object = {}): Promise<Filed> {
  const filed = await file({ phone: '76123490', ...more })
  for (const command of [
    { type: 'start_review' },
    { type: 'decide', outcome: 'upheld', summary: 'à corriger' },
  ]) {
    expect((await national.command(filed.complaintId, command)).status).toBe(200)
  }
  await jigikan.settled()
  return filed
}
const about = (entries: readonly Entry[], { reference }: Filed) =>
  entries.filter((entry) => entry.kind !== 'household' && entry.reference === reference)

describe('the door', () => {
  test('opens to a key that was given, and says to whom', async () => {
    expect(await gajigi.get('/me')).toMatchObject({ consumerId: 'gajigi', programmes: ['*'] })
  })

  test('stays shut for no key, a wrong one, one of another, and a paused consumer', async () => {
    const [, keyId, secret] = gajigi.key.split('.')
    for (const key of [
      '',
      `gajigi.${keyId}.${'A'.repeat(43)}`,
      `partner.${keyId}.${secret}`,
      `nobody.${keyId}.${secret}`,
    ]) {
      const answer = await consumerOf(jigikan.origin, 'x', key).ask('GET', '/me')
      expect(answer.status).toBe(401)
      expect(answer.headers.get('content-type')).toContain('application/problem+json')
    }
  })

  test('takes the old key and the new while both are valid, and of three the two newest', async () => {
    const first = await newConsumer(jigikan, 'rotating')
    const more = async () =>
      (await admin.post<ConsumerChanged>('/api/consumers/rotating/commands', { type: 'new_key' })).body
    const second = consumerOf(jigikan.origin, 'rotating', (await more()).shownOnce?.key ?? '')
    expect((await first.ask('GET', '/me')).status).toBe(200)
    expect((await second.ask('GET', '/me')).status).toBe(200)
    await more()
    await jigikan.scheduler.pushForward(6000)
    expect((await second.ask('GET', '/me')).status).toBe(200)
    expect((await first.ask('GET', '/me')).status).toBe(401)
  })

  test('says where what is open to everybody is: the schema, the keys, the description', async () => {
    for (const path of ['/schema', '/keys', '/openapi.json']) {
      const answer = await fetch(`${jigikan.origin}/registry/v1${path}`)
      expect(answer.status).toBe(200)
      await answer.json()
    }
  })

  test('slows whoever asks more often than was agreed', async () => {
    const wild = await newConsumer(jigikan, 'wild', { ratePerMinute: 3 })
    const statuses = await Promise.all([1, 2, 3, 4].map(async () => (await wild.ask('GET', '/me')).status))
    expect(statuses.toSorted()).toEqual([200, 200, 200, 429])
  })
})

describe('the feed', () => {
  test('tells a complaint step by step, with codes that others know beside ours, and no words', async () => {
    const filed = await decided({
      name: 'Fatoumata Secret',
      text: 'mes mots à moi',
      householdId: 'ML-H-000777',
    })
    const { entries } = await gajigi.pull()
    for (const each of entries) expect(entryShape.parse(each)).toEqual(each)
    const own = about(entries, filed)
    expect(own.map(({ kind, ...rest }) => 'event' in rest && rest.event)).toEqual([
      'filed',
      'review_started',
      'decided',
    ])
    expect(own.at(-1)).toMatchObject({
      state: 'decided',
      status: 'under_review',
      category: '3.3',
      type: 'data_correction',
      asks: 'correction_made',
      householdId: 'ML-H-000777',
      commune: '71025000',
    })
    const told = JSON.stringify(entries)
    for (const hidden of ['Secret', 'mes mots', '76123490', filed.complaintId])
      expect(told).not.toContain(hidden)
  })

  test('tells of a restricted complaint its reference and how far it is, and of a private one nothing', async () => {
    const { next } = await gajigi.pull()
    const restricted = await file({ category: '4.1', about: 'agency', householdId: 'ML-H-000778' })
    await jigikan.phone('+22372000031').dial('1', '6', '1', '1', '1', '2')
    await jigikan.settled()
    const { entries } = await gajigi.pull(next)
    expect(about(entries, restricted)).toEqual(entries)
    expect(Object.keys(entries[0] ?? {}).toSorted()).toEqual(
      ['at', 'event', 'id', 'kind', 'programme', 'recordedOn', 'reference', 'sequence', 'status'].toSorted(),
    )
    const [first] = entries
    const given = {
      sequence: first?.sequence,
      id: first?.id,
      status: 'rejected',
      reason: 'Référence inconnue',
    }
    await gajigi.post('/receipts', { items: [given] })
    const path = `/private/complaints/${restricted.complaintId}/registry`
    expect((await national.get(path)).body).toMatchObject({ items: [{ reason: 'Référence inconnue' }] })
    expect((await admin.get(path)).status).toBe(404)
  })

  test('says of what was open and became restricted that it is to be forgotten', async () => {
    const filed = await file({ phone: '76123491' })
    const { next } = await gajigi.pull()
    await national.command(filed.complaintId, { type: 'reclassify', category: '4.2', reason: 'une part' })
    await jigikan.settled()
    const { entries } = await gajigi.pull(next)
    expect(entries).toMatchObject([{ kind: 'restricted', event: 'became_restricted' }])
  })

  test('gives each consumer its programmes, and from any point exactly what comes after', async () => {
    await file({ programme: 'amss-ensemble' })
    const { entries } = await partner.pull()
    expect(entries.length).toBeGreaterThan(0)
    expect(new Set(entries.map((each) => 'programme' in each && each.programme))).toEqual(
      new Set(['amss-ensemble']),
    )
    const all = (await gajigi.pull()).entries
    const pieces: Entry[] = []
    for (let after = ''; ; ) {
      const page = await gajigi.get<Changes>(`/changes?limit=3${after && `&after=${after}`}`)
      pieces.push(...page.entries)
      if (!page.more) break
      after = page.next
    }
    expect(pieces).toEqual(all)
  })

  test('refuses a cursor of the future, and one that it never gave', async () => {
    for (const [cursor, why] of [
      ['c1.zzzzz', 'future'],
      ['12', 'unknown'],
      ['c1.-1', 'unknown'],
    ]) {
      const answer = await gajigi.ask('GET', `/changes?after=${cursor}`)
      expect(answer.status).toBe(422)
      expect(((await answer.json()) as Problem).fields).toEqual({ after: why })
    }
  })

  test('is read again from a day', async () => {
    const today = jigikan.clock.now().toISOString().slice(0, 10)
    const { after } = await gajigi.get<{ after: string }>(`/cursor?since=${today}`)
    expect((await gajigi.pull(after)).entries).toEqual((await gajigi.pull()).entries)
  })
})

describe('receipts', () => {
  interface Kept {
    readonly results: readonly { readonly outcome: string; readonly problem?: { readonly code: string } }[]
  }
  test('stand on the complaint; a rejection is work for its unit, once', async () => {
    const filed = await file({ phone: '76123492' })
    const [told] = about((await gajigi.pull()).entries, filed)
    const give = (status: string, more: object = {}) =>
      gajigi.post<Kept>('/receipts', { items: [{ sequence: told?.sequence, id: told?.id, status, ...more }] })
    expect((await give('acknowledged')).results[0]?.outcome).toBe('kept')
    expect((await give('rejected')).results[0]?.problem?.code).toBe('invalid')
    const reason = 'Ménage inconnu chez nous'
    expect((await give('rejected', { reason })).results[0]?.outcome).toBe('kept')
    expect((await give('rejected', { reason })).results[0]?.outcome).toBe('kept_before')
    await jigikan.settled()
    const { body } = await national.get<{
      unread: boolean
      history: { type: string; data: object; by: object }[]
    }>(`/api/complaints/${filed.complaintId}`)
    expect(body.unread).toBe(true)
    expect(body.history.filter(({ type }) => type === 'registry_rejected')).toMatchObject([
      { data: { reason }, by: { kind: 'registry', name: 'gajigi' } },
    ])
    const { body: kept } = await national.get<{ items: Receipt[] }>(
      `/api/complaints/${filed.complaintId}/registry`,
    )
    expect(kept.items).toMatchObject([{ consumerName: 'gajigi', status: 'rejected', reason }])
  })

  test('for another entry than it thinks, or of another programme, are refused one by one', async () => {
    const filed = await file()
    const [told] = about((await gajigi.pull()).entries, filed)
    const items = [
      { sequence: told?.sequence, id: 'another', status: 'accepted' },
      { sequence: 999_999, id: 'none', status: 'accepted' },
      { sequence: told?.sequence, id: told?.id, status: 'accepted' },
    ]
    const { results } = await gajigi.post<Kept>('/receipts', { items })
    expect(results.map(({ outcome, problem }) => problem?.code ?? outcome)).toEqual([
      'other-entry',
      'not-found',
      'kept',
    ])
    const theirs = await partner.post<Kept>('/receipts', { items: items.slice(2) })
    expect(theirs.results[0]?.problem?.code).toBe('not-found')
  })
})

describe('decisions of the registry', () => {
  const send = async (...items: object[]) =>
    (await gajigi.post<{ results: DecisionResult[] }>('/decisions', { items })).results
  const decision = ({ reference }: Filed, more: object = {}) => ({
    id: randomUUID(),
    reference,
    what: 'correction_made',
    on: '2026-11-20',
    ...more,
  })

  test('move the complaint with its history and its SMS, once however often they are sent', async () => {
    const filed = await decided({ phone: '76123493' })
    const phone = jigikan.phone('+22376123493')
    const before = phone.inbox().length
    const made = decision(filed)
    expect(await send(made)).toEqual([{ id: made.id, outcome: 'done' }])
    expect(await send(made, made)).toMatchObject([{ outcome: 'done_before' }, { outcome: 'done_before' }])
    await jigikan.settled()
    const { body } = await national.get<{ state: string; history: { type: string; data: object }[] }>(
      `/api/complaints/${filed.complaintId}`,
    )
    expect(body.state).toBe('remedy_done')
    expect(body.history.filter(({ type }) => type === 'remedy_done')).toMatchObject([
      { data: { done: 'correction_made', on: '2026-11-20' } },
    ])
    // That a remedy is on its way, and that it is there.
    expect(phone.inbox().length - before).toBe(2)
  })

  test('are refused with a reason: not decided, restricted, unknown, not fitting, an id used before', async () => {
    const early = await file()
    const hidden = await file({ category: '4.1' })
    const filed = await decided()
    const made = decision(filed)
    const results = await send(
      decision(early),
      decision(hidden),
      decision({ complaintId: '', reference: '000000000' }),
      decision(filed, { what: 'anything' }),
      made,
      { ...decision(early), id: made.id },
    )
    expect(results.map(({ outcome, problem }) => problem?.code ?? outcome)).toEqual([
      'wrong-state',
      'not-allowed',
      'not-found',
      'invalid',
      'done',
      'id-used',
    ])
    expect((await partner.ask('POST', '/decisions', { items: [decision(filed)] })).status).toBe(403)
  })

  test('come as lines of a file; one that was cut is not taken at all', async () => {
    const filed = await decided()
    const lines = `${JSON.stringify(decision(filed))}\n`
    const post = (body: string, more: Record<string, string> = {}) =>
      gajigi.ask('POST', '/decisions', body, { 'content-type': 'application/x-ndjson', ...more })
    const digest = `sha-256=:${createHash('sha256').update(lines).digest('base64')}:`
    expect((await post(lines.slice(0, -5))).status).toBe(400)
    expect((await post(lines.replace('2026-11-20', '2026-11-21'), { 'content-digest': digest })).status).toBe(
      400,
    )
    const first = (await (await post(lines, { 'content-digest': digest })).json()) as {
      results: DecisionResult[]
    }
    const again = (await (await post(lines)).json()) as { results: DecisionResult[] }
    expect([...first.results, ...again.results].map(({ outcome }) => outcome)).toEqual([
      'done',
      'done_before',
    ])
  })
})

describe('households', () => {
  const household = (more: object = {}) => ({
    householdId: 'ML-7102-000123',
    headName: 'Mariam Touré',
    headSex: 'woman',
    phone: '76 12 34 80',
    commune: '71025000',
    village: 'Bagoundjé',
    programmes: ['jigisemejiri'],
    since: '2025-03',
    months: 36,
    recipients: [{ name: 'Alassane Touré', sex: 'man', phone: '+223 66 12 34 81' }],
    ...more,
  })
  interface Answer {
    readonly results: HouseholdResult[]
  }
  const put = (items: object[], dryRun = false) => gajigi.post<Answer>('/households', { items, dryRun })

  test('say first what would change, then change it, and what is the same changes nothing', async () => {
    expect((await put([household()], true)).results).toMatchObject([{ outcome: 'added' }])
    expect((await put([household()], true)).results).toMatchObject([{ outcome: 'added' }])
    expect((await put([household()])).results).toMatchObject([{ outcome: 'added' }])
    expect((await put([household()])).results).toMatchObject([{ outcome: 'unchanged' }])
    const moved = household({ village: 'Lobou', phone: '76 12 34 82' })
    expect((await put([moved], true)).results[0]?.fields).toEqual(['village', 'phone'])
    expect((await put([moved])).results).toMatchObject([{ outcome: 'changed' }])
    await jigikan.settled()
    const { entries } = await gajigi.pull()
    const own = entries.filter((each) => each.kind === 'household')
    expect(own).toMatchObject([
      { effect: 'added' },
      { effect: 'changed', fields: ['village', 'phone'], by: 'gajigi' },
    ])
    expect(JSON.stringify(own)).not.toMatch(/Mariam|7612|Lobou/)
  })

  test('share a number, which then knows all of them; whoever is retired is behind it no more', async () => {
    const phone = '76 12 34 83'
    const ids = ['ML-7102-000201', 'ML-7102-000202']
    await put(ids.map((householdId) => household({ householdId, phone, recipients: [] })))
    const contact = async () => {
      const filed = await file({ phone })
      return filed.reference && (await contactBehind('+22376123483'))
    }
    expect(await contact()).toMatchObject({ householdId: ids[0], householdIds: ids })
    await put([household({ householdId: ids[0], phone, recipients: [], status: 'retired' })])
    expect(await contact()).toMatchObject({ householdId: ids[1], householdIds: [ids[1]] })
  })

  test('are proved one by one: a number that no phone has, a place that is nowhere, a field that nobody knows', async () => {
    const { results } = await put([
      household({ householdId: 'ML-1', phone: '123' }),
      household({ householdId: 'ML-2', commune: '99999999' }),
      household({ householdId: 'ML-3', nickname: 'x' }),
      household({ householdId: 'ML-4', programmes: ['nothing'] }),
      household({ householdId: 'ML-5', recipients: [] }),
    ])
    expect(results.map(({ outcome, problems }) => problems ?? outcome)).toEqual([
      { phone: 'not-a-mobile-number' },
      { commune: 'unknown' },
      { nickname: 'unrecognized_keys' },
      { programmes: 'unknown' },
      'added',
    ])
  })

  test('come as a table too: three rows, one of them wrong; the same table again changes nothing', async () => {
    const keeper = await jigikan.officer('seydou-berthe')
    const table = [
      'Ménage;Nom;Sexe;Téléphone;Commune;Village;Statut',
      'ML-7102-000301;Aïssata Maïga;F;76 12 34 85;Gounzourèye;Bara;',
      'ML-7102-000302;Oumar Maïga;H;76 12 34 85;Gounzourèye;Bara;actif',
      'ML-7102-000303;Personne;H;12;Gounzourèye;Bara;',
      '',
    ].join('\r\n')
    const send = async () => {
      const { body } = await keeper.post<{
        importId: string
        upload: { url: string; headers: Record<string, string> }
      }>('/api/imports', {
        kind: 'households',
        fileName: 'menages.csv',
        sizeBytes: Buffer.byteLength(table),
        dryRun: false,
        defaults: { programme: 'jigisemejiri' },
      })
      await fetch(body.upload.url, { method: 'PUT', headers: body.upload.headers, body: table })
      return eventually('the table is taken in', async () => {
        const read = await keeper.get<{ state: string; taken: number; unchanged: number; bad: number }>(
          `/api/imports/${body.importId}`,
        )
        return read.body.state === 'done' ? read.body : undefined
      })
    }
    expect(await send()).toMatchObject({ taken: 2, unchanged: 0, bad: 1 })
    expect(await contactBehind('+22376123485')).toMatchObject({
      householdIds: expect.arrayContaining(['ML-7102-000301', 'ML-7102-000302']),
    })
    expect(await send()).toMatchObject({ taken: 0, bad: 1 })
  })

  test('come with lists that complaints point at', async () => {
    const items = [{ id: 'MA-12', name: 'Causerie de Lobou', commune: '71025000', programme: 'jigisemejiri' }]
    expect(await gajigi.post('/lists/ma_session', { items })).toEqual({ kept: 1 })
    expect(await gajigi.get('/lists/ma_session')).toMatchObject({ items })
    expect((await gajigi.ask('GET', '/lists/anything')).status).toBe(404)

    const relay = await jigikan.officer('aminata-traore')
    const offered = await relay.get('/api/lists/ma_session?commune=71025000')
    expect(offered.body).toEqual({ items: [{ id: 'MA-12', name: 'Causerie de Lobou', commune: '71025000' }] })
    expect((await relay.get('/api/lists/ma_session?commune=63091000')).body).toEqual({ items: [] })
    expect((await relay.get('/api/lists/anything')).status).toBe(404)
    const filed = (listItem: string, category = '5.1') =>
      relay.post<{ reference: string; fields?: object }>('/api/complaints', {
        category,
        about: 'nobody',
        commune: '71025000',
        programme: 'jigisemejiri',
        channel: 'walk_in',
        language: 'fr',
        callBack: false,
        listItem,
      })
    expect(await filed('MA-99')).toMatchObject({ status: 422, body: { fields: { listItem: 'unknown' } } })
    expect(await filed('MA-12', '1.1')).toMatchObject({ status: 422 })
    const { status, body } = await filed('MA-12')
    expect(status).toBe(201)
    await jigikan.settled()
    const { entries } = await gajigi.pull()
    expect(entries.find((entry) => 'reference' in entry && entry.reference === body.reference)).toMatchObject(
      {
        category: '5.1',
        maSession: 'MA-12',
      },
    )
  })
})

describe('counts and files', () => {
  const today = () => jigikan.clock.now().toISOString().slice(0, 10)

  test('of a day agree when both sides have the same, and name the commune where one lacks something', async () => {
    const ours = await gajigi.get<Counts>(`/counts?day=${today()}`)
    const { entries } = await gajigi.pull()
    const checksum = createHash('sha256')
      .update(entries.map(({ id }) => `${id}\n`).join(''))
      .digest('hex')
    expect(ours.total).toEqual({ count: entries.length, checksum })
    expect(await gajigi.post('/counts', ours)).toMatchObject({ agrees: true })
    const lost = { ...ours, communes: { ...ours.communes, '71025000': { count: 1, checksum } } }
    const { differences } = await gajigi.post<Compared>('/counts', lost)
    expect(differences).toMatchObject([{ commune: '71025000', yours: { count: 1 } }])
    const { body } = await admin.get<{ compared: Compared[] }>('/api/consumers/gajigi')
    expect(body.compared[0]).toMatchObject({ day: today(), agrees: false })
  })

  test.each(['ndjson', 'csv'])(
    'as %s hold every entry, under a signature that anybody can check',
    async (format) => {
      const { manifest, signature } = await gajigi.get<{ manifest: Manifest; signature: string }>(
        `/files/${today()}?format=${format}`,
      )
      const { keys } = await gajigi.get<{ keys: Record<string, string>[] }>('/keys')
      const { payload } = await compactVerify(signature, await importJWK(keys[0] ?? {}, 'EdDSA'))
      expect(JSON.parse(Buffer.from(payload).toString('utf8'))).toEqual(manifest)
      const parts = await Promise.all(
        manifest.parts.map(async ({ part }) =>
          (await gajigi.ask('GET', `/files/${today()}/${part}?format=${format}`)).text(),
        ),
      )
      const text = parts.join('')
      expect(createHash('sha256').update(text).digest('hex')).toBe(manifest.sha256)
      const lines = text.trim().split(/\r?\n/)
      expect(lines).toHaveLength(manifest.entries + (format === 'csv' ? 1 : 0))
      expect(manifest.entries).toBe((await gajigi.pull()).entries.length)
    },
  )

  test('of a period that is none are refused', async () => {
    for (const period of ['2026-13-01', '2026-Q5', '2026-02-30'])
      expect((await gajigi.ask('GET', `/files/${period}`)).status).toBe(422)
  })
})

describe('consumers', () => {
  test('are looked after by administrators, seen by those who look over everything, and nothing to others', async () => {
    expect((await admin.get('/api/consumers')).status).toBe(200)
    expect((await national.get('/api/consumers')).status).toBe(200)
    expect((await relay.get('/api/consumers')).status).toBe(404)
    expect((await national.post('/api/consumers/gajigi/commands', { type: 'pause' })).status).toBe(403)
    const listed = JSON.stringify((await admin.get('/api/consumers')).body)
    expect(listed).not.toContain(gajigi.key.split('.')[2])
    expect(listed).not.toMatch(/hash|sealed/)
  })

  test('that are paused find the door shut until they are resumed', async () => {
    const order = (type: string) => admin.post('/api/consumers/partner/commands', { type })
    await order('pause')
    await jigikan.scheduler.pushForward(6000)
    expect((await partner.ask('GET', '/me')).status).toBe(401)
    await order('resume')
    await jigikan.scheduler.pushForward(6000)
    expect((await partner.ask('GET', '/me')).status).toBe(200)
  })
})

/** The contact as it is kept. */
async function contactBehind(number: string): Promise<Record<string, unknown>> {
  const { readFile } = await import('node:fs/promises')
  const { join } = await import('node:path')
  const { pepper } = JSON.parse(await readFile(join(jigikan.dataFolder, 'secrets.json'), 'utf8'))
  const { contactIdWith } = await import('../../functions/kit/world.ts')
  const { createContacts } = await import('../../shared/store/contacts.ts')
  const { openTables } = await import('../../shared/store/tables.ts')
  const { tableNames } = await import('../../local/tables.ts')
  const tables = openTables({ ...tableNames, endpoint: jigikan.dynamoDb.endpoint, region: 'eu-west-1' })
  return (await createContacts(tables).read(contactIdWith(pepper)(number as never))) as never
}
