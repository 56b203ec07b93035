import { networkInterfaces } from 'node:os'
import { SendMessageCommand } from '@aws-sdk/client-sqs'
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import { afterEach, expect, test } from 'vitest'
import { type QueuePump, startQueuePump } from '../../local/queue-pump.ts'
import { type Queues, startQueues } from '../../local/queues.ts'
import { eventually, newDataFolder } from '../builders/data-folder.ts'

const sheets = { letters: { visibilitySeconds: 60, maxReceives: 3 } }

const tidy: (() => unknown)[] = []
afterEach(async () => {
  for (const undo of tidy.splice(0).reverse()) await undo()
})
const folder = async () => {
  const { path, remove } = await newDataFolder()
  tidy.push(remove)
  return path
}
const start = async (dataFolder?: string) => {
  const queues = await startQueues({ queues: sheets, ...(dataFolder && { dataFolder }) })
  tidy.push(queues.stop)
  return queues
}
const send = (queues: Queues, body: string) =>
  queues.client.send(
    new SendMessageCommand({
      QueueUrl: queues.urlOf('letters'),
      MessageBody: body,
      MessageAttributes: { urgent: { DataType: 'String', StringValue: 'yes' } },
    }),
  )
const pump = (
  queues: Queues,
  handler: (event: SQSEvent) => Promise<SQSBatchResponse | undefined>,
  concurrency = 1,
): QueuePump => {
  const running = startQueuePump({
    client: queues.client,
    queueUrl: queues.urlOf('letters'),
    queueArn: queues.arnOf('letters'),
    to: { name: 'reader', sheet: { timeoutSeconds: 2, memoryMb: 128 }, handler },
    batchSize: 10,
    retryDelaySeconds: 0,
    concurrency,
  })
  tidy.push(running.stop)
  return running
}
const isEmpty = (queues: Queues) => () => queues.depth('letters') === 0

test('a handler gets what was sent, in the shape that Lambda gives, and it is gone afterwards', async () => {
  const queues = await start()
  const events: SQSEvent[] = []
  await send(queues, 'hello')
  pump(queues, async (event) => {
    events.push(event)
    return undefined
  })
  await eventually('the queue is empty', isEmpty(queues))
  expect(events).toHaveLength(1)
  expect(events[0]?.Records).toMatchObject([
    {
      messageId: expect.any(String),
      receiptHandle: expect.any(String),
      body: 'hello',
      attributes: { ApproximateReceiveCount: '1', SentTimestamp: expect.any(String) },
      messageAttributes: { urgent: { dataType: 'String', stringValue: 'yes' } },
      md5OfBody: expect.any(String),
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:eu-west-1:000000000000:letters',
      awsRegion: 'eu-west-1',
    },
  ])
})

test('only the messages reported as failed come again, with their count', async () => {
  const queues = await start()
  for (const body of ['good', 'late']) await send(queues, body)
  const receives: string[] = []
  pump(queues, async ({ Records }) => {
    const failed = Records.filter(
      ({ body, attributes }) => body === 'late' && Number(attributes.ApproximateReceiveCount) < 3,
    )
    for (const { body, attributes } of Records) receives.push(`${body} ${attributes.ApproximateReceiveCount}`)
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) }
  })
  await eventually('the queue is empty', isEmpty(queues))
  expect(receives.sort()).toEqual(['good 1', 'late 1', 'late 2', 'late 3'])
  expect(queues.deadLetters('letters')).toEqual([])
})

test('what fails too often is a dead letter, and passes when it is sent again after the repair', async () => {
  const queues = await start()
  for (const body of ['one', 'two']) await send(queues, body)
  let isMended = false
  const passed: string[] = []
  pump(queues, async ({ Records }) => {
    if (!isMended) throw new Error('down')
    passed.push(...Records.map(({ body }) => body))
    return undefined
  })
  await eventually('both are dead', () => queues.deadLetters('letters').length === 2)
  expect(queues.deadLetters('letters').map(({ body }) => body)).toEqual(
    expect.arrayContaining(['one', 'two']),
  )
  isMended = true
  expect(await queues.redrive('letters')).toBe(2)
  await eventually('both passed', () => passed.length === 2)
  expect(queues.deadLetters('letters')).toEqual([])
})

test('an answer that Lambda would not understand fails the whole batch', async () => {
  const queues = await start()
  await send(queues, 'hello')
  let receives = 0
  pump(queues, async () => {
    receives += 1
    return receives === 1 ? { batchItemFailures: [{ itemIdentifier: 'not one of ours' }] } : undefined
  })
  await eventually('the queue is empty', isEmpty(queues))
  expect(receives).toBe(2)
})

test('several batches are handled at a time when asked to', async () => {
  const queues = await start()
  let inHand = 0
  let most = 0
  pump(
    queues,
    async () => {
      inHand += 1
      most = Math.max(most, inHand)
      await new Promise((resolve) => setTimeout(resolve, 100))
      inHand -= 1
      return undefined
    },
    3,
  )
  for (let n = 0; n < 12; n++) await send(queues, `${n}`)
  await eventually('the queue is empty', isEmpty(queues))
  expect(most).toBeGreaterThan(1)
})

test('what was sent, what was in hand and what died survive a restart', async () => {
  const dataFolder = await folder()
  const first = await startQueues({ queues: sheets, dataFolder })
  await send(first, 'dead')
  const dying = pump(first, async () => {
    throw new Error('down')
  })
  await eventually('it is dead', () => first.deadLetters('letters').length === 1)
  await dying.stop()
  await send(first, 'in hand')
  pump(first, () => new Promise(() => undefined))
  await eventually('it is taken', () => first.inHand('letters') === 1)
  await send(first, 'waiting')
  await first.stop()

  const second = await start(dataFolder)
  expect(second.deadLetters('letters')).toMatchObject([{ body: 'dead' }])
  const seen: string[] = []
  pump(second, async ({ Records }) => {
    seen.push(...Records.map(({ body }) => body))
    return undefined
  })
  await eventually('both arrived', () => seen.length === 2)
  expect(seen.sort()).toEqual(['in hand', 'waiting'])
})

const outsideAddress = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .find(({ internal, family }) => !internal && family === 'IPv4')?.address

test.skipIf(!outsideAddress)('other machines are not let in', async () => {
  const queues = await start()
  const { port } = new URL(queues.endpoint)
  expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(200)
  await expect(fetch(`http://${outsideAddress}:${port}/health`)).rejects.toThrow()
})
