/**
 * How long a first answer takes: the line's bundle, built as it is deployed, over a bundle of nothing but the two DynamoDB
 * clients with their first read, as esbuild makes it when nobody trims it; then the size and start of every function. Fresh
 * processes in turn, so that all see the same machine; medians.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { functionNames } from '../../functions/triggers.ts'
import { entryOf, esbuildOptions, projectRoot } from '../../infra/parts/bundling.ts'
import { startTestTables } from '../builders/engines.ts'
import { heading, hold, median, milliseconds, printTable, times } from './figures.ts'

const rounds = 31
const roundsOfEach = 7
const allowed = 1.15
const allowedOfEach = 2
const sendsThroughSdk = ['sms-sender', 'reminder-sender']
const run = promisify(execFile)

const floor = `
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb'
const client = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint: process.env.JIGIKAN_DYNAMODB_ENDPOINT, region: 'eu-west-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } }))
export const handler = () => client.send(new GetCommand({ TableName: process.env.JIGIKAN_MAIN_TABLE, Key: { pk: 'nobody', sk: 'nothing' } }))
`
interface Contestant {
  readonly name: string
  readonly source: { readonly code: string } | { readonly entry: string }
  /** Whether its handler is called for a first answer; else the start alone counts. */
  readonly answers: boolean
  /** Without what our bundles replace. */
  readonly untrimmed?: boolean
}
const contestants: readonly Contestant[] = [
  { name: 'floor', source: { code: floor }, answers: true, untrimmed: true },
  { name: 'floor, trimmed as ours', source: { code: floor }, answers: true },
  { name: 'ussd-line', source: { entry: entryOf('ussd-line') }, answers: true },
  ...Object.entries({
    'zod/mini': "import * as z from 'zod/mini'\nexport const made = z.object({ a: z.string() })",
    zod: "import * as z from 'zod'\nexport const made = z.object({ a: z.string() })",
    africastalking: "import at from 'africastalking'\nexport const made = at",
  }).map(([name, code]) => ({ name: `import ${name}`, source: { code }, answers: false, untrimmed: true })),
]
const starts: readonly Contestant[] = [
  { name: 'floor', source: { code: floor }, answers: false, untrimmed: true },
  ...functionNames.map((name) => ({ name, source: { entry: entryOf(name) }, answers: false })),
]

async function bundle(folder: string, { name, source, untrimmed }: Contestant): Promise<string> {
  const { banner, mainFields, alias, ...options } = esbuildOptions
  const outfile = join(folder, `${name.replace(/\W+/g, '-')}.mjs`)
  await build({
    ...options,
    ...('entry' in source
      ? { entryPoints: [source.entry] }
      : { stdin: { contents: source.code, resolveDir: projectRoot, loader: 'ts' as const } }),
    ...(untrimmed ? {} : { alias }),
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

interface Measured {
  readonly name: string
  readonly bytes: number
  readonly medianMs: number
}

async function measure(
  folder: string,
  env: Record<string, string>,
  all: readonly Contestant[],
  roundsEach: number,
): Promise<readonly Measured[]> {
  const script = join(folder, 'start.mjs')
  await writeFile(script, starter)
  const racers = await Promise.all(
    all.map(async (one) => ({ ...one, file: await bundle(folder, one), took: [] as number[] })),
  )
  for (let round = 0; round < roundsEach; round += 1) {
    for (const { file, answers, took } of racers) {
      const words = [script, file, String(answers), `+223790${String(round).padStart(5, '0')}`]
      const { stdout } = await run(process.execPath, words, { env })
      took.push(Number(stdout))
    }
  }
  return Promise.all(
    racers.map(async ({ name, file, took }) => ({
      name,
      bytes: (await stat(file)).size,
      medianMs: median(took),
    })),
  )
}

function print(title: string, rows: readonly Measured[]): void {
  const base = rows[0]?.medianMs ?? Number.NaN
  heading(title)
  printTable(
    ['bundle', 'kB', 'median', 'over the floor'],
    rows.map(({ name, bytes, medianMs }) => [
      name,
      (bytes / 1000).toFixed(0),
      milliseconds(medianMs),
      times(medianMs / base),
    ]),
  )
}

export async function measureColdStart(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'jigikan-bench-'))
  const engine = await startTestTables()
  try {
    const env = {
      AWS_REGION: 'eu-west-1',
      JIGIKAN_STAGE: 'bench',
      JIGIKAN_MAIN_TABLE: engine.mainTable,
      JIGIKAN_RESTRICTED_TABLE: engine.restrictedTable,
      JIGIKAN_DYNAMODB_ENDPOINT: engine.endpoint,
      JIGIKAN_PEPPER: 'bench',
      JIGIKAN_CALLBACK_TOKENS: 'bench',
    }
    const first = await measure(folder, env, contestants, rounds)
    print(`A first answer, ${rounds} fresh processes each, in turn`, first)
    const over = (rows: readonly Measured[], name: string): number =>
      (rows.find((row) => row.name.startsWith(name))?.medianMs ?? Number.NaN) /
      (rows[0]?.medianMs ?? Number.NaN)
    hold({ what: 'ussd-line over the floor', found: over(first, 'ussd-line'), atMost: allowed, unit: '×' })
    const every = await measure(folder, env, starts, roundsOfEach)
    print(`The start of every function, ${roundsOfEach} fresh processes each, in turn`, every)
    hold({
      what: 'the slowest of them over the floor, but for those that send through the gateway’s SDK',
      found: Math.max(
        ...every
          .filter(({ name }) => !sendsThroughSdk.some((sender) => name.startsWith(sender)))
          .map(({ name }) => over(every, name)),
      ),
      atMost: allowedOfEach,
      unit: '×',
    })
  } finally {
    await engine.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
