/** The middy stack of batches: each record on its own; those that failed are reported one by one and come again. */
import middy from '@middy/core'
import type {
  Context,
  DynamoDBRecord,
  DynamoDBStreamEvent,
  SQSBatchResponse,
  SQSEvent,
  SQSRecord,
} from 'aws-lambda'
import type { Log } from './log.ts'

/** Queue records have no order among them: all are tried. `serve` resolves to false to have the record come again. */
export function queueBatch(log: () => Log, serve: (record: SQSRecord, context: Context) => Promise<boolean>) {
  return middy<SQSEvent, SQSBatchResponse>().handler(async ({ Records }, context) => {
    const tried = await Promise.all(
      Records.map(async (record) => {
        try {
          return (await serve(record, context)) ? undefined : record.messageId
        } catch (error) {
          log().fault('record failed', error, { messageId: record.messageId })
          return record.messageId
        }
      }),
    )
    const failed = tried.filter((messageId) => messageId !== undefined)
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) }
  })
}

/**
 * Stream records come again from the first that failed, so the rest of the batch is not wasted: the records of one item
 * stay in order, different items do not wait for each other.
 */
export function streamBatch(log: () => Log, serve: (record: DynamoDBRecord) => Promise<void>) {
  return middy<DynamoDBStreamEvent, SQSBatchResponse>().handler(async ({ Records }) => {
    const lanes = new Map<string, DynamoDBRecord[]>()
    for (const record of Records) {
      const key = JSON.stringify(record.dynamodb?.Keys?.pk)
      lanes.set(key, [...(lanes.get(key) ?? []), record])
    }
    const failures = await Promise.all(
      [...lanes.values()].map(async (lane) => {
        for (const record of lane) {
          try {
            await serve(record)
          } catch (error) {
            log().fault('record failed', error, { eventId: record.eventID })
            return record.dynamodb?.SequenceNumber
          }
        }
        return undefined
      }),
    )
    const failed = failures.filter((sequence) => sequence !== undefined)
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) }
  })
}
