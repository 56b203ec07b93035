/**
 * How long a first answer takes: the line's bundle, built as it is deployed, over a bundle of nothing but the two DynamoDB
 * clients with their first read. Fresh processes in turn, so that both see the same machine; medians.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { entryOf, esbuildOptions, projectRoot } from '../../infra/parts/bundling.ts'
import { startTestTables } from '../builders/engines.ts'
import { median, milliseconds, printTable, times } from './figures.ts'

const rounds = 15
const allowed = 1.15
const run = promisify(execFile)

const floor = `
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb'
const client = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint: process.env.JIGIKAN_DYNAMODB_ENDPOINT, region: 'eu-west-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } }))
export const handler = () => client.send(new GetCommand({ TableName: process.env.JIGIKAN_MAIN_TABLE, Key: { pk: 'nobody', sk: 'nothing' } }))
`
/** What is compared: an entry and whether its handler is called for a first answer. */
const contestants = {
  floor: { code: floor, answers: true },
  'ussd-line': { entry: entryOf('ussd-line'), answers: true },
  'import zod/mini': {
    code: "import * as z from 'zod/mini'\nexport const made = z.object({ a: z.string() })",
    answers: false,
  },
  'import zod': {
    code: "import * as z from 'zod'\nexport const made = z.object({ a: z.string() })",
    answers: false,
  },
  'import africastalking': {
    code: "import at from 'africastalking'\nexport const made = at",
    answers: false,
  },
} as const
type Contestant = keyof typeof contestants
const names = Object.keys(contestants) as Contestant[]

async function bundle(folder: string, name: Contestant): Promise<string> {
  const { banner, mainFields, ...options } = esbuildOptions
  const contestant = contestants[name]
  const outfile = join(folder, `${name.replace(/\W+/g, '-')}.mjs`)
  const entry =
    'entry' in contestant
      ? { entryPoints: [contestant.entry] }
      : { stdin: { contents: contestant.code, resolveDir: projectRoot, loader: 'ts' as const } }
  await build({
    ...options,
    ...entry,
    mainFields: [...mainFields],
    banner: { js: banner },
    outfile,
    bundle: true,
    platform: 'node',
    logLevel: 'silent',
  })
  return outfile
}

/** From before the import to after the first answer, inside a fresh process. */
const starter = `
const [file, answers, phone] = process.argv.slice(2)
const began = performance.now()
const { handler } = await import(file)
if (answers === 'true') {
  const form = new URLSearchParams({ sessionId: 'ATUid_' + phone, phoneNumber: phone, serviceCode: '*384#', networkCode: '61002', text: '' })
  const answer = await handler({ body: form.toString(), isBase64Encoded: false, pathParameters: { token: 'bench' }, headers: {} }, {})
  if (answer?.statusCode !== undefined && !String(answer.body).startsWith('CON ')) throw new Error('no screen was heard')
}
console.log(performance.now() - began)
process.exit(0)
`

export async function measureColdStart(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'jigikan-bench-'))
  const engine = await startTestTables()
  try {
    const script = join(folder, 'start.mjs')
    await writeFile(script, starter)
    const files = new Map(
      await Promise.all(names.map(async (name) => [name, await bundle(folder, name)] as const)),
    )
    const env = {
      AWS_REGION: 'eu-west-1',
      JIGIKAN_STAGE: 'bench',
      JIGIKAN_MAIN_TABLE: engine.mainTable,
      JIGIKAN_RESTRICTED_TABLE: engine.restrictedTable,
      JIGIKAN_DYNAMODB_ENDPOINT: engine.endpoint,
      JIGIKAN_PEPPER: 'bench',
      JIGIKAN_CALLBACK_TOKENS: 'bench',
    }
    const took = new Map<Contestant, number[]>(names.map((name) => [name, []]))
    for (let round = 0; round < rounds; round += 1) {
      for (const name of names) {
        const words = [
          script,
          files.get(name) ?? '',
          String(contestants[name].answers),
          `+223790${String(round).padStart(5, '0')}`,
        ]
        const { stdout } = await run(process.execPath, words, { env })
        took.get(name)?.push(Number(stdout))
      }
    }
    const base = median(took.get('floor') ?? [])
    console.log(`\nCold start, ${rounds} fresh processes each, in turn`)
    printTable(
      ['bundle', 'median', 'over the floor'],
      names.map((name) => {
        const middle = median(took.get(name) ?? [])
        return [name, milliseconds(middle), times(middle / base)]
      }),
    )
    console.log(`  allowed: ussd-line at most ${times(allowed)} the floor`)
  } finally {
    await engine.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
