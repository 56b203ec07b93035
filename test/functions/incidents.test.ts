import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type {
  CallBackList,
  Disagreement,
  IncidentDetail,
  IncidentRow,
  Reconciliation,
} from '../../shared/contracts/confirmations-api.ts'
import type { ComplaintDetail } from '../../shared/contracts/staff-api.ts'
import type { DueLine, Payday } from '../../shared/domain/payday.ts'
import { createAnswers } from '../../shared/store/confirmations.ts'
import { officerKey } from '../../shared/store/keys.ts'
import type { Tables } from '../../shared/store/tables.ts'
import { lineOn, putPayday } from '../builders/dues.ts'
import { type Jigikan, startJigikan } from '../builders/jigikan.ts'
import { type Home, paidHomes } from '../builders/paid-homes.ts'

let jigikan: Jigikan
let tables: Tables
let paid: Awaited<ReturnType<typeof paidHomes>>['paid']
beforeAll(async () => {
  jigikan = await startJigikan()
  const homes = await paidHomes(jigikan)
  tables = homes.tables
  paid = homes.paid
  // Before the conveyor first asks who is there: this officer is woken by SMS, which a test can read.
  await tables.client.send(
    new UpdateCommand({
      TableName: tables.main,
      Key: { ...officerKey('boubacar-maiga') },
      UpdateExpression: 'SET alertPhone = :phone REMOVE email',
      ExpressionAttributeValues: { ':phone': '+22373999999' },
    }),
  )
})
afterAll(() => jigikan.end())

const site = (village: string) => {
  const at = { commune: '71025000', village }
  return { site: at, siteId: `71025000.${village.toLowerCase()}`, paydayId: `p-${village.toLowerCase()}` }
}
const nothing = ['1', '1', '3', '3', '1']
const boubacar = () => jigikan.officer('boubacar-maiga')
const incidentsOf = async (officerId: string) =>
  (await (await jigikan.officer(officerId)).get<{ items: IncidentRow[] }>('/api/incidents')).body.items

