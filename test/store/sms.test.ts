import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { receiveSms, type SmsDesk } from '../../shared/actions/receive-sms.ts'
import type { PhoneNumber } from '../../shared/domain/phone-number.ts'
import { spokenReference } from '../../shared/domain/reference.ts'
import { createAnswers } from '../../shared/store/confirmations.ts'
import { inboundKey } from '../../shared/store/keys.ts'
import { createShield } from '../../shared/store/shield.ts'
import { startLine } from '../builders/line.ts'

let line: Awaited<ReturnType<typeof startLine>>
let desk: SmsDesk
beforeAll(async () => {
  line = await startLine()
  desk = {
    ...line.line,
    answers: createAnswers(line.tables),
    shield: createShield(line.tables),
    code: '*384#',
  }
})
afterAll(() => line.stop())

let ids = 0
let phones = 0
const newPhone = () => `+223710${String(++phones).padStart(5, '0')}` as PhoneNumber
const sms = (from: PhoneNumber, text: string, gatewayId = `sms-${++ids}`) =>
  receiveSms(desk, { from, text, gatewayId })
const replyTo = async (gatewayId: string) => {
  const { Item } = await line.tables.client.send(
    new GetCommand({ TableName: line.tables.main, Key: { ...inboundKey(gatewayId) } }),
  )
  return Item?.reply as string | undefined
}
const contactOf = (phone: PhoneNumber) => desk.contacts.read(desk.world.contactIdOf(phone))
const ownOf = async (phone: PhoneNumber) => Object.values((await contactOf(phone))?.followUps ?? {})
const historyOf = async (complaintId: string) => {
  const { Items = [] } = await line.tables.client.send(
    new QueryCommand({
      TableName: line.tables.main,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': `C#${complaintId}` },
    }),
  )
  return Items
}

