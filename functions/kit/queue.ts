/** A queue, spoken to with the real SQS client, ten bodies a call. */
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs'
import type { Queue } from '../../shared/actions/ports.ts'

const batchSize = 10

export const createSqs = (endpoint: string | undefined): SQSClient =>
  new SQSClient({
    ...(endpoint
      ? { endpoint, region: 'eu-west-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } }
      : {}),
    maxAttempts: 3,
  })

export function createQueue(url: string, endpoint?: string): Queue {
  const client = createSqs(endpoint)
  return {
    async put(bodies) {
      for (let start = 0; start < bodies.length; start += batchSize) {
        const Entries = bodies
          .slice(start, start + batchSize)
          .map((MessageBody, index) => ({ Id: String(index), MessageBody }))
        const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }))
        if (Failed.length > 0)
          throw new Error(`${Failed.length} of ${Entries.length} messages could not be queued`)
      }
    },
  }
}