describe('five complaints alike of one payday', () => {
  test('are one incident, told to its owner once, answered to all at once, and closed', async () => {
    const { payday, listed } = await paid(7, site('Bara'))
    for (const { phone } of listed.slice(0, 4)) await phone.dial(...nothing)
    await jigikan.settled()
    expect(await incidentsOf('boubacar-maiga')).toEqual([])
    await listed[4]?.phone.dial(...nothing)
    await jigikan.settled()
    const [row, ...others] = await incidentsOf('boubacar-maiga')
    expect(others).toEqual([])
    const alerts = jigikan.phone('+22373999999').inbox()
    expect(alerts.filter((text) => text.includes('un incident demande votre attention'))).toHaveLength(1)
    expect(row).toMatchObject({
      state: 'open',
      likeness: 'nothing',
      paydayId: payday.paydayId,
      siteName: 'Gounzourèye · Bara',
      owner: { unitId: 'ccl:ML0703' },
      complaintsAtFirst: 5,
    })
    const ofPayday = async (paydayId: string) =>
      (await (await boubacar()).get<{ items: IncidentRow[] }>(`/api/incidents?payday=${paydayId}`)).body.items
    expect((await ofPayday(payday.paydayId)).map(({ incidentId }) => incidentId)).toEqual([row?.incidentId])
    expect(await ofPayday('p-elsewhere')).toEqual([])
    // Whoever complains without having been asked is of the same payday.
    await listed[5]?.phone.dial('1', '2', '1', '1')
    await jigikan.settled()

    const hands = await boubacar()
    const path = `/api/incidents/${row?.incidentId}`
    const read = await hands.get<IncidentDetail>(path)
    expect(read.body.complaintCount).toBe(6)
    const [first] = read.body.complaints
    const own = await hands.get<ComplaintDetail>(`/api/complaints/${first?.complaintId}`)
    expect(own.body).toMatchObject({
      state: 'received',
      incident: { incidentId: row?.incidentId, state: 'open' },
    })

    const spoken = { type: 'answer', text: 'Le caissier de Gao repasse : 45 000 FCFA vous attendent.' }
    expect((await hands.post(`${path}/commands`, spoken, { 'if-match': read.etag ?? '' })).status).toBe(422)
    const answer = { type: 'answer', text: 'Le caissier repasse jeudi. Gardez votre référence.' }
    const answered = await hands.post<IncidentDetail>(`${path}/commands`, answer, {
      'if-match': read.etag ?? '',
      'idempotency-key': 'answer-of-bara',
    })
    expect(answered).toMatchObject({ status: 200, body: { state: 'answered' } })
    // The same request again, and the same version again, tell nobody a second time.
    await hands.post(`${path}/commands`, answer, {
      'if-match': read.etag ?? '',
      'idempotency-key': 'answer-of-bara',
    })
    expect((await hands.post(`${path}/commands`, answer, { 'if-match': read.etag ?? '' })).status).toBe(412)
    await jigikan.settled()
    const heard = ({ phone }: Home) =>
      phone.inbox().filter((text) => text.includes('Le caissier repasse jeudi'))
    for (const each of listed.slice(0, 6)) expect(heard(each)).toHaveLength(1)

    // Whoever complains of the same afterwards hears the same.
    const late = listed[6]
    await late?.phone.dial(...nothing)
    await jigikan.settled()
    expect(late && heard(late)).toHaveLength(1)

    const closed = await hands.post<IncidentDetail>(
      `${path}/commands`,
      { type: 'close', note: 'Payé le jeudi' },
      { 'if-match': answered.etag ?? '' },
    )
    expect(closed.body).toMatchObject({ state: 'closed', complaintCount: 7 })
    expect(closed.body.history.map(({ type }) => type)).toEqual(['opened', 'answered', 'closed'])
    // The complaints go on with their own lives.
    const after = await hands.get<ComplaintDetail>(`/api/complaints/${first?.complaintId}`)
    expect(after.body.state).toBe('received')
  })

  test('do not exist for a committee of the commune, for another cercle, or for the agency', async () => {
    const { payday, listed } = await paid(5, site('Wabaria'))
    for (const { phone } of listed) await phone.dial(...nothing)
    await jigikan.settled()
    const id = `${payday.paydayId}.nothing`
    expect((await (await boubacar()).get(`/api/incidents/${id}`)).status).toBe(200)
    for (const officerId of ['ousmane-toure', 'fatoumata-cisse', 'issa-dembele', 'aminata-traore']) {
      const hands = await jigikan.officer(officerId)
      expect((await hands.get(`/api/incidents/${id}`)).status).toBe(404)
      expect(await incidentsOf(officerId)).toEqual([])
    }
  })

  test('are counted without those who took theirs back, and without what is restricted', async () => {
    const { payday, listed } = await paid(7, site('Koima'))
    for (const { phone } of listed.slice(0, 3)) await phone.dial(...nothing)
    // A part that somebody took is restricted.
    for (const { phone } of listed.slice(3, 6)) await phone.dial('1', '1', '2', '20000', '1', '2', '1')
    await listed[6]?.phone.dial(...nothing)
    await jigikan.settled()
    expect((await (await boubacar()).get(`/api/incidents/${payday.paydayId}.nothing`)).status).toBe(404)
    expect((await (await boubacar()).get(`/api/incidents/${payday.paydayId}.part`)).status).toBe(404)
  })

  test('are chance where very many have answered', async () => {
    const said = { at: new Date().toISOString(), firstAt: new Date().toISOString(), channel: 'sms' } as const
    const { payday, listed } = await paid(5, site('Kadji'))
    const others = Array.from({ length: 300 }, (_, index) =>
      lineOn(payday, `ML-7199-${index}`, { said: { answer: 'all', ...said } }),
    )
    await putPayday(tables, payday, others)
    for (const { phone } of listed) await phone.dial(...nothing)
    await jigikan.settled()
    expect((await (await boubacar()).get(`/api/incidents/${payday.paydayId}.nothing`)).status).toBe(404)
  })
})

