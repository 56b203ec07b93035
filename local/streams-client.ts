/** The few calls of the DynamoDB Streams API that reading a stream takes, on an engine of this machine. */
import type { DynamoDBRecord } from 'aws-lambda'
import * as z from 'zod'

/** What the engine refused, by the last part of its `__type`, e.g. `TrimmedDataAccessException`. */
export class StreamsFault extends Error {
  override readonly name = 'StreamsFault'
  readonly type: string
  constructor(type: string, message: string) {
    super(`${type}: ${message}`)
    this.type = type
  }
}

export interface Shard {
  readonly shardId: string
  readonly parentId: string | undefined
}
/** A record as Lambda hands it on, with the one field that reading goes by. */
export type StreamedRecord = DynamoDBRecord & { dynamodb: { SequenceNumber: string } }

const faultSchema = z.object({
  __type: z.string(),
  message: z.string().optional(),
  Message: z.string().optional(),
})
const descriptionSchema = z.object({
  StreamDescription: z.object({
    Shards: z.array(z.object({ ShardId: z.string(), ParentShardId: z.string().optional() })).optional(),
    LastEvaluatedShardId: z.string().optional(),
  }),
})
const iteratorSchema = z.object({ ShardIterator: z.string() })
const recordsSchema = z.object({
  Records: z.array(
    z.custom<StreamedRecord>(
      (record) =>
        typeof (record as { dynamodb?: { SequenceNumber?: unknown } } | undefined)?.dynamodb
          ?.SequenceNumber === 'string',
    ),
  ),
  NextShardIterator: z.string().nullish(),
})

export interface StreamsClient {
  shards(streamArn: string): Promise<Shard[]>
  /** An iterator behind `after`, or at the oldest record kept. */
  iterator(streamArn: string, shardId: string, after: string | undefined): Promise<string>
  /** `next` is undefined when the shard is closed and read to its end. */
  records(iterator: string, limit: number): Promise<{ records: StreamedRecord[]; next: string | undefined }>
}

export const streamsClient = (endpoint: string): StreamsClient => {
  const call = async <T>(operation: string, input: object, answerSchema: z.ZodType<T>): Promise<T> => {
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `DynamoDBStreams_20120810.${operation}`,
        'x-amz-date': new Date().toISOString().replaceAll(/[-:]|\.\d+/g, ''),
        // Local engines want the form of a signature and do not check it.
        authorization:
          'AWS4-HMAC-SHA256 Credential=local/20260101/eu-west-1/dynamodb/aws4_request, ' +
          'SignedHeaders=host;x-amz-date;x-amz-target, Signature=0',
      },
      body: JSON.stringify(input),
      signal: AbortSignal.timeout(10_000),
    })
    const body: unknown = await answer.json()
    if (answer.ok) return answerSchema.parse(body)
    const fault = faultSchema.safeParse(body).data
    const type = fault?.__type.split('#').at(-1) ?? `Http${answer.status}`
    throw new StreamsFault(type, fault?.message ?? fault?.Message ?? '')
  }
  return {
    shards: async (StreamArn) => {
      const shards: Shard[] = []
      let ExclusiveStartShardId: string | undefined
      do {
        const { StreamDescription: page } = await call(
          'DescribeStream',
          { StreamArn, ExclusiveStartShardId },
          descriptionSchema,
        )
        for (const shard of page.Shards ?? [])
          shards.push({ shardId: shard.ShardId, parentId: shard.ParentShardId })
        ExclusiveStartShardId = page.LastEvaluatedShardId
      } while (ExclusiveStartShardId)
      return shards
    },
    iterator: async (StreamArn, ShardId, after) => {
      const from =
        after === undefined
          ? { ShardIteratorType: 'TRIM_HORIZON' }
          : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after }
      const answer = await call('GetShardIterator', { StreamArn, ShardId, ...from }, iteratorSchema)
      return answer.ShardIterator
    },
    records: async (ShardIterator, Limit) => {
      const answer = await call('GetRecords', { ShardIterator, Limit }, recordsSchema)
      return { records: answer.Records, next: answer.NextShardIterator ?? undefined }
    },
  }
}
