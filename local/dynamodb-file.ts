/**
 * Keeps the engine quick as its file grows. It looks for the last stream record by reading them all, at every write
 * and every poll, and never drops one: after 20 000 writes each new one takes ten times as long. Two indexes make that
 * search a step, and records that were read and are older than a day are dropped at the start, as AWS drops them.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { readCheckpoints } from './stream-checkpoint.ts'

const keptSeconds = 24 * 3600

/** Called while the engine runs and nobody writes yet. A file of another making is left as it is: only speed is lost. */
export const tendFile = async (dataFolder: string): Promise<void> => {
  const file = join(dataFolder, 'dynamodb.sqlite')
  if (!existsSync(file)) return
  const checkpoints = await readCheckpoints(dataFolder)
  const database = new DatabaseSync(file, { timeout: 5000 })
  try {
    database.exec(`
      CREATE INDEX IF NOT EXISTS jigikan_stream_order
        ON _stream_records (table_name, CAST(sequence_number AS INTEGER));
      CREATE INDEX IF NOT EXISTS jigikan_stream_shard
        ON _stream_records (table_name, shard_id, sequence_number);
    `)
    // The last record stays: the engine counts on from it.
    const drop = database.prepare(`
      DELETE FROM _stream_records
      WHERE table_name = :table AND shard_id = :shard AND created_at < :before
        AND CAST(sequence_number AS INTEGER) <= CAST(:read AS INTEGER)
        AND CAST(sequence_number AS INTEGER) <
          (SELECT MAX(CAST(sequence_number AS INTEGER)) FROM _stream_records WHERE table_name = :table)
    `)
    for (const { tableName, shards } of checkpoints) {
      for (const [shard, read] of Object.entries(shards)) {
        drop.run({
          ':table': tableName,
          ':shard': shard,
          ':read': read,
          ':before': Math.floor(Date.now() / 1000) - keptSeconds,
        })
      }
    }
  } catch {
    // The engine's tables are its own affair and may change with its version.
  } finally {
    database.close()
  }
}
