import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { convey } from '../../shared/actions/convey.ts'
import { fileComplaint } from '../../shared/actions/file-complaint.ts'
import type { Queue, SendOutcome, SmsGateway } from '../../shared/actions/ports.ts'
import { messageFor, reactionsToEvent } from '../../shared/actions/react.ts'
import { sendMessage, sweepMessages } from '../../shared/actions/send-message.ts'
import type { Message } from '../../shared/domain/message.ts'
import type { PhoneNumber } from '../../shared/domain/phone-number.ts'
import { createFeed } from '../../shared/store/feed.ts'
import { readEvent, readEventContext } from '../../shared/store/items.ts'
import { figuresKey, messageKey } from '../../shared/store/keys.ts'
import { createLedger } from '../../shared/store/ledger.ts'
import { createMessages } from '../../shared/store/messages.ts'
import { createOfficers } from '../../shared/store/staff.ts'
import { submission } from '../builders/complaints.ts'
import { startLine } from '../builders/line.ts'

let line: Awaited<ReturnType<typeof startLine>>
let messages: ReturnType<typeof createMessages>
beforeAll(async () => {
  line = await startLine()
  messages = createMessages(line.tables)
})
afterAll(() => line.stop())

const phone = '+22370000777' as PhoneNumber
const known = async () => {
  const contactId = line.world.contactIdOf(phone)
  await line.line.contacts.patch({ contactId, phone }, { optedOutAt: null })
  return contactId
}

/** A gateway that says what it is told to, and notes what it was asked. */
function gatewayThat(...outcomes: SendOutcome[]) {
  const asked: string[] = []
  const gateway: SmsGateway = {
    async send(text, recipients) {
      asked.push(text)
      const outcome = outcomes.length > 1 ? outcomes.shift() : outcomes[0]
      return new Map(recipients.map((to) => [to, outcome ?? { outcome: 'unknown', reason: 'nothing said' }]))
    },
    balance: async () => 'XOF 1.0000',
  }
  return { gateway, asked }
}

let count = 0
async function queued(more: Partial<Message> = {}): Promise<Message & { pk: string; sk: string }> {
  count += 1
  const contactId = await known()
  const message: Message = {
    ...messageFor({
      messageId: `m${count}`,
      contactId,
      purpose: 'receipt',
      text: `Dossier ${count}`,
      language: 'fr',
      at: line.world.now().toISOString(),
    }),
    ...more,
  }
  await messages.putMessage(message)
  return {
    ...message,
    ...messageKey({ kind: 'elsewhere', id: message.messageId }, message.createdAt, message.messageId),
  }
}
const sender = (gateway: SmsGateway) => ({
  world: line.world,
  messages,
  contacts: line.line.contacts,
  officers: createOfficers(line.tables),
  gateway,
})
const stateOf = async (message: { pk: string; sk: string }) => (await messages.read(message))?.state
const queueOf = (): Queue & { bodies: string[] } => {
  const bodies: string[] = []
  return { bodies, put: async (more) => void bodies.push(...more) }
}
const sweep = () => {
  const queue = queueOf()
  return sweepMessages({ messages, world: line.world, queue }).then((swept) => ({
    ...swept,
    bodies: queue.bodies,
  }))
}

