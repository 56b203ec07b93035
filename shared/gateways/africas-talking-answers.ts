/**
 * What an exchange with Africa's Talking means for each recipient. Reasons are words of ours or of the gateway's own
 * table; nothing of a request (key, numbers, text) ever passes through here into a reason.
 */
import * as z from 'zod/mini'
import type { SendOutcome } from '../actions/ports.ts'
import { type PhoneNumber, readGatewayNumber } from '../domain/phone-number.ts'

/** One HTTP exchange, stripped of all that could leak. */
export type Exchange =
  | { readonly kind: 'answered'; readonly status: number; readonly body: unknown }
  /** No connection, so nothing left this machine. */
  | { readonly kind: 'unreachable' }
  /** The request left and no answer came. */
  | { readonly kind: 'lost'; readonly reason: 'time-out' | 'connection-lost' }
  /** The SDK itself refused the request before sending it. */
  | { readonly kind: 'not-sent' }

type Failure = Exclude<SendOutcome, { outcome: 'accepted' }>

/** The gateway would not do what was asked; `mayRetry` when the same may succeed later without staff. */
export class GatewayFailure extends Error {
  override readonly name = 'GatewayFailure'
  readonly mayRetry: boolean
  constructor(reason: string, mayRetry: boolean) {
    super(`the SMS gateway did not answer as it should: ${reason}`)
    this.mayRetry = mayRetry
  }
}

const refused = (reason: string): Failure => ({ outcome: 'refused', reason })
const tryLater = (reason: string): Failure => ({ outcome: 'try-later', reason })
const pause = (reason: string): Failure => ({ outcome: 'try-later', reason, pause: true })
const unknown = (reason: string): Failure => ({ outcome: 'unknown', reason })

/** A recipient's statusCode, as the gateway's table has it. */
const acceptedCodes = new Set([100, 101, 102])
const failures = new Map<number, Failure>([
  [401, refused('RiskHold')],
  [402, refused('InvalidSenderId')],
  [403, refused('InvalidPhoneNumber')],
  [404, refused('UnsupportedNumberType')],
  [405, pause('InsufficientBalance')],
  [406, refused('UserInBlacklist')],
  [407, refused('CouldNotRoute')],
  [409, refused('DoNotDisturbRejection')],
  [500, tryLater('InternalServerError')],
  [501, tryLater('GatewayError')],
  [502, refused('RejectedByGateway')],
])
/** With no recipient in the answer, its message may be one of the same words, said of all. */
const saidOfAll = new Map([...failures.values()].map((failure) => [failure.reason.toLowerCase(), failure]))

const recipientAnswer = z.object({
  number: z.string(),
  statusCode: z.coerce.number(),
  messageId: z.optional(z.string()),
  cost: z.optional(z.string()),
})
const smsAnswer = z.object({
  SMSMessageData: z.object({ Message: z._default(z.string(), ''), Recipients: z.array(z.unknown()) }),
})
const accountAnswer = z.object({ UserData: z.object({ balance: z.string() }) })

const outcomeOf = (answer: z.infer<typeof recipientAnswer>, parts: number | undefined): SendOutcome => {
  if (!acceptedCodes.has(answer.statusCode))
    return failures.get(answer.statusCode) ?? unknown(`status-code-${answer.statusCode}`)
  const { messageId: gatewayId, cost } = answer
  // Without an id no report can ever be matched, and the gateway says "None" only of what it did not take.
  if (!gatewayId || gatewayId === 'None') return unknown('no-message-id')
  return {
    outcome: 'accepted',
    gatewayId,
    ...(cost && /^[A-Z]{3} /.test(cost) && { cost }),
    ...(parts && { parts }),
  }
}

const whatStatusSays = (status: number): Failure => {
  const reason = `http-${status}`
  if ([400, 413, 422].includes(status)) return refused(reason)
  // A proxy gave up waiting: what stands behind it may have sent.
  if (status === 504) return unknown(reason)
  if ([408, 425, 429].includes(status) || status >= 500 || status < 400) return tryLater(reason)
  // A wrong key or sender (401), a closed account, a moved address: nothing will pass until staff look.
  return pause(reason)
}

/** What befell all recipients alike, or undefined when the answer speaks of each. */
const failureOfAll = (exchange: Exchange): Failure | undefined => {
  if (exchange.kind === 'unreachable') return tryLater('unreachable')
  if (exchange.kind === 'lost') return unknown(exchange.reason)
  if (exchange.kind === 'not-sent') return refused('InvalidPhoneNumber')
  return exchange.status >= 200 && exchange.status < 300 ? undefined : whatStatusSays(exchange.status)
}

/** One outcome for every recipient asked about, whatever the gateway answered. */
export function outcomesOf(
  exchange: Exchange,
  recipients: readonly PhoneNumber[],
): ReadonlyMap<PhoneNumber, SendOutcome> {
  const all = (outcome: SendOutcome) => new Map(recipients.map((number) => [number, outcome]))
  const failure = failureOfAll(exchange)
  if (failure) return all(failure)
  const answer = smsAnswer.safeParse(exchange.kind === 'answered' ? exchange.body : undefined)
  if (!answer.success) return all(unknown('unreadable-answer'))

  const { Message: message, Recipients: answers } = answer.data.SMSMessageData
  if (answers.length === 0)
    return all(saidOfAll.get(message.trim().toLowerCase()) ?? unknown('not-in-answer'))
  const outcomes = all(unknown('not-in-answer'))
  const parts = Number(/Message parts: (\d+)/.exec(message)?.[1]) || undefined
  for (const each of answers) {
    const read = recipientAnswer.safeParse(each)
    const number = read.success ? readGatewayNumber(read.data.number) : undefined
    if (read.success && number && outcomes.has(number)) outcomes.set(number, outcomeOf(read.data, parts))
  }
  return outcomes
}

/** The balance in an answer about the account; throws a GatewayFailure when there is none. */
export function balanceIn(exchange: Exchange): string {
  const failure = failureOfAll(exchange)
  // Asking changes nothing, so only what staff must mend is not worth asking again.
  if (failure)
    throw new GatewayFailure(failure.reason, failure.outcome !== 'refused' && !('pause' in failure))
  const answer = accountAnswer.safeParse(exchange.kind === 'answered' ? exchange.body : undefined)
  if (!answer.success) throw new GatewayFailure('unreadable-answer', true)
  return answer.data.UserData.balance
}
