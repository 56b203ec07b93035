/**
 * Lambda on this machine, for what is deployed: each function's bundle in a process of its own with its own variables and no
 * others, fed through the Runtime API as the platform does. A function starts at its first event.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { variablesOf } from '../../functions/settings.ts'
import type { FunctionName } from '../../functions/triggers.ts'
import { listen } from '../../local/ports.ts'

interface Invocation {
  readonly id: string
  readonly event: unknown
  readonly deadline: number
  readonly settle: (outcome: { readonly result: unknown } | { readonly error: unknown }) => void
}

/** The part of the platform that runs beside the bundle: asks for events, hands over what came of them. */
const runtime = `
const [bundle] = process.argv.slice(1)
const api = 'http://' + process.env.AWS_LAMBDA_RUNTIME_API + '/2018-06-01/runtime'
const said = (fault) => JSON.stringify({ errorType: fault?.name, errorMessage: String(fault?.message) })
const post = (path, body) => fetch(api + path, { method: 'POST', body })
let handler
try {
  handler = (await import(bundle)).handler
} catch (fault) {
  await post('/init/error', said(fault))
  process.exit(1)
}
for (;;) {
  const next = await fetch(api + '/invocation/next')
  const id = next.headers.get('lambda-runtime-aws-request-id')
  const deadline = Number(next.headers.get('lambda-runtime-deadline-ms'))
  const context = { awsRequestId: id, getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()) }
  try {
    const result = await handler(await next.json(), context)
    await post('/invocation/' + id + '/response', JSON.stringify(result ?? null))
  } catch (fault) {
    await post('/invocation/' + id + '/error', said(fault))
  }
}
`

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString()
}

export interface DeployedFunction {
  handle(event: unknown, context: { getRemainingTimeInMillis(): number }): Promise<unknown>
  /** Whether an event ever came. */
  started(): boolean
  stop(): Promise<void>
}

/** `env` is asked at the start: what the function's settings do not name is not handed over. */
export async function deployed(
  name: FunctionName,
  bundle: string,
  env: () => NodeJS.ProcessEnv,
): Promise<DeployedFunction> {
  const waiting: Invocation[] = []
  const running = new Map<string, Invocation>()
  const idle: ((invocation: Invocation) => void)[] = []
  let child: ChildProcess | undefined

  const server: Server = createServer(async (request, response) => {
    const [, id = '', what] =
      /^\/2018-06-01\/runtime\/invocation\/([^/]+)(?:\/(\w+))?$/.exec(request.url ?? '') ?? []
    if (id === 'next') {
      const next = waiting.shift() ?? (await new Promise<Invocation>((take) => idle.push(take)))
      running.set(next.id, next)
      response.setHeader('Lambda-Runtime-Aws-Request-Id', next.id)
      response.setHeader('Lambda-Runtime-Deadline-Ms', String(next.deadline))
      response.end(JSON.stringify(next.event))
      return
    }
    const body = JSON.parse(await bodyOf(request))
    response.writeHead(202).end()
    if (what === 'response') running.get(id)?.settle({ result: body })
    else
      for (const one of id ? [running.get(id)] : [...running.values(), ...waiting])
        one?.settle({ error: body })
    running.delete(id)
  })
  const port = await listen(server, 0)

  const start = (): ChildProcess => {
    const given = env()
    const named = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', ...variablesOf(name)]
    return spawn(process.execPath, ['--input-type=module', '-e', runtime, bundle], {
      env: {
        AWS_REGION: 'eu-west-3',
        AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${port}`,
        ...Object.fromEntries(named.flatMap((key) => (given[key] ? [[key, given[key]]] : []))),
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
  }

  return {
    handle: (event, context) =>
      new Promise((resolve, reject) => {
        child ??= start()
        const invocation: Invocation = {
          id: randomUUID(),
          event,
          deadline: Date.now() + context.getRemainingTimeInMillis(),
          settle: (outcome) =>
            'result' in outcome
              ? resolve(outcome.result)
              : reject(new Error(`${name}: ${JSON.stringify(outcome.error)}`)),
        }
        const take = idle.shift()
        if (take) take(invocation)
        else waiting.push(invocation)
      }),
    started: () => child !== undefined,
    async stop() {
      child?.kill('SIGKILL')
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
