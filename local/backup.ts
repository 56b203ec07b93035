/**
 * `npm run backup -- keys`: a pair of keys; the second opens what is sealed for the first.
 * `npm run backup -- take <file> --for age1…`: everything that this machine holds, while it is stopped; `--stage live`: a stage.
 * `npm run backup -- prove <file> --key <file of the key>`: whether it is whole, and what is in it.
 * `npm run backup -- put-back <file> --key <file of the key>`: into a new data folder, or into a stage's new tables.
 */
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { mainTable, restrictedTable } from '../shared/store/table-shape.ts'
import { proveBackup, putBack, UnusableBackup } from './backup/put-back.ts'
import { type TablePair, takeBackup } from './backup/take.ts'
import { startDynamoDb } from './dynamodb.ts'
import { localClientOptions } from './local-client.ts'
import { ensureTable, tableNames } from './tables.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { for: { type: 'string' }, key: { type: 'string' }, stage: { type: 'string' } },
})
const [deed, file = ''] = positionals
const dataFolder = resolve(process.env.JIGIKAN_DATA ?? '.jigikan')
const secretsFile = join(dataFolder, 'secrets.json')

/** The tables of a stage by the account's own credentials, or those of this machine with an engine of their own. */
async function withTables(work: (client: DynamoDBClient, tables: TablePair) => Promise<void>): Promise<void> {
  if (values.stage) {
    const tables = { main: `jigikan-${values.stage}-main`, restricted: `jigikan-${values.stage}-restricted` }
    return work(new DynamoDBClient({}), tables)
  }
  await mkdir(dataFolder, { recursive: true })
  const engine = await startDynamoDb({ dataFolder })
  const client = new DynamoDBClient(localClientOptions(engine.endpoint))
  try {
    await ensureTable(client, tableNames.main, mainTable)
    await ensureTable(client, tableNames.restricted, restrictedTable)
    await work(client, tableNames)
  } finally {
    client.destroy()
    await engine.stop()
  }
}

/** The secret half: alone on its line, as age writes it. */
async function identityIn(path: string | undefined): Promise<string> {
  const text = path ? await readFile(path, 'utf8') : ''
  const identity = text.split('\n').find((line) => line.startsWith('AGE-SECRET-KEY-'))
  if (!identity) throw new UnusableBackup('--key names no file with a line AGE-SECRET-KEY-…')
  return identity.trim()
}
const told = ({ main, restricted }: { readonly main: number; readonly restricted: number }) =>
  `${main} items, and ${restricted} of the restricted table`

try {
  if (deed === 'keys') {
    const identity = await generateX25519Identity()
    console.log(
      `# Sealed for:  ${await identityToRecipient(identity)}\n# Opened by the line below: keep it apart from the backups.\n${identity}`,
    )
  } else if (deed === 'take' && file && values.for) {
    const recipient = values.for
    await withTables(async (client, tables) => {
      const isLocal = !values.stage && existsSync(secretsFile)
      const secrets = isLocal ? JSON.parse(await readFile(secretsFile, 'utf8')) : undefined
      const { items } = await takeBackup(client, tables, { file, recipient, at: new Date(), secrets })
      console.log(`${file}: ${told(items)}`)
    })
  } else if (deed === 'prove' && file) {
    const { items, at } = await proveBackup(file, await identityIn(values.key))
    console.log(`${file}, of ${at}: whole, ${told(items)}`)
  } else if (deed === 'put-back' && file) {
    const identity = await identityIn(values.key)
    const { secrets } = await proveBackup(file, identity)
    // Without them nobody would know which number a contact is.
    if (!values.stage && secrets && !existsSync(secretsFile)) {
      await mkdir(dataFolder, { recursive: true })
      await writeFile(secretsFile, JSON.stringify(secrets), { mode: 0o600 })
    }
    await withTables(async (client, tables) => {
      const { items } = await putBack(client, tables, { file, identity })
      console.log(`put back: ${told(items)}`)
    })
  } else {
    console.error(
      'Say keys, take <file> --for age1…, prove <file> --key <file>, or put-back <file> --key <file>.',
    )
    process.exitCode = 2
  }
} catch (fault) {
  if (!(fault instanceof UnusableBackup)) throw fault
  console.error(`${file}: ${fault.message}`)
  process.exitCode = 1
}
