/**
 * How far a table's stream was read, on disk: one small file a table, replaced in one step, so that a restart goes on
 * behind the last record that was handled and never behind one that was not.
 */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { replaceFile } from './replace-file.ts'

const checkpointSchema = z.object({
  tableName: z.string(),
  streamArn: z.string(),
  /** The last sequence number handled, by shard. */
  shards: z.record(z.string(), z.string()),
  /** Shards that are closed and read to their end. */
  closed: z.array(z.string()),
})
export type Checkpoint = z.infer<typeof checkpointSchema>

const prefix = 'stream-checkpoint-'
const fileOf = (dataFolder: string, tableName: string) => join(dataFolder, `${prefix}${tableName}.json`)

const read = async (file: string): Promise<Checkpoint | undefined> => {
  try {
    return checkpointSchema.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    return undefined
  }
}

export const readCheckpoints = async (dataFolder: string): Promise<Checkpoint[]> => {
  const names = (await readdir(dataFolder)).filter(
    (name) => name.startsWith(prefix) && name.endsWith('.json'),
  )
  const checkpoints = await Promise.all(names.map((name) => read(join(dataFolder, name))))
  return checkpoints.filter((checkpoint) => checkpoint !== undefined)
}

export const writeCheckpoint = (dataFolder: string, checkpoint: Checkpoint) =>
  replaceFile(fileOf(dataFolder, checkpoint.tableName), JSON.stringify(checkpoint))

/** The place reached in one stream. What it is told is on disk when its promises resolve. */
export interface Place {
  /** Nothing of this stream was ever read. */
  readonly isNew: boolean
  /** The last record handled of a shard; undefined before the first one. */
  reached(shardId: string): string | undefined
  isClosed(shardId: string): boolean
  move(shardId: string, sequenceNumber: string): Promise<void>
  close(shardId: string): Promise<void>
  /** Passes over everything up to these records, in one step. */
  moveAll(reached: ReadonlyMap<string, string>): Promise<void>
  /** Forgets shards that the stream no longer has. */
  keepOnly(shardIds: ReadonlySet<string>): void
}

/** A checkpoint that is missing, unreadable or of another stream is a place before the first record. */
export const openPlace = async (dataFolder: string, tableName: string, streamArn: string): Promise<Place> => {
  const kept = await read(fileOf(dataFolder, tableName))
  const found = kept?.streamArn === streamArn ? kept : undefined
  const shards = new Map(Object.entries(found?.shards ?? {}))
  const closed = new Set(found?.closed)
  let saving: Promise<void> = Promise.resolve()
  const save = () => {
    saving = saving
      .catch(() => undefined)
      .then(() =>
        writeCheckpoint(dataFolder, {
          tableName,
          streamArn,
          shards: Object.fromEntries(shards),
          closed: [...closed],
        }),
      )
    return saving
  }
  return {
    isNew: found === undefined,
    reached: (shardId) => shards.get(shardId),
    isClosed: (shardId) => closed.has(shardId),
    move: (shardId, sequenceNumber) => {
      shards.set(shardId, sequenceNumber)
      return save()
    },
    close: (shardId) => {
      closed.add(shardId)
      return save()
    },
    moveAll: (reached) => {
      for (const [shardId, sequenceNumber] of reached) shards.set(shardId, sequenceNumber)
      return save()
    },
    keepOnly: (shardIds) => {
      for (const shardId of shards.keys()) if (!shardIds.has(shardId)) shards.delete(shardId)
      for (const shardId of closed) if (!shardIds.has(shardId)) closed.delete(shardId)
    },
  }
}
