/** What a caller hears, and what is kept, when the table is away or throttled in the middle of a hop. */
import { createServer, request, type Server } from 'node:http'
import { ScanCommand } from '@aws-sdk/lib-dynamodb'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { useLogSink } from '../../functions/kit/log.ts'
import { listen } from '../../local/ports.ts'
import { documents } from '../../shared/store/tables.ts'
import { startTestTables, type TestTables } from '../builders/engines.ts'

type Verdict = 'pass' | 'throttle' | 'drop' | 'drop-after'
let engine: TestTables
let proxy: Server
/** What happens to each call to the table. */
let judge: (operation: string) => Verdict = () => 'pass'
let lines: string[] = []
let handler: (event: APIGatewayProxyEventV2, context: Context) => Promise<APIGatewayProxyStructuredResultV2>

beforeAll(async () => {
  engine = await startTestTables()
  const to = new URL(engine.endpoint)
  proxy = createServer((incoming, outgoing) => {
    const verdict = judge(String(incoming.headers['x-amz-target']).split('.')[1] ?? '')
    if (verdict === 'drop') {
      incoming.socket.destroy()
      return
    }
    if (verdict === 'throttle') {
      incoming.resume()
      outgoing.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' })
      outgoing.end(
        JSON.stringify({ __type: 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException' }),
      )
      return
    }
    const onward = request(
      {
        host: to.hostname,
        port: to.port,
        method: incoming.method,
        path: incoming.url,
        headers: incoming.headers,
      },
      (answer) => {
        if (verdict === 'drop-after') {
          answer.resume()
          incoming.socket.destroy()
          return
        }
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers)
        answer.pipe(outgoing)
      },
    )
    incoming.pipe(onward)
  })
  const port = await listen(proxy, 0)
  Object.assign(process.env, {
    JIGIKAN_STAGE: 'test',
    JIGIKAN_MAIN_TABLE: engine.mainTable,
    JIGIKAN_RESTRICTED_TABLE: engine.restrictedTable,
    JIGIKAN_DYNAMODB_ENDPOINT: `http://127.0.0.1:${port}`,
    JIGIKAN_PEPPER: 'pepper',
    JIGIKAN_CALLBACK_TOKENS: 'old-token,new-token',
  })
  useLogSink((line) => lines.push(line))
  handler = (await import('../../functions/ussd-line.ts')).handler as unknown as typeof handler
})
afterAll(async () => {
  proxy.close()
  proxy.closeAllConnections()
  await engine.stop()
})
beforeEach(() => {
  judge = () => 'pass'
  lines = []
})

let phones = 0
const newPhone = () => `+223740${String(++phones).padStart(5, '0')}`
async function hop(phone: string, session: string, text: string, token = 'new-token') {
  const body = new URLSearchParams({
    sessionId: session,
    phoneNumber: phone,
    serviceCode: '*384#',
    networkCode: '61002',
    text,
  }).toString()
  const event = {
    body,
    isBase64Encoded: false,
    pathParameters: { token },
    headers: {},
  } as unknown as APIGatewayProxyEventV2
  return handler(event, {} as Context)
}
async function through(phone: string, session: string, inputs: readonly string[]) {
  for (let count = 0; count <= inputs.length; count += 1)
    await hop(phone, session, inputs.slice(0, count).join('*'))
}
const all = async () => {
  const client = documents(engine.client)
  const pages = await Promise.all(
    [engine.mainTable, engine.restrictedTable].map((TableName) =>
      client.send(new ScanCommand({ TableName })),
    ),
  )
  return pages.flatMap(({ Items = [] }) => Items)
}
const complaintsNow = async () => (await all()).filter((item) => item.kind === 'complaint')
const untilSending = ['1', '1', '2', '1', '8']

describe('when the table is away', () => {
  test('the caller hears a kind END with what to do, and nothing is half-written', async () => {
    const phone = newPhone()
    await through(phone, 'away-1', untilSending)
    const before = (await all()).length
    judge = () => 'drop'
    const heard = await hop(phone, 'away-1', [...untilSending, '1'].join('*'))
    expect(heard.statusCode).toBe(200)
    expect(heard.body).toMatch(/^END .+code/)
    judge = () => 'pass'
    expect((await all()).length).toBe(before)
    expect(lines.join('')).toContain('callback failed')
    expect(lines.join('')).not.toContain(phone.slice(4))
  })

  test('for the writes alone, it is the same', async () => {
    const phone = newPhone()
    await through(phone, 'away-2', untilSending)
    const before = (await complaintsNow()).length
    judge = (operation) => (operation === 'TransactWriteItems' ? 'drop' : 'pass')
    expect((await hop(phone, 'away-2', [...untilSending, '1'].join('*'))).body).toMatch(/^END /)
    judge = () => 'pass'
    expect((await complaintsNow()).length).toBe(before)
  })
})

test('a write that was done and whose answer was lost is not done twice', async () => {
  const phone = newPhone()
  await through(phone, 'lost-1', untilSending)
  const before = (await complaintsNow()).length
  let lost = 0
  judge = (operation) => {
    if (operation !== 'TransactWriteItems' || lost > 0) return 'pass'
    lost += 1
    return 'drop-after'
  }
  const heard = await hop(phone, 'lost-1', [...untilSending, '1'].join('*'))
  expect(heard.body).toMatch(/^END .*\d{4}-\d{4}-\d/)
  expect((await complaintsNow()).length).toBe(before + 1)
})

describe('when the table throttles', () => {
  test('once, the caller notices nothing', async () => {
    const phone = newPhone()
    let throttled = 0
    judge = () => {
      throttled += 1
      return throttled % 2 === 1 ? 'throttle' : 'pass'
    }
    expect((await hop(phone, 'throttled-1', '')).body).toMatch(/^CON /)
    expect(throttled).toBeGreaterThan(1)
  })

  test('and goes on to, the caller hears a kind END, and the next dial works', async () => {
    const phone = newPhone()
    judge = () => 'throttle'
    expect((await hop(phone, 'throttled-2', '')).body).toMatch(/^END /)
    judge = () => 'pass'
    expect((await hop(phone, 'throttled-3', '')).body).toMatch(/^CON /)
  })
})

test('two callback tokens are good at once, so that one can be changed', async () => {
  const phone = newPhone()
  expect((await hop(phone, 'token-1', '', 'old-token')).statusCode).toBe(200)
  expect((await hop(phone, 'token-2', '', 'new-token')).statusCode).toBe(200)
  expect((await hop(phone, 'token-3', '', 'old-token,new-token')).statusCode).toBe(404)
})
