/** The kit in the gateway's place: takes what the service sends, and answers well or as a gateway does on a bad day. */
import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Answering } from './scenario.ts'

export interface Sent {
  readonly to: readonly string[]
  readonly from: string
  readonly message: string
  readonly hasKey: boolean
  readonly isForm: boolean
  readonly username: string
}
export interface Gateway {
  readonly url: string
  readonly sent: readonly Sent[]
  answer(how: Answering, times: number): void
  /** Called with the id of each message before it is answered, when the report is to come first. */
  onReportFirst(tell: (id: string, to: string) => Promise<void>): void
  stop(): Promise<void>
}

async function read(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
  return Buffer.concat(parts).toString('utf8')
}

const json = (response: ServerResponse, status: number, body: unknown) => {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body))
}

/** Any path that ends in `/messaging` is Africa's Talking's `version1/messaging`, whatever stands before it. */
export async function startGateway(port = 0): Promise<Gateway> {
  const sent: Sent[] = []
  let bad: { how: Answering; left: number } = { how: 'well', left: 0 }
  let tell: (id: string, to: string) => Promise<void> = async () => undefined

  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://gateway').pathname
    const body = await read(request)
    if (request.method === 'GET') return json(response, 200, { UserData: { balance: 'XOF 125000.0000' } })
    if (!path.endsWith('/messaging')) return json(response, 404, { error: 'not found' })
    const form = new URLSearchParams(body)
    const to = (form.get('to') ?? '').split(',')
    sent.push({
      to,
      from: form.get('from') ?? '',
      message: form.get('message') ?? '',
      hasKey: request.headers.apikey !== undefined,
      isForm: (request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded'),
      username: form.get('username') ?? '',
    })
    const how = bad.left > 0 ? bad.how : 'well'
    bad.left -= 1
    if (how === 'throttled') return json(response, 429, { error: 'Too many requests' })
    if (how === 'wrong-sender') {
      return json(response, 201, { SMSMessageData: { Message: 'InvalidSenderId', Recipients: [] } })
    }
    if (how === 'web-page') {
      response.writeHead(201, { 'content-type': 'text/html' }).end('<html><body>Welcome</body></html>')
      return
    }
    if (how === 'broken-after-accepting') {
      request.socket.destroy()
      return
    }
    if (how === 'silent') return
    const Recipients = to.map((number) => ({
      cost: 'XOF 12.0000',
      messageId: `ATXid_${randomBytes(16).toString('hex')}`,
      number,
      status: 'Success',
      statusCode: 101,
    }))
    if (how === 'report-first') {
      for (const { messageId, number } of Recipients) await tell(messageId, number)
    }
    json(response, 201, {
      SMSMessageData: { Message: `Sent to ${to.length}/${to.length} Total Cost: XOF 12.0000`, Recipients },
    })
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
    answer: (how, times) => {
      bad = { how, left: times }
    },
    onReportFirst: (teller) => {
      tell = teller
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
