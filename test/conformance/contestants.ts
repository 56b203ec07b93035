/** The services that the report compares: ours whole, and the journey's applications as their libraries' READMEs show them. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Gateway } from '../../conformance/gateway.ts'
import type { Adapter, Profile } from '../../conformance/service.ts'
import { contestants } from '../bench/contestants.ts'
import { startTestTables } from '../builders/engines.ts'
import { startUnderTest } from './jigikan-under-test.ts'

export interface Entrant extends Adapter {
  readonly name: string
  readonly base: string
  readonly profile: Profile
  end(): Promise<void>
}

const libraries = [
  { name: 'ussd-menu-builder', app: 'ussd-menu-builder', env: {} },
  { name: 'ussd-builder', app: 'ussd-menu-builder', env: { BENCH_LIBRARY: 'ussd-builder' } },
  { name: 'africastalking', app: 'africastalking USSD', env: {} },
] as const

async function startLibrary({ name, app, env }: (typeof libraries)[number]): Promise<Entrant> {
  const contestant = contestants.find((one) => one.name === app)
  if (!contestant) throw new Error(`there is no application ${app}`)
  // Jigikan's own engine, which may have run before in this process.
  delete process.env.JIGIKAN_DYNAMODB_ENDPOINT
  const engine = await startTestTables()
  const file = fileURLToPath(new URL(`../bench/${contestant.file}`, import.meta.url))
  const prepared = await contestant.prepare(engine, 1)
  const start = async (more: NodeJS.ProcessEnv = {}) => {
    const child = spawn(process.execPath, [file], {
      env: { ...process.env, ...prepared, ...env, ...more, NODE_ENV: 'production' },
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    const [port] = await once(createInterface({ input: child.stdout }), 'line')
    return { child, port: String(port) }
  }
  let running = await start()
  const { port } = running
  return {
    name,
    base: `http://127.0.0.1:${port}`,
    profile: {
      name,
      paths: { ussd: contestant.path },
      numbers: '+22370',
      journey: ['1', '2', '1', '1'],
    },
    stored: async () => (await contestant.kept(engine, 0)).length,
    // Whoever runs a service has something that starts it again.
    async revive() {
      if (running.child.exitCode !== null) running = await start({ BENCH_PORT: port })
    },
    async end() {
      const { child } = running
      if (child.exitCode === null) {
        const gone = once(child, 'exit')
        child.stdin.end()
        await gone
      }
      await engine.stop()
    },
  }
}

export const entrants: readonly { readonly name: string; start(gateway: Gateway): Promise<Entrant> }[] = [
  {
    name: 'Jigikan',
    start: async (gateway) => ({ ...(await startUnderTest(gateway, 1000)), name: 'Jigikan' }),
  },
  ...libraries.map((library) => ({ name: library.name, start: () => startLibrary(library) })),
]
