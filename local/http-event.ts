/** An HTTP request as API Gateway's HTTP API hands it to Lambda: payload format 2.0, with its peculiarities. */

import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'

/** Everything else comes base64-encoded, forms and bodies without a type too. */
const isText = (contentType: string | undefined) =>
  /^\s*(text\/[^;]+|application\/(json|xml|javascript))\s*(;|$)/i.test(contentType ?? '')

const headersOf = (request: IncomingMessage): Record<string, string> => {
  const headers: Record<string, string> = {}
  for (const [name, values] of Object.entries(request.headersDistinct))
    if (values && name !== 'cookie') headers[name] = values.join(',')
  const from = request.socket.remoteAddress ?? ''
  headers['x-forwarded-for'] = [headers['x-forwarded-for'], from].filter(Boolean).join(', ')
  headers['x-forwarded-proto'] ??= 'http'
  headers['x-forwarded-port'] ??= String(request.socket.localPort ?? '')
  return headers
}

const queryOf = (rawQueryString: string): Record<string, string> | undefined => {
  const query: Record<string, string> = {}
  for (const [name, value] of new URLSearchParams(rawQueryString))
    query[name] = name in query ? `${query[name]},${value}` : value
  return Object.keys(query).length > 0 ? query : undefined
}

/** `22/Nov/2026:04:39:02 +0000` */
const logTime = (now: Date) => {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(now.toUTCString()) ?? []
  return `${day}/${month}/${year}:${time} +0000`
}

export const httpEvent = (
  request: IncomingMessage,
  /** As the client wrote it: path and query. */
  url: string,
  routeKey: string,
  pathParameters: Record<string, string>,
  body: Buffer,
): APIGatewayProxyEventV2 => {
  const [rawPath = '/', ...afterMark] = url.split('?')
  const rawQueryString = afterMark.join('?')
  const headers = headersOf(request)
  const cookies = request.headers.cookie?.split(/;\s*/).filter(Boolean)
  const queryStringParameters = queryOf(rawQueryString)
  const isBase64Encoded =
    body.length > 0 && (!isText(headers['content-type']) || 'content-encoding' in headers)
  const domainName = (headers.host ?? 'localhost').replace(/:\d+$/, '')
  const now = new Date()
  return {
    version: '2.0',
    routeKey,
    rawPath,
    rawQueryString,
    ...(cookies && { cookies }),
    headers,
    ...(queryStringParameters && { queryStringParameters }),
    ...(Object.keys(pathParameters).length > 0 && { pathParameters }),
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      domainName,
      domainPrefix: domainName.split('.')[0] ?? domainName,
      http: {
        method: request.method ?? 'GET',
        path: rawPath,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? '',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey,
      stage: '$default',
      time: logTime(now),
      timeEpoch: now.getTime(),
    },
    ...(body.length > 0 && { body: body.toString(isBase64Encoded ? 'base64' : 'utf8') }),
    isBase64Encoded,
  }
}
