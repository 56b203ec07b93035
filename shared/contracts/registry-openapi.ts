/** The registry API as OpenAPI 3.1, drawn from the table that the function serves. */
import { operationOf, schemaOf } from './openapi.ts'
import { registryRoutes } from './registry-api.ts'
import { problem } from './staff-api.ts'

type Json = Record<string, unknown>

function pathsOf(): Record<string, Json> {
  const paths: Record<string, Json> = {}
  for (const [name, sheet] of Object.entries(registryRoutes)) {
    const operation = operationOf(name, 'Registry', sheet)
    paths[sheet.path] = {
      ...paths[sheet.path],
      [sheet.method.toLowerCase()]: {
        ...operation,
        ...('open' in sheet ? { security: [] } : {}),
        ...('text' in sheet
          ? {
              responses: {
                200: {
                  description: sheet.summary,
                  content: { 'text/plain': { schema: { type: 'string' } } },
                },
              },
            }
          : {}),
      },
    }
  }
  return paths
}

export const registryOpenApi = (): Json => ({
  openapi: '3.1.0',
  info: {
    title: 'Jigikan registry API',
    version: '1',
    description:
      'Complaints out, receipts and decisions back, households in. Restricted complaints are told by their reference alone, private cases never.',
  },
  security: [{ key: [] }],
  paths: pathsOf(),
  components: {
    schemas: { Problem: schemaOf(problem, 'output') },
    securitySchemes: {
      key: { type: 'http', scheme: 'bearer', description: '`<consumerId>.<keyId>.<secret>`, as shown once' },
    },
  },
})
