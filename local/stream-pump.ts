/**
 * Drives a function with a table's stream, as Lambda's event source mapping does on AWS: every record at least once,
 * in order within a shard, a parent shard before its children. The place reached is on disk after each step, so a
 * restart goes on from there; without a place, or with one that the engine no longer knows, it starts at the oldest
 * record kept, unless it is told to pass over what was only put there.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { failedItems } from './batch-answer.ts'
import { invoke, kindOf } from './invoke.ts'
import { napper } from './nap.ts'
import { openPlace, type Place } from './stream-checkpoint.ts'
import { type StreamDeadLetter, streamDeadLetters } from './stream-dead-letters.ts'
import { deliver, type StreamFunction } from './stream-delivery.ts'
import { type StreamedRecord, type StreamsClient, StreamsFault, streamsClient } from './streams-client.ts'

export interface StreamPumpOptions {
  readonly endpoint: string
  readonly tableName: string
  readonly streamArn: string
  readonly dataFolder: string
  readonly to: StreamFunction
  /** New items of these kinds are handed on, as the filter of the event source does; without it, everything. */
  readonly kinds?: readonly string[]
  readonly batchSize: number
  readonly maxRetries: number
  readonly retryDelayMs?: (attempt: number) => number
  /**
   * Where to begin with a stream of which nothing was read yet: at its oldest record, or behind its latest. What is
   * passed over so is passed over for good: the place is on disk when the pump has started.
   */
  readonly startAt?: 'oldest' | 'latest'
  /** One line, without anything a person said. */
  readonly log?: (line: string) => void
}
export interface StreamPump {
  /** Looks at once instead of at the next turn: called when something was probably written. */
  nudge(): void
  /** Resolves when everything written before the call is done with. */
  settled(): Promise<void>
  deadLetters(): Promise<StreamDeadLetter[]>
  /** Hands every dead letter to the function again, alone; those that fail again stay. How many passed. */
  redrive(): Promise<number>
  /** Lets the batch in hand finish, then stops. */
  stop(): Promise<void>
}

const discoverEveryMs = 5000
/** Quick while there is traffic, five looks a second when there has been none for a while. */
const lookAgainMs = (quietMs: number) => (quietMs < 300 ? 20 : quietMs < 10_000 ? 100 : 200)
const defaultRetryDelayMs = (attempt: number) => Math.min(50 * 2 ** (attempt - 1), 2000)

const mostRecords = 1000
/** Most of what is read is nobody's business: so much is read at once, and handed on in batches. */
const readAhead = 200

/** Reads on to the present end of every shard and hands nothing on. */
const passOver = async (client: StreamsClient, streamArn: string, place: Place): Promise<void> => {
  const reached = new Map<string, string>()
  for (const { shardId } of await client.shards(streamArn)) {
    let iterator: string | undefined = await client.iterator(streamArn, shardId, undefined)
    while (iterator !== undefined) {
      const { records, next } = await client.records(iterator, mostRecords)
      const last = records.at(-1)
      if (!last) break
      reached.set(shardId, last.dynamodb.SequenceNumber)
      iterator = next
    }
  }
  await place.moveAll(reached)
}

