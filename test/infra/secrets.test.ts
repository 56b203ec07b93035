/** Secrets as a container meets them: references in the environment, values from Secrets Manager, each read once. */
import { execFile } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from '../../infra/parts/bundling.ts'

const run = promisify(execFile)

/** Secrets Manager, as far as its client asks here. */
const kept: Record<string, string> = {
  'arn:aws:secretsmanager:eu-west-3:123456789012:secret:jigikan/live/pepper-AbCdEf': 'a-pepper',
  'jigikan/live/callback-tokens': 'new-token, old-token',
}
const asked: string[] = []
let server: Server
let endpoint: string

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request) body += part
    const { SecretId } = JSON.parse(body)
    asked.push(SecretId)
    const value = kept[SecretId]
    response.writeHead(value === undefined ? 400 : 200, { 'content-type': 'application/x-amz-json-1.1' })
    response.end(
      JSON.stringify(
        value === undefined
          ? { __type: 'AccessDeniedException', message: `not authorized to read ${SecretId}` }
          : { Name: SecretId, SecretString: value },
      ),
    )
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => new Promise((done) => server.close(done)))

/** Starts a container whose environment is this, reads the line's settings twice, and says what it read. */
async function start(environment: Record<string, string>) {
  asked.length = 0
  const script = `
    const { readSettings } = await import('${projectRoot}functions/kit/environment.ts')
    readSettings('sms-report')
    console.log(JSON.stringify(readSettings('sms-report')))`
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], {
    env: {
      AWS_REGION: 'eu-west-3',
      AWS_ACCESS_KEY_ID: 'key',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_ENDPOINT_URL_SECRETS_MANAGER: endpoint,
      JIGIKAN_STAGE: 'live',
      JIGIKAN_MAIN_TABLE: 'jigikan-live-main',
      ...environment,
    },
  })
  return JSON.parse(stdout)
}

const pepper =
  'secret:arn:aws:secretsmanager:eu-west-3:123456789012:secret:jigikan/live/pepper-AbCdEf#2026-11-22'

describe('secrets', () => {
  test('a reference stands for the value of its secret, read once a container, whatever day is written after it', async () => {
    const settings = await start({
      JIGIKAN_PEPPER: pepper,
      JIGIKAN_CALLBACK_TOKENS: 'secret:jigikan/live/callback-tokens',
    })
    expect(settings.JIGIKAN_PEPPER).toBe('a-pepper')
    expect(asked.toSorted()).toEqual(Object.keys(kept).toSorted())
  })

  test('two callback tokens are valid at once, so that one can take the place of the other', async () => {
    const settings = await start({
      JIGIKAN_PEPPER: pepper,
      JIGIKAN_CALLBACK_TOKENS: 'secret:jigikan/live/callback-tokens',
    })
    expect(settings.JIGIKAN_CALLBACK_TOKENS).toEqual(['new-token', 'old-token'])
  })

  test('where nothing refers to a secret, nothing is asked for', async () => {
    const settings = await start({ JIGIKAN_PEPPER: 'plain', JIGIKAN_CALLBACK_TOKENS: 'one' })
    expect(settings).toMatchObject({ JIGIKAN_PEPPER: 'plain', JIGIKAN_CALLBACK_TOKENS: ['one'] })
    expect(asked).toEqual([])
  })

  test('who may not read a secret does not start, and says which variable and nothing of the value or its place', async () => {
    const failing = start({
      JIGIKAN_PEPPER: pepper,
      JIGIKAN_CALLBACK_TOKENS: 'secret:jigikan/live/gateway-key',
    })
    await expect(failing).rejects.toMatchObject({
      stderr: expect.stringContaining(
        'SecretUnread: JIGIKAN_CALLBACK_TOKENS: its secret could not be read (AccessDeniedException)',
      ),
    })
    await expect(failing).rejects.not.toMatchObject({ stderr: expect.stringContaining('not authorized') })
  })
})
