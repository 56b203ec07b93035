import { PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { relayCodeWith } from '../../functions/kit/relay-codes.ts'
import { endSession } from '../../shared/actions/end-session.ts'
import type { PhoneNumber } from '../../shared/domain/phone-number.ts'
import { officerKey } from '../../shared/store/keys.ts'
import { createRelayNumbers } from '../../shared/store/relays.ts'
import { startLine } from '../builders/line.ts'
import { putRelay } from '../builders/relays.ts'

let line: Awaited<ReturnType<typeof startLine>>
beforeAll(async () => {
  line = await startLine()
})
afterAll(() => line.stop())

let count = 0
let relay = { officerId: '', number: '' }
beforeEach(async () => {
  count += 1
  relay = { officerId: `relay-${count}`, number: String(200_000 + count) }
  await putRelay(line.tables, { ...relay, commune: '71025000' })
})
const code = () => relayCodeWith('pepper')(relay.officerId, line.world.now())
const wrongCode = () => (code() === '111111' ? '222222' : '111111')
const newPhone = () => `+223781${String(++count).padStart(5, '0')}`

/** A phone whose language is known. */
async function knownPhone(): Promise<string> {
  const phone = newPhone() as PhoneNumber
  const contactId = line.world.contactIdOf(phone)
  await line.line.contacts.patch({ contactId, phone }, { language: 'fr' })
  return phone
}

async function dial(phone: string, ...inputs: string[]) {
  const session = `ATUid_relay_${++count}`
  const costs: number[] = []
  let answer = ''
  for (let typed = 0; typed <= inputs.length; typed += 1) {
    const before = line.counted.calls
    answer = await line.hop(session, phone, inputs.slice(0, typed).join('*'))
    costs.push(line.counted.calls - before)
  }
  return { answer, costs, session }
}

async function complaints(table = line.tables.main) {
  const { Items = [] } = await line.tables.client.send(
    new ScanCommand({
      TableName: table,
      FilterExpression: '#kind = :kind AND enteredBy = :who',
      ExpressionAttributeNames: { '#kind': 'kind' },
      ExpressionAttributeValues: { ':kind': 'complaint', ':who': relay.officerId },
    }),
  )
  return Items
}

const contactOf = (phone: string) => line.line.contacts.read(line.world.contactIdOf(phone as PhoneNumber))

/** A lost card of a neighbour, up to its recap. */
const lostCard = (paper: string, phone: string, ...more: string[]) => ['2', '1', paper, phone, ...more]

describe('a relay on the line', () => {
  test('files for a neighbour, who is the complainant and may follow it', async () => {
    const [phone, neighbour] = [await knownPhone(), newPhone()]
    const { answer } = await dial(
      phone,
      '77',
      relay.number,
      code(),
      ...lostCard('gao 2 14 7', neighbour, '1', '1'),
    )
    expect(answer).toMatch(/^END Enregistr. : \d{4}-\d{4}-\d/)
    const [complaint, ...others] = await complaints()
    expect(others).toEqual([])
    expect(complaint).toMatchObject({
      category: '2.1',
      channel: 'paper',
      paperLine: 'GAO 2/14/7',
      callBack: true,
      contactId: line.world.contactIdOf(neighbour as PhoneNumber),
      enteredBy: relay.officerId,
      place: expect.objectContaining({ commune: '71025000' }),
    })
    expect(Object.keys((await contactOf(neighbour))?.followUps ?? {})).toEqual([complaint?.reference])
    expect((await contactOf(phone))?.followUps).toEqual({})
  })

  test('costs two calls a hop, three where his codes are proved and where he files', async () => {
    const phone = await knownPhone()
    const { costs } = await dial(
      phone,
      '77',
      relay.number,
      code(),
      ...lostCard('9*1*1', newPhone(), '2', '1'),
    )
    expect(costs[3]).toBe(3)
    expect(costs.at(-1)).toBe(3)
    expect(Math.max(...costs.filter((_, hop) => hop !== 3).slice(0, -1))).toBeLessThanOrEqual(2)
  })

  test('sends what is restricted where he cannot read it, and leaves none of it on his phone', async () => {
    const phone = await knownPhone()
    const { answer } = await dial(phone, '77', relay.number, code(), '4', '1', '2', '1', '1', '1')
    expect(answer).toMatch(/^END Enregistr/)
    expect(await complaints()).toEqual([])
    const [restricted] = await complaints(line.tables.restricted)
    expect(restricted).toMatchObject({ category: '4.1', channel: 'walk_in', sensitivity: 'S2' })
    expect(restricted).not.toHaveProperty('contactId')
    expect(await contactOf(phone)).toMatchObject({ followUps: {} })
  })

  test('enters a line of the register once, also when two enter it at once', async () => {
    const same = lostCard('7*7*7', '1', '1')
    const answers = await Promise.all(
      [await knownPhone(), await knownPhone()].map((phone) =>
        dial(phone, '77', relay.number, code(), ...same),
      ),
    )
    expect(answers.map(({ answer }) => answer.slice(4, 14)).sort()).toEqual(['Cette lign', 'Enregistré'])
    expect(await complaints()).toHaveLength(1)
  })

  test('leaves nothing when the call drops: no draft, no words, no number', async () => {
    const phone = await knownPhone()
    const { session } = await dial(phone, '77', relay.number, code(), '4', '1', '2', '1', '76123456')
    const ended = { sessionId: session, phoneNumber: phone as PhoneNumber, status: 'Incomplete' }
    expect(await endSession(line.line, ended)).toBe('nothing-said')
    expect(await complaints()).toEqual([])
    expect(await contactOf(phone)).not.toHaveProperty('draft')
    const kept = await line.line.memory.session(`${session}#${line.world.contactIdOf(phone as PhoneNumber)}`)
    expect(kept?.state).toBe('{}')
  })

  test('who was switched off, or is no relay any more, is told the same as a stranger', async () => {
    for (const more of [{ active: false }, { role: 'officer' as const }]) {
      const officer = { officerId: relay.officerId, ...more }
      await line.tables.client.send(
        new PutCommand({
          TableName: line.tables.main,
          Item: {
            ...(await line.line.relays.officer(relay.officerId)),
            ...officer,
            ...officerKey(relay.officerId),
            kind: 'officer',
            v: 1,
          },
        }),
      )
      const { answer } = await dial(await knownPhone(), '77', relay.number, code())
      expect(answer).toContain('Codes non valides')
    }
  })

  test('who is switched off in the middle of a call files nothing', async () => {
    const phone = await knownPhone()
    const typed = ['77', relay.number, code(), ...lostCard('1', '1')]
    const { session } = await dial(phone, ...typed)
    const item = { ...(await line.line.relays.officer(relay.officerId)), active: false }
    await line.tables.client.send(
      new PutCommand({
        TableName: line.tables.main,
        Item: { ...item, ...officerKey(relay.officerId), kind: 'officer', v: 1 },
      }),
    )
    expect(await line.hop(session, phone, [...typed, '1'].join('*'))).toMatch(/^END Rien n'est enregistr/)
    expect(await complaints()).toEqual([])
  })
})

describe('wrong codes', () => {
  const tryOnce = async (phone: string, number = relay.number, typed = wrongCode()) =>
    (await dial(phone, '77', number, typed)).answer.slice(4, 14)

  test('end the day for a personal code, from whichever phone, and tomorrow is another', async () => {
    for (let tries = 1; tries <= 4; tries += 1) expect(await tryOnce(await knownPhone())).toBe('Codes non ')
    expect(await tryOnce(await knownPhone())).toBe("Trop d'ess")
    expect(await tryOnce(await knownPhone(), relay.number, code())).toBe("Trop d'ess")
    line.world.pass(24 * 60)
    expect(await tryOnce(await knownPhone(), relay.number, code())).toBe('Pour une a')
  })

  test('end the day for a phone, whichever personal codes it tries, and not for those', async () => {
    const phone = await knownPhone()
    for (let tries = 1; tries <= 4; tries += 1) await tryOnce(phone, String(900_000 + ++count))
    expect(await tryOnce(phone, String(900_000 + ++count))).toBe("Trop d'ess")
    expect(await tryOnce(phone, relay.number, code())).toBe("Trop d'ess")
    expect(await tryOnce(await knownPhone(), relay.number, code())).toBe('Pour une a')
  })

  test('of a personal code that nobody has are answered and counted as those of one that somebody has', async () => {
    const nobodys = String(800_000 + ++count)
    for (let tries = 1; tries <= 4; tries += 1)
      expect(await tryOnce(await knownPhone(), nobodys)).toBe('Codes non ')
    expect(await tryOnce(await knownPhone(), nobodys)).toBe("Trop d'ess")
  })

  test('cannot be tried faster by trying at once', async () => {
    const phones = await Promise.all(Array.from({ length: 9 }, knownPhone))
    const heard = await Promise.allSettled(phones.map((phone) => tryOnce(phone)))
    const wrong = heard.filter((each) => each.status === 'fulfilled' && each.value === 'Codes non ')
    expect(wrong.length).toBeLessThanOrEqual(4)
  })
})

describe('a personal code', () => {
  test('that takes the place of another ends it', async () => {
    const numbers = createRelayNumbers(line.tables)
    const next = String(700_000 + ++count)
    expect(await numbers.give(relay.officerId, next, relay.number, undefined)).toBe(true)
    expect(await numbers.of(relay.officerId)).toBe(next)
    expect((await dial(await knownPhone(), '77', relay.number, code())).answer).toContain('Codes non')
    expect((await dial(await knownPhone(), '77', next, code())).answer).toContain('Pour une autre')
  })

  test('that somebody has is given to nobody else', async () => {
    const numbers = createRelayNumbers(line.tables)
    expect(await numbers.give('another', relay.number, undefined, undefined)).toBe(false)
    expect(await numbers.of('another')).toBeUndefined()
  })
})