export const startStreamPump = async (options: StreamPumpOptions): Promise<StreamPump> => {
  const { endpoint, tableName, streamArn, dataFolder, to, batchSize, maxRetries } = options
  const { retryDelayMs = defaultRetryDelayMs, log = () => undefined } = options
  const client = streamsClient(endpoint)
  const letters = streamDeadLetters(dataFolder)
  const stopping = new AbortController()
  const { signal } = stopping

  const place = await openPlace(dataFolder, tableName, streamArn)
  if (options.startAt === 'latest' && place.isNew) await passOver(client, streamArn, place)
  const reading = new Map<string, Promise<void>>()
  /** Who waits for `settled`, with the shards that were seen empty since. */
  const waiting = new Set<{ readonly emptied: Set<string>; readonly done: () => void }>()
  const { nap, nudge } = napper()

  const kinds = options.kinds && new Set(options.kinds)
  const isWanted = ({ eventName, dynamodb }: StreamedRecord): boolean =>
    !kinds || (eventName === 'INSERT' && kinds.has(dynamodb.NewImage?.kind?.S ?? ''))

  const onDead = async (record: StreamedRecord, why: string) => {
    await letters.add({
      id: `${streamArn}/${record.dynamodb.SequenceNumber}`,
      functionName: to.name,
      why,
      diedAt: new Date().toISOString(),
      record,
    })
    log(`${to.name}: a stream record went to the dead letters (${why})`)
  }

  const iteratorFor = async (shardId: string) => {
    try {
      return await client.iterator(streamArn, shardId, place.reached(shardId))
    } catch (fault) {
      if (!(fault instanceof StreamsFault) || place.reached(shardId) === undefined) throw fault
      log(`${tableName}: the place reached in its stream is no longer known; reading what is kept`)
      return client.iterator(streamArn, shardId, undefined)
    }
  }

  /** Reads one shard until it is closed and empty, or until we stop. */
  const readShard = async (shardId: string): Promise<void> => {
    let iterator: string | undefined
    let lastSeenAt = Date.now()
    let faults = 0
    while (!signal.aborted) {
      const waiters = [...waiting]
      try {
        iterator ??= await iteratorFor(shardId)
        const { records, next } = await client.records(iterator, options.kinds ? readAhead : batchSize)
        faults = 0
        if (records.length > 0) {
          lastSeenAt = Date.now()
          const wanted = records.filter(isWanted).map((record) => ({ ...record, eventSourceARN: streamArn }))
          const onDone = ({ dynamodb }: StreamedRecord) => place.move(shardId, dynamodb.SequenceNumber)
          for (let from = 0; from < wanted.length; from += batchSize) {
            const batch = wanted.slice(from, from + batchSize)
            await deliver({ to, maxRetries, retryDelayMs, onDone, onDead, signal }, batch)
            if (signal.aborted) return
          }
          const last = records.at(-1)
          if (last) await place.move(shardId, last.dynamodb.SequenceNumber)
        }
        if (next === undefined) return await place.close(shardId)
        iterator = next
        if (records.length === 0) {
          for (const waiter of waiters) {
            waiter.emptied.add(shardId)
            if ([...reading.keys()].every((id) => waiter.emptied.has(id))) waiter.done()
          }
          await nap(lookAgainMs(Date.now() - lastSeenAt))
        }
      } catch (fault) {
        if (signal.aborted) return
        // An iterator that grew old, an engine that restarts: from the place reached, on a new iterator.
        iterator = undefined
        faults += 1
        if (faults === 3) log(`${tableName}: its stream cannot be read now (${kindOf(fault)}); trying on`)
        await nap(Math.min(50 * 2 ** faults, 2000))
      }
    }
  }

  const discover = async (): Promise<void> => {
    while (!signal.aborted) {
      try {
        const shards = await client.shards(streamArn)
        const known = new Set(shards.map(({ shardId }) => shardId))
        place.keepOnly(known)
        for (const { shardId, parentId } of shards) {
          if (reading.has(shardId) || place.isClosed(shardId)) continue
          if (parentId !== undefined && known.has(parentId) && !place.isClosed(parentId)) continue
          const done = readShard(shardId).finally(() => reading.delete(shardId))
          reading.set(shardId, done)
        }
        await Promise.race([
          pause(discoverEveryMs, undefined, { signal }).catch(() => undefined),
          ...reading.values(),
        ])
      } catch {
        await pause(500, undefined, { signal }).catch(() => undefined)
      }
    }
  }
  const discovering = discover()

  return {
    nudge,
    settled: () =>
      new Promise<void>((resolve) => {
        const waiter = {
          emptied: new Set<string>(),
          done: () => {
            waiting.delete(waiter)
            resolve()
          },
        }
        if (signal.aborted) return resolve()
        waiting.add(waiter)
        nudge()
      }),
    deadLetters: () => letters.list(),
    redrive: () =>
      letters.redrive(async ({ functionName, record }) => {
        if (functionName !== to.name) throw new Error('another function’s letter')
        const failed = failedItems(await invoke(to, { Records: [record] }))
        if (failed.length > 0) throw new Error('failed again')
      }),
    stop: async () => {
      stopping.abort()
      nudge()
      await discovering
      await Promise.all(reading.values())
      for (const waiter of waiting) waiter.done()
    },
  }
}
