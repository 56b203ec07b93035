import { createServer, request, type Server } from 'node:http'
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda'
import express from 'express'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { httpDoor } from '../../local/http-door.ts'
import { listen, PortTaken } from '../../local/ports.ts'

let server: Server
let origin: string
let port: number
let last: { event: APIGatewayProxyEventV2; context: Context } | undefined
let answer: (event: APIGatewayProxyEventV2) => unknown = () => ({ statusCode: 200, body: 'ok' })

beforeAll(async () => {
  const sheet = (...routes: string[]) => ({
    trigger: { kind: 'http' as const, routes },
    timeoutSeconds: 0.3,
    memoryMb: 256,
  })
  const handler = async (event: APIGatewayProxyEventV2, context: Context) => {
    last = { event, context }
    return answer(event)
  }
  const app = express()
    .use(httpDoor('line', sheet('POST /callbacks/{token}/ussd'), handler))
    .use(httpDoor('api', sheet('ANY /api/{proxy+}'), handler))
    .use(httpDoor('health', sheet('GET /health'), handler))
  server = createServer(app)
  port = await listen(server, 0)
  origin = `http://127.0.0.1:${port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

test('a form arrives as API Gateway hands it on: base64, with its route and its path', async () => {
  answer = () => ({ statusCode: 200, headers: { 'content-type': 'text/plain' }, body: 'CON Bonjour' })
  const said = await fetch(`${origin}/callbacks/s%20ecret/ussd?a=1&a=2&b=x%20y`, {
    method: 'POST',
    headers: { 'X-Custom': 'One', cookie: 'c1=a; c2=b' },
    body: new URLSearchParams({ text: '1*2' }),
  })
  expect(said.status).toBe(200)
  expect(said.headers.get('content-type')).toBe('text/plain')
  expect(await said.text()).toBe('CON Bonjour')
  const event = last?.event
  expect(event).toMatchObject({
    version: '2.0',
    routeKey: 'POST /callbacks/{token}/ussd',
    rawPath: '/callbacks/s%20ecret/ussd',
    rawQueryString: 'a=1&a=2&b=x%20y',
    queryStringParameters: { a: '1,2', b: 'x y' },
    pathParameters: { token: 's ecret' },
    cookies: ['c1=a', 'c2=b'],
    isBase64Encoded: true,
    headers: {
      'x-custom': 'One',
      'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
      'x-forwarded-proto': 'http',
    },
    requestContext: {
      http: {
        method: 'POST',
        path: '/callbacks/s%20ecret/ussd',
        protocol: 'HTTP/1.1',
        sourceIp: '127.0.0.1',
      },
      routeKey: 'POST /callbacks/{token}/ussd',
      stage: '$default',
      requestId: expect.any(String),
      time: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
      timeEpoch: expect.any(Number),
    },
  })
  expect(event?.headers).not.toHaveProperty('cookie')
  expect(Buffer.from(event?.body ?? '', 'base64').toString()).toBe('text=1*2')
})

test('JSON and text arrive as they are, other types as base64', async () => {
  answer = () => ({ statusCode: 204 })
  const bodyAs = async (type: string | undefined, body: Uint8Array<ArrayBuffer>) => {
    await fetch(`${origin}/api/things`, {
      method: 'PUT',
      body,
      ...(type && { headers: { 'content-type': type } }),
    })
    return { body: last?.event.body, isBase64Encoded: last?.event.isBase64Encoded }
  }
  const text = new TextEncoder().encode('{"é":1}')
  const plain = { body: '{"é":1}', isBase64Encoded: false }
  const coded = { body: Buffer.from(text).toString('base64'), isBase64Encoded: true }
  expect(await bodyAs('application/json; charset=utf-8', text)).toEqual(plain)
  expect(await bodyAs('text/csv', text)).toEqual(plain)
  expect(await bodyAs('application/octet-stream', text)).toEqual(coded)
  expect(await bodyAs('application/problem+json', text)).toEqual(coded)
  expect(await bodyAs(undefined, text)).toEqual(coded)
})

test('any method and any depth under a greedy route arrive; a request without a body has none', async () => {
  answer = () => ({ statusCode: 200 })
  await fetch(`${origin}/api/complaints/48/events`, { method: 'DELETE' })
  expect(last?.event).toMatchObject({
    routeKey: 'ANY /api/{proxy+}',
    pathParameters: { proxy: 'complaints/48/events' },
    requestContext: { http: { method: 'DELETE' } },
    isBase64Encoded: false,
  })
  expect(last?.event).not.toHaveProperty('body')
  expect(last?.event).not.toHaveProperty('queryStringParameters')
})

test.each([
  ['GET', '/callbacks/x/ussd'],
  ['GET', '/Health'],
  ['GET', '/health/'],
  ['GET', '/api/'],
])('%s %s is no route of ours', async (method, path) => {
  expect((await fetch(origin + path, { method })).status).toBe(404)
})

test('a function knows its name and how long it still has', async () => {
  answer = () => 'ok'
  await fetch(`${origin}/health`)
  expect(last?.context).toMatchObject({ functionName: 'health', memoryLimitInMB: '256' })
  expect(last?.context.awsRequestId).toMatch(/^[0-9a-f-]{36}$/)
  expect(last?.context.getRemainingTimeInMillis()).toBeLessThanOrEqual(300)
})

test('headers, cookies and bytes of an answer leave as they were given', async () => {
  answer = () => ({
    statusCode: 201,
    headers: { etag: '"7"', 'x-count': 3 },
    cookies: ['a=1; Path=/', 'b=2'],
    body: Buffer.from([0, 255]).toString('base64'),
    isBase64Encoded: true,
  })
  const said = await fetch(`${origin}/health`)
  expect(said.status).toBe(201)
  expect(said.headers.get('etag')).toBe('"7"')
  expect(said.headers.get('x-count')).toBe('3')
  expect(said.headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2'])
  expect([...new Uint8Array(await said.arrayBuffer())]).toEqual([0, 255])
})

test('a result without a status is the body of a 200', async () => {
  answer = () => ({ up: true })
  const said = await fetch(`${origin}/health`)
  expect(said.headers.get('content-type')).toContain('application/json')
  expect(await said.json()).toEqual({ up: true })
})

test.each([
  ['throws', () => Promise.reject(new Error('secret'))],
  ['answers nonsense', () => ({ statusCode: 'fine' })],
  ['answers more than 6 MB', () => ({ statusCode: 200, body: 'x'.repeat(6 * 1024 * 1024 + 1) })],
])('a function that %s is a 500 that tells nothing', async (_what, fail) => {
  answer = fail
  const said = await fetch(`${origin}/health`)
  expect(said.status).toBe(500)
  expect(await said.json()).toEqual({ message: 'Internal Server Error' })
})

test('a function that takes too long is a 503', async () => {
  answer = () => new Promise(() => undefined)
  const said = await fetch(`${origin}/health`)
  expect(said.status).toBe(503)
  expect(await said.json()).toEqual({ message: 'Service Unavailable' })
})

test('a body of more than 10 MB is a 413 and wakes nobody', async () => {
  last = undefined
  const said = await fetch(`${origin}/api/things`, {
    method: 'POST',
    body: new Uint8Array(10 * 1024 * 1024 + 1),
  })
  expect(said.status).toBe(413)
  expect(await said.json()).toEqual({ message: 'Request Entity Too Large' })
  expect(last).toBeUndefined()
})

test('a caller who hangs up in the middle of the body wakes nobody and hurts nobody', async () => {
  last = undefined
  answer = () => ({ up: true })
  const call = request(`${origin}/api/things`, { method: 'POST', headers: { 'content-length': '1000' } })
  call.on('error', () => undefined)
  call.write('half')
  await new Promise((resolve) => setTimeout(resolve, 20))
  call.destroy()
  expect((await fetch(`${origin}/health`)).status).toBe(200)
  expect(last).toMatchObject({ context: { functionName: 'health' } })
})

test('a port that is taken is named, with how to choose another', async () => {
  const taken = listen(createServer(), port)
  await expect(taken).rejects.toThrow(PortTaken)
  await expect(taken).rejects.toThrow(`Port ${port} is already in use`)
  await expect(taken).rejects.toThrow(`PORT=${port + 1}`)
})
