/** Writes the API's description beside the built console: `node local/write-openapi.ts <folder>`. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openApiDocument } from '../shared/contracts/openapi.ts'

const folder = join(process.argv[2] ?? 'web/dist', 'api')
await mkdir(folder, { recursive: true })
await writeFile(join(folder, 'openapi.json'), `${JSON.stringify(openApiDocument())}\n`)
