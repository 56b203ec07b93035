/** A house for a bad day: an engine of its own, the road to it, and Jigikan as a process that can be taken away. */
import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { officers } from '../../local/demo/officers.ts'
import { startDynamoDb } from '../../local/dynamodb.ts'
import { localClientOptions } from '../../local/local-client.ts'
import { freePort } from '../../local/ports.ts'
import { issueToken } from '../../local/sign-in.ts'
import { documents } from '../../shared/store/tables.ts'
import { eventually, newDataFolder } from '../builders/data-folder.ts'
import { openRoad } from './road.ts'

/** `byRoad`: no, where nothing stands in the way and every millisecond of this process is wanted elsewhere. */
export async function openHouse(more: NodeJS.ProcessEnv = {}, byRoad = true) {
  const engineFolder = await newDataFolder()
  const folder = await newDataFolder()
  let engine = await startDynamoDb({ dataFolder: engineFolder.path, env: {} })
  const road = await openRoad(() => engine.endpoint)
  const port = await freePort()
  const origin = `http://localhost:${port}`
  let child: ChildProcess | undefined
  let line: { readonly origin: string; readonly process: ChildProcess } | undefined

  async function start(): Promise<void> {
    child = spawn(process.execPath, ['test/worst-days/jigikan-process.ts'], {
      env: {
        PATH: process.env.PATH,
        PORT: String(port),
        JIGIKAN_DATA: folder.path,
        JIGIKAN_DYNAMODB_ENDPOINT: byRoad ? road.endpoint : engine.endpoint,
        NODE_ENV: 'test',
        ...more,
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    await eventually('it is up', () =>
      fetch(`${origin}/health`).then(
        ({ ok }) => ok,
        () => false,
      ),
    )
  }
  async function end(): Promise<void> {
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
  await start()
  const secrets = JSON.parse(await readFile(join(folder.path, 'secrets.json'), 'utf8')) as {
    callbackToken: string
    pepper: string
  }

  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${origin}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })

  return {
    origin,
    road,
    ...secrets,
    door: (name: string) =>
      `${(name.startsWith('ussd') && line?.origin) || origin}/callbacks/${secrets.callbackToken}/${name}`,
    /** Past the road: what is kept is counted in any weather. */
    table: () => documents(new DynamoDBClient(localClientOptions(engine.endpoint))),
    async killEngine() {
      if (engine.pid !== undefined) process.kill(engine.pid, 'SIGKILL')
      await engine.stop()
    },
    async startEngine() {
      engine = await startDynamoDb({ dataFolder: engineFolder.path, env: {} })
    },
    /** From now on the line answers from a process of its own, by the service's present clock. */
    async setLineApart() {
      const variables = (await (await fetch(`${origin}/environment`)).json()) as NodeJS.ProcessEnv
      const { offsetMs } = (await (await fetch(`${origin}/local/clock`)).json()) as { offsetMs: number }
      const linePort = await freePort()
      const apart = {
        origin: `http://127.0.0.1:${linePort}`,
        process: fork('test/worst-days/line-process.ts', {
          env: {
            PATH: process.env.PATH,
            ...variables,
            PORT: String(linePort),
            CLOCK_OFFSET_MS: String(offsetMs),
          },
          stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
        }),
      }
      await eventually('the line is up', () =>
        fetch(`${apart.origin}/up`).then(
          ({ ok }) => ok,
          () => false,
        ),
      )
      line = apart
    },
    /** Another process in place of this one, with nothing in its memory. */
    async replace() {
      await end()
      await start()
    },
    async officer(officerId: string) {
      const token = await issueToken({ dataFolder: folder.path, origin, officers, officerId })
      return { authorization: `Bearer ${token}` }
    },
    post,
    settled: () => fetch(`${origin}/settled`),
    pass: (minutes: number) => post('/local/clock', { advanceMinutes: minutes }),
    now: async () => new Date(((await (await fetch(`${origin}/local/clock`)).json()) as { now: string }).now),
    inboxes: async () => (await (await fetch(`${origin}/inboxes`)).json()) as Record<string, string[]>,
    fault: (fault: object) => post('/local/phone/faults', fault),
    clearFaults: () => fetch(`${origin}/local/phone/faults`, { method: 'DELETE' }),
    deliverOwed: () => post('/deliver-owed', {}),
    async close() {
      line?.process.kill('SIGKILL')
      await end()
      road.close()
      await engine.stop()
      await folder.remove()
      await engineFolder.remove()
    },
  }
}
export type House = Awaited<ReturnType<typeof openHouse>>
