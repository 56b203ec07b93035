/**
 * A small service that speaks the gateway's forms and gets everything right, for the kit to be tried on; or one thing
 * wrong, on purpose. Not for real callers: it forgets all when it stops.
 */
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type { Adapter, Profile } from '../service.ts'
import { Calls } from './calls.ts'
import { send } from './sender.ts'
import type { Way } from './ways.ts'

export const referenceProfile: Profile = {
  name: 'reference',
  paths: {
    ussd: '/ussd',
    ended: '/ended',
    sms: '/sms',
    reports: '/reports',
    optOuts: '/opt-outs',
  },
  journey: ['1', '1', '1', '1'],
  words: { inputs: ['1', '1'], next: '1' },
  asks: 'AIDE',
}

const largestBytes = 64 * 1024
const knownFields = ['sessionId', 'phoneNumber', 'networkCode', 'serviceCode', 'text']
const knownWords = ['Success', 'Sent', 'Failed', 'Incomplete', 'NotNetworkSubscriber', 'UserInBlackList']

interface Said {
  readonly status?: number
  readonly body?: string
  readonly type?: string
}
class Fault extends Error {}

async function read(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
  return Buffer.concat(parts)
}

export interface Reference extends Adapter {
  readonly base: string
  stop(): Promise<void>
}

export async function startReference(gateway: string, wrong?: Way): Promise<Reference> {
  const is = (way: Way): boolean => way === wrong
  const calls = new Calls(is)
  const seen = new Set<string>()

  const onCall = async (form: URLSearchParams): Promise<Said> => {
    const isMissing = !form.get('sessionId') || !form.get('phoneNumber')
    if (isMissing && is('fails-on-missing')) throw new Fault()
    if (isMissing) return { body: 'END Rappelez.' }
    if (is('closed-list-of-fields') && [...form.keys()].some((field) => !knownFields.includes(field)))
      throw new Fault()
    const answer = calls.hop(form)
    if (is('slow')) await wait(400)
    if (is('forgets-con')) return { body: answer.slice(4) }
    if (is('byte-order-mark')) return { body: `\ufeff${answer}` }
    if (is('long-screens')) return { body: answer.padEnd(161, '.') }
    if (is('typographic')) return { body: answer.replace('Bonjour', 'Bonjour…') }
    return { body: answer, ...(is('html') ? { type: 'text/html' } : {}) }
  }
  const onSms = (form: URLSearchParams): Said => {
    const [id, from, text] = ['id', 'from', 'text'].map((field) => form.get(field) ?? '')
    if (is('fails-on-sms')) throw new Fault()
    if (is('one-form-of-date') && !/^\d{4}-\d\d-\d\d \d/.test(form.get('date') ?? '')) return { status: 400 }
    if (is('refuses-empty-sms') && !text) return { status: 400 }
    if (is('refuses-long-sms') && (text?.length ?? 0) > 1600) return { status: 400 }
    const isNumber = /^[+ ]?\d{8,15}$/.test(from ?? '')
    if (!isNumber && is('refuses-names')) return { status: 400 }
    if (is('knows-a-number-as-it-is-spelled') && !from?.startsWith('+')) return { status: 400 }
    if (!id || (seen.has(id) && !is('takes-sms-twice')) || !isNumber) return {}
    seen.add(id)
    if (text?.trim() === 'AIDE') send(gateway, `+${from?.replace(/\D/g, '')}`, is)
    else if (text?.trim()) calls.file()
    return {}
  }
  const onReport = (form: URLSearchParams): Said => {
    const id = form.get('id') ?? ''
    if (is('refuses-unknown-messages')) return { status: 404 }
    if (seen.has(id) && is('refuses-a-second-report')) return { status: 409 }
    seen.add(id)
    return {}
  }
  const onEnd = (form: URLSearchParams): Said => {
    const id = `end ${form.get('sessionId')}`
    if (is('fails-on-ends') || (seen.has(id) && is('fails-on-a-second-end'))) throw new Fault()
    seen.add(id)
    calls.end(form)
    return {}
  }

  const serve = async (request: IncomingMessage): Promise<Said> => {
    const raw = await read(request)
    if (raw.length > largestBytes) {
      if (is('fails-on-size')) throw new Fault()
      return { status: 413 }
    }
    const type = request.headers['content-type'] ?? ''
    if (is('fails-on-other-types') && !type.includes('x-www-form-urlencoded')) throw new Fault()
    const body = raw.toString('utf8')
    if (is('fails-on-bad-percent')) decodeURIComponent(body)
    const form = new URLSearchParams(body)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what is not ASCII is meant
    if (is('fails-on-letters') && /[^\x00-\x7f]/.test(form.get('text') ?? '')) throw new Fault()
    const network = form.get('networkCode') ?? ''
    if (is('closed-list-of-networks') && !['63902', '64110', '99999'].includes(network))
      return { status: 400 }
    const words = [form.get('status'), form.get('failureReason')].filter((word) => word !== null)
    if (is('closed-list-of-words') && words.some((word) => !knownWords.includes(word))) throw new Fault()
    switch (request.url) {
      case '/ussd':
        return onCall(form)
      case '/ended':
        return onEnd(form)
      case '/sms':
        return onSms(form)
      case '/reports':
        return onReport(form)
      case '/opt-outs':
        return is('fails-on-opt-outs') ? { status: 500 } : {}
      default:
        return { status: 404 }
    }
  }

  const server = createServer(async (request, response) => {
    const {
      status = 200,
      body = 'OK',
      type = 'text/plain',
    } = (await serve(request).catch(() => ({
      status: 500,
    }))) as Said
    response.writeHead(status, { 'content-type': `${type}; charset=utf-8` }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stored: async () => calls.stored,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
