/**
 * One function's part of a round, in a process of its own: `plan` cuts it into batches, `send` sends them through the real SDK,
 * `report` takes what the network says of some of them. Prints what it took as one line of JSON.
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { localClientOptions } from '../../local/local-client.ts'
import { batchesOf } from '../../shared/actions/reminder-candidates.ts'
import { sendBatch } from '../../shared/actions/send-reminders.ts'
import { tendReminders } from '../../shared/actions/tend-reminders.ts'
import { createSmsGateway } from '../../shared/gateways/africas-talking.ts'
import { createDueLines } from '../../shared/store/due-lines.ts'
import { createMessages } from '../../shared/store/messages.ts'
import { createPaydays } from '../../shared/store/paydays.ts'
import { createReminders } from '../../shared/store/reminders.ts'
import { documents } from '../../shared/store/tables.ts'
import { countCalls } from '../builders/line.ts'

export interface RemindersOrders {
  readonly part: 'plan' | 'send' | 'report'
  readonly endpoint: string
  readonly main: string
  readonly baseUrl: string
  readonly now: string
  readonly roundId: string
  readonly mostReports: number
}
export interface RemindersRun {
  readonly seconds: number
  readonly peakMb: number
  readonly writeUnits: number
  readonly done: number
}

const orders = JSON.parse(process.argv[2] ?? '{}') as RemindersOrders
const tables = {
  client: documents(new DynamoDBClient(localClientOptions(orders.endpoint))),
  main: orders.main,
  restricted: '',
}
const counted = countCalls(tables.client)
const now = () => new Date(orders.now)
let ids = 0
const world = { now, id: () => `id-${++ids}`, reference: () => '' as never, contactIdOf: () => '' }
const reminders = createReminders(tables)
const paydays = createPaydays(tables)

const parts: Record<RemindersOrders['part'], () => Promise<number>> = {
  async plan() {
    let bodies = 0
    const queue = {
      put: async (more: readonly string[]) => {
        bodies += more.length
      },
    }
    const dueLines = createDueLines(tables)
    await tendReminders({ world, reminders, paydays, dueLines, queue, callsPerMinute: 0 })
    return bodies
  },
  async send() {
    const gateway = createSmsGateway({
      username: 'jigikan',
      apiKey: 'key',
      timeoutMs: 20_000,
      baseUrl: orders.baseUrl,
    })
    const sender = {
      world,
      reminders,
      paydays,
      gateway,
      budget: async () => 'none' as const,
      turn: async () => {},
      tell: async () => {},
    }
    let done = 0
    // As the function is woken: a few batches at once.
    let hand: Promise<unknown>[] = []
    for await (const { roundId, group, number } of batchesOf(reminders, orders.roundId)) {
      hand.push(sendBatch(sender, { roundId, group, number }))
      done += 1
      if (hand.length === 5) {
        await Promise.all(hand)
        hand = []
      }
    }
    await Promise.all(hand)
    return done
  },
  async report() {
    const messages = createMessages(tables)
    let done = 0
    for await (const batch of batchesOf(reminders, orders.roundId)) {
      const { people = [] } = (await reminders.outcomes(batch)) ?? {}
      const accepted = people.flatMap(({ gatewayId }) => (gatewayId ? [gatewayId] : []))
      await Promise.all(
        accepted.map(async (gatewayId) => {
          for (const [state, word] of [
            ['sent', 'Sent'],
            ['delivered', 'Success'],
          ] as const)
            await messages.report({ gatewayId, state, word, amongReminders: true }, now())
        }),
      )
      done += accepted.length
      if (done >= orders.mostReports) return done
    }
    return done
  },
}

const from = performance.now()
const done = await parts[orders.part]()
const run: RemindersRun = {
  seconds: (performance.now() - from) / 1000,
  peakMb: process.resourceUsage().maxRSS / 1024,
  writeUnits: counted.writeUnits,
  done,
}
console.log(JSON.stringify(run))
