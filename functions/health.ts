/** Says that the door stands open, and nothing of what is behind it. */
import middy from '@middy/core'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { readSettings } from './kit/environment.ts'
import { once } from './kit/wire.ts'

const settings = once(() => readSettings('health'))

export const handler = middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>().handler(
  async () => ({
    statusCode: 200,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: JSON.stringify({ status: 'ok', stage: settings().JIGIKAN_STAGE }),
  }),
)
