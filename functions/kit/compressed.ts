/**
 * Answers leave as small as the one who asks can read them: on 2G a page of the queue is a second shorter. Neither the API
 * Gateway nor a CDN that caches nothing would do it. What fits one packet stays as it is.
 */
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { MiddlewareObj } from '@middy/core'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'

const onePacketBytes = 1200
/** The best is slow; this is nearly as small. */
const quality = 5

const codings = {
  br: (body: string) =>
    brotliCompressSync(body, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: quality,
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      },
    }),
  gzip: (body: string) => gzipSync(body),
} as const

const codingFor = (accepted = ''): keyof typeof codings | undefined =>
  (['br', 'gzip'] as const).find((coding) =>
    accepted
      .split(',')
      .some((each) => each.trim().split(';')[0] === coding && !/q=0(\.0+)?$/.test(each.trim())),
  )

export const compressed = (): MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2> => ({
  after: (request) => {
    const { event, response } = request
    const body = response?.body
    if (!response || response.isBase64Encoded || !body || body.length < onePacketBytes) return
    const headers = { ...response.headers, vary: 'accept-encoding' }
    const coding = codingFor(event.headers['accept-encoding'])
    request.response = coding
      ? {
          ...response,
          headers: { ...headers, 'content-encoding': coding },
          body: codings[coding](body).toString('base64'),
          isBase64Encoded: true,
        }
      : { ...response, headers }
  },
})
