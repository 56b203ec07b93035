import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ComplaintDetail, ComplaintRow } from '../../shared/contracts/staff-api.ts'
import { parseReference } from '../../shared/domain/reference.ts'
import { eventually } from '../builders/data-folder.ts'
import { type Jigikan, startJigikan } from '../builders/jigikan.ts'

let jigikan: Jigikan
beforeAll(async () => {
  jigikan = await startJigikan()
})
afterAll(() => jigikan.end())

let phones = 0
const newPhone = () => jigikan.phone(`+223720${String(++phones).padStart(5, '0')}`)
const referenceIn = (screen: string): string => {
  const reference = parseReference(/\d{4}-\d{4}-\d/.exec(screen)?.[0] ?? '')
  if (!reference) throw new Error(`no reference on: ${screen}`)
  return reference
}
/** French, Paiement, rien reçu, nobody, region Gao, cercle Gao, Gounzourèye, send. */
const toGounzoureye = ['1', '1', '2', '1', '7', '3', '4', '1']

async function findRow(
  officerId: string,
  reference: string,
  view = 'open',
): Promise<ComplaintRow | undefined> {
  const hands = await jigikan.officer(officerId)
  const { body } = await hands.get<{ items: ComplaintRow[] }>(`/api/complaints?view=${view}&limit=100`)
  return body.items.find((row) => row.reference === reference)
}

describe('from a basic phone to an officer’s screen, and back', () => {
  test('a complaint gets its receipt, stands in the right queue, is answered, and the phone shows the answer', async () => {
    const fatou = newPhone()
    const reference = referenceIn(await fatou.dial(...toGounzoureye))
    await jigikan.settled()
    expect(fatou.inbox()).toHaveLength(1)
    expect(fatou.inbox()[0]).toContain(`${reference.slice(0, 4)}-${reference.slice(4, 8)}-${reference[8]}`)

    const row = await findRow('boubacar-maiga', reference)
    expect(row).toMatchObject({ state: 'received', category: '1.1', unread: true, late: false })
    expect(await findRow('fatoumata-cisse', reference)).toBeUndefined()

    const hands = await jigikan.officer('boubacar-maiga')
    const id = row?.complaintId ?? ''
    expect((await hands.command(id, { type: 'start_review' })).status).toBe(200)
    const decided = await hands.command<ComplaintDetail>(id, {
      type: 'decide',
      outcome: 'upheld',
      summary: 'Liste corrigée avec l’agence',
      answer: 'Vous serez sur la prochaine liste.',
    })
    expect(decided).toMatchObject({ status: 200, body: { state: 'decided' } })
    await jigikan.settled()
    expect(fatou.inbox().at(-1)).toContain('Vous serez sur la prochaine liste.')

    await fatou.sms('1')
    await jigikan.settled()
    const after = await hands.get<ComplaintDetail>(`/api/complaints/${id}`)
    expect(after.body).toMatchObject({ state: 'confirmed', satisfied: true })
    await eventually('the receipt is told delivered', async () => {
      const { body } = await hands.get<ComplaintDetail>(`/api/complaints/${id}`)
      return body.history.some((entry) => entry.sms?.state === 'delivered')
    })
  })

  test('a question put by staff is answered by SMS, and the clock goes on', async () => {
    const phone = newPhone()
    const reference = referenceIn(await phone.dial(...toGounzoureye))
    await jigikan.settled()
    const hands = await jigikan.officer('boubacar-maiga')
    const id = (await findRow('boubacar-maiga', reference))?.complaintId ?? ''
    await hands.command(id, { type: 'ask_complainant', question: 'Quel jour êtes-vous venue ?' })
    await jigikan.settled()
    expect(phone.inbox().at(-1)).toContain('Quel jour')
    await phone.sms('Le lundi')
    await jigikan.settled()
    const { body } = await hands.get<ComplaintDetail>(`/api/complaints/${id}`)
    expect(body.state).toBe('in_review')
    expect(body.history.find((entry) => entry.type === 'complainant_wrote')?.data.text).toBe('Le lundi')
  })

  test('officers are alerted: by e-mail who has one, by SMS who has none', async () => {
    const phone = newPhone()
    await phone.dial('1', '6', '1', '1', '1', '2')
    await jigikan.settled()
    const alert = jigikan.phone('+22370000106').inbox().at(-1) ?? ''
    expect(alert).toContain('/espace-reserve')
    expect(alert).not.toMatch(/\d{4}-\d{4}-\d/)
    const emails = (await (await fetch(`${jigikan.origin}/local/emails`)).json()) as { to: string[] }[]
    expect(emails.some(({ to }) => to.includes('boubacar-maiga@jigikan.example'))).toBe(true)
  })

  test('a dropped call is shown as interrupted, and staff send it on after calling back', async () => {
    const phone = newPhone()
    await phone.drop('1', '1', '2', '1', '7', '3', '4')
    await jigikan.settled()
    const hands = await jigikan.officer('boubacar-maiga')
    const { body } = await hands.get<{ items: ComplaintRow[] }>('/api/complaints?view=interrupted')
    const [row] = body.items
    expect(row).toMatchObject({ state: 'interrupted', callBack: true })
    expect(phone.inbox()).toEqual([])
    const sent = await hands.command<ComplaintDetail>(row?.complaintId ?? '', {
      type: 'submit',
      text: 'Dit au téléphone',
    })
    expect(sent.body).toMatchObject({ state: 'received', text: 'Dit au téléphone' })
    await jigikan.settled()
    expect(phone.inbox()).toHaveLength(1)
    expect(await phone.dial('0')).toMatch(/\d{4}-\d{4}-\d/)
  })
})

