/** Dead letters of the queues: how many there are, and the way back. */
import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs'
import type { DeadLetters } from '../../shared/actions/ports.ts'
import { Refusal } from '../../shared/domain/refusal.ts'
import { createSqs } from './queue.ts'

const batchSize = 10
const mostAtOnce = 500

/** By the naming of the house: the dead letters of `…/sms-outbound` lie in `…/sms-outbound-dead`. */
const deadUrl = (url: string): string => `${url}-dead`

export function createDeadLetters(urls: Readonly<Record<string, string>>, endpoint?: string): DeadLetters {
  const client = createSqs(endpoint)
  return {
    count: () =>
      Promise.all(
        Object.entries(urls).map(async ([queue, url]) => {
          const { Attributes } = await client.send(
            new GetQueueAttributesCommand({
              QueueUrl: deadUrl(url),
              AttributeNames: ['ApproximateNumberOfMessages'],
            }),
          )
          return { queue, count: Number(Attributes?.ApproximateNumberOfMessages ?? 0) }
        }),
      ),

    async redrive(queue) {
      const url = Object.hasOwn(urls, queue) ? urls[queue] : undefined
      if (!url) throw new Refusal('invalid', 'There is no such queue.', { fields: { queue: 'unknown' } })
      let moved = 0
      while (moved < mostAtOnce) {
        const { Messages = [] } = await client.send(
          new ReceiveMessageCommand({
            QueueUrl: deadUrl(url),
            MaxNumberOfMessages: batchSize,
            WaitTimeSeconds: 0,
          }),
        )
        if (Messages.length === 0) return moved
        for (const { Body, ReceiptHandle } of Messages) {
          // Sent before it is deleted: a crash between leaves two, and a message is claimed by one sender only.
          await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: Body ?? '' }))
          await client.send(new DeleteMessageCommand({ QueueUrl: deadUrl(url), ReceiptHandle }))
          moved += 1
        }
      }
      return moved
    },
  }
}
