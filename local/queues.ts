/**
 * The queues of this machine: an SQS that answers on a port of its own, each queue with its dead letters. With a data
 * folder, what was sent is still there after a restart or a kill.
 */

import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs'
import { type FauxqsServer, startFauxqs } from 'fauxqs'
import { localClientOptions } from './local-client.ts'

export interface QueueSheet {
  readonly visibilitySeconds: number
  readonly maxReceives: number
}
export interface DeadMessage {
  readonly messageId: string
  readonly body: string
  readonly sentAt: string
}
export interface Queues {
  readonly endpoint: string
  /** A client for it; closed by `stop`. */
  readonly client: SQSClient
  urlOf(name: string): string
  arnOf(name: string): string
  /** How many messages wait or are being handled, dead ones apart. */
  depth(name: string): number
  /** How many of them are being handled. */
  inHand(name: string): number
  deadLetters(name: string): DeadMessage[]
  /** Sends the dead letters of a queue through it again. How many. */
  redrive(name: string): Promise<number>
  stop(): Promise<void>
}

const region = 'eu-west-1'

/** The engine listens on every address of the machine; only this machine is let in. */
const letInOnlyThisMachine = (port: () => number) => {
  const check = (message: unknown) => {
    const { socket } = message as { socket: Socket }
    const isLoopback = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(socket.remoteAddress ?? '')
    if (socket.localPort === port() && !isLoopback) socket.destroy()
  }
  subscribe('net.server.socket', check)
  return () => unsubscribe('net.server.socket', check)
}

const ensureQueue = async (
  server: FauxqsServer,
  client: SQSClient,
  name: string,
  url: string,
  sheet: QueueSheet,
) => {
  const dead = `${name}-dead`
  const deadArn = server.inspectQueue(dead)?.arn ?? server.createQueue(dead).queueArn
  const attributes = {
    VisibilityTimeout: String(sheet.visibilitySeconds),
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: deadArn, maxReceiveCount: sheet.maxReceives }),
  }
  const present = server.inspectQueue(name)
  if (!present) {
    server.createQueue(name, { attributes })
    return
  }
  await client.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: attributes }))
  // Whoever held these died with the last run: they need not wait for its time-out.
  for (const { receiptHandle } of present.messages.inflight) {
    await client.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: url,
        ReceiptHandle: receiptHandle,
        VisibilityTimeout: 1,
      }),
    )
  }
}

export const startQueues = async (options: {
  readonly queues: Readonly<Record<string, QueueSheet>>
  readonly dataFolder?: string
  /** Buckets of a file store that answers at the same address, and where it keeps what is in them. */
  readonly buckets?: readonly string[]
  readonly filesFolder?: string
}): Promise<Queues> => {
  let port = -1
  const letAllIn = letInOnlyThisMachine(() => port)
  const server = await startFauxqs({
    port: 0,
    logger: false,
    defaultRegion: region,
    ...(options.filesFolder && { s3StorageDir: options.filesFolder }),
    ...(options.dataFolder && { dataDir: join(options.dataFolder, 'queues') }),
  })
  port = server.port
  for (const bucket of options.buckets ?? []) server.createBucket(bucket)
  const endpoint = `http://127.0.0.1:${port}`
  const client = new SQSClient(localClientOptions(endpoint))
  const urlOf = (name: string) => `${endpoint}/000000000000/${name}`
  const look = (name: string) => {
    const seen = server.inspectQueue(name)
    if (!seen) throw new Error(`There is no queue ${name}`)
    return seen
  }
  for (const [name, sheet] of Object.entries(options.queues))
    await ensureQueue(server, client, name, urlOf(name), sheet)

  const everyMessage = (name: string) => {
    const { ready, delayed, inflight } = look(name).messages
    return [...ready, ...delayed, ...inflight.map(({ message }) => message)]
  }
  return {
    endpoint,
    client,
    urlOf,
    arnOf: (name) => look(name).arn,
    depth: (name) => everyMessage(name).length,
    inHand: (name) => look(name).messages.inflight.length,
    deadLetters: (name) =>
      everyMessage(`${name}-dead`).map(({ messageId, body, sentTimestamp }) => ({
        messageId,
        body,
        sentAt: new Date(sentTimestamp).toISOString(),
      })),
    redrive: async (name) => {
      const deadUrl = urlOf(`${name}-dead`)
      let moved = 0
      for (;;) {
        const { Messages = [] } = await client.send(
          new ReceiveMessageCommand({
            QueueUrl: deadUrl,
            MaxNumberOfMessages: 10,
            MessageAttributeNames: ['All'],
          }),
        )
        if (Messages.length === 0) return moved
        for (const { Body, MessageAttributes, ReceiptHandle } of Messages) {
          // Sent before it is deleted: a crash in between doubles it, which handlers bear; the other way loses it.
          await client.send(
            new SendMessageCommand({
              QueueUrl: urlOf(name),
              MessageBody: Body,
              ...(MessageAttributes && { MessageAttributes }),
            }),
          )
          await client.send(new DeleteMessageCommand({ QueueUrl: deadUrl, ReceiptHandle }))
          moved += 1
        }
      }
    },
    stop: async () => {
      client.destroy()
      await server.stop()
      letAllIn()
    },
  }
}
