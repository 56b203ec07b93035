/**
 * A small complaints module as a registry would have one: it fetches what is new, or is brought it; its officers take
 * complaints over or send them back; what it did about one it tells. It may be down for as long as it likes.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { Webhook } from 'standardwebhooks'
import type { Compared } from '../../shared/contracts/registry-api.ts'
import type { Entry, RegistryDeed } from '../../shared/domain/registry.ts'
import { listen } from '../ports.ts'
import { pullAll, registryClient, tellReceipts } from './client.ts'
import { complaintPage, listPage } from './page.ts'
import { openRegistryStore, type RegistryStore } from './store.ts'

export interface ModuleOptions {
  readonly origin: string
  readonly key: string
  readonly way: 'pull' | 'push'
  /** What deliveries are signed with; several while one is changed. */
  readonly pushSecrets?: readonly string[]
  readonly databasePath: string
  readonly port: number
  readonly everyMs?: number
  /** Takes over what it is told by itself, and sends back some. */
  readonly auto?: (
    entry: Entry,
  ) => { readonly status: 'accepted' | 'rejected'; readonly reason?: string } | undefined
}
export interface RegistryModule {
  readonly url: string
  readonly store: RegistryStore
  /** Fetches and tells now. */
  turn(): Promise<void>
  stop(): Promise<void>
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = []
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
  return Buffer.concat(parts).toString('utf8')
}

const isSigned = (secrets: readonly string[], request: IncomingMessage, body: string): boolean =>
  secrets.some((secret) => {
    try {
      new Webhook(secret).verify(body, request.headers as Record<string, string>)
      return true
    } catch {
      return false
    }
  })

export async function startModule(options: ModuleOptions): Promise<RegistryModule> {
  const { origin, key, way, pushSecrets = [], everyMs = 2000, auto } = options
  const store = openRegistryStore(options.databasePath)
  const client = registryClient(origin, key)
  const stopping = new AbortController()
  let isDown = false
  let lastProblem: string | undefined
  let compared: Compared | undefined

  function workOn(entries: readonly Entry[]): void {
    for (const entry of entries) {
      const answer = auto?.(entry)
      if (answer) store.answer(entry.sequence, answer.status, answer.reason)
    }
  }
  async function turn(): Promise<void> {
    if (isDown) return
    if (way === 'pull') {
      await pullAll(client, {
        ...store,
        keep(entries, next) {
          store.keep(entries, next)
          workOn(entries)
        },
      })
    }
    await tellReceipts(client, store)
    lastProblem = undefined
  }
  const running = (async () => {
    while (!stopping.signal.aborted) {
      await turn().catch((error: Error) => {
        lastProblem = error.message
      })
      await pause(everyMs, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  })()

  const html = (response: ServerResponse, text: string): void =>
    void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(text)
  const back = (response: ServerResponse, to: string): void =>
    void response.writeHead(303, { location: to }).end()

  async function brought(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request)
    if (isDown) return void response.writeHead(503).end()
    if (!isSigned(pushSecrets, request, body)) return void response.writeHead(401).end()
    const events = JSON.parse(body) as { data: Entry } | { data: Entry }[]
    const entries = (Array.isArray(events) ? events : [events]).map(({ data }) => data)
    store.keep(entries)
    workOn(entries)
    response.writeHead(204).end()
  }

  async function onComplaint(
    response: ServerResponse,
    [reference = '', deed]: readonly (string | undefined)[],
    query: URLSearchParams,
    form: URLSearchParams,
  ): Promise<void> {
    if (deed === undefined)
      return html(response, complaintPage(store, reference, query.get('said') ?? undefined))
    let said = ''
    if (deed === 'decide') {
      const what = query.get('what') as RegistryDeed
      const on = new Date().toISOString().slice(0, 10)
      const done = await client.decide({ id: `${reference}-${what}`, reference, what, on })
      said = done?.problem?.detail ?? 'Dit à Jigikan.'
    } else {
      const reason = form.get('reason') ?? undefined
      store.answer(Number(query.get('sequence')), deed === 'rejected' ? 'rejected' : 'accepted', reason)
      await tellReceipts(client, store)
    }
    back(response, `/plainte/${reference}?said=${encodeURIComponent(said)}`)
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://registry')
    const [first, ...rest] = pathname.split('/').slice(1)
    if (first === 'jigikan' && request.method === 'POST') return brought(request, response)
    const form = new URLSearchParams(request.method === 'POST' ? await bodyOf(request) : '')
    switch (first) {
      case '':
        return html(response, listPage(store, { way, isDown, lastProblem, compared }))
      case 'panne':
        isDown = !isDown
        return back(response, '/')
      case 'comptes':
        compared = await client.compare(
          store.counts(store.lastDay() ?? new Date().toISOString().slice(0, 10)),
        )
        return back(response, '/')
      case 'plainte':
        return onComplaint(response, rest, searchParams, form)
      default:
        response.writeHead(404).end()
    }
  }
  const server = createServer((request, response) => {
    serve(request, response).catch((error: Error) => {
      lastProblem = error.message
      if (!response.headersSent) response.writeHead(502, { 'content-type': 'text/plain' }).end(error.message)
    })
  })
  const port = await listen(server, options.port)

  return {
    url: `http://localhost:${port}`,
    store,
    turn,
    async stop() {
      stopping.abort()
      await running
      await new Promise((done) => {
        server.close(done)
        server.closeAllConnections()
      })
      store.close()
    },
  }
}
