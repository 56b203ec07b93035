import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { receiveSms, type SmsDesk } from '../../shared/actions/receive-sms.ts'
import type { Complaint } from '../../shared/domain/complaint.ts'
import type { Contact } from '../../shared/domain/contact.ts'
import { decide } from '../../shared/domain/lifecycle.ts'
import type { DueLine, Payday } from '../../shared/domain/payday.ts'
import type { PhoneNumber } from '../../shared/domain/phone-number.ts'
import { createAnswers } from '../../shared/store/confirmations.ts'
import { alikePk, inboundKey } from '../../shared/store/keys.ts'
import { createShield } from '../../shared/store/shield.ts'
import { gounzoureye } from '../builders/complaints.ts'
import { lineOn, paydayOn, putPayday } from '../builders/dues.ts'
import { startLine } from '../builders/line.ts'
import { runs } from '../fuzz/runs.ts'

let line: Awaited<ReturnType<typeof startLine>>
let desk: SmsDesk
let payday: Payday
beforeAll(async () => {
  line = await startLine()
  desk = {
    ...line.line,
    answers: createAnswers(line.tables),
    shield: createShield(line.tables),
    code: '*384#',
  }
  // The world stands on 23 November 2026, a Monday, at nine.
  payday = paydayOn('2026-11-21')
  await putPayday(line.tables, payday, [])
})
afterAll(() => line.stop())

let count = 0
interface Home {
  readonly phone: PhoneNumber
  readonly householdId: string
}
/** A household on the payday's list, whose phone the line knows. */
async function home(more: Partial<Contact> = {}, on = payday): Promise<Home> {
  count += 1
  const phone = `+223720${String(count).padStart(5, '0')}` as PhoneNumber
  const householdId = `ML-7102-${String(count).padStart(6, '0')}`
  const contactId = desk.world.contactIdOf(phone)
  await desk.contacts.patch({ contactId, phone }, {
    language: 'fr',
    householdId,
    place: gounzoureye,
    programmes: ['jigisemejiri'],
    ...more,
  } as never)
  await putPayday(line.tables, on, [lineOn(on, householdId, { contactId })])
  return { phone, householdId }
}
const saidBy = async ({ householdId }: Pick<Home, 'householdId'>, on = payday) =>
  (await desk.dues.on(on.paydayId, householdId))?.line.said as DueLine['said']
const answersOf = ({ householdId }: Pick<Home, 'householdId'>, on = payday) =>
  createAnswers(line.tables).of(on.paydayId, householdId)
const contactOf = async ({ phone }: Home) => {
  const contact = await desk.contacts.read(desk.world.contactIdOf(phone))
  if (!contact) throw new Error('no such contact')
  return contact
}
const ownOf = async (who: Home) => Object.values((await contactOf(who)).followUps)
const openOf = async (who: Home) => {
  const own = await ownOf(who)
  return (await Promise.all(own.map(({ complaintId }) => desk.open.read(complaintId)))).flatMap(
    (each) => each ?? [],
  )
}
const alikeItems = async () => {
  const { Items = [] } = await line.tables.client.send(
    new QueryCommand({
      TableName: line.tables.main,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': alikePk(payday.paydayId) },
    }),
  )
  return Items
}

let sessions = 0
async function call(
  who: Home,
  inputs: readonly string[],
  sessionId = `ATUid_money_${++sessions}`,
): Promise<string> {
  let answer = ''
  for (let typed = 0; typed <= inputs.length; typed += 1) {
    answer = await line.hop(sessionId, who.phone, inputs.slice(0, typed).join('*'))
  }
  return answer
}
let ids = 0
const sms = async (who: Home, text: string, gatewayId = `money-${++ids}`) => {
  const heard = await receiveSms(desk, { from: who.phone, text, gatewayId })
  const { Item } = await line.tables.client.send(
    new GetCommand({ TableName: line.tables.main, Key: { ...inboundKey(gatewayId) } }),
  )
  return { heard, reply: Item?.reply as string | undefined }
}

