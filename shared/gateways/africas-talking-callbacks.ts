/**
 * Reads what Africa's Talking posts to us: form bodies, some fields promised and yet missing, numbers with or without
 * their `+`, network codes that no list knows. Takes what we need and passes over the rest; a problem names the field
 * and never its content.
 */
import * as z from 'zod/mini'
import { type PhoneNumber, readGatewayNumber } from '../domain/phone-number.ts'
import {
  id,
  maybeCount,
  maybeInstant,
  maybeWord,
  number,
  optionally,
  type Parsed,
  present,
  readForm,
  text,
  word,
} from './form-fields.ts'

export interface UssdHop {
  readonly sessionId: string
  readonly phoneNumber: PhoneNumber
  /** The code without what was dialled after it: `*384#`. */
  readonly serviceCode: string
  /** MCC and MNC, e.g. 61002; empty when not said. */
  readonly networkCode: string
  /** All inputs of the session, joined by `*`; empty on the first hop. */
  readonly text: string
}
export interface UssdEnded {
  readonly sessionId: string
  readonly phoneNumber: PhoneNumber
  readonly serviceCode: string
  readonly networkCode: string
  /** `Incomplete`: ended while an input was awaited; `Failed`: our answer was at fault; another word as it came. */
  readonly status: 'Success' | 'Incomplete' | 'Failed' | (string & Record<never, never>)
  readonly at?: string
  readonly hopsCount?: number
  readonly durationMs?: number
  readonly cost?: string
}
export type IncomingSms = {
  readonly gatewayId: string
  /** Our short code or sender id. */
  readonly to: string
  readonly text: string
  readonly at?: string
  readonly linkId?: string
  readonly networkCode?: string
} & (
  | { readonly from: PhoneNumber }
  /** A service, which no SMS can answer: a name or a short code. */
  | { readonly from: undefined; readonly sender: string }
)
export interface DeliveryReport {
  readonly gatewayId: string
  readonly phoneNumber?: PhoneNumber
  /** The gateway's word, as it came. */
  readonly status: string
  readonly state: 'in-transit' | 'delivered' | 'failed' | 'unknown-word'
  readonly failureReason?: string
}
export interface OptOut {
  readonly phoneNumber: PhoneNumber
  /** Empty when not said. */
  readonly senderId: string
}

const session = { sessionId: id, phoneNumber: number, serviceCode: word, networkCode: maybeWord }
const ussdHop = z.object({ ...session, text })
const ussdEnded = z.object({
  ...session,
  status: word,
  date: maybeInstant,
  hopsCount: maybeCount,
  durationInMillis: maybeCount,
  cost: maybeWord,
})
const incomingSms = z.object({
  id,
  from: word,
  to: maybeWord,
  text,
  date: maybeInstant,
  linkId: maybeWord,
  networkCode: maybeWord,
})
const deliveryReport = z.object({
  id,
  phoneNumber: optionally(readGatewayNumber),
  status: word,
  failureReason: maybeWord,
})
const optOut = z.object({ phoneNumber: number, senderId: maybeWord })

/** A turn of a USSD session. */
export const parseUssdHop = (form: URLSearchParams): Parsed<UssdHop> =>
  readForm(ussdHop, form, ({ networkCode = '', ...hop }) => ({ ...hop, networkCode }))

const endings = new Map(['Success', 'Incomplete', 'Failed'].map((status) => [status.toLowerCase(), status]))

/** The end of a USSD session, however it came. What the caller had typed is in the event too, and not kept. */
export const parseUssdEnded = (form: URLSearchParams): Parsed<UssdEnded> =>
  readForm(ussdEnded, form, ({ sessionId, phoneNumber, serviceCode, networkCode = '', status, ...rest }) => ({
    sessionId,
    phoneNumber,
    serviceCode,
    networkCode,
    status: endings.get(status.toLowerCase()) ?? status,
    ...present({
      at: rest.date,
      hopsCount: rest.hopsCount,
      durationMs: rest.durationInMillis,
      cost: rest.cost,
    }),
  }))

/** An SMS that somebody sent to us. Its text may be empty. */
export const parseIncomingSms = (form: URLSearchParams): Parsed<IncomingSms> =>
  readForm(incomingSms, form, ({ id: gatewayId, from: sender, to = '', text, date, linkId, networkCode }) => {
    const from = readGatewayNumber(sender)
    const rest = { gatewayId, to, text, ...present({ at: date, linkId, networkCode }) }
    return from === undefined ? { ...rest, from, sender } : { ...rest, from }
  })

const states = new Map<string, DeliveryReport['state']>([
  ['sent', 'in-transit'],
  ['submitted', 'in-transit'],
  ['buffered', 'in-transit'],
  ['success', 'delivered'],
  ['rejected', 'failed'],
  ['failed', 'failed'],
  ['absentsubscriber', 'failed'],
  ['expired', 'failed'],
])

/** What became of an SMS that we sent. */
export const parseDeliveryReport = (form: URLSearchParams): Parsed<DeliveryReport> =>
  readForm(deliveryReport, form, ({ id: gatewayId, status, phoneNumber, failureReason }) => ({
    gatewayId,
    status,
    state: states.get(status.toLowerCase()) ?? 'unknown-word',
    ...present({ phoneNumber, failureReason }),
  }))

/** A person who wants no more SMS from a sender. */
export const parseOptOut = (form: URLSearchParams): Parsed<OptOut> =>
  readForm(optOut, form, ({ phoneNumber, senderId = '' }) => ({ phoneNumber, senderId }))
