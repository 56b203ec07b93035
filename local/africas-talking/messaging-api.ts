/**
 * The HTTP API of Africa's Talking as its SDK calls it: one path for each host that the SDK knows, since a rewritten
 * base URL carries the host in its path. Answers have the shapes that were recorded from the real one.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import express, { type Request, type RequestHandler, type Response, Router } from 'express'
import * as z from 'zod'
import { type PhoneNumber, readGatewayNumber } from '../../shared/domain/phone-number.ts'
import { smsParts } from '../../shared/i18n/gsm7.ts'
import type { Callbacks, Form } from './callbacks.ts'
import type { Faults } from './faults.ts'
import type { Fate, Inbox } from './inbox.ts'
import type { Journal, OwedEntry, SmsEntry } from './journal.ts'
import { networkCodeOf } from './mobile-network.ts'

export interface MessagingOptions {
  readonly journal: Journal
  readonly inbox: Inbox
  readonly callbacks: Callbacks
  readonly faults: Faults
  readonly now: () => Date
  readonly reportDelayMs: number
  /** Without it any key is taken for right. */
  readonly apiKey: string | undefined
}

const hosts = ['api.africastalking.com', 'api.sandbox.africastalking.com', 'content.africastalking.com']
const currency = 'XOF'
const costOfPart = 12
const openingBalance = 125_000
const money = (amount: number) => `${currency} ${amount.toFixed(4)}`

const statuses: Record<number, string> = {
  100: 'Processed',
  101: 'Success',
  102: 'Queued',
  401: 'RiskHold',
  402: 'InvalidSenderId',
  403: 'InvalidPhoneNumber',
  404: 'UnsupportedNumberType',
  405: 'InsufficientBalance',
  406: 'UserInBlacklist',
  407: 'CouldNotRoute',
  409: 'DoNotDisturbRejection',
  500: 'InternalServerError',
  501: 'GatewayError',
  502: 'RejectedByGateway',
}
const finalWords: Record<Fate, Form> = {
  Success: { status: 'Success' },
  AbsentSubscriber: { status: 'AbsentSubscriber' },
  Failed: { status: 'Failed', failureReason: 'DeliveryFailure' },
}

const smsRequest = z.object({
  username: z.string().min(1),
  to: z.string().min(1),
  message: z.string().min(1),
  from: z.string().optional(),
  enqueue: z.string().optional(),
})

const reportsOf = ({ gatewayId, number, fate, at }: SmsEntry): OwedEntry => {
  const report = { id: gatewayId, phoneNumber: number, networkCode: networkCodeOf(number) }
  return {
    kind: 'owed',
    id: randomUUID(),
    to: 'reports',
    forms: [
      { ...report, status: 'Sent' },
      { ...report, ...finalWords[fate] },
    ],
    since: at,
  }
}

export const messagingApi = (options: MessagingOptions): Router => {
  const { journal, inbox, callbacks, faults, now, reportDelayMs } = options
  let balance = openingBalance
  for (const entry of journal.past) if (entry.kind === 'sms') balance -= entry.parts * costOfPart

  const accept = (number: PhoneNumber, text: string, from: string): SmsEntry => {
    const { parts } = smsParts(text)
    const sms: SmsEntry = {
      kind: 'sms',
      gatewayId: `ATXid_${randomBytes(16).toString('hex')}`,
      number,
      from,
      text,
      at: now().toISOString(),
      cost: money(parts * costOfPart),
      parts,
      fate: inbox.fateOf(number),
    }
    const reports = reportsOf(sms)
    journal.append(sms, reports)
    balance -= parts * costOfPart
    inbox.keep(sms)
    callbacks.deliverLater(reports, reportDelayMs)
    return sms
  }

  const recipientAnswer = (raw: string, sms: z.infer<typeof smsRequest>) => {
    const number = readGatewayNumber(raw)
    const wished = faults.take(
      ['recipient'],
      (fault) => fault.number === undefined || fault.number === number,
    )
    const usual =
      number === undefined ? 403 : inbox.hasOptedOut(number) ? 406 : sms.enqueue === '1' ? 102 : 101
    const statusCode = wished?.code ?? usual
    const answer = { number: number ?? raw, statusCode, status: statuses[statusCode] ?? 'Unknown' }
    if (number === undefined || statusCode < 100 || statusCode > 102)
      return { ...answer, cost: '0', messageId: 'None' }
    const { cost, gatewayId } = accept(number, sms.message, sms.from ?? 'AFRICASTKNG')
    return { ...answer, cost, messageId: gatewayId }
  }

  /** The faults that strike before the API has understood anything. */
  const frontDoor: RequestHandler = (request, response, next) => {
    const fault = faults.take(['down', 'drop-request', 'status'])
    if (fault?.kind === 'drop-request') return void request.socket.destroy()
    const key = request.get('apikey')
    const isWrongKey = !key || (options.apiKey !== undefined && key !== options.apiKey)
    const status = fault?.kind === 'down' ? 503 : (fault?.status ?? (isWrongKey ? 401 : undefined))
    if (status === undefined) return next()
    const words = new Map([
      [401, 'The supplied authentication is invalid'],
      [429, 'Too Many Requests'],
      [500, 'Internal Server Error'],
      [503, 'Service Unavailable'],
    ])
    response.status(status).type('text/plain').send(words.get(status))
  }

  const takeSms = async (request: Request, response: Response) => {
    const sms = smsRequest.safeParse(request.body ?? {})
    if (!sms.success) {
      const field = String(sms.error.issues[0]?.path[0])
      return void response
        .status(400)
        .type('text/plain')
        .send(`Request is missing required form field '${field}'`)
    }
    if (faults.take(['invalid-sender']))
      return void response
        .status(201)
        .json({ SMSMessageData: { Message: 'InvalidSenderId', Recipients: [] } })

    const fault = faults.take(['slow', 'drop-answer'])
    const before = balance
    const recipients = sms.data.to.split(',').map((raw) => recipientAnswer(raw.trim(), sms.data))
    const sent = recipients.filter((each) => each.messageId !== 'None').length
    const message =
      `Sent to ${sent}/${recipients.length} Total Cost: ${sent === 0 ? '0' : money(before - balance)}` +
      (sent === 0 ? '' : ` Message parts: ${smsParts(sms.data.message).parts}`)
    if (fault?.kind === 'drop-answer') return void request.socket.destroy()
    if (fault?.kind === 'slow') await pause(fault.ms, undefined, { ref: false })
    response.status(201).json({ SMSMessageData: { Message: message, Recipients: recipients } })
  }

  const router = Router()
  const form = express.urlencoded({ extended: false, limit: '1mb' })
  for (const host of hosts) {
    router.post(`/${host}/version1/messaging`, frontDoor, form, takeSms)
    router.get(`/${host}/version1/user`, frontDoor, (_request, response) => {
      response.json({ UserData: { balance: money(balance) } })
    })
  }
  return router
}
