/**
 * API Gateway on this machine: an Express router that turns requests into Lambda events and a function's results into
 * responses, with the gateway's own words when a function fails, takes too long or gets too much.
 */
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { type Request, type Response, Router } from 'express'
import * as z from 'zod'
import { httpEvent } from './http-event.ts'
import { type Handler, invoke, kindOf, type Limits, TimedOut } from './invoke.ts'

export interface HttpSheet extends Limits {
  readonly trigger: { readonly kind: 'http'; readonly routes: readonly string[] }
}
export interface HttpDoorOptions {
  readonly log?: (line: string) => void
  /** Called when a request was answered: whoever moves what it wrote need not wait for their next look. */
  readonly onAnswered?: () => void
}

const largestRequestBytes = 10 * 1024 * 1024
const largestAnswerBytes = 6 * 1024 * 1024

const answerSchema = z.object({
  statusCode: z.number().int().min(100).max(599),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullish(),
  cookies: z.array(z.string()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
})

/** `ANY /api/{proxy+}` as Express writes it: every method, `/api/*proxy`. */
const routeOf = (routeKey: string) => {
  const [method = 'ANY', path = '/'] = routeKey.split(' ')
  return { method, path: path.replace(/\{(\w+)\+\}/g, '*$1').replace(/\{(\w+)\}/g, ':$1') }
}

/** The body, or undefined when it is more than the gateway takes; what is too much is read and thrown away. */
const readBody = async (request: Request): Promise<Buffer | undefined> => {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length
    if (bytes <= largestRequestBytes) parts.push(part)
  }
  return bytes <= largestRequestBytes ? Buffer.concat(parts) : undefined
}

const say = (response: Response, status: number, message: string) => {
  response.status(status).set('content-type', 'application/json').end(JSON.stringify({ message }))
}

const send = (response: Response, result: unknown) => {
  // A result without a status is the body itself.
  const isWhole = typeof result === 'object' && result !== null && 'statusCode' in result
  const answer = answerSchema.parse(
    isWhole
      ? result
      : {
          statusCode: 200,
          headers: { 'content-type': 'application/json' },
          body: typeof result === 'string' ? result : JSON.stringify(result ?? null),
        },
  )
  const body = Buffer.from(answer.body ?? '', answer.isBase64Encoded ? 'base64' : 'utf8')
  if (body.length > largestAnswerBytes)
    throw new RangeError('an answer of more than 6 MB does not leave Lambda')
  response.status(answer.statusCode)
  if (body.length > 0) response.setHeader('content-type', 'text/plain; charset=utf-8')
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, String(value))
  if (answer.cookies) response.setHeader('set-cookie', answer.cookies)
  response.end(body)
}

export const httpDoor = (
  functionName: string,
  sheet: HttpSheet,
  handler: Handler<APIGatewayProxyEventV2>,
  options: HttpDoorOptions = {},
): Router => {
  const { log = () => undefined, onAnswered = () => undefined } = options
  const router = Router({ caseSensitive: true, strict: true })
  const called = { name: functionName, sheet, handler }

  for (const routeKey of sheet.trigger.routes) {
    const serve = async (request: Request, response: Response) => {
      try {
        const body = await readBody(request)
        if (!body) return say(response, 413, 'Request Entity Too Large')
        const parameters = Object.entries(request.params).map(
          ([name, value]) => [name, Array.isArray(value) ? value.join('/') : value] as const,
        )
        const event = httpEvent(request, request.originalUrl, routeKey, Object.fromEntries(parameters), body)
        send(response, await invoke(called, event))
      } catch (fault) {
        // The caller hung up before the body was whole: there is nobody to answer and nothing was begun.
        if (!request.complete) return
        log(`${functionName}: failed (${kindOf(fault)})`)
        if (fault instanceof TimedOut) return say(response, 503, 'Service Unavailable')
        say(response, 500, 'Internal Server Error')
      } finally {
        onAnswered()
      }
    }
    const { method, path } = routeOf(routeKey)
    const route = router.route(path)
    if (method === 'ANY') route.all(serve)
    else route[method.toLowerCase() as 'get'](serve)
  }
  return router
}