describe('an SMS from somebody', () => {
  test('whom nobody knows becomes a complaint in their words', async () => {
    const phone = newPhone()
    expect(await sms(phone, 'Je n’ai rien reçu ce mois')).toBe('filed')
    const [own] = await ownOf(phone)
    const complaint = await desk.open.read(own?.complaintId ?? '')
    expect(complaint).toMatchObject({
      channel: 'sms',
      category: '1.1',
      categoryGuessed: true,
      text: 'Je n’ai rien reçu ce mois',
    })
  })

  test('whose gateway id was seen is dropped, also when both come at once', async () => {
    const phone = newPhone()
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => sms(phone, 'Pas payé', 'same-id')))
    expect(outcomes.filter((outcome) => outcome === 'filed')).toHaveLength(1)
    expect(await sms(phone, 'Pas payé', 'same-id')).toBe('seen-before')
    expect(await ownOf(phone)).toHaveLength(1)
  })

  test('that names a reference is added to that complaint', async () => {
    const phone = newPhone()
    await sms(phone, 'Carte perdue')
    const [own] = await ownOf(phone)
    if (!own) throw new Error('not filed')
    expect(await sms(phone, `${spokenReference(own.reference)} c’était lundi`)).toBe('threaded')
    expect(await ownOf(phone)).toHaveLength(1)
    const events = (await historyOf(own.complaintId)).filter((item) => item.type === 'complainant_wrote')
    expect(events).toHaveLength(1)
  })

  test('that names a reference from another phone is kept as such, and does not answer a question put to the first', async () => {
    const [phone, other] = [newPhone(), newPhone()]
    await sms(phone, 'Carte perdue')
    const [own] = await ownOf(phone)
    if (!own) throw new Error('not filed')
    await sms(other, `${own.reference} je suis sa voisine`)
    const [event] = (await historyOf(own.complaintId)).filter((item) => item.type === 'complainant_wrote')
    expect(event?.data).toMatchObject({ otherPhone: 'yes' })
  })

  test('asking SUIVI is told where the complaint stands, from any phone, and STATUT with a wrong number that there is none', async () => {
    const [phone, other] = [newPhone(), newPhone()]
    await sms(phone, 'Carte perdue')
    const [own] = await ownOf(phone)
    if (!own) throw new Error('not filed')
    await sms(other, `SUIVI ${spokenReference(own.reference)}`, 'ask-1')
    expect(await replyTo('ask-1')).toContain(spokenReference(own.reference))
    await sms(phone, 'Statut', 'ask-2')
    expect(await replyTo('ask-2')).toContain(spokenReference(own.reference))
    await sms(other, 'STATUT 111111111', 'ask-3')
    expect(await replyTo('ask-3')).not.toContain('111111111')
  })

  test('saying STOP is told so once and gets nothing more, until START', async () => {
    const phone = newPhone()
    expect(await sms(phone, 'ARRET', 'stop-1')).toBe('stopped')
    expect(await replyTo('stop-1')).toBeDefined()
    await sms(phone, 'AIDE', 'help-1')
    expect(await replyTo('help-1')).toBeUndefined()
    expect(await sms(phone, 'start', 'start-1')).toBe('started')
    expect((await contactOf(phone))?.optedOutAt).toBeUndefined()
    await sms(phone, 'aide', 'help-2')
    expect(await replyTo('help-2')).toContain('*384#')
  })

  test('with nothing in it is answered with how to speak', async () => {
    const phone = newPhone()
    expect(await sms(phone, '   ', 'empty-1')).toBe('answered')
    expect(await ownOf(phone)).toHaveLength(0)
  })

  test('with a lone digit that answers nothing is not taken for a complaint', async () => {
    const phone = newPhone()
    expect(await sms(phone, '1', 'lone-1')).toBe('answered')
    expect(await ownOf(phone)).toHaveLength(0)
    expect(await replyTo('lone-1')).toContain('*384#')
  })

  test('that comes long after a question was put is something new', async () => {
    const phone = newPhone()
    await sms(phone, 'Carte perdue')
    const [own] = await ownOf(phone)
    if (!own) throw new Error('not filed')
    const question = {
      complaintId: own.complaintId,
      reference: own.reference,
      desk: 'open',
      kind: 'text',
    } as const
    await desk.contacts.setQuestion(desk.world.contactIdOf(phone), {
      ...question,
      askedAt: line.world.now().toISOString(),
    })
    line.world.pass(40 * 24 * 60)
    expect(await sms(phone, 'Je n’ai rien reçu')).toBe('filed')
    expect(await ownOf(phone)).toHaveLength(2)
  })

  test('that sounds like extortion is kept in the restricted table alone', async () => {
    const phone = newPhone()
    await sms(phone, 'On a demandé un pot de vin pour me payer')
    const [own] = await ownOf(phone)
    expect(own?.desk).toBe('restricted')
    expect(await desk.open.read(own?.complaintId ?? '')).toBeUndefined()
    const found = await line.desk.read(own?.complaintId ?? '')
    expect(found?.kind).toBe('complaint')
  })

  test('adds to a restricted complaint without reading it, and its desk finds the words', async () => {
    const phone = newPhone()
    await sms(phone, 'corruption au paiement')
    const [own] = await ownOf(phone)
    if (!own) throw new Error('not filed')
    expect(await sms(phone, `${own.reference} c’était devant la mairie`)).toBe('threaded')
    const found = await line.desk.read(own.complaintId)
    expect(found?.kind === 'complaint' && found.additions.map((added) => added.says)).toEqual(['words'])
  })

  test('from an answering machine is heard a few times and then never answered', async () => {
    const phone = newPhone()
    const outcomes: string[] = []
    for (let round = 0; round < 8; round += 1)
      outcomes.push(await sms(phone, 'Je suis absent, je vous rappelle', `auto-${phone}-${round}`))
    expect(outcomes.slice(-4)).toEqual(['loop', 'loop', 'loop', 'loop'])
    expect(await replyTo(`auto-${phone}-7`)).toBeUndefined()
  })
})