test('what a household says later stands in its complaint’s story, once, and moves it to where it belongs', async () => {
  const { listed } = await paid(1, site('Lobou'))
  const [who] = listed
  await who?.phone.sms('3')
  await jigikan.settled()
  expect(who?.phone.inbox().some((text) => text.includes('Pourquoi ?'))).toBe(true)
  await who?.phone.sms('1')
  await jigikan.settled()
  await who?.phone.dial('1', '1', '1')
  await jigikan.settled()
  const hands = await jigikan.officer('adama-coulibaly')
  const { body } = await hands.get<{ items: { complaintId: string; reference: string }[] }>(
    '/api/complaints?view=open&limit=100',
  )
  const spoken = who?.phone.inbox().find((text) => /\d{4}-\d{4}-\d/.test(text)) ?? ''
  const reference = /\d{4}-\d{4}-\d/.exec(spoken)?.[0].replaceAll('-', '')
  const row = body.items.find((each) => each.reference === reference)
  const read = await hands.get<ComplaintDetail>(`/api/complaints/${row?.complaintId}`)
  expect(read.body).toMatchObject({ category: '1.4', state: 'received', unread: true })
  expect(
    read.body.history.filter(({ type }) => type !== 'sms').map(({ type, data }) => data.text ?? type),
  ).toEqual([
    'filed',
    'Réponse sur le paiement : rien reçu, absent ce jour-là.',
    'reclassified',
    'Réponse sur le paiement : tout reçu.',
  ])
})

test('a household’s third complaint in half a year wakes the level above', async () => {
  const { listed } = await paid(1, site('Forgho'))
  const [who] = listed
  const above = jigikan.phone('+22373999999')
  const woken = () => above.inbox().filter((text) => text.includes(', la troisième du m'))
  await who?.phone.dial('1', '3', '1')
  await who?.phone.dial('2', '1', '1')
  await jigikan.settled()
  expect(woken()).toHaveLength(0)
  await who?.phone.dial('1', '3', '1')
  await who?.phone.dial('1', '3', '1')
  await jigikan.settled()
  expect(woken()).toHaveLength(1)
})

