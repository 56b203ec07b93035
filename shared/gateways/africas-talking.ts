/**
 * Sends SMS through Africa's Talking with its own SDK, and turns whatever comes back into one outcome for each
 * recipient. The SDK has no time-out, puts key, numbers and text into its errors, and can be pointed nowhere else; so
 * every call lends it an HTTP adapter of ours, and none of its errors leaves this file.
 */
import africastalking from 'africastalking'
import type { AxiosAdapter } from 'axios'
// The copy that the SDK itself requires: `import axios from 'axios'` is another instance.
import axios from 'axios/dist/node/axios.cjs'
import type { SendOutcome, SmsGateway } from '../actions/ports.ts'
import type { PhoneNumber } from '../domain/phone-number.ts'
import { balanceIn, type Exchange, outcomesOf } from './africas-talking-answers.ts'

export interface SmsGatewayOptions {
  /** The application's name at the gateway; `sandbox` is its simulator. */
  readonly username: string
  readonly apiKey: string
  /** Alphanumeric sender or short code, as registered; without it the gateway picks its own. */
  readonly senderId?: string
  /** Where a stand-in listens, e.g. `http://127.0.0.1:3000/local`; a loopback address, else refused. */
  readonly baseUrl?: string
  /** The whole of one exchange, from connecting to the last byte. */
  readonly timeoutMs: number
}

const maxRecipients = 100
const maxAnswerBytes = 1_000_000

/** The SDK flips its addresses to the sandbox for the whole process and for good. */
let kindOfProcess: 'sandbox' | 'live' | undefined

const claimProcess = (kind: 'sandbox' | 'live') => {
  if (kindOfProcess !== undefined && kindOfProcess !== kind)
    throw new Error('a process can talk to the sandbox or to the live gateway, not to both')
  kindOfProcess = kind
}

const loopback = (baseUrl: string): string => {
  const { protocol, hostname, origin, pathname } = new URL(baseUrl)
  if (!/^https?:$/.test(protocol) || !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname))
    throw new Error(
      "a stand-in for Africa's Talking must be on this machine: baseUrl must be a loopback address",
    )
  return origin + pathname.replace(/\/$/, '')
}

/** No agent keeps a connection: one that slept in a frozen process breaks after the request, and nobody could tell. */
const adapterFor = (baseUrl: string | undefined, timeoutMs: number): AxiosAdapter => {
  const http = axios.getAdapter('http')
  return (config) => {
    if (baseUrl !== undefined) {
      const target = new URL(config.url ?? '', config.baseURL)
      config.url = `${baseUrl}/${target.hostname}${target.pathname}${target.search}`
      delete config.baseURL
    }
    config.signal = AbortSignal.timeout(timeoutMs)
    config.maxRedirects = 0
    config.maxContentLength = maxAnswerBytes
    config.proxy = false
    config.headers.set('Connection', 'close')
    return http(config)
  }
}

const beforeConnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
])
const inHandshake = /^(CERT_|UNABLE_TO_|ERR_TLS_|DEPTH_ZERO_|SELF_SIGNED_|EPROTO$)/

const brokenExchange = (fault: { code?: string | undefined; cause?: unknown }): Exchange => {
  const code = fault.code ?? ''
  // Several addresses tried in vain make one error of many.
  const { syscall, errors } = Object(fault.cause) as { syscall?: unknown; errors?: { syscall?: unknown }[] }
  const neverConnected = syscall === 'connect' || errors?.every((each) => each.syscall === 'connect')
  if (neverConnected || beforeConnected.has(code) || inHandshake.test(code)) return { kind: 'unreachable' }
  return { kind: 'lost', reason: code === 'ERR_CANCELED' ? 'time-out' : 'connection-lost' }
}

/**
 * Lends the SDK an adapter for one call. axios copies its defaults into a request synchronously, so they are given
 * back before anybody else can use them, and every gateway in the process keeps its own address and time-out.
 */
const exchangeOver = async (adapter: AxiosAdapter, call: () => Promise<unknown>): Promise<Exchange> => {
  let reached = false
  let status: number | undefined
  const lend = (): Promise<unknown> => {
    const own = axios.defaults.adapter
    axios.defaults.adapter = async (config) => {
      reached = true
      const response = await adapter(config)
      status = response.status
      return response
    }
    try {
      return call()
    } finally {
      if (own === undefined) delete axios.defaults.adapter
      else axios.defaults.adapter = own
    }
  }
  try {
    const body = await lend()
    return { kind: 'answered', status: status ?? 201, body }
  } catch (fault) {
    if (axios.isAxiosError(fault))
      return fault.response
        ? { kind: 'answered', status: fault.response.status, body: fault.response.data }
        : brokenExchange(fault)
    if (!reached) return { kind: 'not-sent' }
    // The SDK rejects with the bare body when the status is not the one that it waits for.
    return status === undefined
      ? { kind: 'lost', reason: 'connection-lost' }
      : { kind: 'answered', status, body: fault }
  }
}

export function createSmsGateway(options: SmsGatewayOptions): SmsGateway {
  const { username, apiKey, senderId, timeoutMs } = options
  // The SDK would throw the key along with its complaint.
  if (!username || !apiKey) throw new Error("Africa's Talking needs a username and an API key")
  const isSandbox = username.toLowerCase() === 'sandbox'
  const adapter = adapterFor(options.baseUrl === undefined ? undefined : loopback(options.baseUrl), timeoutMs)
  claimProcess(isSandbox ? 'sandbox' : 'live')
  const client = africastalking({ username: isSandbox ? 'sandbox' : username, apiKey })

  const sendTo = async (
    text: string,
    recipients: readonly PhoneNumber[],
  ): Promise<ReadonlyMap<PhoneNumber, SendOutcome>> => {
    const exchange = await exchangeOver(adapter, () =>
      client.SMS.send({ to: recipients, message: text, ...(senderId && { senderId }) }),
    )
    if (exchange.kind !== 'not-sent' || recipients.length === 1) return outcomesOf(exchange, recipients)
    // One number that the SDK dislikes refuses the whole batch: halve it until that number stands alone.
    const middle = Math.ceil(recipients.length / 2)
    const [left, right] = [
      await sendTo(text, recipients.slice(0, middle)),
      await sendTo(text, recipients.slice(middle)),
    ]
    return new Map([...left, ...right])
  }

  return {
    async send(text, recipients) {
      if (text === '') throw new RangeError('an SMS needs a text')
      const distinct = [...new Set(recipients)]
      if (distinct.length > maxRecipients)
        throw new RangeError(`at most ${maxRecipients} recipients in one call`)
      return distinct.length === 0 ? new Map() : sendTo(text, distinct)
    },
    async balance() {
      return balanceIn(await exchangeOver(adapter, () => client.APPLICATION.fetchApplicationData()))
    },
  }
}
