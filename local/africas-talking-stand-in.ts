/**
 * Africa's Talking on this machine: the same HTTP API for our gateway, the same callbacks for our functions, and the
 * phones at the far end. What it accepted survives a kill.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import type { Router } from 'express'
import { type CallbackAddresses, createCallbacks, formDate } from './africas-talking/callbacks.ts'
import { createFaults } from './africas-talking/faults.ts'
import { openInbox } from './africas-talking/inbox.ts'
import { type OwedEntry, openJournal } from './africas-talking/journal.ts'
import { messagingApi } from './africas-talking/messaging-api.ts'
import { networkCodeOf } from './africas-talking/mobile-network.ts'
import { phoneRouter } from './africas-talking/phone-router.ts'
import type { StandInApi } from './africas-talking/stand-in-api.ts'
import { dialUssd } from './africas-talking/ussd-sessions.ts'

export interface StandInOptions {
  readonly callbacks: () => CallbackAddresses
  /** Without it everything is in memory. */
  readonly dataFolder?: string
  readonly now: () => Date
  /** The only key that the API takes; without it any. */
  readonly apiKey?: string
  /** The USSD code that the application rents. */
  readonly serviceCode?: string
  /** Where people send their SMS. */
  readonly shortCode?: string
  readonly senderId?: string
  /** From accepting an SMS to the first delivery report. */
  readonly reportDelayMs?: number
  /** Between two tries of a callback that was not answered with 200. */
  readonly retryMs?: number
  /** How long a USSD callback may take. */
  readonly answerTimeoutMs?: number
  readonly sessionLimitMs?: number
}

export const africasTalkingStandIn = (
  options: StandInOptions,
): { router: Router; phoneRouter: Router; api: StandInApi } => {
  const { now, shortCode = '36036', senderId = 'JIGIKAN' } = options
  const journal = openJournal(options.dataFolder)
  const inbox = openInbox(journal)
  const faults = createFaults()
  const callbacks = createCallbacks({
    callbacks: options.callbacks,
    journal,
    now,
    retryMs: options.retryMs ?? 60_000,
  })
  const owe = (to: 'sms' | 'optOuts', form: Record<string, string>) => {
    const owed: OwedEntry = { kind: 'owed', id: randomUUID(), to, forms: [form], since: now().toISOString() }
    journal.append(owed)
    return callbacks.deliver(owed)
  }

  const api: StandInApi = {
    inbox: inbox.of,
    allNumbers: inbox.numbers,
    watch: inbox.watch,
    sendSms: async ({ from, to = shortCode, text }) => {
      const gatewayId = randomUUID()
      const acknowledged = await owe('sms', {
        linkId: randomBytes(16).toString('hex'),
        text,
        to,
        id: gatewayId,
        date: formDate(now()),
        from,
        networkCode: networkCodeOf(from),
        cost: '0',
      })
      return { gatewayId, acknowledged }
    },
    optOut: async (number) => {
      inbox.setOptedOut(number, true)
      return { acknowledged: await owe('optOuts', { senderId, phoneNumber: number }) }
    },
    optIn: (number) => inbox.setOptedOut(number, false),
    setFate: inbox.setFate,
    dial: (dialling) =>
      dialUssd(
        {
          callbacks: options.callbacks,
          now,
          serviceCode: options.serviceCode ?? '*384#',
          answerTimeoutMs: options.answerTimeoutMs ?? 10_000,
          sessionLimitMs: options.sessionLimitMs ?? 180_000,
        },
        dialling,
      ),
    faults,
    deliverOwed: callbacks.deliverAll,
    owedCount: callbacks.owedCount,
    stop: callbacks.stop,
  }
  const router = messagingApi({
    journal,
    inbox,
    callbacks,
    faults,
    now,
    reportDelayMs: options.reportDelayMs ?? 1000,
    apiKey: options.apiKey,
  })
  return { router, phoneRouter: phoneRouter(api), api }
}
