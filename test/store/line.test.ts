import { ScanCommand } from '@aws-sdk/lib-dynamodb'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { endSession } from '../../shared/actions/end-session.ts'
import type { HopMemory, RecentCalls } from '../../shared/actions/ports.ts'
import { serveHop } from '../../shared/actions/serve-hop.ts'
import type { PhoneNumber } from '../../shared/domain/phone-number.ts'
import { parseReference } from '../../shared/domain/reference.ts'
import { startLine } from '../builders/line.ts'
import { runs } from '../fuzz/runs.ts'

let line: Awaited<ReturnType<typeof startLine>>
beforeAll(async () => {
  line = await startLine()
})
afterAll(() => line.stop())

let sessions = 0
let phones = 0
const newPhone = () => `+223700${String(++phones).padStart(5, '0')}`
const newSession = () => `ATUid_${++sessions}`

/** Everything of a kind that a table holds for a contact. */
async function complaintsOf(phone: string, table = line.tables.main) {
  const contactId = line.world.contactIdOf(phone as PhoneNumber)
  const { Items = [] } = await line.tables.client.send(
    new ScanCommand({
      TableName: table,
      FilterExpression: '#kind = :kind AND contactId = :contact',
      ExpressionAttributeNames: { '#kind': 'kind' },
      ExpressionAttributeValues: { ':kind': 'complaint', ':contact': contactId },
    }),
  )
  return Items
}

/** Answers in order, as the gateway sends them: all inputs joined. */
async function dialThrough(phone: string, session: string, ...inputs: string[]): Promise<string> {
  let answer = await line.hop(session, phone, '')
  for (let count = 1; count <= inputs.length; count += 1) {
    answer = await line.hop(session, phone, inputs.slice(0, count).join('*'))
  }
  return answer
}
const firstComplaint = ['1', '1', '2', '1', '8', '1']

const withoutReference = (answer: string) => answer.replace(/\d{4}-\d{4}-\d/, '…')

const end = (session: string, phone: string, status = 'Incomplete') =>
  endSession({ ...line.line }, { sessionId: session, phoneNumber: phone as PhoneNumber, status })

