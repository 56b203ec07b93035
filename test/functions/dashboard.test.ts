import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Dashboard, ExportRow, LateByUnit, Payments } from '../../shared/contracts/dashboard-api.ts'
import type { ExportEntry } from '../../shared/domain/export-entry.ts'
import { type Jigikan, type OfficerHands, startJigikan } from '../builders/jigikan.ts'

let jigikan: Jigikan
let ccl: OfficerHands
let relay: OfficerHands
let national: OfficerHands
const secret = '76 12 34 99'
const filedHere = 7

beforeAll(async () => {
  jigikan = await startJigikan()
  ccl = await jigikan.officer('boubacar-maiga')
  relay = await jigikan.officer('aminata-traore')
  national = await jigikan.officer('adama-coulibaly')
  for (let index = 0; index < filedHere; index += 1) {
    await relay.post('/api/complaints', {
      category: index === 0 ? '4.2' : '2.1',
      about: 'nobody',
      commune: '71025000',
      programme: 'jigisemejiri',
      channel: 'walk_in',
      language: 'fr',
      callBack: false,
      name: 'Fatoumata Secret',
      sex: index < 2 ? 'man' : 'woman',
      phone: secret,
      text: '=2+3 Carte abîmée',
    })
  }
  await jigikan.settled()
})
afterAll(() => jigikan.end())

const today = () => jigikan.clock.now().toISOString().slice(0, 10)
const span = () => `from=${today()}&to=${today()}`

describe('the dashboard', () => {
  test('counts what an officer may see, and hides what is few', async () => {
    const { status, body } = await national.get<Dashboard>(`/api/dashboard?${span()}`)
    expect(status).toBe(200)
    expect(body.figures).toMatchObject({ received: filedHere - 1, assisted: filedHere - 1 })
    expect(body.categories).toEqual([expect.objectContaining({ category: '2.1', received: filedHere - 1 })])
    expect(body.sexes.map(({ received }) => received)).toEqual(['hidden', '<5', 0])
    expect(body.restricted).toBe('<5')
    expect(body.inPrivate?.count).toBe('<5')
    const near = await ccl.get<Dashboard>(`/api/dashboard?${span()}`)
    expect(near.body.figures.received).toBe(filedHere - 1)
    expect(near.body).not.toHaveProperty('restricted')
    expect(near.body).not.toHaveProperty('inPrivate')
  })

  test('compares with another time', async () => {
    const { body } = await national.get<Dashboard>(
      `/api/dashboard?${span()}&compareFrom=2026-01-01&compareTo=2026-01-31`,
    )
    expect(body.comparison?.figures.received).toBe(0)
    expect(body.comparedBuckets).toHaveLength(31)
  })

  test('refuses a time that runs backwards, or is endless', async () => {
    expect((await national.get('/api/dashboard?from=2026-02-01&to=2026-01-01')).status).toBe(422)
    expect((await national.get('/api/dashboard?from=2016-02-01&to=2026-01-01')).status).toBe(422)
  })

  test('says nothing of payments where there was no payday, and of nobody late', async () => {
    const { body } = await national.get<Payments>(`/api/dashboard/payments?${span()}`)
    expect(body).toMatchObject({ paydays: 0, complete: true })
    expect(body).not.toHaveProperty('all')
    const late = await national.get<LateByUnit>('/api/dashboard/late')
    expect(late.body).toMatchObject({ units: [], complete: true })
  })
})

describe('a list that is taken out', () => {
  const begin = (hands: OfficerHands, more: object = {}) =>
    hands.post<ExportEntry>('/api/exports', { what: 'complaints', format: 'csv', ...more })
  const rowsOf = async (hands: OfficerHands, { exportId }: ExportEntry) =>
    hands.get<{ rows: (ExportRow & { text?: string })[] }>(`/api/exports/${exportId}/rows`)

  test('holds facts, and no name, number or words, unless the words were asked for', async () => {
    const { body: entry, status } = await begin(ccl, { filter: { view: 'open', category: '2.1' } })
    expect(status).toBe(201)
    const { body } = await rowsOf(ccl, entry)
    expect(body.rows).toHaveLength(filedHere - 1)
    const told = JSON.stringify(body.rows)
    for (const word of ['Secret', 'Carte', '7612', '761234']) expect(told).not.toContain(word)
    const { body: withWords } = await begin(ccl, { withWords: true })
    const spoken = await rowsOf(ccl, withWords)
    expect(spoken.body.rows[0]?.text).toBe('=2+3 Carte abîmée')
    expect(JSON.stringify(spoken.body)).not.toContain('Secret')
  })

  test('stands in the journal with who, when, what and how much, and is nobody else’s', async () => {
    const { body: entry } = await begin(ccl, { filter: { view: 'open', region: 'ML07' } })
    expect((await rowsOf(national, entry)).status).toBe(404)
    await rowsOf(ccl, entry)
    // Over when the last page was given.
    expect((await rowsOf(ccl, entry)).status).toBe(404)
    const journal = await national.get<{ items: ExportEntry[] }>('/api/exports')
    const kept = journal.body.items.find(({ exportId }) => exportId === entry.exportId)
    expect(kept).toMatchObject({
      by: { officerId: 'boubacar-maiga' },
      rows: filedHere - 1,
      filter: { view: 'open', region: 'ML07' },
      withWords: false,
    })
    expect(kept?.finishedAt).toBeDefined()
    const own = await relay.get<{ items: ExportEntry[] }>('/api/exports')
    expect(own.body.items).toEqual([])
  })

  test('is not for a relay', async () => {
    expect((await begin(relay)).status).toBe(403)
  })

  test('never holds what is restricted', async () => {
    const { body: entry } = await begin(national)
    const { body } = await rowsOf(national, entry)
    expect(body.rows.map(({ category }) => category)).not.toContain('4.2')
  })
})