describe('an answer on the line', () => {
  test('that all was received is kept on the list in three calls', async () => {
    const who = await home()
    await call(who, ['1', '1'], 'all')
    line.counted.names.length = 0
    await line.hop('all', who.phone, '1*1*1')
    expect(line.counted.names).toEqual(
      ['BatchGetItemCommand', 'QueryCommand', 'TransactWriteItemsCommand'].map((name) =>
        expect.stringContaining(name.replace(/Item.*|Command/, '')),
      ),
    )
    expect(await saidBy(who)).toMatchObject({ answer: 'all', channel: 'ussd' })
    expect(await ownOf(who)).toHaveLength(0)
  })

  test('that nothing was received opens one complaint, linked to payday and site, in the same write and three calls', async () => {
    const who = await home()
    await call(who, ['1', '1', '3', '3'], 'nothing')
    line.counted.names.length = 0
    await line.hop('nothing', who.phone, '1*1*3*3*1')
    expect(line.counted.names).toHaveLength(3)
    const [complaint, ...others] = await openOf(who)
    expect(others).toHaveLength(0)
    expect(complaint).toMatchObject({
      category: '1.1',
      about: 'agency',
      paydayId: payday.paydayId,
      siteId: payday.siteId,
      complainant: { householdId: who.householdId },
    })
    expect(await saidBy(who)).toMatchObject({
      answer: 'nothing',
      why: 'agency_absent',
      complaintId: complaint?.complaintId,
    })
  })

  test('of one who was absent opens a complaint of absence', async () => {
    const who = await home()
    await call(who, ['1', '1', '3', '1', '1'])
    expect(await openOf(who)).toMatchObject([{ category: '1.4' }])
  })

  test('is put right for seven days; the last one counts and all are kept', async () => {
    const who = await home()
    await call(who, ['1', '1', '1'])
    line.world.pass(60)
    await call(who, ['1', '1', '2', '20000', '2', '1'])
    line.world.pass(60)
    await call(who, ['1', '1', '1'])
    expect(await saidBy(who)).toMatchObject({ answer: 'all' })
    expect((await answersOf(who)).map(({ answer }) => answer)).toEqual(['all', 'part', 'all'])
    // What was opened stays open: an answer closes nothing.
    expect(await openOf(who)).toMatchObject([{ category: '1.3', state: 'received' }])
    const first = (await saidBy(who))?.firstAt
    line.world.pass(8 * 24 * 60)
    await call(who, ['1', '1', '3', '4', '1', '1'])
    expect(await saidBy(who)).toMatchObject({ answer: 'all', firstAt: first })
    expect(await answersOf(who)).toMatchObject([{}, {}, {}, { answer: 'nothing', late: true }])
    line.world.at = new Date('2026-11-23T09:00:00Z')
  })

  test('never names a restricted complaint on the list', async () => {
    const who = await home()
    await call(who, ['1', '1', '2', '20000', '1', '2', '1'])
    const [own] = await ownOf(who)
    expect(own?.desk).toBe('restricted')
    expect(await saidBy(who)).toMatchObject({ answer: 'part' })
    expect(JSON.stringify([await saidBy(who), await answersOf(who), await alikeItems()])).not.toContain(
      own?.complaintId,
    )
  })

  test('forgets on the list, and beside the payday, what has become restricted', async () => {
    const who = await home()
    await call(who, ['1', '1', '3', '4', '1', '1'])
    const [complaint] = await openOf(who)
    if (!complaint) throw new Error('not filed')
    expect(await alikeItems()).toContainEqual(expect.objectContaining({ complaintId: complaint.complaintId }))
    const command = { type: 'reclassify', category: '4.2', reason: 'part prise' } as const
    const change = decide<Complaint>(
      complaint,
      command,
      { kind: 'officer', officerId: 'o' },
      line.world.now(),
      line.world.id(),
    )
    await desk.open.moveToRestricted(change, { events: [], messages: [] })
    expect(await saidBy(who)).toMatchObject({ answer: 'nothing' })
    const left = JSON.stringify([await saidBy(who), await alikeItems()])
    expect(left).not.toContain(complaint.complaintId)
  })

  test('of a shared phone is of the household that was chosen, and of no other', async () => {
    const first = await home()
    const second = await home()
    const { contactId, phone } = await contactOf(first)
    await desk.contacts.patch({ contactId, phone }, {
      householdIds: [first.householdId, second.householdId],
    } as never)
    await call(first, ['1', '1', '2', '1'])
    expect(await saidBy(first)).toBeUndefined()
    expect(await saidBy(second)).toMatchObject({ answer: 'all' })
    await call(first, ['1', '1', '1', '3', '1', '1'])
    expect(await openOf(first)).toMatchObject([{ complainant: { householdId: first.householdId } }])
  })

  test('is of the newest payday that has come, not of one to come', async () => {
    const who = await home()
    const next = paydayOn('2026-11-25')
    await putPayday(line.tables, next, [lineOn(next, who.householdId)])
    await call(who, ['1', '1', '1'])
    expect(await saidBy(who)).toMatchObject({ answer: 'all' })
    expect(await saidBy(who, next)).toBeUndefined()
  })

  test('comes once, whatever the gateway repeats and in whatever order', async () => {
    const ways = [
      ['1', '1', '1'],
      ['1', '1', '3', '1', '1'],
      ['1', '1', '2', '5000', '2', '1'],
    ]
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...ways),
        fc.array(fc.nat(5), { maxLength: 6 }),
        async (inputs, again) => {
          const who = await home()
          const sessionId = `repeated-${who.householdId}`
          const hop = (typed: number) => line.hop(sessionId, who.phone, inputs.slice(0, typed).join('*'))
          for (let typed = 0; typed <= inputs.length; typed += 1) {
            await hop(typed)
            for (const back of again) if (back <= typed) await hop(back)
          }
          await Promise.all([hop(inputs.length), hop(inputs.length)])
          expect(await answersOf(who)).toHaveLength(1)
          expect(await ownOf(who)).toHaveLength(inputs[2] === '1' ? 0 : 1)
        },
      ),
      runs(5),
    )
  })
})

