import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type {
  ComplaintDetail,
  ComplaintRow,
  Me,
  Moved,
  PrivateDetail,
  Problem,
} from '../../shared/contracts/staff-api.ts'
import { type Jigikan, type OfficerHands, startJigikan } from '../builders/jigikan.ts'

let jigikan: Jigikan
let ccl: OfficerHands
let relay: OfficerHands
let national: OfficerHands
beforeAll(async () => {
  jigikan = await startJigikan()
  ccl = await jigikan.officer('boubacar-maiga')
  relay = await jigikan.officer('aminata-traore')
  national = await jigikan.officer('adama-coulibaly')
})
afterAll(() => jigikan.end())

const walkIn = (more: object = {}) => ({
  category: '2.1',
  about: 'nobody',
  commune: '71025000',
  programme: 'jigisemejiri',
  channel: 'walk_in',
  language: 'fr',
  callBack: false,
  ...more,
})
interface Filed {
  complaintId: string
  reference: string
  visible: boolean
}
const file = async (hands: OfficerHands, more: object = {}) =>
  (await hands.post<Filed>('/api/complaints', walkIn(more))).body

describe('whoever asks', () => {
  test('without a token, or with a forged one, is asked to sign in', async () => {
    const bare = await fetch(`${jigikan.origin}/api/me`)
    expect(bare.status).toBe(401)
    expect(bare.headers.get('content-type')).toContain('application/problem+json')
    const token = await jigikan.signIn.issueToken('boubacar-maiga')
    const [head, , signature] = token.split('.')
    const claims = Buffer.from(
      JSON.stringify({ sub: 'adama-coulibaly', iss: jigikan.signIn.issuer, aud: 'jigikan-api', exp: 4e9 }),
    ).toString('base64url')
    for (const forged of [
      `${head}.${claims}.${signature}`,
      `${Buffer.from('{"alg":"none"}').toString('base64url')}.${claims}.`,
    ]) {
      const answer = await fetch(`${jigikan.origin}/api/me`, {
        headers: { authorization: `Bearer ${forged}` },
      })
      expect(answer.status).toBe(401)
    }
  })

  test('learns who he is and what he may do', async () => {
    const { body } = await national.get<Me>('/api/me')
    expect(body).toMatchObject({
      role: 'supervisor',
      restrictedDesk: true,
      privateDesk: false,
      operations: true,
    })
    const focal = await (await jigikan.officer('kadidia-diarra')).get<Me>('/api/me')
    expect(focal.body).toMatchObject({ restrictedDesk: false, privateDesk: true })
    expect((await relay.get<Me>('/api/me')).body).toMatchObject({
      restrictedDesk: false,
      privateDesk: false,
      operations: false,
    })
  })
})

