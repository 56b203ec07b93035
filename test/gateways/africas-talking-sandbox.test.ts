import { createServer } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listen } from '../../local/ports.ts'
import type { PhoneNumber } from '../../shared/domain/phone-number.ts'
import { createSmsGateway } from '../../shared/gateways/africas-talking.ts'

const asked: string[] = []
const server = createServer((request, response) => {
  asked.push(`${request.method} ${request.url}`)
  response.writeHead(500).end()
})
let baseUrl: string

beforeAll(async () => {
  baseUrl = `http://127.0.0.1:${await listen(server, 0)}`
})
afterAll(() => {
  server.close()
})

test('the sandbox account never asks the live gateway, however its name is written', async () => {
  const gateway = createSmsGateway({ username: 'Sandbox', apiKey: 'key', baseUrl, timeoutMs: 5000 })
  await gateway.send('Bonjour', ['+22370000001' as PhoneNumber])
  await gateway.balance().catch(() => undefined)
  expect(asked).toEqual([
    'POST /api.sandbox.africastalking.com/version1/messaging',
    'GET /api.sandbox.africastalking.com/version1/user?username=sandbox',
  ])
})

test('a process that serves the sandbox makes no live gateway', () => {
  const live = () => createSmsGateway({ username: 'jigikan', apiKey: 'key', baseUrl, timeoutMs: 5000 })
  expect(live).toThrow('not to both')
})