describe('a hop', () => {
  test('costs two calls to the table, and the one that files no more than three', async () => {
    const phone = newPhone()
    const session = newSession()
    const costs: number[] = []
    for (let count = 0; count <= firstComplaint.length; count += 1) {
      const before = line.counted.calls
      await line.hop(session, phone, firstComplaint.slice(0, count).join('*'))
      costs.push(line.counted.calls - before)
    }
    expect(Math.max(...costs.slice(0, -1))).toBeLessThanOrEqual(2)
    expect(costs.at(-1)).toBeLessThanOrEqual(3)
  })

  test('that only turns a page costs one call where the hop before it was served', async () => {
    const phone = newPhone()
    const session = newSession()
    await dialThrough(phone, session, ...firstComplaint.slice(0, 2))
    const before = line.counted.calls
    await line.hop(session, phone, firstComplaint.slice(0, 3).join('*'))
    expect(line.counted.calls - before).toBe(1)
  })

  test('is answered the same wherever the hops before it were served, and however often they came', async () => {
    const containers = [0, 1, 2].map(() => new Map<string, HopMemory>())
    const forgetful = { get: () => undefined, set: () => undefined, delete: () => undefined }
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ container: fc.nat(2), back: fc.nat(2) }), { minLength: 6, maxLength: 14 }),
        async (steps) => {
          const [phone, session, otherPhone, otherSession] = [
            newPhone(),
            newSession(),
            newPhone(),
            newSession(),
          ]
          let reached = -1
          for (const { container, back } of steps) {
            const count = Math.max(0, reached + 1 - back)
            if (count > firstComplaint.length) break
            reached = Math.max(reached, count)
            const text = firstComplaint.slice(0, count).join('*')
            const ask = (who: string, sessionId: string, recent: RecentCalls) =>
              serveHop(
                { ...line.line, recent },
                { sessionId, phoneNumber: who as PhoneNumber, serviceCode: '*384#', text },
              )
            const heard = await ask(phone, session, containers[container] ?? forgetful)
            const other = await ask(otherPhone, otherSession, forgetful)
            expect(withoutReference(heard)).toBe(withoutReference(other))
          }
          if (reached >= firstComplaint.length) expect(await complaintsOf(phone)).toHaveLength(1)
        },
      ),
      runs(8),
    )
  })

  test('that files ends with a true reference that the complaint carries', async () => {
    const phone = newPhone()
    const answer = await dialThrough(phone, newSession(), ...firstComplaint)
    expect(answer.startsWith('END ')).toBe(true)
    const [complaint] = await complaintsOf(phone)
    const spoken = /\d{4}-\d{4}-\d/.exec(answer)?.[0] ?? ''
    expect(parseReference(spoken)).toBe(complaint?.reference)
  })

  test('that comes again gets the stored answer byte for byte and files nothing more', async () => {
    const phone = newPhone()
    const session = newSession()
    const first = await dialThrough(phone, session, ...firstComplaint)
    for (let again = 0; again < 3; again += 1)
      expect(await line.hop(session, phone, firstComplaint.join('*'))).toBe(first)
    expect(await complaintsOf(phone)).toHaveLength(1)
  })

  test('that comes many times at once files one complaint and says the same to all', async () => {
    const phone = newPhone()
    const session = newSession()
    await dialThrough(phone, session, ...firstComplaint.slice(0, -1))
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => line.hop(session, phone, firstComplaint.join('*'))),
    )
    expect(new Set(answers).size).toBe(1)
    expect(await complaintsOf(phone)).toHaveLength(1)
  })

  test('that comes late gets the screen the caller is on', async () => {
    const phone = newPhone()
    const session = newSession()
    const present = await dialThrough(phone, session, '1', '1', '2')
    expect(await line.hop(session, phone, '1')).toBe(present)
    expect(await line.hop(session, phone, '1*1')).toBe(present)
    expect(await line.hop(session, phone, '1*1*2')).toBe(present)
  })

  test('whose forerunner was lost on the way is taken through both digits', async () => {
    const phone = newPhone()
    const lost = newSession()
    await line.hop(lost, phone, '')
    const jumped = await line.hop(lost, phone, '1*1')
    expect(jumped).toContain('Paiement')
  })

  test('with a star that the caller typed keeps it', async () => {
    const phone = newPhone()
    const session = newSession()
    await dialThrough(phone, session, ...firstComplaint.slice(0, -1))
    // 3: add a word
    const asked = [...firstComplaint.slice(0, -1), '3']
    await line.hop(session, phone, asked.join('*'))
    await line.hop(session, phone, [...asked, 'on m’a dit 5000*2'].join('*'))
    await line.hop(session, phone, [...asked, 'on m’a dit 5000*2', '1'].join('*'))
    const [complaint] = await complaintsOf(phone)
    expect(complaint?.text).toContain('5000*2')
  })

  test('dialled deep goes straight to its screen', async () => {
    const phone = newPhone()
    await dialThrough(phone, newSession(), '1')
    expect(await line.hop(newSession(), phone, '1*2')).toContain('Qui est en cause')
  })

  test('dialled deep by a number that never chose a language asks it first, then goes there', async () => {
    const phone = newPhone()
    const session = newSession()
    expect(await line.hop(session, phone, '1*2')).toContain('Langue')
    expect(await line.hop(session, phone, '1*2*1')).toContain('Qui est en cause')
  })

  test('of another phone under the same session id is a call of its own', async () => {
    const session = newSession()
    const [one, other] = [newPhone(), newPhone()]
    await dialThrough(one, session, '1', '1')
    expect(await line.hop(session, other, '')).toContain('Langue')
  })

  test('is not disturbed by two megabytes of text', async () => {
    const phone = newPhone()
    const session = newSession()
    await dialThrough(phone, session, ...firstComplaint.slice(0, -1), '3')
    const huge = 'é'.repeat(1_000_000)
    const answer = await line.hop(session, phone, [...firstComplaint.slice(0, -1), '3', huge].join('*'))
    expect(answer.length).toBeLessThanOrEqual(164)
  })
})

test('the same callbacks, repeated and reordered in any way, give one complaint', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(firstComplaint.length), { minLength: 1, maxLength: 14 }),
      async (noise) => {
        const phone = newPhone()
        const session = newSession()
        const hop = (count: number) => line.hop(session, phone, firstComplaint.slice(0, count).join('*'))
        for (let count = 0; count <= firstComplaint.length; count += 1) {
          await hop(count)
          // Late and repeated ones of what was sent until now.
          await Promise.all(noise.filter((at) => at <= count).map(hop))
        }
        expect(await complaintsOf(phone)).toHaveLength(1)
      },
    ),
    runs(6),
  )
})

