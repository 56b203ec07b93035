/**
 * The middy stack of the staff's requests: proves the token, knows the officer, proves query and body by the contract, and
 * says every "no" as problem+json. The route table is the contract's; handlers are named like its routes.
 */
import middy from '@middy/core'
import httpRouter from '@middy/http-router'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import * as z from 'zod/mini'
import { fieldProblemOf } from '../../shared/contracts/field-problems.ts'
import type { Problem } from '../../shared/contracts/staff-api.ts'
import type { Officer } from '../../shared/domain/officer.ts'
import { Refusal } from '../../shared/domain/refusal.ts'
import { compressed } from './compressed.ts'
import type { Log } from './log.ts'
import { faultProblem, problemOf, problemOfRefusal } from './refusals.ts'
import type { Proved } from './sign-in.ts'

type Result = APIGatewayProxyStructuredResultV2
type Event = APIGatewayProxyEventV2

export interface RouteSheet {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly query?: z.ZodMiniType
  readonly body?: z.ZodMiniType
  readonly response: z.ZodMiniType
  readonly status?: 200 | 201
  readonly versioned?: true
  readonly idempotent?: true
}

export interface Asked<Sheet extends RouteSheet> {
  readonly who: Officer
  readonly path: Readonly<Record<string, string>>
  readonly query: Sheet['query'] extends z.ZodMiniType ? z.infer<Sheet['query']> : undefined
  readonly body: Sheet['body'] extends z.ZodMiniType ? z.infer<Sheet['body']> : undefined
  readonly readVersion?: number
  readonly idempotencyKey?: string
}
export interface Answered<Sheet extends RouteSheet> {
  readonly body: z.infer<Sheet['response']>
  readonly version?: number
}
export type Handlers<Routes extends Record<string, RouteSheet>> = {
  readonly [Name in keyof Routes]: (asked: Asked<Routes[Name]>) => Promise<Answered<Routes[Name]>>
}

export interface StaffHttp<Routes extends Record<string, RouteSheet>> {
  readonly routes: Routes
  handlers(): Handlers<Routes>
  prove(authorization: string | undefined): Promise<Proved>
  officer(officerId: string): Promise<Officer | undefined>
  log(): Log
  /** What an officer may read of a complaint that changed under his hands. */
  readonly freshFor?: (who: Officer, fresh: unknown) => Promise<unknown>
}

const largestBody = 256 * 1024

const json = (statusCode: number, body: unknown, headers: Record<string, string> = {}): Result => ({
  statusCode,
  headers: {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  },
  body: JSON.stringify(body),
})
const saying = (problem: Problem): Result =>
  json(problem.status, problem, { 'content-type': 'application/problem+json; charset=utf-8' })

/** What the contract did not accept: fields and reasons, never what was sent. */
function unfit(error: z.core.$ZodError, sent: unknown): Problem {
  const fields = Object.fromEntries(
    error.issues.map((issue) => [issue.path.join('.') || 'body', fieldProblemOf(issue, sent)]),
  )
  return problemOf(422, 'invalid', 'Something does not fit', { fields })
}

class Said extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.title)
    this.problem = problem
  }
}

function readBody(sheet: RouteSheet, event: Event): unknown {
  if (!sheet.body) return undefined
  const raw = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8')
  if (raw.length > largestBody) throw new Said(problemOf(413, 'invalid', 'Too large'))
  try {
    return JSON.parse(raw.toString('utf8'))
  } catch {
    throw new Said(problemOf(400, 'invalid', 'This is not JSON'))
  }
}

function prove(shape: z.ZodMiniType | undefined, value: unknown): unknown {
  if (!shape) return undefined
  const read = z.safeParse(shape, value)
  if (!read.success) throw new Said(unfit(read.error, value))
  return read.data
}

const readVersionOf = (header: string | undefined): number | undefined => {
  const digits = /^\s*(?:W\/)?"?(\d{1,9})"?\s*$/.exec(header ?? '')?.[1]
  return digits === undefined ? undefined : Number(digits)
}

const keyOf = (header: string | undefined): string | undefined => {
  if (header === undefined) return undefined
  if (!/^[\x21-\x7e]{8,64}$/.test(header)) {
    throw new Said(problemOf(400, 'invalid', 'Idempotency-Key takes 8 to 64 characters'))
  }
  return header
}

export function staffHttp<Routes extends Record<string, RouteSheet>>(http: StaffHttp<Routes>) {
  const serve =
    (name: keyof Routes, sheet: RouteSheet) =>
    async (event: Event): Promise<Result> => {
      const proved = await http.prove(event.headers.authorization)
      if (!proved.ok) {
        http.log().info('token refused', { why: proved.why })
        const problem = problemOf(401, 'sign-in', 'Sign in again')
        return { ...saying(problem), headers: { ...saying(problem).headers, 'www-authenticate': 'Bearer' } }
      }
      const who = await http.officer(proved.subject)
      if (!who?.active)
        return saying(
          problemOf(403, 'not-allowed', 'You have no place in Jigikan', {
            detail: 'Ask your administrator.',
          }),
        )
      try {
        const idempotencyKey = keyOf(event.headers['idempotency-key'])
        const readVersion = readVersionOf(event.headers['if-match'])
        const asked = {
          who,
          path: (event.pathParameters ?? {}) as Record<string, string>,
          query: prove(sheet.query, event.queryStringParameters ?? {}),
          body: prove(sheet.body, readBody(sheet, event)),
          ...(readVersion === undefined ? {} : { readVersion }),
          ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
        }
        const answer = await http.handlers()[name](asked as never)
        const etag: Record<string, string> =
          answer.version === undefined ? {} : { etag: `"${answer.version}"` }
        return json(sheet.status ?? 200, answer.body, etag)
      } catch (error) {
        if (error instanceof Said) return saying(error.problem)
        if (!(error instanceof Refusal)) throw error
        http.log().info('refused', { route: String(name), code: error.code })
        const fresh = error.fresh === undefined ? undefined : await http.freshFor?.(who, error.fresh)
        return saying(problemOfRefusal(error, fresh))
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