describe('a message', () => {
  test('that the gateway takes is sent once, however often its key comes', async () => {
    const message = await queued()
    const { gateway, asked } = gatewayThat({
      outcome: 'accepted',
      gatewayId: 'ATXid_1',
      cost: 'XOF 12.0000',
      parts: 1,
    })
    const done = await Promise.all([1, 2, 3].map(() => sendMessage(sender(gateway), message)))
    expect(done.filter((sent) => sent === 'sent')).toHaveLength(1)
    expect(asked).toHaveLength(1)
    expect(await stateOf(message)).toBe('sent')
  })

  test('that it refuses for good is failed, with the reason kept', async () => {
    const message = await queued()
    await sendMessage(
      sender(gatewayThat({ outcome: 'refused', reason: 'InvalidPhoneNumber' }).gateway),
      message,
    )
    expect(await messages.read(message)).toMatchObject({ state: 'failed', reason: 'InvalidPhoneNumber' })
  })

  test('that cannot leave now waits, comes back by the sweep, and leaves', async () => {
    const message = await queued()
    const { gateway, asked } = gatewayThat(
      { outcome: 'try-later', reason: '503' },
      { outcome: 'accepted', gatewayId: 'ATXid_2' },
    )
    expect(await sendMessage(sender(gateway), message)).toBe('later')
    line.world.pass(2)
    expect((await sweep()).bodies.map((body) => JSON.parse(body).sk)).toContain(message.sk)
    expect(await sendMessage(sender(gateway), message)).toBe('sent')
    expect(asked).toHaveLength(2)
  })

  test('whose fate nobody knows is left alone, then a harmless one is sent once more, and no more', async () => {
    const message = await queued()
    const { gateway, asked } = gatewayThat({ outcome: 'unknown', reason: 'timeout' })
    await sendMessage(sender(gateway), message)
    line.world.pass(5)
    expect((await sweep()).bodies.some((body) => body.includes(message.messageId))).toBe(false)
    line.world.pass(15)
    expect((await sweep()).bodies.some((body) => body.includes(message.messageId))).toBe(true)
    await sendMessage(sender(gateway), message)
    line.world.pass(60)
    expect((await sweep()).bodies.some((body) => body.includes(message.messageId))).toBe(false)
    expect(asked).toHaveLength(2)
    expect(await stateOf(message)).toBe('unknown')
  })

  test('that carries an answer and whose fate nobody knows is never sent twice', async () => {
    const message = await queued({ purpose: 'answer' })
    const { gateway, asked } = gatewayThat({ outcome: 'unknown', reason: 'timeout' })
    await sendMessage(sender(gateway), message)
    for (let hour = 0; hour < 3; hour += 1) {
      line.world.pass(60)
      await sweep()
      await sendMessage(sender(gateway), message)
    }
    expect(asked).toHaveLength(1)
  })

  test('whose report comes without its own answer having come is told delivered, not sent again', async () => {
    const message = await queued()
    const { gateway, asked } = gatewayThat({ outcome: 'unknown', reason: 'dropped' })
    await sendMessage(sender(gateway), message)
    const contactId = line.world.contactIdOf(phone)
    await messages.report(
      { gatewayId: 'ATXid_stray', contactId, state: 'delivered', word: 'Success' },
      line.world.now(),
    )
    line.world.pass(16)
    await sweep()
    expect(await stateOf(message)).toBe('delivered')
    expect(asked).toHaveLength(1)
  })

  test('that was being sent when everything stopped is not sent again blindly', async () => {
    const message = await queued({ purpose: 'answer' })
    const read = await messages.read(message)
    if (read) await messages.claim(read, line.world.now())
    line.world.pass(3)
    await sweep()
    expect(await stateOf(message)).toBe('unknown')
  })

  test('to somebody who said STOP is not sent, unless it answers their own SMS', async () => {
    const contactId = await known()
    const [receipt, reply] = [await queued(), await queued({ purpose: 'reply' })]
    await line.line.contacts.patch({ contactId, phone }, { optedOutAt: line.world.now().toISOString() })
    const { gateway, asked } = gatewayThat({ outcome: 'accepted', gatewayId: 'ATXid_3' })
    expect(await sendMessage(sender(gateway), receipt)).toBe('suppressed')
    expect(await sendMessage(sender(gateway), reply)).toBe('sent')
    expect(asked).toHaveLength(1)
  })
})

describe('a delivery report', () => {
  const report = (gatewayId: string, state: Message['state'] | undefined, word: string) =>
    messages.report({ gatewayId, word, ...(state ? { state } : {}) }, line.world.now())

  test('moves a message forward and never back; a word nobody knows is kept and moves nothing', async () => {
    const message = await queued()
    await sendMessage(sender(gatewayThat({ outcome: 'accepted', gatewayId: 'ATXid_4' }).gateway), message)
    expect(await report('ATXid_4', 'delivered', 'Success')).toBe('moved')
    expect(await report('ATXid_4', 'sent', 'Buffered')).toBe('unmoved')
    expect(await report('ATXid_4', 'failed', 'Failed')).toBe('unmoved')
    expect(await report('ATXid_4', undefined, 'Teleported')).toBe('unmoved')
    expect(await messages.read(message)).toMatchObject({ state: 'delivered', gatewayWord: 'Teleported' })
  })

  test('that is faster than the gateway’s own answer is applied when that comes', async () => {
    const message = await queued()
    expect(await report('ATXid_5', 'delivered', 'Success')).toBe('kept')
    await sendMessage(sender(gatewayThat({ outcome: 'accepted', gatewayId: 'ATXid_5' }).gateway), message)
    expect(await stateOf(message)).toBe('delivered')
  })
})

test('what follows from an event follows once, though the event is delivered twice and at once', async () => {
  const contactId = await known()
  const { complaint } = await fileComplaint(line.line, submission({ contactId, category: '5.1' }), {
    kind: 'complainant',
  })
  const read = () =>
    line.tables.client.send(
      new QueryCommand({
        TableName: line.tables.main,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': `C#${complaint.complaintId}` },
      }),
    )
  const item = ((await read()).Items ?? []).find((found) => found.kind === 'event') ?? {}
  const event = readEvent(item)
  const conveyor = {
    messages,
    contacts: line.line.contacts,
    officers: createOfficers(line.tables),
    ledger: createLedger(line.tables),
    feed: createFeed(line.tables, () => new Date(event.at)),
    consoleUrl: 'https://jigikan.example',
  }
  const react = () =>
    convey(
      conveyor,
      event.eventId,
      event.at,
      reactionsToEvent(event, readEventContext(item), { code: '*384#' }),
    )
  await react()
  await Promise.all([react(), react()])
  expect(((await read()).Items ?? []).filter((found) => found.kind === 'message')).toHaveLength(1)
  const day = event.at.slice(0, 10)
  const { Item } = await line.tables.client.send(
    new GetCommand({
      TableName: line.tables.main,
      Key: { ...figuresKey('unit:ngo:jigisemejiri', `${day}#ML07#jigisemejiri`) },
    }),
  )
  expect(Item).toMatchObject({ received: 1, 'received.category:5.1': 1 })
})
