/** The staff API as OpenAPI 3.1, drawn from the same table that the functions serve and the console speaks. */
import * as z from 'zod/mini'
import { adminRoutes } from './admin-api.ts'
import { confirmationRoutes } from './confirmations-api.ts'
import { dashboardRoutes } from './dashboard-api.ts'
import { historyRoutes } from './history-api.ts'
import { houseRoutes } from './house-api.ts'
import { paydayRoutes } from './paydays-api.ts'
import { privacyRoutes, privatePrivacyRoutes } from './privacy-api.ts'
import { queueRoutes } from './queue-api.ts'
import { consumerRoutes } from './registry-api.ts'
import { relayRoutes } from './relays-api.ts'
import { reminderRoutes } from './reminders-api.ts'
import { privateRoutes, problem, staffRoutes } from './staff-api.ts'

interface Sheet {
  readonly method: string
  readonly path: string
  readonly summary: string
  readonly query?: z.ZodMiniType
  readonly body?: z.ZodMiniType
  readonly response: z.ZodMiniType
  readonly status?: number
  readonly versioned?: true
  readonly idempotent?: true
}
type Json = Record<string, unknown>

export function schemaOf(shape: z.ZodMiniType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(shape, {
    io,
    unrepresentable: 'any',
    target: 'draft-2020-12',
  })
  return schema
}

const refersTo = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const content = (type: string, schema: Json) => ({ content: { [type]: { schema } } })

function parametersOf(sheet: Sheet): Json[] {
  const inPath = [...sheet.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const query = sheet.query ? schemaOf(sheet.query, 'input') : {}
  const required = (query.required ?? []) as string[]
  const inQuery = Object.entries((query.properties ?? {}) as Record<string, Json>).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }))
  const headers = [
    ...(sheet.idempotent
      ? [
          {
            name: 'Idempotency-Key',
            in: 'header',
            required: false,
            schema: { type: 'string', minLength: 8, maxLength: 64 },
          },
        ]
      : []),
    ...(sheet.versioned && sheet.method === 'POST'
      ? [
          {
            name: 'If-Match',
            in: 'header',
            required: false,
            schema: { type: 'string' },
            description: 'The version that was read, e.g. "7"',
          },
        ]
      : []),
  ]
  return [...inPath, ...inQuery, ...headers]
}

const problems = (...codes: readonly (readonly [number, string])[]) =>
  Object.fromEntries(
    codes.map(([status, description]) => [
      String(status),
      { description, ...content('application/problem+json', refersTo('Problem')) },
    ]),
  )

export function operationOf(name: string, tag: string, sheet: Sheet): Json {
  return {
    operationId: name,
    summary: sheet.summary,
    tags: [tag],
    parameters: parametersOf(sheet),
    ...(sheet.body
      ? { requestBody: { required: true, ...content('application/json', schemaOf(sheet.body, 'input')) } }
      : {}),
    responses: {
      [String(sheet.status ?? 200)]: {
        description: sheet.summary,
        ...(sheet.versioned
          ? { headers: { ETag: { schema: { type: 'string' }, description: 'The version' } } }
          : {}),
        ...content('application/json', schemaOf(sheet.response, 'output')),
      },
      ...problems(
        [401, 'Sign in again'],
        [403, 'Your role does not allow it'],
        [404, 'There is no such thing, or not for you'],
      ),
      ...(sheet.body
        ? problems([409, 'Not in this state, or done before'], [422, 'Something does not fit'])
        : {}),
      ...(sheet.versioned && sheet.body ? problems([412, 'It has changed: `fresh` is what it is now']) : {}),
    },
  }
}

/** An OpenAPI 3.1 document, as an object. */
export function openApiDocument(): Json {
  const paths: Record<string, Json> = {}
  for (const [tag, routes] of [
    ['Complaints', { ...staffRoutes, ...queueRoutes }],
    ['History', historyRoutes],
    ['Privacy', privacyRoutes],
    ['Payments', { ...paydayRoutes, ...confirmationRoutes }],
    ['Reminders', reminderRoutes],
    ['Consumers', consumerRoutes],
    ['Figures', dashboardRoutes],
    ['Administration', { ...adminRoutes, ...houseRoutes, ...relayRoutes }],
    ['Private desk', { ...privateRoutes, ...privatePrivacyRoutes }],
  ] as const) {
    for (const [name, sheet] of Object.entries<Sheet>(routes)) {
      paths[sheet.path] = {
        ...paths[sheet.path],
        [sheet.method.toLowerCase()]: operationOf(name, tag, sheet),
      }
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Jigikan staff API',
      version: '1',
      description:
        'What officers see and do. Restricted complaints and private cases have paths of their own; to those who may not see them they do not exist.',
    },
    security: [{ signIn: [] }],
    paths,
    components: {
      schemas: { Problem: schemaOf(problem, 'output') },
      securitySchemes: { signIn: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  }
}
