/** Files that officers send: announced, watched while they are taken in, stopped, gone on with. */
import {
  badRowsFile,
  commandImport,
  type ImportDesk,
  importCommandsIn,
  readImport,
  startImport,
} from '../../shared/actions/start-import.ts'
import type { ImportDetail, ImportRow, paydayRoutes } from '../../shared/contracts/paydays-api.ts'
import type { ImportFile } from '../../shared/domain/import-file.ts'
import { importKinds, maySeeFile } from '../../shared/domain/import-kinds.ts'
import type { Handlers } from '../kit/staff-http.ts'

type Routes = Pick<
  typeof paydayRoutes,
  'importKinds' | 'listImports' | 'startImport' | 'readImport' | 'commandImport' | 'badRowsFile'
>

const mostListed = 50
const badRowsShown = 50

function rowOf(file: ImportFile): ImportRow {
  const {
    fileKind,
    defaults: _d,
    heading: _h,
    digest: _g,
    encoding: _e,
    delimiter: _l,
    badRowsKey: _b,
    ...rest
  } = file
  const { missing, by, ...plain } = rest
  const { unitId: _u, ...whose } = by
  return { ...plain, kind: fileKind, by: whose, ...(missing ? { missing: [...missing] } : {}) }
}

async function detail(
  { imports, world }: ImportDesk,
  file: ImportFile,
): Promise<{ body: ImportDetail; version: number }> {
  const bad = file.bad > 0 ? await imports.badRows(file.importId, badRowsShown) : []
  return {
    body: {
      ...rowOf(file),
      defaults: file.defaults,
      badRows: bad.map(({ line, column, reason }) => ({ line, column, reason })),
      hasBadRowsFile: file.badRowsKey !== undefined,
      commands: [...importCommandsIn(file, world.now())],
    },
    version: file.version,
  }
}

export const importHandlers = (desk: () => ImportDesk): Handlers<Routes> => ({
  async importKinds({ who }) {
    return {
      body: {
        items: importKinds
          .filter((kind) => kind.may(who))
          .map(({ kind, columns, defaults }) => ({
            kind,
            columns: columns.map(({ names, needed, example }) => ({ names: [...names], needed, example })),
            defaults: [...defaults],
          })),
      },
    }
  },
  async listImports({ who }) {
    const newest = await desk().imports.newest(mostListed)
    return { body: { items: newest.filter((file) => maySeeFile(who, file)).map(rowOf) } }
  },
  async startImport({ who, body, idempotencyKey }) {
    const { importId, upload } = await startImport(desk(), who, {
      ...body,
      defaults: body.defaults ?? {},
      ...(idempotencyKey ? { idempotencyKey } : {}),
    })
    const { url, headers, expiresAt } = upload
    return {
      body: {
        importId,
        upload: { method: 'PUT', url, headers: { ...headers }, expiresAt: expiresAt.toISOString() },
      },
    }
  },
  async readImport({ who, path }) {
    return detail(desk(), await readImport(desk(), who, path.importId ?? ''))
  },
  async commandImport({ who, path, body }) {
    return detail(desk(), await commandImport(desk(), who, path.importId ?? '', body.type))
  },
  async badRowsFile({ who, path }) {
    const { url, expiresAt } = await badRowsFile(desk(), who, path.importId ?? '')
    return { body: { url, expiresAt: expiresAt.toISOString() } }
  },
})
