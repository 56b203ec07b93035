/** A consumer's hands, and a receiver that keeps what it is sent and answers as it is told. */
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import type { Changes, ConsumerChanged } from '../../shared/contracts/registry-api.ts'
import type { Entry } from '../../shared/domain/registry.ts'
import type { Jigikan } from './jigikan.ts'

export const administrator = 'yacouba-fofana'

export interface ConsumerHands {
  readonly consumerId: string
  readonly key: string
  readonly pushSecret: string
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>
  get<T>(path: string): Promise<T>
  post<T>(path: string, body: unknown): Promise<T>
  /** Everything after a cursor, page by page. */
  pull(after?: string): Promise<{ readonly entries: readonly Entry[]; readonly next: string }>
}

export const consumerOf = (
  origin: string,
  consumerId: string,
  key: string,
  pushSecret = '',
): ConsumerHands => {
  const ask: ConsumerHands['ask'] = (method, path, body, headers = {}) =>
    fetch(`${origin}/registry/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
  const hands: ConsumerHands = {
    consumerId,
    key,
    pushSecret,
    ask,
    get: async (path) => (await ask('GET', path)).json() as never,
    post: async (path, body) => (await ask('POST', path, body)).json() as never,
    async pull(after) {
      const entries: Entry[] = []
      for (let next = after; ; ) {
        const page = await hands.get<Changes>(`/changes${next ? `?after=${next}` : ''}`)
        entries.push(...page.entries)
        next = page.next
        if (!page.more) return { entries, next }
      }
    },
  }
  return hands
}

export async function newConsumer(
  jigikan: Jigikan,
  consumerId: string,
  more: Record<string, unknown> = {},
): Promise<ConsumerHands> {
  const admin = await jigikan.officer(administrator)
  const { status, body } = await admin.post<ConsumerChanged>('/api/consumers', {
    consumerId,
    name: consumerId,
    programmes: ['*'],
    ways: ['pull'],
    writes: ['households', 'decisions', 'lists'],
    ratePerMinute: 6000,
    ...more,
  })
  if (status !== 201) throw new Error(`no consumer: ${JSON.stringify(body)}`)
  return consumerOf(jigikan.origin, consumerId, body.shownOnce?.key ?? '', body.shownOnce?.pushSecret)
}

export interface Delivery {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}
export interface TestReceiver {
  readonly url: string
  /** All that came, taken or not. */
  readonly deliveries: Delivery[]
  /** What to answer to the next: a status; `hang` never answers after taking. */
  answer: (delivery: Delivery) => number | 'hang' | Promise<number>
  /** Entries of deliveries that were answered well, in the order in which they came. */
  readonly taken: Entry[]
  verify(secret: string, delivery: Delivery): void
  stop(): Promise<void>
}

export async function startReceiver(): Promise<TestReceiver> {
  const taken: Entry[] = []
  const deliveries: Delivery[] = []
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
    const delivery = { headers: request.headers, body: Buffer.concat(parts).toString('utf8') }
    deliveries.push(delivery)
    const status = await receiver.answer(delivery)
    if (status === 'hang') {
      request.socket.destroy()
      return
    }
    if (status < 300) {
      const events = JSON.parse(delivery.body) as { data: Entry } | { data: Entry }[]
      taken.push(...(Array.isArray(events) ? events : [events]).map(({ data }) => data))
    }
    response.writeHead(status).end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const receiver: TestReceiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jigikan`,
    deliveries,
    taken,
    answer: () => 200,
    verify: (secret, { headers, body }) =>
      void new Webhook(secret).verify(body, headers as Record<string, string>),
    stop: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
  return receiver
}
