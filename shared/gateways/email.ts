/** Sends e-mails to officers through Amazon SES, and says of each what became of it. */
import { SESv2Client, SESv2ServiceException, SendEmailCommand } from '@aws-sdk/client-sesv2'
import type { EmailGateway, SendOutcome } from '../actions/ports.ts'

export interface EmailGatewayOptions {
  /** A verified sender, e.g. `Jigikan <plaintes@example.org>`. */
  readonly from: string
  /** Where a stand-in for SES listens. */
  readonly endpoint?: string
  readonly region?: string
  readonly timeoutMs?: number
}

/** All sending stands still until staff mend the account. */
const accountFaults = new Set([
  'AccountSuspendedException',
  'SendingPausedException',
  'MailFromDomainNotVerifiedException',
  'NotFoundException',
])
const beforeConnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])

/** Only the names of errors pass: their messages quote addresses. */
const outcomeOf = (fault: unknown): SendOutcome => {
  if (fault instanceof SESv2ServiceException) {
    const { name: reason, $metadata } = fault
    const status = $metadata.httpStatusCode ?? 0
    if (status === 401 || status === 403 || accountFaults.has(reason))
      return { outcome: 'try-later', reason, pause: true }
    if (status === 429 || status >= 500 || /TooManyRequests|LimitExceeded|Throttl/.test(reason))
      return { outcome: 'try-later', reason }
    return status >= 400
      ? { outcome: 'refused', reason }
      : { outcome: 'unknown', reason: 'unreadable-answer' }
  }
  const { name, code } = Object(fault) as { name?: string; code?: string }
  if (name === 'CredentialsProviderError') return { outcome: 'try-later', reason: name, pause: true }
  if (code !== undefined && beforeConnected.has(code)) return { outcome: 'try-later', reason: 'unreachable' }
  // The SDK calls a broken connection a TimeoutError too; that one has a code.
  const isTimeout = name === 'TimeoutError' && (code === undefined || code === 'ETIMEDOUT')
  return { outcome: 'unknown', reason: isTimeout ? 'time-out' : 'connection-lost' }
}

export function createEmailGateway(options: EmailGatewayOptions): EmailGateway {
  const { from, endpoint, region, timeoutMs = 10_000 } = options
  const client = new SESv2Client({
    ...(endpoint && { endpoint }),
    ...(region && { region }),
    // The queue tries again, and only what surely did not leave.
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: timeoutMs,
      requestTimeout: timeoutMs,
      throwOnRequestTimeout: true,
      // A connection that slept in a frozen process breaks after the request, and nobody could tell if it arrived.
      httpAgent: { keepAlive: false },
      httpsAgent: { keepAlive: false },
    },
  })
  const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' })
  return {
    async send({ to, subject, text }) {
      try {
        const { MessageId: gatewayId } = await client.send(
          new SendEmailCommand({
            FromEmailAddress: from,
            Destination: { ToAddresses: [to] },
            Content: { Simple: { Subject: utf8(subject), Body: { Text: utf8(text) } } },
          }),
        )
        return gatewayId
          ? { outcome: 'accepted', gatewayId }
          : { outcome: 'unknown', reason: 'no-message-id' }
      } catch (fault) {
        return outcomeOf(fault)
      }
    },
  }
}