describe('a payday’s reconciliation', () => {
  const at = '2026-11-20T10:00:00.000Z'
  const says = (answer: 'all' | 'part' | 'nothing') => ({ answer, at, firstAt: at, channel: 'sms' as const })
  const pays = (result: 'paid' | 'part' | 'not_paid', amountFcfa: number) => ({ result, amountFcfa, at })
  const lines: Partial<DueLine>[] = [
    { paid: pays('paid', 45_000), said: says('all') },
    { paid: pays('paid', 45_000), said: says('nothing') },
    { paid: pays('part', 20_000), said: says('part') },
    { paid: pays('not_paid', 0), said: says('all') },
    { paid: pays('paid', 45_000) },
    { said: says('all') },
    {},
    {},
  ]
  let payday: Payday
  let listed: readonly Home[]
  beforeAll(async () => {
    ;({ payday, listed } = await paid(lines.length, site('Tacharane'), (index) => lines[index] ?? {}))
  })
  const get = async <T>(officerId: string, path: string) =>
    (await jigikan.officer(officerId)).get<T>(`/api/paydays/${payday.paydayId}/${path}`)

  test('adds up, with shares and how sure they are', async () => {
    const { body } = await get<Reconciliation>('boubacar-maiga', 'reconciliation')
    expect(body).toMatchObject({
      due: { households: 8, amountFcfa: 360_000 },
      agencySays: {
        paid: { households: 3, amountFcfa: 135_000 },
        part: { households: 1, amountFcfa: 20_000 },
        notPaid: { households: 1 },
        silent: { households: 3 },
      },
      householdsSay: {
        all: { count: 3, of: 5, percent: 60, lowPercent: 23.1, highPercent: 88.2 },
        part: { count: 1 },
        nothing: { count: 1 },
        noAnswer: { count: 3, of: 8 },
      },
      disagreements: { households: 2, agencySaysMore: 1, householdSaysMore: 1 },
    })
  })

  test('shows who disagrees page by page, and leaves as a file that no spreadsheet takes for formulas', async () => {
    const first = await get<{ items: Disagreement[]; cursor: string }>(
      'boubacar-maiga',
      'disagreements?limit=1',
    )
    const second = await get<{ items: Disagreement[] }>(
      'boubacar-maiga',
      `disagreements?limit=5&cursor=${first.body.cursor}`,
    )
    expect([...first.body.items, ...second.body.items].map(({ householdId }) => householdId)).toEqual([
      listed[1]?.householdId,
      listed[3]?.householdId,
    ])
    const { body } = await get<{ text: string; fileName: string }>('boubacar-maiga', 'reconciliation/export')
    const rows = body.text.split('\r\n')
    expect(rows[0]).toContain('ménage;montant dû')
    expect(rows).toHaveLength(lines.length + 2)
    expect(rows[2]).toContain(';payé;45000;;rien;')
  })

  test('gives the agency its own figures, and not who accuses it', async () => {
    expect((await get('issa-dembele', 'reconciliation')).status).toBe(200)
    for (const path of ['disagreements', 'reconciliation/export', 'call-backs'])
      expect((await get('issa-dembele', path)).status).toBe(403)
    expect((await get('ousmane-toure', 'reconciliation')).status).toBe(404)
  })

  test('says how many were asked for money, to those cleared for it, once enough have answered', async () => {
    const answers = createAnswers(tables)
    const answer = (number: number) =>
      answers.keepMoneyAnswer({
        answerId: `money-${number}`,
        paydayId: payday.paydayId,
        on: '2026-11-24',
        asked: number <= 3,
      })
    const heardBy = async (officerId: string) =>
      (await get<Reconciliation>(officerId, 'reconciliation')).body.moneyAsked
    for (let number = 1; number <= 19; number += 1) await answer(number)
    expect(await heardBy('adama-coulibaly')).toBeUndefined()
    await answer(20)
    expect(await heardBy('adama-coulibaly')).toMatchObject({ count: 3, of: 20, percent: 15 })
    expect(await heardBy('boubacar-maiga')).toBeUndefined()
    expect(await heardBy('issa-dembele')).toBeUndefined()
  })

  test('calls back a random choice of the silent, the same for the same seed, and counts what they say', async () => {
    const hands = await boubacar()
    const path = `/api/paydays/${payday.paydayId}`
    const draw = () => hands.post<CallBackList>(`${path}/call-backs`, { marginPercent: 25, seed: 'essai-1' })
    const [one, other] = [await draw(), await draw()]
    expect(one.status).toBe(201)
    expect(one.body).toMatchObject({ population: 3, seed: 'essai-1', reached: 0 })
    expect(other.body.households).toEqual(one.body.households)
    const [chosen] = one.body.households
    const household = `${path}/households/${chosen?.householdId}`
    const phone = await hands.post<{ phone: string }>(`${household}/phone`, { reason: 'Rappel du tirage' })
    expect(phone.body.phone).toBe(
      listed.find((each) => each.householdId === chosen?.householdId)?.phone.number,
    )
    expect(
      (await hands.post(`${path}/households/${listed[0]?.householdId}/phone`, { reason: 'x' })).status,
    ).toBe(404)

    const body = { answer: 'nothing', why: 'sent_away' }
    const key = { 'idempotency-key': 'called-once-1' }
    const said = await hands.post<{ reference: string; complaintId: string }>(
      `${household}/answers`,
      body,
      key,
    )
    expect(said.status).toBe(201)
    const again = await hands.post<{ reference: string }>(`${household}/answers`, body, key)
    expect(again.body.reference).toBe(said.body.reference)
    const complaint = await hands.get<ComplaintDetail>(`/api/complaints/${said.body.complaintId}`)
    expect(complaint.body).toMatchObject({
      category: '1.1',
      channel: 'phone_call',
      paydayId: payday.paydayId,
    })
    const { body: after } = await get<Reconciliation>('boubacar-maiga', 'reconciliation')
    expect(after.calledBack).toMatchObject({ answered: 1, nothing: { count: 1, of: 1 } })
    expect(after.householdsSay.noAnswer.count).toBe(2)
    const { body: kept } = await hands.get<{ answers: object[] }>(`${household}/answers`)
    expect(kept.answers).toMatchObject([
      { answer: 'nothing', channel: 'call', counts: true, by: { officerId: 'boubacar-maiga' } },
    ])
    expect(
      (await (await jigikan.officer('aminata-traore')).post(`${path}/call-backs`, { marginPercent: 10 }))
        .status,
    ).toBe(403)
  })
})
