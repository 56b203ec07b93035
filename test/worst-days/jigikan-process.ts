/**
 * All of Jigikan in a process of its own, to be ended at any moment; what nobody dials works in another, so that a long import
 * takes no time from the line. `WORST_STREAM=twice-and-late` hands everything to the conveyor late, and a second time later
 * still, as a stream may.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { type FunctionName, functionNames, functions } from '../../functions/triggers.ts'
import type { Handler } from '../../local/invoke.ts'
import { type Running, run } from '../../local/run.ts'
import { startSandbox } from './apart.ts'

const lateMs = 1500
const againMs = 2500
const deliveredTwice = process.env.WORST_STREAM === 'twice-and-late'
let again = 0
let house: Running | undefined
const apart = startSandbox(() => house?.clock.offsetMs ?? 0)

async function handlers(): Promise<Record<FunctionName, Handler<never>>> {
  const folders: readonly string[] = ['staff-api', 'private-desk', 'registry-api']
  const loaded = await Promise.all(
    functionNames.map(async (name) => {
      if (functions[name].trigger.kind !== 'http') return [name, apart(name)] as const
      const file = folders.includes(name) ? `${name}/handler` : name
      return [name, (await import(`../../functions/${file}.ts`)).handler as Handler<never>] as const
    }),
  )
  const all = Object.fromEntries(loaded) as Record<FunctionName, Handler<never>>
  if (!deliveredTwice) return all
  const { outbox } = all
  const twice: Handler<never> = async (event, context) => {
    await pause(lateMs)
    again += 1
    setTimeout(() => void Promise.resolve(outbox(event, context)).finally(() => (again -= 1)), againMs)
    return outbox(event, context)
  }
  return { ...all, outbox: twice }
}

const running: Running = await run({
  port: Number(process.env.PORT),
  dataFolder: process.env.JIGIKAN_DATA ?? '',
  seed: 'none',
  log: () => undefined,
  reportDelayMs: 50,
  retryMs: 1000,
  handlers,
  extend: (app) => {
    app.get('/settled', async (_request, response) => {
      do {
        await running.settled()
        if (again > 0) await pause(100)
      } while (again > 0)
      response.json({})
    })
    app.get('/environment', (_request, response) => {
      const own = Object.entries(process.env).filter(([name]) => /^(JIGIKAN|AWS)_/.test(name))
      response.json(Object.fromEntries(own))
    })
    app.get('/inboxes', (_request, response) => {
      const numbers = running.phones.allNumbers()
      const texts = numbers.map((number) => [number, running.phones.inbox(number).map(({ text }) => text)])
      response.json(Object.fromEntries(texts))
    })
    app.post('/deliver-owed', async (_request, response) => {
      await running.phones.deliverOwed()
      response.json({ owed: running.phones.owedCount() })
    })
  },
})
house = running