describe('filing for another', () => {
  test('counts as much as one’s own: the two people are kept apart, and the complainant gets the receipt', async () => {
    const filed = await file(relay, { phone: '76 12 34 01', name: 'Une voisine', sex: 'woman' })
    await jigikan.settled()
    expect(jigikan.phone('+22376123401').inbox()).toHaveLength(1)
    const { body } = await ccl.get<ComplaintDetail>(`/api/complaints/${filed.complaintId}`)
    expect(body).toMatchObject({
      enteredBy: { officerId: 'aminata-traore' },
      complainant: { name: 'Une voisine', anonymous: false },
      channel: 'walk_in',
    })
    expect(body.phoneMasked).toBe('+223 76 .. .. 01')
    expect(JSON.stringify(body)).not.toContain('76123401')
  })

  test('a line of a paper register is entered once, and says under which reference', async () => {
    const line = { channel: 'paper', paperLine: { register: 'GZ-2026', page: 4, line: 7 } }
    const first = await relay.post<Filed>('/api/complaints', walkIn(line))
    expect(first.status).toBe(201)
    const again = await ccl.post<Problem>(
      '/api/complaints',
      walkIn({ ...line, paperLine: { register: ' gz-2026', page: 4, line: 7 } }),
    )
    expect(again).toMatchObject({
      status: 409,
      body: { code: 'already-done', fields: { paperLine: first.body.reference } },
    })
  })

  test('the same request sent again makes one complaint', async () => {
    const key = { 'idempotency-key': 'walk-in-0001' }
    const [one, two] = [
      await relay.post<Filed>('/api/complaints', walkIn(), key),
      await relay.post<Filed>('/api/complaints', walkIn(), key),
    ]
    expect(two.body.complaintId).toBe(one.body.complaintId)
    const both = await Promise.all(
      [1, 2, 3].map(() =>
        relay.post<Filed>('/api/complaints', walkIn(), { 'idempotency-key': 'walk-in-0002' }),
      ),
    )
    expect(
      new Set(both.filter(({ status }) => status === 201).map(({ body }) => body.complaintId)).size,
    ).toBe(1)
  })

  test('what does not fit says which field and why', async () => {
    const wrong = async (more: object) => (await relay.post<Problem>('/api/complaints', walkIn(more))).body
    expect(await wrong({ phone: '12' })).toMatchObject({
      status: 422,
      fields: { phone: 'not-a-mobile-number' },
    })
    expect(await wrong({ category: '99' })).toMatchObject({
      status: 422,
      fields: { category: expect.any(String) },
    })
    expect(await wrong({ commune: '99999999' })).toMatchObject({ fields: { commune: 'unknown' } })
    expect(await wrong({ channel: 'paper' })).toMatchObject({ fields: { paperLine: 'needed' } })
    const garbled = await fetch(`${jigikan.origin}/api/complaints`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await jigikan.signIn.issueToken('aminata-traore')}` },
      body: '{"category":',
    })
    expect(garbled.status).toBe(400)
  })

  test('above one’s own clearance is safe with others, and not seen again', async () => {
    const filed = await file(relay, { category: '4.1', about: 'committee' })
    expect(filed.visible).toBe(false)
    expect((await relay.get(`/api/complaints/${filed.complaintId}`)).status).toBe(404)
    expect((await national.get(`/api/complaints/${filed.complaintId}`)).status).toBe(404)
    const hawa = await jigikan.officer('hawa-dicko')
    const { body } = await hawa.get<{ items: ComplaintRow[] }>('/private/complaints')
    expect(body.items.map((row) => row.complaintId)).toContain(filed.complaintId)
  })
})

describe('a command', () => {
  test('at a version that is no longer the latest gets the fresh complaint, and changes nothing', async () => {
    const { complaintId } = await file(relay)
    const read = await ccl.get<ComplaintDetail>(`/api/complaints/${complaintId}`)
    expect((await national.command(complaintId, { type: 'acknowledge' })).status).toBe(200)
    const late = await ccl.post<Problem>(
      `/api/complaints/${complaintId}/commands`,
      { type: 'reject', reason: 'x' },
      { 'if-match': read.etag ?? '' },
    )
    expect(late).toMatchObject({ status: 412, body: { code: 'stale', fresh: { state: 'acknowledged' } } })
  })

  test('of several officers at once is done by one of them', async () => {
    const { complaintId } = await file(relay)
    const { etag = '' } = await ccl.get(`/api/complaints/${complaintId}`)
    const answers = await Promise.all(
      [ccl, national, ccl, national].map((hands) =>
        hands.post(`/api/complaints/${complaintId}/commands`, { type: 'start_review' }, { 'if-match': etag }),
      ),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 412)).toHaveLength(3)
  })

  test('sent again with its key is done once, and answered alike', async () => {
    const { complaintId } = await file(relay)
    const { etag = '' } = await ccl.get(`/api/complaints/${complaintId}`)
    const headers = { 'if-match': etag, 'idempotency-key': 'acknowledge-1' }
    const first = await ccl.post<ComplaintDetail>(
      `/api/complaints/${complaintId}/commands`,
      { type: 'acknowledge' },
      headers,
    )
    const again = await ccl.post<ComplaintDetail>(
      `/api/complaints/${complaintId}/commands`,
      { type: 'acknowledge' },
      headers,
    )
    expect([first.status, again.status]).toEqual([200, 200])
    expect(again.body.version).toBe(first.body.version)
  })

  test('that the state does not know is refused, and one that the role does not allow too', async () => {
    const { complaintId } = await file(relay)
    expect((await ccl.command(complaintId, { type: 'close' })).status).toBe(409)
    expect((await relay.command(complaintId, { type: 'acknowledge' })).status).toBe(403)
  })

  test('whose words name the person, or ask for a code, is not sent', async () => {
    const { complaintId } = await file(relay, { phone: '76123402', name: 'Mariam Ouologuem' })
    const named = await ccl.command<Problem>(complaintId, {
      type: 'message',
      text: 'Bonjour Mariam, passez nous voir',
    })
    expect(named.body).toMatchObject({ status: 422, fields: { text: 'names-the-person' } })
    const code = await ccl.command<Problem>(complaintId, {
      type: 'message',
      text: 'Envoyez votre code secret',
    })
    expect(code.body).toMatchObject({ fields: { text: 'asks-for-a-code' } })
    const place = await ccl.command<Problem>(complaintId, {
      type: 'message',
      text: 'Vos 45 000 F vous attendent à Gounzourèye',
    })
    expect(place.body).toMatchObject({ fields: { text: 'amount-with-place' } })
  })

  test('notes of two officers at once are both kept', async () => {
    const { complaintId } = await file(relay)
    await Promise.all([
      ccl.command(complaintId, { type: 'note', text: 'un' }),
      national.command(complaintId, { type: 'note', text: 'deux' }),
    ])
    const { body } = await ccl.get<ComplaintDetail>(`/api/complaints/${complaintId}`)
    expect(
      body.history
        .filter((entry) => entry.type === 'noted')
        .map((entry) => entry.data.text)
        .sort(),
    ).toEqual(['deux', 'un'])
  })

  test('that makes it restricted moves it, with its history, out of this desk', async () => {
    const { complaintId } = await file(relay, { phone: '76123403' })
    await ccl.command(complaintId, { type: 'note', text: 'à vérifier' })
    const moved = await ccl.command<Moved>(complaintId, {
      type: 'reclassify',
      category: '4.2',
      reason: 'Il parle d’une part prise',
    })
    expect(moved).toMatchObject({ status: 200, body: { complaintId, moved: true } })
    expect((await ccl.get(`/api/complaints/${complaintId}`)).status).toBe(404)
    const opened = await national.post<ComplaintDetail>(`/private/complaints/${complaintId}/open`, {
      why: 'designated',
    })
    expect(opened.body).toMatchObject({ category: '4.2', sensitivity: 'S2' })
    expect(opened.body.history.map((entry) => entry.type)).toEqual(
      expect.arrayContaining(['filed', 'noted', 'reclassified', 'opened']),
    )
  })
})

test('a complaint with a long history is moved whole', async () => {
  const { complaintId } = await file(relay)
  for (let note = 0; note < 60; note += 1)
    await ccl.post(`/api/complaints/${complaintId}/commands`, { type: 'note', text: `note ${note}` })
  await ccl.command(complaintId, { type: 'reclassify', category: '4.2', reason: 'part prise' })
  const opened = await national.post<ComplaintDetail>(`/private/complaints/${complaintId}/open`, {
    why: 'designated',
  })
  expect(opened.body.history.filter((entry) => entry.type === 'noted')).toHaveLength(60)
})

describe('a phone number', () => {
  test('is shown for a reason, and the history keeps who asked and why', async () => {
    const { complaintId } = await file(relay, { phone: '76123404' })
    expect((await relay.post(`/api/complaints/${complaintId}/phone`, { reason: 'x' })).status).toBe(403)
    const shown = await ccl.post<{ phone: string }>(`/api/complaints/${complaintId}/phone`, {
      reason: 'Rappeler la personne',
    })
    expect(shown.body.phone).toBe('+22376123404')
    const { body } = await ccl.get<ComplaintDetail>(`/api/complaints/${complaintId}`)
    expect(body.history.at(-1)).toMatchObject({
      type: 'phone_revealed',
      data: { reason: 'Rappeler la personne' },
    })
  })

  test('and what people said are in no line of the log', async () => {
    await file(relay, { phone: '76123405', text: 'zzz-mots-du-plaignant', name: 'Nom-Du-Plaignant' })
    await jigikan.phone('+22376123405').sms('zzz-mots-du-sms')
    await jigikan.settled()
    const log = await readFile(join(jigikan.dataFolder, 'jigikan.log'), 'utf8')
    expect(log).toContain('"what"')
    for (const secret of ['76123405', 'zzz-mots', 'Nom-Du-Plaignant', jigikan.callbackToken])
      expect(log).not.toContain(secret)
  })
})

describe('the queue', () => {
  test('goes on page by page without losing or repeating one, while others come in', async () => {
    for (let count = 0; count < 7; count += 1) await file(relay, { category: '1.2' })
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const { body } = await ccl.get<{ items: ComplaintRow[]; cursor?: string }>(
        `/api/complaints?view=open&limit=3${cursor ? `&cursor=${cursor}` : ''}`,
      )
      seen.push(...body.items.map((row) => row.complaintId))
      await file(relay, { category: '3.4' })
      cursor = body.cursor
    } while (cursor && seen.length < 200)
    expect(new Set(seen).size).toBe(seen.length)
    const { body } = await ccl.get<{ items: ComplaintRow[] }>('/api/complaints?view=open&limit=100')
    expect(body.items.map((row) => row.dueAt)).toEqual([...body.items.map((row) => row.dueAt)].sort())
  })

  test('filters by category, group and place, and finds a reference as it is spoken', async () => {
    const filed = await file(relay, { category: '5.3' })
    const only = await ccl.get<{ items: ComplaintRow[] }>('/api/complaints?view=open&category=5')
    expect(new Set(only.body.items.map((row) => row.category.split('.')[0]))).toEqual(new Set())
    const seen = await national.get<{ items: ComplaintRow[] }>(
      '/api/complaints?view=open&category=5&commune=71025000',
    )
    expect(seen.body.items.map((row) => row.complaintId)).toContain(filed.complaintId)
    const spoken = `${filed.reference.slice(0, 4)} ${filed.reference.slice(4, 8)} ${filed.reference.slice(8)}`
    const found = await national.get<{ items: ComplaintRow[] }>(
      `/api/complaints?q=${encodeURIComponent(spoken)}`,
    )
    expect(found.body.items.map((row) => row.complaintId)).toEqual([filed.complaintId])
  })

  test('refuses a cursor that it has not given', async () => {
    expect((await ccl.get('/api/complaints?cursor=abc')).status).toBe(422)
  })

  test('counts in its views what is in them', async () => {
    const { body } = await ccl.get<{ counts: Record<string, number> }>('/api/views')
    const { body: open } = await ccl.get<{ items: ComplaintRow[] }>('/api/complaints?view=open&limit=100')
    expect(body.counts.open).toBe(open.items.length)
    expect(body.counts.mine).toBe(0)
  })
})

describe('the private desk', () => {
  test('opens a case for its focal point alone, for a reason, and to others it is not there', async () => {
    await jigikan.phone('+22373000001').dial('1', '6', '1', '1', '1', '2')
    const kadidia = await jigikan.officer('kadidia-diarra')
    const list = await kadidia.get<{ items: { complaintId: string }[] }>('/private/cases')
    const id = list.body.items[0]?.complaintId ?? ''
    expect(JSON.stringify(list.body)).not.toContain('73000001')
    for (const officerId of [
      'soumaila-camara',
      'adama-coulibaly',
      'yacouba-fofana',
      'hawa-dicko',
      'aminata-traore',
    ]) {
      const other = await jigikan.officer(officerId)
      expect((await other.get<{ items: unknown[] }>('/private/cases')).body.items).toEqual([])
      expect((await other.post(`/private/cases/${id}/open`, { why: 'control' })).status).toBe(404)
      expect((await other.get(`/api/complaints/${id}`)).status).toBe(404)
    }
    const opened = await kadidia.post<PrivateDetail>(`/private/cases/${id}/open`, { why: 'designated' })
    expect(opened.body).toMatchObject({ safeNumber: '+22373000001', state: 'callback_requested' })
    const contacted = await kadidia.post<PrivateDetail>(
      `/private/cases/${id}/commands`,
      { type: 'contacted' },
      { 'if-match': opened.etag ?? '' },
    )
    expect(contacted.body).toMatchObject({ state: 'contacted' })
    expect(contacted.body.history.map((entry) => entry.type)).toEqual(['asked', 'opened', 'contacted'])
    await jigikan.settled()
    expect(jigikan.phone('+22373000001').inbox()).toEqual([])
  })

  test('sends no words about a restricted complaint: what leaves is neutral', async () => {
    const { complaintId, reference } = await file(relay, { category: '4.1', phone: '76123406' })
    const opened = await national.post<ComplaintDetail>(`/private/complaints/${complaintId}/open`, {
      why: 'designated',
    })
    expect(opened.body.commands).not.toContain('message')
    const command = (body: object, etag: string) =>
      national.post<ComplaintDetail>(`/private/complaints/${complaintId}/commands`, body, {
        'if-match': etag,
      })
    const reviewed = await command({ type: 'start_review' }, opened.etag ?? '')
    expect(
      (
        await command(
          { type: 'decide', outcome: 'upheld', summary: 'vrai', answer: 'On a puni l’agent' },
          reviewed.etag ?? '',
        )
      ).status,
    ).toBe(422)
    expect(
      (await command({ type: 'decide', outcome: 'upheld', summary: 'vrai' }, reviewed.etag ?? '')).status,
    ).toBe(200)
    await jigikan.settled()
    const last = jigikan.phone('+22376123406').inbox().at(-1) ?? ''
    expect(last).toContain(reference.slice(0, 4))
    expect(last.toLowerCase()).not.toMatch(/argent|frais|agent|plainte pour/)
  })
})