describe('an answer by SMS', () => {
  test.each([
    ['1', 'all'],
    ['1 tout', 'all'],
    ['Tout.', 'all'],
    ['RIEN', 'nothing'],
    ['3', 'nothing'],
    ['2 15000', 'part'],
    ['une partie 15 000 F', 'part'],
  ])('"%s" is understood of whoever has been paid lately', async (text, answer) => {
    const who = await home()
    await sms(who, text)
    expect(await saidBy(who)).toMatchObject({ answer, channel: 'sms' })
    expect(await ownOf(who)).toHaveLength(answer === 'all' ? 0 : 1)
    if (answer === 'part') expect(await saidBy(who)).toMatchObject({ amountFcfa: 15_000 })
  })

  test('that nothing came opens the complaint at once, then asks why', async () => {
    const who = await home()
    const { heard, reply } = await sms(who, '3')
    expect(heard).toBe('filed')
    expect(reply).toContain('Pourquoi ?')
    const [complaint] = await openOf(who)
    expect(complaint).toMatchObject({ category: '1.1', channel: 'sms', paydayId: payday.paydayId })
    line.world.pass(1)
    await sms(who, '1')
    expect(await saidBy(who)).toMatchObject({ answer: 'nothing', why: 'absent' })
    expect(await openOf(who)).toHaveLength(1)
    expect(await answersOf(who)).toMatchObject([{}, { adds: complaint?.complaintId, why: 'absent' }])
  })

  test('of a part asks how much, and takes words for words', async () => {
    const who = await home()
    expect((await sms(who, '2')).reply).toContain('Combien')
    await sms(who, '15 000 F')
    expect(await saidBy(who)).toMatchObject({ answer: 'part', amountFcfa: 15_000 })
    const other = await home()
    await sms(other, '3')
    await sms(other, 'ils ont dit de revenir lundi')
    expect(await openOf(other)).toHaveLength(1)
    expect(await answersOf(other)).toMatchObject([{}, { words: 'ils ont dit de revenir lundi' }])
  })

  test('is no answer without a payday of late, nor in a sentence', async () => {
    const who = await home({}, paydayOn('2026-10-01'))
    expect((await sms(who, '1')).reply).toContain('SUIVI')
    const known = await home()
    expect((await sms(known, '2 mois sans argent')).heard).toBe('filed')
    expect(await saidBy(known)).toBeUndefined()
  })

  test('goes to what was asked last, and is asked about when that is not clear', async () => {
    const asked = (hours: number) => ({
      complaintId: 'c',
      reference: '482109375' as never,
      desk: 'open' as const,
      kind: 'confirm' as const,
      // The payday's question was put on the 22nd at ten.
      askedAt: new Date(Date.parse('2026-11-22T10:00:00Z') + hours * 3_600_000).toISOString(),
    })
    const long = await home({ openQuestion: asked(-48) })
    await sms(long, '1')
    expect(await saidBy(long)).toMatchObject({ answer: 'all' })
    const unclear = await home({ openQuestion: asked(5) })
    const { reply } = await sms(unclear, '1')
    expect(reply).toContain('2 le dossier 4821-0937-5')
    expect(await saidBy(unclear)).toBeUndefined()
    await sms(unclear, '1')
    expect(await saidBy(unclear)).toMatchObject({ answer: 'all' })
    // What only money can mean needs no asking.
    const sure = await home({ openQuestion: asked(5) })
    await sms(sure, '3')
    expect(await saidBy(sure)).toMatchObject({ answer: 'nothing' })
  })

  test('of a phone of two households is asked for on the line', async () => {
    const first = await home()
    const second = await home()
    const { contactId, phone } = await contactOf(first)
    await desk.contacts.patch({ contactId, phone }, {
      householdIds: [first.householdId, second.householdId],
    } as never)
    expect((await sms(first, '1')).reply).toContain('plusieurs familles')
    expect(await saidBy(first)).toBeUndefined()
  })

  test('that somebody asked for money is a restricted complaint, apart from the list', async () => {
    const talk = (householdId: string) => ({
      asks: 'money_asked' as const,
      askedAt: '2026-11-23T08:00:00.000Z',
      paydayId: payday.paydayId,
      householdId,
    })
    const who = await home()
    await desk.contacts.patch(await contactOf(who), { paymentTalk: talk(who.householdId) } as never)
    const { heard, reply } = await sms(who, 'oui')
    expect([heard, reply]).toEqual(['filed', 'Jigikan: merci, votre réponse est notée.'])
    const [own] = await ownOf(who)
    expect(own?.desk).toBe('restricted')
    const kept = await line.desk.read(own?.complaintId ?? '')
    expect(kept).toMatchObject({ kind: 'complaint', complaint: { category: '4.1', sensitivity: 'S2' } })
    expect(await saidBy(who)).toBeUndefined()
    expect((await contactOf(who)).paymentTalk).toBeUndefined()
    expect(await createAnswers(line.tables).countMoney(payday.paydayId)).toEqual({ answered: 1, yes: 1 })
  })

  test('comes once, however often it is delivered', async () => {
    const who = await home()
    await Promise.all(Array.from({ length: 4 }, () => sms(who, '3', `same-${who.householdId}`)))
    expect(await answersOf(who)).toHaveLength(1)
    expect(await ownOf(who)).toHaveLength(1)
  })
})
