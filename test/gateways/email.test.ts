import { createServer, type ServerResponse } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort, listen } from '../../local/ports.ts'
import { createEmailGateway } from '../../shared/gateways/email.ts'

/** A service that speaks as SES does, and says what it is bid. */
let bodies: { FromEmailAddress?: string; Destination?: object; Content?: object }[] = []
let answer: (response: ServerResponse) => void
const server = createServer(async (request, response) => {
  let body = ''
  for await (const chunk of request) body += chunk
  bodies.push(JSON.parse(body))
  answer(response)
})
const saying = (status: number, errorType?: string) => (response: ServerResponse) => {
  response.writeHead(status, {
    'Content-Type': 'application/json',
    ...(errorType && { 'x-amzn-ErrorType': errorType }),
  })
  response.end(
    JSON.stringify(errorType ? { message: 'agent@example.org is wrong' } : { MessageId: '0100-abc' }),
  )
}
let endpoint: string

beforeAll(async () => {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' })
  endpoint = `http://127.0.0.1:${await listen(server, 0)}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const email = {
  to: 'agent@example.org',
  subject: 'Une plainte attend',
  text: 'Une plainte urgente est arrivée.',
}
const send = (options: { endpoint?: string; timeoutMs?: number } = {}) => {
  bodies = []
  const gateway = createEmailGateway({
    from: 'Jigikan <line@example.org>',
    region: 'eu-west-1',
    endpoint,
    ...options,
  })
  return gateway.send(email)
}

describe('an e-mail', () => {
  test('is accepted with its id, and says what it should to whom it should', async () => {
    answer = saying(200)
    expect(await send()).toEqual({ outcome: 'accepted', gatewayId: '0100-abc' })
    expect(bodies).toEqual([
      {
        FromEmailAddress: 'Jigikan <line@example.org>',
        Destination: { ToAddresses: [email.to] },
        Content: {
          Simple: {
            Subject: { Data: email.subject, Charset: 'UTF-8' },
            Body: { Text: { Data: email.text, Charset: 'UTF-8' } },
          },
        },
      },
    ])
  })

  test.each([
    [400, 'MessageRejected', { outcome: 'refused', reason: 'MessageRejected' }],
    [400, 'BadRequestException', { outcome: 'refused', reason: 'BadRequestException' }],
    [429, 'TooManyRequestsException', { outcome: 'try-later', reason: 'TooManyRequestsException' }],
    [400, 'LimitExceededException', { outcome: 'try-later', reason: 'LimitExceededException' }],
    [500, 'InternalServiceErrorException', { outcome: 'try-later', reason: 'InternalServiceErrorException' }],
    [400, 'SendingPausedException', { outcome: 'try-later', reason: 'SendingPausedException', pause: true }],
    [
      400,
      'AccountSuspendedException',
      { outcome: 'try-later', reason: 'AccountSuspendedException', pause: true },
    ],
    [403, 'AccessDeniedException', { outcome: 'try-later', reason: 'AccessDeniedException', pause: true }],
  ])('has an outcome when SES says %i %s, and is asked for once', async (status, errorType, outcome) => {
    answer = saying(status, errorType)
    expect(await send()).toEqual(outcome)
    expect(bodies).toHaveLength(1)
  })

  test('is asked for later when nobody listens', async () => {
    const nowhere = `http://127.0.0.1:${await freePort()}`
    expect(await send({ endpoint: nowhere })).toEqual({ outcome: 'try-later', reason: 'unreachable' })
  })

  test('is unknown when the answer breaks off or does not come', async () => {
    answer = (response) => response.destroy()
    expect(await send()).toEqual({ outcome: 'unknown', reason: 'connection-lost' })
    answer = () => {}
    expect(await send({ timeoutMs: 200 })).toEqual({ outcome: 'unknown', reason: 'time-out' })
    expect(bodies).toHaveLength(1)
  })
})
