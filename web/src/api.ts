/**
 * The staff API, typed by its own route tables: `call('readComplaint', { params: { complaintId } })`. The schemas stay on
 * the server; only their types come here. Throws a Failure and nothing else.
 */
import type * as z from 'zod/mini'
import type { dashboardRoutes } from '../../shared/contracts/dashboard-api.ts'
import type { queueRoutes } from '../../shared/contracts/queue-api.ts'
import type { privateRoutes, staffRoutes } from '../../shared/contracts/staff-api.ts'
import { Failure, failureOf } from './failure.ts'
import { bearer, renew } from './session.ts'
import { lost, reached } from './store/contact.ts'

type Sheets = typeof staffRoutes & typeof queueRoutes & typeof dashboardRoutes & typeof privateRoutes
export type RouteName = keyof Sheets
type Line<K extends RouteName> = `${Sheets[K]['method']} ${Sheets[K]['path']}`

/** Written out so that the schemas need not travel; the compiler holds each line to its sheet. */
const lines: { readonly [K in RouteName]: Line<K> } = {
  me: 'GET /api/me',
  viewCounts: 'GET /api/views',
  listComplaints: 'GET /api/complaints',
  readComplaint: 'GET /api/complaints/{complaintId}',
  fileComplaint: 'POST /api/complaints',
  commandComplaint: 'POST /api/complaints/{complaintId}/commands',
  revealPhone: 'POST /api/complaints/{complaintId}/phone',
  doTogether: 'POST /api/complaints/together',
  choicesTogether: 'POST /api/complaints/together/choices',
  lookAt: 'POST /api/complaints/{complaintId}/presence',
  operations: 'GET /api/operations',
  redrive: 'POST /api/operations/redrive',
  dashboard: 'GET /api/dashboard',
  dashboardPlaces: 'GET /api/dashboard/places',
  lateByUnit: 'GET /api/dashboard/late',
  silentCommittees: 'GET /api/dashboard/committees',
  payments: 'GET /api/dashboard/payments',
  quarterReport: 'GET /api/reports/quarter',
  startExport: 'POST /api/exports',
  exportRows: 'GET /api/exports/{exportId}/rows',
  listExports: 'GET /api/exports',
  listRestricted: 'GET /private/complaints',
  openRestricted: 'POST /private/complaints/{complaintId}/open',
  commandRestricted: 'POST /private/complaints/{complaintId}/commands',
  readRestrictedReceipts: 'GET /private/complaints/{complaintId}/registry',
  revealRestrictedPhone: 'POST /private/complaints/{complaintId}/phone',
  listPrivate: 'GET /private/cases',
  openPrivate: 'POST /private/cases/{complaintId}/open',
  commandPrivate: 'POST /private/cases/{complaintId}/commands',
}

export type Answer<K extends RouteName> = z.output<Sheets[K]['response']>
export type Body<K extends RouteName> = Sheets[K] extends { readonly body: infer B extends z.ZodMiniType }
  ? z.input<B>
  : undefined
/** What goes along with a line of any of the route tables. */
export interface Asked<B = unknown> {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | number | undefined>>
  readonly body?: B
  /** The version that was read: goes out as `If-Match`. */
  readonly version?: number
  /** The same key for the same intended write, however often it is tried. */
  readonly idempotencyKey?: string
  /** Goes through also when the page is left. */
  readonly keepalive?: boolean
}

/** EDGE with a slow hill in between; past this nobody believes in it any more. */
const patienceMs = 45_000

function addressOf(template: string, ask: Pick<Asked, 'params' | 'query'>): string {
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(ask.params?.[name] ?? ''),
  )
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(ask.query ?? {})) {
    if (value !== undefined && value !== '') query.set(name, String(value))
  }
  const search = query.toString()
  return search ? `${path}?${search}` : path
}

async function send(address: string, init: RequestInit, token: string): Promise<Response> {
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), patienceMs)
  try {
    return await fetch(address, {
      ...init,
      headers: { ...init.headers, authorization: `Bearer ${token}` },
      signal: patience.signal,
      cache: 'no-store',
      credentials: 'omit',
    })
  } catch (fault) {
    lost()
    throw new Failure(patience.signal.aborted ? 'slow' : 'offline', {}, fault)
  } finally {
    clearTimeout(timer)
  }
}

/** Along one line, `GET /api/me`: for pages that bring route tables of their own. */
export async function ask<T>(line: string, asked: Asked = {}): Promise<T> {
  const [method = 'GET', template = ''] = line.split(' ')
  const address = addressOf(template, asked)
  const init: RequestInit = {
    method,
    headers: {
      accept: 'application/json',
      ...(asked.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(asked.version === undefined ? {} : { 'if-match': `"${asked.version}"` }),
      ...(asked.idempotencyKey === undefined ? {} : { 'idempotency-key': asked.idempotencyKey }),
    },
    ...(asked.body === undefined ? {} : { body: JSON.stringify(asked.body) }),
    ...(asked.keepalive ? { keepalive: true } : {}),
  }
  let response = await send(address, init, await bearer())
  if (response.status === 401) response = await send(address, init, await renew())
  if (response.status >= 500) lost()
  if (!response.ok) throw await failureOf(response)
  try {
    const answer: T = await response.json()
    reached()
    return answer
  } catch (fault) {
    // The connection broke in the middle of the answer.
    lost()
    throw new Failure('offline', {}, fault)
  }
}

export const call = <K extends RouteName>(name: K, asked: Asked<Body<K>> = {}): Promise<Answer<K>> =>
  ask<Answer<K>>(lines[name], asked)
