/**
 * Puts a backup back into two empty tables. The whole file is read and proved before the first item is written: one that was
 * cut, changed or sealed for somebody else changes nothing. Items say that they were put back, so that nobody who was
 * answered years ago is answered again.
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { createGunzip } from 'node:zlib'
import { BatchWriteItemCommand, type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb'
import { Decrypter } from 'age-encryption'
import type { BackupLine, RawItem, TablePair, TakenBackup, WhichTable } from './take.ts'

export class UnusableBackup extends Error {
  override readonly name = 'UnusableBackup'
}

async function* linesOf(file: string, identity: string): AsyncGenerator<string> {
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  const sealed = Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>
  const open = await decrypter.decrypt(sealed).catch((fault: unknown) => {
    throw new UnusableBackup(`it cannot be opened with this key (${String((fault as Error).message)})`)
  })
  const text = Readable.fromWeb(open as never).compose(createGunzip())
  yield* createInterface({ input: text, crlfDelay: Number.POSITIVE_INFINITY })
}

async function* itemsOf(
  file: string,
  identity: string,
): AsyncGenerator<{ readonly table: WhichTable; readonly item: RawItem }> {
  for await (const line of linesOf(file, identity)) {
    const read: BackupLine = JSON.parse(line)
    if ('item' in read) yield read
  }
}

/** Reads it to its end. Throws `UnusableBackup` unless it is whole. */
export async function proveBackup(
  file: string,
  identity: string,
): Promise<TakenBackup & { readonly at: string; readonly secrets?: unknown }> {
  const items = { main: 0, restricted: 0 }
  const hash = createHash('sha256')
  let first: Extract<BackupLine, { backup: string }> | undefined
  let last: Extract<BackupLine, { end: true }> | undefined
  try {
    for await (const line of linesOf(file, identity)) {
      const read: BackupLine = JSON.parse(line)
      if ('backup' in read) first = read
      else if ('end' in read) last = read
      else {
        hash.update(`${line}\n`)
        items[read.table] += 1
      }
    }
  } catch (fault) {
    if (fault instanceof UnusableBackup) throw fault
    throw new UnusableBackup(`it is damaged (${fault instanceof Error ? fault.message : typeof fault})`)
  }
  const sha256 = hash.digest('hex')
  if (first?.backup !== 'jigikan' || first.v !== 1) throw new UnusableBackup('it is no backup of Jigikan')
  if (!last || last.sha256 !== sha256) throw new UnusableBackup('it does not hold what it says it holds')
  return { items, sha256, at: first.at, ...(first.secrets ? { secrets: first.secrets } : {}) }
}

const itemsACall = 25
const triesAtMost = 8

async function put(client: DynamoDBClient, table: string, items: readonly RawItem[]): Promise<void> {
  let requests = items.map((item) => ({ PutRequest: { Item: { ...item, putBack: { BOOL: true } } } }))
  for (let attempt = 1; requests.length > 0; attempt += 1) {
    const answer = await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: requests } }))
    requests = (answer.UnprocessedItems?.[table] ?? []) as typeof requests
    if (requests.length === 0) return
    if (attempt === triesAtMost) throw new Error(`${table} takes no more`)
    await pause(50 * 2 ** attempt)
  }
}

export async function putBack(
  client: DynamoDBClient,
  tables: TablePair,
  from: { readonly file: string; readonly identity: string },
): Promise<TakenBackup> {
  const proved = await proveBackup(from.file, from.identity)
  for (const table of Object.values(tables)) {
    const { Count } = await client.send(new ScanCommand({ TableName: table, Limit: 1 }))
    if (Count) throw new UnusableBackup(`${table} is not empty: a backup is put back into new tables alone`)
  }
  const waiting: Record<WhichTable, RawItem[]> = { main: [], restricted: [] }
  const flush = async (table: WhichTable) => put(client, tables[table], waiting[table].splice(0))
  for await (const { table, item } of itemsOf(from.file, from.identity)) {
    waiting[table].push(item)
    if (waiting[table].length === itemsACall) await flush(table)
  }
  await flush('main')
  await flush('restricted')
  return proved
}
