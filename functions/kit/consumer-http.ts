/**
 * The middy stack of consumers' requests: proves the key, keeps to the rate, proves query and body by the contract, and says
 * every "no" as problem+json. Lines of NDJSON stand for the items of a batch.
 */
import { hash } from 'node:crypto'
import middy from '@middy/core'
import httpRouter from '@middy/http-router'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import * as z from 'zod/mini'
import type { Problem } from '../../shared/contracts/staff-api.ts'
import type { Consumer } from '../../shared/domain/consumer.ts'
import { Refusal } from '../../shared/domain/refusal.ts'
import { compressed } from './compressed.ts'
import type { Log } from './log.ts'
import { faultProblem, problemOf, problemOfRefusal } from './refusals.ts'

type Result = APIGatewayProxyStructuredResultV2
type Event = APIGatewayProxyEventV2

export interface ConsumerRouteSheet {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly query?: z.ZodMiniType
  readonly body?: z.ZodMiniType
  readonly response: z.ZodMiniType
  readonly open?: true
  readonly text?: true
}
export interface AskedBy<Sheet extends ConsumerRouteSheet> {
  readonly who: Sheet['open'] extends true ? undefined : Consumer
  readonly path: Readonly<Record<string, string>>
  readonly query: Sheet['query'] extends z.ZodMiniType ? z.infer<Sheet['query']> : undefined
  readonly body: Sheet['body'] extends z.ZodMiniType ? z.infer<Sheet['body']> : undefined
}
export type ConsumerHandlers<Routes extends Record<string, ConsumerRouteSheet>> = {
  readonly [Name in keyof Routes]: (
    asked: AskedBy<Routes[Name]>,
  ) => Promise<z.infer<Routes[Name]['response']>>
}
export interface ConsumerHttp<Routes extends Record<string, ConsumerRouteSheet>> {
  readonly routes: Routes
  handlers(): ConsumerHandlers<Routes>
  /** The consumer whose key this is, if it may come in. */
  prove(authorization: string | undefined): Promise<Consumer | undefined>
  log(): Log
  now(): Date
}

const largestBody = 1024 * 1024

const answer = (
  statusCode: number,
  type: string,
  body: string,
  more: Record<string, string> = {},
): Result => ({
  statusCode,
  headers: {
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...more,
  },
  body,
})
const saying = (problem: Problem, more?: Record<string, string>): Result =>
  answer(problem.status, 'application/problem+json', JSON.stringify(problem), more)

class Said extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.title)
    this.problem = problem
  }
}

/** A file that was cut ends in the middle of a line; one that was changed has another digest. */
function linesOf(raw: Buffer): readonly unknown[] {
  const text = raw.toString('utf8')
  if (!text.endsWith('\n'))
    throw new Said(
      problemOf(400, 'cut', 'The file does not end with a line feed', { detail: 'Nothing of it was taken.' }),
    )
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return lines.map((line, index) => {
    try {
      return JSON.parse(line) as unknown
    } catch {
      throw new Said(problemOf(400, 'invalid', 'A line is not JSON', { fields: { line: String(index + 1) } }))
    }
  })
}

/** `Content-Digest` (RFC 9530): a body that lost something on its way is not taken. */
function proveDigest(event: Event, raw: Buffer): void {
  const given = /sha-256=:([A-Za-z0-9+/=]+):/.exec(event.headers['content-digest'] ?? '')?.[1]
  if (given !== undefined && given !== hash('sha256', raw, 'base64'))
    throw new Said(
      problemOf(400, 'cut', 'The body is not what its digest says', { detail: 'Nothing of it was taken.' }),
    )
}

function bodyOf(sheet: ConsumerRouteSheet, event: Event): unknown {
  if (!sheet.body) return undefined
  const raw = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8')
  if (raw.length > largestBody) throw new Said(problemOf(413, 'invalid', 'Too large: at most 1 MB'))
  proveDigest(event, raw)
  if (/^application\/(x-)?ndjson/i.test(event.headers['content-type'] ?? ''))
    return {
      items: linesOf(raw),
      ...(event.queryStringParameters?.dryRun === 'true' ? { dryRun: true } : {}),
    }
  try {
    return JSON.parse(raw.toString('utf8'))
  } catch {
    throw new Said(problemOf(400, 'invalid', 'This is not JSON'))
  }
}

function proved(shape: z.ZodMiniType | undefined, value: unknown): unknown {
  if (!shape) return undefined
  const read = z.safeParse(shape, value)
  if (read.success) return read.data
  const fields = Object.fromEntries(
    read.error.issues.map((issue) => [issue.path.join('.') || 'body', issue.code]),
  )
  throw new Said(problemOf(422, 'invalid', 'Something does not fit', { fields }))
}

/** So many a minute in this container: a consumer that runs wild is slowed, and none pays for another. */
function paced(now: () => Date): (who: Consumer) => number | undefined {
  const windows = new Map<string, { from: number; count: number }>()
  return ({ consumerId, ratePerMinute }) => {
    const at = now().getTime()
    const kept = windows.get(consumerId)
    const window = kept && at - kept.from < 60_000 && at >= kept.from ? kept : { from: at, count: 0 }
    window.count += 1
    windows.set(consumerId, window)
    return window.count > ratePerMinute ? Math.ceil((window.from + 60_000 - at) / 1000) : undefined
  }
}

export function consumerHttp<Routes extends Record<string, ConsumerRouteSheet>>(http: ConsumerHttp<Routes>) {
  const tooFast = paced(http.now)

  async function comeIn(event: Event): Promise<Consumer | Result> {
    const who = await http.prove(event.headers.authorization)
    if (!who) {
      http.log().info('key refused')
      return saying(
        problemOf(401, 'key', 'This key opens nothing', { detail: 'Authorization: Bearer <key>' }),
        {
          'www-authenticate': 'Bearer',
        },
      )
    }
    const seconds = tooFast(who)
    if (seconds === undefined) return who
    return saying(problemOf(429, 'too-fast', 'More requests than were agreed'), {
      'retry-after': String(seconds),
    })
  }

  const serve =
    (name: keyof Routes, sheet: ConsumerRouteSheet) =>
    async (event: Event): Promise<Result> => {
      const who = sheet.open ? undefined : await comeIn(event)
      if (who && 'statusCode' in who) return who
      try {
        const asked = {
          who,
          path: (event.pathParameters ?? {}) as Record<string, string>,
          query: proved(sheet.query, event.queryStringParameters ?? {}),
          body: proved(sheet.body, bodyOf(sheet, event)),
        }
        const body = await http.handlers()[name](asked as never)
        if (sheet.text) return answer(200, 'text/plain', String(body))
        const isPublic = sheet.open ? { 'cache-control': 'public, max-age=300' } : {}
        return answer(200, 'application/json', JSON.stringify(body), isPublic)
      } catch (error) {
        if (error instanceof Said) return saying(error.problem)
        if (!(error instanceof Refusal)) throw error
        http.log().info('refused', { route: String(name), code: error.code })
        return saying(problemOfRefusal(error))
      }
    }

  const routes = Object.entries(http.routes).map(([name, sheet]) => ({
    method: sheet.method,
    path: sheet.path,
    handler: serve(name, sheet),
  }))
  return middy<Event, Result>()
    .use(compressed())
    .onError(async (request) => {
      const { statusCode } = request.error as { statusCode?: number }
      if (statusCode === 404 || statusCode === 405) {
        request.response = saying(problemOf(404, 'not-found', 'There is nothing at this address'))
        return
      }
      http.log().fault('request failed', request.error)
      request.response = saying(faultProblem)
    })
    .handler(httpRouter(routes as never) as never)
}
