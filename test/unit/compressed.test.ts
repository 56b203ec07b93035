import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import middy from '@middy/core'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda'
import { describe, expect, test } from 'vitest'
import { compressed } from '../../functions/kit/compressed.ts'

const rows = JSON.stringify(
  Array.from({ length: 50 }, (_, row) => ({ row, category: 'Paiement : rien reçu' })),
)
const answered = async (body: string, accepted?: string): Promise<APIGatewayProxyStructuredResultV2> => {
  const handler = middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .use(compressed())
    .handler(async () => ({ statusCode: 200, headers: { etag: '"3"' }, body }))
  const headers = accepted === undefined ? {} : { 'accept-encoding': accepted }
  return handler({ headers } as unknown as APIGatewayProxyEventV2, {} as Context)
}

describe('an answer', () => {
  test('leaves as small as the browser can read it, and is the same answer', async () => {
    const { body = '', headers, isBase64Encoded } = await answered(rows, 'gzip, deflate, br, zstd')
    expect(headers).toEqual({ etag: '"3"', vary: 'accept-encoding', 'content-encoding': 'br' })
    expect(isBase64Encoded).toBe(true)
    const sent = Buffer.from(body, 'base64')
    expect(brotliDecompressSync(sent).toString()).toBe(rows)
    expect(sent.length).toBeLessThan(rows.length / 4)
  })

  test('takes gzip where there is nothing better, and nothing where nothing is asked for', async () => {
    const { body = '', headers } = await answered(rows, 'gzip;q=0.8, br;q=0')
    expect(headers?.['content-encoding']).toBe('gzip')
    expect(gunzipSync(Buffer.from(body, 'base64')).toString()).toBe(rows)
    for (const accepted of [undefined, '', 'identity', 'br;q=0'])
      expect(await answered(rows, accepted)).toMatchObject({
        body: rows,
        headers: { vary: 'accept-encoding' },
      })
  })

  test('of one packet stays as it is', async () => {
    expect(await answered('{"ok":true}', 'br')).toEqual({
      statusCode: 200,
      headers: { etag: '"3"' },
      body: '{"ok":true}',
    })
  })
})