describe('a call that drops', () => {
  test('after a category was chosen leaves one interrupted complaint, however often its end is told', async () => {
    const phone = newPhone()
    const session = newSession()
    await dialThrough(phone, session, '1', '1', '2')
    expect(await end(session, phone)).toBe('draft')
    expect(await end(session, phone)).toBe('finished')
    expect((await complaintsOf(phone)).map((complaint) => complaint.state)).toEqual(['interrupted'])
  })

  test('before one was chosen leaves nothing', async () => {
    const phone = newPhone()
    const session = newSession()
    await dialThrough(phone, session, '1', '1')
    expect(await end(session, phone)).toBe('nothing-said')
    expect(await complaintsOf(phone)).toHaveLength(0)
  })

  test('after its complaint was filed leaves nothing more', async () => {
    const phone = newPhone()
    const session = newSession()
    await dialThrough(phone, session, ...firstComplaint)
    expect(await end(session, phone, 'Failed')).toBe('finished')
    expect(await complaintsOf(phone)).toHaveLength(1)
  })

  test('is offered at the next dial, and sent as it is under the reference it had', async () => {
    const phone = newPhone()
    const session = newSession()
    await dialThrough(phone, session, '1', '1', '2')
    await end(session, phone)
    const [draft] = await complaintsOf(phone)
    const again = newSession()
    await line.hop(again, phone, '')
    const sent = await line.hop(again, phone, '2')
    expect(sent.startsWith('END ')).toBe(true)
    const after = await complaintsOf(phone)
    expect(after).toHaveLength(1)
    expect(after[0]).toMatchObject({ state: 'received', reference: draft?.reference })
  })

  test('can be continued to its end, and is still one complaint', async () => {
    const phone = newPhone()
    const session = newSession()
    await dialThrough(phone, session, '1', '1', '2', '1')
    await end(session, phone)
    const again = newSession()
    await line.hop(again, phone, '')
    const inputs = ['1', '8', '1']
    let answer = ''
    for (let count = 1; count <= inputs.length; count += 1)
      answer = await line.hop(again, phone, inputs.slice(0, count).join('*'))
    expect(answer.startsWith('END ')).toBe(true)
    expect((await complaintsOf(phone)).map((complaint) => complaint.state)).toEqual(['received'])
  })

  test('can be erased', async () => {
    const phone = newPhone()
    const session = newSession()
    await dialThrough(phone, session, '1', '1', '2')
    await end(session, phone)
    const again = newSession()
    await line.hop(again, phone, '')
    await line.hop(again, phone, '3')
    const answer = await line.hop(again, phone, '3*1')
    expect(answer.startsWith('END ')).toBe(true)
    expect((await complaintsOf(phone)).map((complaint) => complaint.state)).toEqual(['withdrawn'])
  })
})

describe('what is restricted', () => {
  test('is in the second table alone, from the first day, and Suivi says where it stands and nothing else', async () => {
    const phone = newPhone()
    const answer = await dialThrough(phone, newSession(), '1', '4', '1', '2', '8', '1')
    expect(answer).toMatch(/^END .*\d{4}-\d{4}-\d/)
    expect(await complaintsOf(phone)).toHaveLength(0)
    const [restricted] = await complaintsOf(phone, line.tables.restricted)
    expect(restricted).toMatchObject({ sensitivity: 'S2', category: '4.1' })
    const asked = newSession()
    await line.hop(asked, phone, '')
    const status = await line.hop(asked, phone, '0')
    expect(status).toMatch(/\d{4}-\d{4}-\d/)
    expect(status.toLowerCase()).not.toMatch(/argent|frais|demand/)
  })

  test('and dropped leaves nothing of what it was about in the main table', async () => {
    const phone = newPhone()
    const session = newSession()
    await dialThrough(phone, session, '1', '4', '2')
    expect(await end(session, phone)).toBe('draft')
    expect(await complaintsOf(phone, line.tables.restricted)).toHaveLength(1)
    const { Items = [] } = await line.tables.client.send(new ScanCommand({ TableName: line.tables.main }))
    const contactId = line.world.contactIdOf(phone as PhoneNumber)
    const left = Items.filter((item) => JSON.stringify(item).includes(contactId))
    expect(left.length).toBeGreaterThan(0)
    for (const item of left) expect(JSON.stringify(item)).not.toContain('"4.2"')
  })
})

describe('to talk in private', () => {
  test('leaves no complaint, no reference and no line of Suivi, and its focal points find it', async () => {
    const phone = newPhone()
    const answer = await dialThrough(phone, newSession(), '1', '6', '1', '1', '1', '2')
    expect(answer.startsWith('END ')).toBe(true)
    expect(answer).not.toMatch(/\d{4}-\d{4}/)
    expect(await complaintsOf(phone)).toHaveLength(0)
    const cases = await line.desk.privateQueue(['focal-woman' as never])
    expect(cases.map((found) => found.safeNumber)).toContain(phone)
    const { Items = [] } = await line.tables.client.send(new ScanCommand({ TableName: line.tables.main }))
    const left = Items.filter((item) => item.kind !== 'contact' && JSON.stringify(item).includes(phone))
    expect(left).toEqual([])
  })

  test('and dropping after the choice of a woman or a man still reaches the focal points, its number unconfirmed', async () => {
    const phone = newPhone()
    const session = newSession()
    await dialThrough(phone, session, '1', '6', '2')
    expect(await end(session, phone)).toBe('private-draft')
    const cases = await line.desk.privateQueue(['focal-man' as never])
    expect(cases.find((found) => found.safeNumber === phone)).toMatchObject({
      numberKind: 'unconfirmed',
      interrupted: true,
      smsIsSafe: false,
    })
    const again = await line.hop(newSession(), phone, '')
    expect(again).not.toMatch(/continuer/i)
  })
})
