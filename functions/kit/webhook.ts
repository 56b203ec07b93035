/**
 * The middy stack of the gateway's callbacks: proves the token in the path, caps the body, reads the form, and keeps whole
 * what nobody can read. A wrong token is "not found": whoever guesses learns nothing.
 */
import { hash, timingSafeEqual } from 'node:crypto'
import middy from '@middy/core'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import type { Quarantine, World } from '../../shared/actions/ports.ts'
import type { Log } from './log.ts'

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: string }

export interface Webhook<T> {
  /** The door's name, as the quarantine shows it: `ussd`, `sms`… */
  readonly door: string
  tokens(): readonly string[]
  readonly parse: (form: URLSearchParams) => Parsed<T>
  readonly serve: (value: T) => Promise<string>
  world(): World
  quarantine(): Quarantine
  log(): Log
  /** What the other side hears when it could not be read, or when we failed. */
  readonly unreadable: string
  /** Absent: a 500, so that the gateway tries again. */
  readonly fault?: string
  /** The answer must have left by then, in milliseconds. */
  readonly answerWithinMs?: number
}

const largestBytes = 64 * 1024

const hashed = (text: string): Buffer => hash('sha256', text, 'buffer')
export const isToken = (given: string | undefined, tokens: readonly string[]): boolean => {
  const asked = hashed(given ?? '')
  // All are compared, so that the time taken says nothing.
  return tokens.map((token) => timingSafeEqual(hashed(token), asked)).includes(true)
}

const plain = (statusCode: number, body: string): APIGatewayProxyStructuredResultV2 => ({
  statusCode,
  headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  body,
})

const bodyOf = (event: APIGatewayProxyEventV2): Buffer =>
  Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8')

class TooLate extends Error {
  override readonly name = 'TooLate'
}
function within<T>(work: Promise<T>, limitMs: number | undefined): Promise<T> {
  if (limitMs === undefined) return work
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TooLate('the answer took too long')), limitMs)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

export function webhook<T>(hook: Webhook<T>) {
  async function keepWhole(body: Buffer, problem: string): Promise<void> {
    const world = hook.world()
    await hook.quarantine().keep({
      quarantineId: world.id(),
      at: world.now().toISOString(),
      door: hook.door,
      problem,
      body: body.subarray(0, largestBytes).toString('utf8'),
      sizeBytes: body.length,
    })
    hook.log().info('quarantined', { door: hook.door, problem, sizeBytes: body.length })
  }

  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .before(async ({ event }) => {
      if (!isToken(event.pathParameters?.token, hook.tokens())) return plain(404, 'Not found')
      const body = bodyOf(event)
      if (body.length > largestBytes) {
        await keepWhole(body, 'larger than 64 kB')
        return plain(413, 'Too large')
      }
      return undefined
    })
    .onError(async (request) => {
      hook.log().fault('callback failed', request.error, { door: hook.door })
      request.response = hook.fault === undefined ? plain(500, 'Try again') : plain(200, hook.fault)
    })
    .handler(async (event) => {
      const body = bodyOf(event)
      const parsed = hook.parse(new URLSearchParams(body.toString('utf8')))
      if (!parsed.ok) {
        await within(keepWhole(body, parsed.problem), hook.answerWithinMs)
        return plain(200, hook.unreadable)
      }
      return plain(200, await within(hook.serve(parsed.value), hook.answerWithinMs))
    })
}
