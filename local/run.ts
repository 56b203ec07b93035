/**
 * Jigikan on one machine: the engines, the functions wired to them as AWS would, the doors. Everything on one port. Used by
 * `npm start` and by the tests; nothing in here is known to a function.
 */
import { randomBytes } from 'node:crypto'
import { createWriteStream, existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { join, resolve } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import express from 'express'
import { useLogSink } from '../functions/kit/log.ts'
import { useClock } from '../functions/kit/world.ts'
import {
  type FunctionName,
  functionNames,
  functions,
  type QueueName,
  queues as queueSheets,
} from '../functions/triggers.ts'
import { createOfficers } from '../shared/store/staff.ts'
import { mainTable, restrictedTable } from '../shared/store/table-shape.ts'
import type { StandInApi } from './africas-talking/stand-in-api.ts'
import { africasTalkingStandIn } from './africas-talking-stand-in.ts'
import { type Clock, openClock } from './clock.ts'
import { officers } from './demo/officers.ts'
import { demoPaymentList } from './demo/payment-list.ts'
import { phones } from './demo/phones.ts'
import { seedDemo, seedOfficers } from './demo/seed.ts'
import { startDynamoDb } from './dynamodb.ts'
import { emailStandIn } from './email-stand-in.ts'
import { fileDoor, filesBucket, filesPath } from './file-door.ts'
import { type HttpSheet, httpDoor } from './http-door.ts'
import type { Handler } from './invoke.ts'
import { localClientOptions } from './local-client.ts'
import { listen } from './ports.ts'
import { type QueuePump, startQueuePump } from './queue-pump.ts'
import { type Queues, startQueues } from './queues.ts'
import { type Scheduler, startScheduler } from './scheduler.ts'
import { audience } from './sign-in/keys.ts'
import { type SignIn, startSignIn } from './sign-in.ts'
import { type StreamPump, startStreamPump } from './stream-pump.ts'
import { ensureTable, tableNames } from './tables.ts'

export interface RunOptions {
  /** 0 takes any free one. */
  readonly port: number
  readonly dataFolder: string
  /** `demo` fills an empty data folder; `none` gives it the demo officers alone. */
  readonly seed: 'demo' | 'none'
  readonly log: (line: string) => void
  /** Folder of the built console; without it there are no pages. */
  readonly webFolder?: string
  readonly env?: NodeJS.ProcessEnv
  /** Shortened by tests. */
  readonly reportDelayMs?: number
  readonly retryMs?: number
  /** False: no clock rings by itself. */
  readonly ticks?: boolean
  /** More doors, for tests. */
  readonly extend?: (app: express.Express) => void
  /** Other handlers than those of the sources: the bundles, as they are deployed. */
  readonly handlers?: () => Promise<Record<FunctionName, Handler<never>>>
}

export interface Running {
  readonly origin: string
  readonly callbackToken: string
  readonly phones: StandInApi
  readonly clock: Clock
  readonly scheduler: Scheduler
  readonly signIn: SignIn
  readonly queues: Queues
  readonly streams: readonly StreamPump[]
  readonly dynamoDb: { readonly endpoint: string; readonly kind: string }
  readonly seeded?: { readonly households: number; readonly complaints: number; readonly officers: number }
  /** Waits until nothing that was written has consequences still to come. */
  settled(): Promise<void>
  stop(): Promise<void>
}

export const ussdCode = '*384#'
const apiKey = 'local-key'
const queueNames = Object.keys(queueSheets) as QueueName[]

/** Secrets of this machine: made once, kept in the data folder, so that a restart knows its contacts again. */
async function secretsOf(
  folder: string,
): Promise<{ pepper: string; callbackToken: string; registry: string }> {
  const path = join(folder, 'secrets.json')
  const kept = existsSync(path) ? JSON.parse(await readFile(path, 'utf8')) : {}
  if (kept.registry) return kept
  const made = {
    pepper: randomBytes(32).toString('hex'),
    callbackToken: randomBytes(24).toString('hex'),
    registry: randomBytes(32).toString('hex'),
    ...kept,
  }
  await writeFile(path, JSON.stringify(made), { mode: 0o600 })
  return made
}

const fileOf = (name: FunctionName): string =>
  name === 'staff-api' || name === 'private-desk' || name === 'registry-api'
    ? `../functions/${name}/handler.ts`
    : `../functions/${name}.ts`

async function handlersOf(): Promise<Record<FunctionName, Handler<never>>> {
  const loaded = await Promise.all(
    functionNames.map(async (name) => [name, (await import(fileOf(name))).handler] as const),
  )
  return Object.fromEntries(loaded) as Record<FunctionName, Handler<never>>
}

export async function run(options: RunOptions): Promise<Running> {
  const { log, env = process.env } = options
  const dataFolder = resolve(options.dataFolder)
  await mkdir(dataFolder, { recursive: true })

  // The port first: what is wrong with it is known before anything is begun.
  const app = express()
  app.disable('x-powered-by')
  let ready = false
  app.use((_request, response, next) => {
    if (ready) next()
    else response.status(503).set('retry-after', '1').type('text').send('Jigikan is starting…')
  })
  const server: Server = createServer(app)
  const port = await listen(server, options.port)
  const origin = `http://localhost:${port}`

  const stops: (() => Promise<unknown> | unknown)[] = [
    () =>
      new Promise((done) => {
        server.close(done)
        server.closeAllConnections()
      }),
  ]
  const stop = async (): Promise<void> => {
    for (const end of stops.splice(0)) await end()
  }

  try {
    const [{ pepper, callbackToken, registry }, clock, dynamoDb, queues] = await Promise.all([
      secretsOf(dataFolder),
      openClock(dataFolder),
      startDynamoDb({
        dataFolder,
        env,
        onDeath: () => log('The DynamoDB engine has stopped. Run `npm start` again.'),
      }),
      startQueues({ queues: queueSheets, buckets: [filesBucket], filesFolder: join(dataFolder, 'files') }),
    ])
    stops.push(
      () => queues.stop(),
      () => dynamoDb.stop(),
    )
    const client = new DynamoDBClient(localClientOptions(dynamoDb.endpoint))
    const [main] = await Promise.all([
      ensureTable(client, tableNames.main, mainTable),
      ensureTable(client, tableNames.restricted, restrictedTable),
    ])

    Object.assign(process.env, {
      AWS_ACCESS_KEY_ID: process.env.AWS_ACCESS_KEY_ID ?? 'local',
      AWS_SECRET_ACCESS_KEY: process.env.AWS_SECRET_ACCESS_KEY ?? 'local',
      JIGIKAN_STAGE: 'local',
      JIGIKAN_MAIN_TABLE: tableNames.main,
      JIGIKAN_RESTRICTED_TABLE: tableNames.restricted,
      JIGIKAN_DYNAMODB_ENDPOINT: dynamoDb.endpoint,
      JIGIKAN_PEPPER: pepper,
      JIGIKAN_CALLBACK_TOKENS: callbackToken,
      JIGIKAN_USSD_CODE: ussdCode,
      JIGIKAN_ISSUER: `${origin}/sign-in`,
      JIGIKAN_AUDIENCE: audience,
      JIGIKAN_SMS_QUEUE_URL: queues.urlOf('sms-outbound'),
      JIGIKAN_EMAIL_QUEUE_URL: queues.urlOf('email-outbound'),
      JIGIKAN_FILE_QUEUE_URL: queues.urlOf('incoming-files'),
      JIGIKAN_FILES_BUCKET: filesBucket,
      JIGIKAN_S3_ENDPOINT: `${origin}${filesPath}`,
      JIGIKAN_SQS_ENDPOINT: queues.endpoint,
      JIGIKAN_PUSH_QUEUE_URL: queues.urlOf('registry-wakes'),
      JIGIKAN_REGISTRY_SECRETS: registry,
      JIGIKAN_PUSH_TO_LOOPBACK: 'yes',
      JIGIKAN_REMINDER_QUEUE_URL: queues.urlOf('reminder-batches'),
      JIGIKAN_REMINDER_CALLS_PER_SECOND: '100',
      JIGIKAN_REMINDER_BUDGET: 'XOF 5000000',
      JIGIKAN_SMS_PRICES: 'XOF orange=12 moov=12 telecel=12 other=12',
      JIGIKAN_CONSOLE_URL: origin,
      JIGIKAN_LINE_ADDRESS: origin,
      JIGIKAN_AT_USERNAME: 'jigikan',
      JIGIKAN_AT_API_KEY: apiKey,
      JIGIKAN_AT_BASE_URL: `${origin}/local/africas-talking`,
      JIGIKAN_AT_SENDER_ID: 'JIGIKAN',
      JIGIKAN_EMAIL_FROM: 'jigikan@example.org',
      JIGIKAN_SES_ENDPOINT: `${origin}/local/ses`,
    })
    useClock(() => clock.now())
    const logFile = createWriteStream(join(dataFolder, 'jigikan.log'), { flags: 'a' })
    useLogSink((line) => logFile.write(line))
    stops.push(() => new Promise((done) => logFile.end(done)))

    const where = {
      client,
      main: tableNames.main,
      restricted: tableNames.restricted,
      pepper,
      now: clock.now(),
      // Our own engine's file can be filled at once; another's is filled through its door.
      ...(dynamoDb.kind === 'given' ? {} : { dataFolder }),
    }
    const [handlers, seeded, signIn] = await Promise.all([
      options.handlers?.() ?? handlersOf(),
      options.seed === 'demo' ? seedDemo(where) : seedOfficers(where).then(() => undefined),
      startSignIn({
        origin,
        officers,
        entered: () => createOfficers({ client, main: tableNames.main, restricted: '' }).all(),
        redirectUris: [`${origin}/signed-in`],
        postLogoutRedirectUris: [`${origin}/`],
        dataFolder,
        log,
      }),
    ])
    stops.unshift(() => signIn.stop())

    const say = (line: string): void => log(line)
    const streams: StreamPump[] = []
    const pumps: QueuePump[] = []
    const nudge = (): void => {
      for (const pump of streams) pump.nudge()
    }
    const callbackUrl = (door: string): URL => new URL(`${origin}/callbacks/${callbackToken}/${door}`)
    const standIn = africasTalkingStandIn({
      callbacks: () => ({
        ussd: callbackUrl('ussd'),
        ussdEnded: callbackUrl('ussd-ended'),
        sms: callbackUrl('sms'),
        reports: callbackUrl('sms-reports'),
        optOuts: callbackUrl('sms-opt-outs'),
      }),
      dataFolder,
      now: () => clock.now(),
      apiKey,
      serviceCode: ussdCode,
      ...(options.reportDelayMs === undefined ? {} : { reportDelayMs: options.reportDelayMs }),
      ...(options.retryMs === undefined ? {} : { retryMs: options.retryMs }),
    })
    const emails = emailStandIn()
    stops.unshift(() => standIn.api.stop())

    for (const name of functionNames) {
      const sheet = functions[name]
      const handler = handlers[name]
      const { trigger } = sheet
      if (trigger.kind === 'stream') {
        const pump = await startStreamPump({
          endpoint: dynamoDb.endpoint,
          tableName: tableNames[trigger.table],
          streamArn: main.streamArn ?? '',
          dataFolder,
          to: { name, sheet, handler: handler as never },
          kinds: trigger.kinds,
          batchSize: trigger.batchSize,
          maxRetries: trigger.maxRetries,
          log: say,
          ...(seeded?.fresh ? { startAt: 'latest' as const } : {}),
        })
        streams.push(pump)
      }
      if (trigger.kind === 'queue') {
        pumps.push(
          startQueuePump({
            client: queues.client,
            queueUrl: queues.urlOf(trigger.queue),
            queueArn: queues.arnOf(trigger.queue),
            to: { name, sheet, handler: handler as never },
            batchSize: trigger.batchSize,
            retryDelaySeconds: queueSheets[trigger.queue].retryDelaySeconds,
            concurrency: 4,
            log: say,
            onHandled: nudge,
          }),
        )
      }
    }
    const scheduler = await startScheduler({
      clock,
      dataFolder,
      jobs: functionNames.flatMap((name) => {
        const sheet = functions[name]
        return sheet.trigger.kind === 'clock'
          ? [{ name, cron: sheet.trigger.cron, sheet, handler: handlers[name] as never }]
          : []
      }),
      log: say,
      ...(options.ticks === undefined ? {} : { ticks: options.ticks }),
      // Reminders leave by day or not at all: the clock does not leap into the night while they are on their way.
      async calm() {
        for (let waits = 0; waits < 500 && queues.depth('reminder-batches') > 0; waits += 1)
          await new Promise((done) => setTimeout(done, 20))
      },
    })
    stops.unshift(
      () => scheduler.stop(),
      () => Promise.all(pumps.map((pump) => pump.stop())),
      () => Promise.all(streams.map((pump) => pump.stop())),
    )

    // What exists on one machine only.
    options.extend?.(app)
    app.use('/sign-in', signIn.router)
    app.use('/local/africas-talking', standIn.router)
    app.use('/local/phone', standIn.phoneRouter)
    app.use('/local/ses', emails.router)
    app.use(
      filesPath,
      fileDoor({
        endpoint: queues.endpoint,
        client: queues.client,
        queueUrl: queues.urlOf('incoming-files'),
        log: say,
      }),
    )
    app.get('/local/emails', (_request, response) => void response.json(emails.sent()))
    app.get('/local/dead-letters', async (_request, response) => {
      const ofStreams = (await Promise.all(streams.map((pump) => pump.deadLetters()))).flat()
      const ofQueues = queueNames.map((name) => ({ queue: name, letters: queues.deadLetters(name) }))
      response.json({ ofStreams, ofQueues })
    })
    app.post('/local/dead-letters/redrive', async (_request, response) => {
      const moved = await Promise.all([
        ...streams.map((pump) => pump.redrive()),
        ...queueNames.map((name) => queues.redrive(name)),
      ])
      response.json({ moved: moved.reduce((sum, count) => sum + count, 0) })
    })
    app.get('/local/payment-list.csv', (_request, response) => {
      response.type('text/csv').attachment('liste-de-paiement.csv').send(demoPaymentList(clock.now()))
    })
    app.get('/local/phones', (_request, response) => void response.json(phones))
    app.get('/local/line', (_request, response) => void response.json({ code: ussdCode, smsNumber: '36036' }))
    app.get(
      '/local/clock',
      (_request, response) =>
        void response.json({ now: clock.now().toISOString(), offsetMs: clock.offsetMs }),
    )
    app.post('/local/clock', express.json(), async (request, response) => {
      const minutes = Number((request.body as { advanceMinutes?: unknown } | undefined)?.advanceMinutes)
      if (!Number.isFinite(minutes) || minutes <= 0 || minutes > 366 * 1440) {
        response.status(422).json({ error: 'advanceMinutes takes 1 to 527040' })
        return
      }
      const fired = await scheduler.pushForward(minutes * 60_000)
      await standIn.api.deliverOwed()
      response.json({ now: clock.now().toISOString(), offsetMs: clock.offsetMs, fired })
    })
    app.get('/config.json', (_request, response) => {
      response
        .set('cache-control', 'no-store')
        .json({ issuer: signIn.issuer, clientId: 'jigikan-console', audience })
    })
    if (options.webFolder) {
      const folder = resolve(options.webFolder)
      app.get('/phone', (_request, response) => response.sendFile(join(folder, 'phone.html')))
      app.get('/api/docs', (_request, response) => response.sendFile(join(folder, 'api-docs.html')))
      app.use(
        express.static(folder, {
          index: false,
          maxAge: '1h',
          // As where it is deployed: only what has its hash in its name is kept unasked.
          setHeaders: (response, path) => {
            if (!path.startsWith(join(folder, 'assets'))) response.set('cache-control', 'no-cache')
          },
        }),
      )
    }
    for (const name of functionNames) {
      const sheet = functions[name]
      if (sheet.trigger.kind === 'http') {
        app.use(httpDoor(name, sheet as HttpSheet, handlers[name] as never, { log: say, onAnswered: nudge }))
      }
    }
    if (options.webFolder) {
      const folder = resolve(options.webFolder)
      // Any other address is a page of the console: it finds its own way.
      app.get(/^\/(?!api\/|private\/|callbacks\/|local\/|registry\/).*/, (_request, response) => {
        response.set('cache-control', 'no-cache').sendFile(join(folder, 'index.html'))
      })
    }
    ready = true

    return {
      origin,
      callbackToken,
      phones: standIn.api,
      clock,
      scheduler,
      signIn,
      queues,
      streams,
      dynamoDb,
      ...(seeded ? { seeded } : {}),
      stop,
      async settled() {
        for (let calm = 0; calm < 2; ) {
          await Promise.all(streams.map((pump) => pump.settled()))
          const busy = queueNames.some((name) => queues.depth(name) > 0)
          calm = busy ? 0 : calm + 1
          if (busy || calm < 2) await new Promise((done) => setTimeout(done, 20))
        }
      },
    }
  } catch (error) {
    await stop()
    throw error
  }
}
