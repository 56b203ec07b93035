/** Every route of the staff's API with whatever somebody may send: a problem that says what is wrong, and never a fault. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openApiDocument } from '../../shared/contracts/openapi.ts'
import { type Jigikan, startJigikan } from '../builders/jigikan.ts'
import { runs } from './runs.ts'

interface Schema {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
}
interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema?: Schema }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }
}
type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>

let jigikan: Jigikan
let tokens: string[]
let known: string[]
beforeAll(async () => {
  jigikan = await startJigikan()
  tokens = await Promise.all(
    ['adama-coulibaly', 'aminata-traore', 'kadidia-diarra', 'boubacar-maiga'].map((id) =>
      jigikan.signIn.issueToken(id),
    ),
  )
  await jigikan.phone('+22370666001').dial('1', '1', '2', '1', '1', '1', '1', '1')
  await jigikan.phone('+22370666002').dial('1', '4', '1', '1', '1', '1', '1', '1')
  const list = await (await jigikan.officer('adama-coulibaly')).get<{ items: { complaintId: string }[] }>(
    '/api/complaints?view=open',
  )
  known = list.body.items.map(({ complaintId }) => complaintId)
}, 120_000)
afterAll(() => jigikan.end())

const oddText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom(
    '',
    '..',
    '%',
    '0',
    '-1',
    '2026-02-30',
    '2026-11-22',
    '2026-11',
    '9'.repeat(400),
    '<script>alert(1)</script>',
    '=cmd()',
    "' OR 1=1",
    '#',
    '{}',
    '__proto__',
    '\u0000',
  ),
)

/** Something that nearly fits: the right names, the right words, and among them something else. */
function nearly(schema: Schema, depth = 0): fc.Arbitrary<unknown> {
  const odd = fc.oneof(oddText, fc.integer(), fc.boolean(), fc.constant(null), fc.jsonValue({ maxDepth: 2 }))
  if (depth > 5) return odd
  const either = schema.anyOf ?? schema.oneOf
  if (either) return fc.oneof(...either.map((one) => nearly(one, depth + 1)))
  if (schema.const !== undefined) return fc.oneof({ weight: 9, arbitrary: fc.constant(schema.const) }, odd)
  if (schema.enum) return fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...schema.enum) }, odd)
  if (schema.properties) {
    const model = Object.fromEntries(
      Object.entries(schema.properties).map(([name, of]) => [name, nearly(of, depth + 1)]),
    )
    return fc.oneof(
      { weight: 9, arbitrary: fc.record(model, { requiredKeys: [] }) },
      { weight: 1, arbitrary: odd },
    )
  }
  if (schema.items) return fc.array(nearly(schema.items, depth + 1), { maxLength: 4 })
  return fc.oneof({ weight: 3, arbitrary: fc.oneof(oddText, fc.integer({ min: -10, max: 2 ** 40 })) }, odd)
}

const operations = Object.entries(openApiDocument().paths as Paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
)

interface Request {
  readonly path: string
  readonly body?: string
  readonly headers: Readonly<Record<string, string>>
  readonly token: number
}
const requestOf = ({ path, operation }: (typeof operations)[number]): fc.Arbitrary<Request> => {
  const schema = operation.requestBody?.content['application/json']?.schema
  const inQuery = (operation.parameters ?? []).filter((one) => one.in === 'query')
  return fc
    .record({
      at: fc.array(fc.oneof(oddText, fc.nat(3)), { minLength: 4, maxLength: 4 }),
      query: fc.record(Object.fromEntries(inQuery.map(({ name, schema: of }) => [name, nearly(of ?? {})])), {
        requiredKeys: [],
      }),
      body: schema
        ? fc.oneof(
            { weight: 8, arbitrary: nearly(schema).map((value) => JSON.stringify(value) ?? '') },
            { weight: 1, arbitrary: fc.string({ maxLength: 40 }) },
          )
        : fc.constant(undefined),
      etag: fc.option(fc.constantFrom('"1"', 'W/"1"', '*', '"x"', '', '"99999999999"'), { nil: undefined }),
      key: fc.option(fc.constantFrom('a-good-key-1', 'short', 'x'.repeat(65), 'with blank in it'), {
        nil: undefined,
      }),
      token: fc.nat(3),
    })
    .map(({ at, query, body, etag, key, token }) => {
      let place = 0
      // Whoever asks takes dots out of a path before it is sent.
      const filled = path.replace(/\{\w+\}/g, () => {
        const part = at[place++] ?? ''
        return encodeURIComponent(
          typeof part === 'number' ? (known[part] ?? 'x') : part.toWellFormed().replaceAll('.', '·') || 'x',
        )
      })
      const search = new URLSearchParams(
        Object.entries(query as Record<string, unknown>).map(([name, value]): [string, string] => [
          name,
          typeof value === 'string' ? value : (JSON.stringify(value) ?? ''),
        ]),
      )
      return {
        path: `${filled}?${search}`,
        ...(body === undefined ? {} : { body }),
        headers: {
          ...(etag === undefined ? {} : { 'if-match': etag }),
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        },
        token,
      }
    })
}

async function expectProblem(method: string, request: Request): Promise<void> {
  const answer = await fetch(`${jigikan.origin}${request.path}`, {
    method,
    headers: {
      authorization: `Bearer ${tokens[request.token]}`,
      'content-type': 'application/json',
      ...request.headers,
    },
    ...(request.body === undefined ? {} : { body: request.body }),
  })
  const said = await answer.text()
  expect(answer.status, said.slice(0, 200)).toBeLessThan(500)
  if (answer.status < 400) return
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
  const problem = JSON.parse(said)
  expect(problem).toMatchObject({
    status: answer.status,
    code: expect.any(String),
    title: expect.any(String),
  })
}

describe('whatever is sent to the staff API', () => {
  test.each(operations.map((one) => [`${one.method} ${one.path}`, one] as const))(
    '%s answers, or says what is wrong',
    async (_, one) => {
      await fc.assert(
        fc.asyncProperty(requestOf(one), (request) => expectProblem(one.method, request)),
        { ...runs(12), interruptAfterTimeLimit: 20_000 },
      )
    },
  )

  test('a token that is none is refused in the same way everywhere', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...operations),
        fc.string({ unit: 'grapheme-ascii', maxLength: 90 }),
        async (one, token) => {
          const answer = await fetch(`${jigikan.origin}${one.path.replace(/\{\w+\}/g, 'x')}`, {
            method: one.method,
            headers: { authorization: `Bearer ${token}` },
            ...(one.method === 'POST' ? { body: '{}' } : {}),
          })
          expect(answer.status).toBe(401)
          expect(await answer.json()).toMatchObject({ code: 'sign-in' })
        },
      ),
      runs(60),
    )
  })

  test.each(['__proto__', 'constructor', 'toString'])('%s is the name of no queue', async (queue) => {
    const national = await jigikan.officer('adama-coulibaly')
    expect(await national.post('/api/operations/redrive', { queue })).toMatchObject({
      status: 422,
      body: { code: 'invalid' },
    })
  })
})
