/**
 * Drives a function with a queue, as Lambda's event source mapping does on AWS: messages in batches, the failed ones
 * back after a delay, the others deleted. How often one may fail before it is a dead letter is the queue's own rule.
 */

import { setTimeout as pause } from 'node:timers/promises'
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs'
import type { SQSEvent, SQSMessageAttributes, SQSRecord, SQSRecordAttributes } from 'aws-lambda'
import { failedItems } from './batch-answer.ts'
import { invoke, kindOf, type RunnableFunction } from './invoke.ts'

export interface QueuePumpOptions {
  readonly client: SQSClient
  readonly queueUrl: string
  readonly queueArn: string
  readonly to: RunnableFunction<SQSEvent>
  /** At most 10, as SQS gives. */
  readonly batchSize: number
  /** Until a failed message is seen again; a fraction will do here. */
  readonly retryDelaySeconds: number
  /** Batches handled at the same time. */
  readonly concurrency?: number
  readonly log?: (line: string) => void
  /** A batch was handled: what it wrote can be looked for. */
  readonly onHandled?: () => void
}
export interface QueuePump {
  /** Lets the batches in hand finish, then stops: within a second, or as long as the handler takes. */
  stop(): Promise<void>
}

const attributesOf = (message: Message): SQSMessageAttributes =>
  Object.fromEntries(
    Object.entries(message.MessageAttributes ?? {}).map(([name, value]) => [
      name,
      {
        dataType: value.DataType ?? 'String',
        ...(value.StringValue !== undefined && { stringValue: value.StringValue }),
        ...(value.BinaryValue && { binaryValue: Buffer.from(value.BinaryValue).toString('base64') }),
      },
    ]),
  )

const recordOf = (message: Message, queueArn: string): SQSRecord => ({
  messageId: message.MessageId ?? '',
  receiptHandle: message.ReceiptHandle ?? '',
  body: message.Body ?? '',
  attributes: { ...message.Attributes } as unknown as SQSRecordAttributes,
  messageAttributes: attributesOf(message),
  md5OfBody: message.MD5OfBody ?? '',
  eventSource: 'aws:sqs',
  eventSourceARN: queueArn,
  awsRegion: queueArn.split(':')[3] ?? '',
})

export const startQueuePump = (options: QueuePumpOptions): QueuePump => {
  const { client, queueUrl: QueueUrl, queueArn, to, batchSize, concurrency = 1 } = options
  const { log = () => undefined } = options
  // The engine cannot make a message visible at once when it keeps its messages on disk; a moment it can.
  const retryDelaySeconds = Math.max(options.retryDelaySeconds, 0.05)
  const stopping = new AbortController()
  const { signal } = stopping

  const failedOf = async (records: SQSRecord[]): Promise<Set<string>> => {
    const everyId = new Set(records.map(({ messageId }) => messageId))
    try {
      const failed = failedItems(await invoke(to, { Records: records }))
      // Lambda takes an identifier that it did not give for a failure of the whole batch.
      return failed === 'all' || failed.some((id) => !everyId.has(id)) ? everyId : new Set(failed)
    } catch (fault) {
      log(`${to.name}: a batch of ${records.length} failed (${kindOf(fault)})`)
      return everyId
    }
  }

  const handle = async (messages: Message[]) => {
    const records = messages.map((message) => recordOf(message, queueArn))
    const failed = await failedOf(records)
    const handled = records.filter(({ messageId }) => !failed.has(messageId))
    if (handled.length > 0) {
      await client.send(
        new DeleteMessageBatchCommand({
          QueueUrl,
          Entries: handled.map(({ receiptHandle: ReceiptHandle }, at) => ({ Id: String(at), ReceiptHandle })),
        }),
      )
    }
    for (const { messageId, receiptHandle: ReceiptHandle } of records) {
      if (!failed.has(messageId)) continue
      await client.send(
        new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: retryDelaySeconds }),
      )
    }
  }

  /** Batches in hand, as many as there may be at once. */
  const inHand = new Set<Promise<void>>()
  const pump = async () => {
    while (!signal.aborted) {
      try {
        // Never cut short: the engine would hand messages to a poll that nobody reads any more.
        const { Messages = [] } = await client.send(
          new ReceiveMessageCommand({
            QueueUrl,
            MaxNumberOfMessages: batchSize,
            WaitTimeSeconds: 1,
            MessageSystemAttributeNames: ['All'],
            MessageAttributeNames: ['All'],
          }),
        )
        if (Messages.length === 0) continue
        const handling = handle(Messages)
          .catch((fault) => log(`${to.name}: its queue cannot be told of what is done (${kindOf(fault)})`))
          .finally(() => {
            inHand.delete(handling)
            options.onHandled?.()
          })
        inHand.add(handling)
        if (inHand.size >= concurrency) await Promise.race(inHand)
      } catch (fault) {
        if (signal.aborted) return
        log(`${to.name}: its queue cannot be read now (${kindOf(fault)}); trying on`)
        await pause(500, undefined, { signal }).catch(() => undefined)
      }
    }
  }
  const pumping = pump().then(() => Promise.all(inHand))
  return {
    stop: async () => {
      stopping.abort()
      await pumping
    },
  }
}
