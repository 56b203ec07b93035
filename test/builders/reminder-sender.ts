/**
 * A sender of reminders in a process of its own, to be killed: real store, real gateway SDK, a stand-in at the other end. It
 * takes references of batches over its parent's channel, three at a time, and says of each when it is done.
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { localClientOptions } from '../../local/local-client.ts'
import type { BatchRef } from '../../shared/actions/reminders-ports.ts'
import { sendBatch } from '../../shared/actions/send-reminders.ts'
import { createSmsGateway } from '../../shared/gateways/africas-talking.ts'
import { createPaydays } from '../../shared/store/paydays.ts'
import { createReminders } from '../../shared/store/reminders.ts'
import { documents } from '../../shared/store/tables.ts'

export interface SenderOrders {
  readonly endpoint: string
  readonly main: string
  readonly restricted: string
  readonly baseUrl: string
  /** What its clock shows at the start, in milliseconds. */
  readonly startMs: number
}

const orders = JSON.parse(process.argv[2] ?? '{}') as SenderOrders
const began = performance.now()
const now = () => new Date(orders.startMs + performance.now() - began)
const tables = {
  client: documents(new DynamoDBClient(localClientOptions(orders.endpoint))),
  main: orders.main,
  restricted: orders.restricted,
}
const sender = {
  world: { now, id: () => '', reference: () => '' as never, contactIdOf: () => '' },
  reminders: createReminders(tables),
  paydays: createPaydays(tables),
  gateway: createSmsGateway({ username: 'jigikan', apiKey: 'key', timeoutMs: 600, baseUrl: orders.baseUrl }),
  budget: async () => 'none' as const,
  turn: async () => {},
  tell: async () => {},
}

process.on('message', async (ref: BatchRef) => {
  try {
    process.send?.({ ref, sent: await sendBatch(sender, ref) })
  } catch (error) {
    process.send?.({ ref, fault: error instanceof Error ? error.name : typeof error })
  }
})
// Killed in the middle of a word: nobody hears the rest of it.
process.on('disconnect', () => process.exit())
process.send?.({ ready: true })