describe('a callback', () => {
  const post = (door: string, body: string, token = jigikan.callbackToken) =>
    fetch(`${jigikan.origin}/callbacks/${token}/${door}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body,
    })
  const hop = (more: Record<string, string>) =>
    new URLSearchParams({
      sessionId: 'ATUid_x',
      phoneNumber: '+22379000001',
      networkCode: '61002',
      serviceCode: '*384#',
      text: '',
      ...more,
    }).toString()
  const operations = async () =>
    (
      await (
        await jigikan.officer('adama-coulibaly')
      ).get<{ quarantine: { count: number; newest: { door: string }[] } }>('/api/operations')
    ).body

  test('with a wrong token finds nothing there', async () => {
    for (const door of ['ussd', 'ussd-ended', 'sms', 'sms-reports', 'sms-opt-outs']) {
      expect((await post(door, hop({}), 'x'.repeat(48))).status).toBe(404)
    }
  })

  test('larger than 64 kB is refused, and its beginning is kept', async () => {
    const before = (await operations()).quarantine.count
    expect(
      (await post('sms', `from=%2B22379000001&id=1&to=36036&text=${'a'.repeat(2_000_000)}`)).status,
    ).toBe(413)
    expect((await operations()).quarantine.count).toBe(before + 1)
  })

  test('that nobody can read is kept whole, counted, shown to staff, and answered 200', async () => {
    const before = (await operations()).quarantine.count
    for (const door of ['ussd-ended', 'sms', 'sms-reports', 'sms-opt-outs']) {
      expect((await post(door, '%%%=&hello')).status).toBe(200)
    }
    const heard = await post('ussd', 'garbled')
    expect(heard.status).toBe(200)
    expect(await heard.text()).toMatch(/^END /)
    const { quarantine } = await operations()
    expect(quarantine.count).toBe(before + 5)
    expect(quarantine.newest.map(({ door }) => door)).toContain('sms-reports')
  })

  test('for a number without its plus, or with a space for it, is the same caller', async () => {
    await post('ussd', hop({ sessionId: 'plus-1' }))
    await post('ussd', hop({ sessionId: 'plus-1', text: '1' }))
    const bare = await (await post('ussd', hop({ sessionId: 'plus-2', phoneNumber: '22379000001' }))).text()
    const raw = await (await post('ussd', hop({ sessionId: 'plus-3' }).replace('%2B', '+'))).text()
    expect(bare).toContain('1 Paiement')
    expect(raw).toBe(bare)
  })

  test('of any network code is answered as text that begins with CON or END', async () => {
    for (const networkCode of ['61001', '61003', '99999', '', 'unknown']) {
      const answer = await post('ussd', hop({ sessionId: `net-${networkCode}`, networkCode }))
      expect(answer.headers.get('content-type')).toMatch(/^text\/plain/)
      expect(await answer.text()).toMatch(/^CON /)
    }
  })

  test('of an SMS that comes again after it was taken is answered and files nothing', async () => {
    const form = new URLSearchParams({
      from: '+22379000009',
      to: '36036',
      id: 'again-1',
      text: 'Rien reçu',
      date: '2026-11-22 09:00:00',
    }).toString()
    for (let time = 0; time < 3; time += 1) expect((await post('sms', form)).status).toBe(200)
    await jigikan.settled()
    expect(jigikan.phone('+22379000009').inbox()).toHaveLength(1)
  })
})

describe('the gateway', () => {
  test('down for an hour: messages wait, and go out once when it is back', async () => {
    const phone = newPhone()
    jigikan.phones.faults.add({ kind: 'down' })
    await phone.dial(...toGounzoureye)
    await jigikan.settled()
    await jigikan.scheduler.pushForward(60 * 60_000)
    await jigikan.settled()
    expect(phone.inbox()).toEqual([])
    jigikan.phones.faults.clear()
    await jigikan.scheduler.pushForward(2 * 60_000)
    await jigikan.settled()
    await jigikan.scheduler.pushForward(10 * 60_000)
    await jigikan.settled()
    expect(phone.inbox()).toHaveLength(1)
  })

  test('whose answer was lost after it sent: the SMS is not sent again', async () => {
    const phone = newPhone()
    jigikan.phones.faults.add({ kind: 'drop-answer', times: 1 })
    await phone.dial(...toGounzoureye)
    await jigikan.settled()
    await eventually('the SMS arrives', () => phone.inbox().length > 0)
    for (let quarter = 0; quarter < 4; quarter += 1) {
      await jigikan.scheduler.pushForward(15 * 60_000)
      await jigikan.settled()
    }
    expect(phone.inbox()).toHaveLength(1)
  })
})
