/**
 * A backup: everything that both tables hold, in one file that only the holder of a key can open, a line an item, compressed
 * and sealed with age. Whoever takes it needs not be able to read it. What stands in it is what stood at some moment while it
 * was taken, item by item; for one moment of all there is point-in-time recovery.
 */
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { type AttributeValue, type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb'
import { Encrypter } from 'age-encryption'

export interface TablePair {
  readonly main: string
  readonly restricted: string
}
export const tableNamesOf = ['main', 'restricted'] as const
export type WhichTable = (typeof tableNamesOf)[number]
export type RawItem = Record<string, AttributeValue>

/** First line, items, last line. */
export type BackupLine =
  | { readonly backup: 'jigikan'; readonly v: 1; readonly at: string; readonly secrets?: unknown }
  | { readonly table: WhichTable; readonly item: RawItem }
  | { readonly end: true; readonly items: Readonly<Record<WhichTable, number>>; readonly sha256: string }

export interface TakenBackup {
  readonly items: Readonly<Record<WhichTable, number>>
  readonly sha256: string
}

/** Binary values do not survive JSON; nothing here holds any, and a backup that lost some would be none. */
function lineOf(table: WhichTable, item: RawItem): string {
  const line = JSON.stringify({ table, item } satisfies BackupLine, (_key, value: unknown) => {
    if (value instanceof Uint8Array) throw new TypeError('a binary value cannot be backed up')
    return value
  })
  return `${line}\n`
}

export async function takeBackup(
  client: DynamoDBClient,
  tables: TablePair,
  into: { readonly file: string; readonly recipient: string; readonly at: Date; readonly secrets?: unknown },
): Promise<TakenBackup> {
  const items = { main: 0, restricted: 0 }
  const hash = createHash('sha256')
  let sha256 = ''
  async function* lines(): AsyncGenerator<string> {
    const first = { backup: 'jigikan', v: 1, at: into.at.toISOString() } as const
    yield `${JSON.stringify({ ...first, ...(into.secrets ? { secrets: into.secrets } : {}) })}\n`
    for (const table of tableNamesOf) {
      const pages = paginateScan({ client }, { TableName: tables[table], ConsistentRead: true })
      for await (const { Items = [] } of pages) {
        for (const item of Items) {
          const line = lineOf(table, item)
          hash.update(line)
          items[table] += 1
          yield line
        }
      }
    }
    sha256 = hash.digest('hex')
    yield `${JSON.stringify({ end: true, items, sha256 } satisfies BackupLine)}\n`
  }

  const encrypter = new Encrypter()
  encrypter.addRecipient(into.recipient)
  const compressed = Readable.toWeb(
    Readable.from(lines()).compose(createGzip()),
  ) as ReadableStream<Uint8Array>
  const unfinished = `${into.file}.unfinished`
  try {
    const sealed = await encrypter.encrypt(compressed)
    await pipeline(Readable.fromWeb(sealed as never), createWriteStream(unfinished, { mode: 0o600 }))
    await rename(unfinished, into.file)
  } finally {
    await rm(unfinished, { force: true })
  }
  return { items, sha256 }
}
