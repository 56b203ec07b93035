/**
 * Takes a file in: once through for what it is, then so many rows at a time; each part is applied and noted before the next
 * is begun. Broken off anywhere and begun again, it goes on behind the last part that was noted, and what an unfinished
 * part had written already is known for its own. Rows of a content that was taken before are not taken twice.
 */
import {
  badRowsKeyOf,
  type FileProblem,
  fileKeyOf,
  type ImportFile,
  largestFileBytes,
  mostRows,
} from '../domain/import-file.ts'
import type { Cells, Wrong } from '../domain/import-kind.ts'
import { type AnyImportKind, cellsOf, columnsIn, importKindOf } from '../domain/import-kinds.ts'
import type { Officer } from '../domain/officer.ts'
import { Refusal } from '../domain/refusal.ts'
import { badRowsText } from './bad-rows-file.ts'
import type { BadRowWithCells, FileRow, Files, Imports, Tabular } from './paydays-ports.ts'
import type { Officers, Queue, World } from './ports.ts'

/** What became of a row. */
export type Fate = 'taken' | 'unchanged' | Wrong
export interface NumberedRow<Row> {
  /** Of the file, as `listedBy` keeps it. */
  readonly line: number
  readonly row: Row
}
/** Judges and writes rows of a kind. The same rows again come to the same fates. */
export type Applier<Row = never> = (
  rows: readonly NumberedRow<Row>[],
  of: { readonly file: ImportFile; readonly who: Officer },
) => Promise<readonly Fate[]>

export interface Importing {
  readonly world: World
  readonly imports: Imports
  readonly files: Files
  readonly table: Tabular
  readonly officers: Pick<Officers, 'read'>
  readonly appliers: Readonly<Record<string, Applier>>
  readonly queue: Queue
  /** How long this run may still take. */
  remainingMs(): number
}

export const rowsAtOnce = 500
/** A part takes seconds; reading up to where it goes on, seconds too. */
const enoughMs = 60_000
/** Bad rows that go back; of a file with more, the rest is wrong in the same way. */
export const mostBadRows = 20_000

export type Imported = 'done' | 'goes-on' | 'unreadable' | 'stopped' | 'nothing'

const contentOf = ({ fileKind, digest, defaults }: ImportFile): string =>
  [fileKind, digest, defaults.programme, defaults.round, defaults.agency].join('|')

/** Looks the file through, and says what it is; or why it cannot be read. */
async function look(desk: Importing, file: ImportFile, kind: AnyImportKind): Promise<ImportFile> {
  const { world, imports, files, table } = desk
  const at = world.now().toISOString()
  const unreadable = (problem: FileProblem, more: Partial<ImportFile> = {}) =>
    imports.change(file, { state: 'unreadable', problem, updatedAt: at, finishedAt: at, ...more })
  const found = await files.open(fileKeyOf(file.importId))
  if (!found) return unreadable('gone')
  if (found.sizeBytes > largestFileBytes) return unreadable('too-large')
  const seen = await table.look(found.bytes, mostRows)
  if ('problem' in seen) return unreadable(seen.problem)
  const columns = columnsIn(kind, seen.heading, file.defaults)
  if ('missing' in columns) return unreadable('columns-missing', { missing: columns.missing })
  const { digest, encoding, delimiter, rows } = seen
  const known = { ...file, digest }
  const sameAs = file.dryRun ? undefined : await imports.takenBefore(contentOf(known))
  return imports.change(file, {
    state: 'running',
    digest,
    encoding,
    delimiter,
    rows,
    heading: seen.heading,
    ...(sameAs && sameAs !== file.importId ? { sameAs } : {}),
    updatedAt: at,
  })
}

/** What became of the rows of one part, and those that go back. */
async function takeIn(
  desk: Importing,
  {
    file,
    who,
    kind,
    at,
  }: { file: ImportFile; who: Officer; kind: AnyImportKind; at: ReadonlyMap<string, number> },
  part: readonly FileRow[],
) {
  const bad: BadRowWithCells[] = []
  const fit: NumberedRow<never>[] = []
  const refuse = ({ line, cells }: FileRow, wrong: readonly Wrong[]): void => {
    const column = [...new Set(wrong.map((each) => each.column))].join(', ')
    bad.push({ line, column, reason: wrong.map(({ reason }) => reason).join(' '), cells: [...cells] })
  }
  const again = file.sameAs ? await desk.imports.badLines(file.sameAs, file.read) : undefined
  const rows = again ? part.filter(({ line }) => again.has(line)) : part
  for (const each of rows) {
    const cells: Cells = cellsOf(at, each.cells)
    const read = kind.readRow(cells, file.defaults)
    if ('wrong' in read) refuse(each, read.wrong)
    else fit.push({ line: each.line, row: read.row as never })
  }
  const apply = desk.appliers[kind.kind]
  if (!apply) throw new Error(`nobody takes in files of kind ${kind.kind}`)
  const fates = fit.length === 0 ? [] : await apply(fit, { file, who })
  const byLine = new Map(part.map((each) => [each.line, each]))
  for (const [index, fate] of fates.entries()) {
    const row = byLine.get(fit[index]?.line ?? 0)
    if (row && typeof fate === 'object') refuse(row, [fate])
  }
  const taken = fates.filter((fate) => fate === 'taken').length
  bad.sort((one, other) => one.line - other.line)
  return {
    read: part.length,
    taken,
    unchanged: part.length - taken - bad.length,
    bad,
    at: desk.world.now().toISOString(),
  }
}

async function finish(desk: Importing, file: ImportFile): Promise<void> {
  const { world, imports, files } = desk
  const badRowsKey = badRowsKeyOf(file.importId)
  if (file.bad > 0) {
    const rows = await imports.badRows(file.importId, mostBadRows)
    await files.put(badRowsKey, badRowsText(file.heading ?? [], rows, file.bad))
  }
  const at = world.now().toISOString()
  if (!file.dryRun) await imports.markTaken(contentOf(file), file.importId, at)
  await imports.change(file, {
    state: 'done',
    updatedAt: at,
    finishedAt: at,
    ...(file.bad > 0 ? { badRowsKey } : {}),
  })
}

export async function importFile(desk: Importing, importId: string): Promise<Imported> {
  const { imports, files, table, officers, queue } = desk
  try {
    let file = await imports.read(importId)
    const kind = file && importKindOf(file.fileKind)
    if (!file || !kind || (file.state !== 'awaiting_file' && file.state !== 'running')) return 'nothing'
    const who = await officers.read(file.by.officerId)
    // Whoever may no longer do it himself has it done no longer.
    if (!who || !kind.may(who)) {
      await imports.change(file, { state: 'cancelled', updatedAt: desk.world.now().toISOString() })
      return 'stopped'
    }
    if (file.state === 'awaiting_file') file = await look(desk, file, kind)
    const { encoding, delimiter, heading, rows = 0 } = file
    if (file.state !== 'running' || !encoding || !delimiter || !heading) return 'unreadable'
    const columns = columnsIn(kind, heading, file.defaults)
    const found = await files.open(fileKeyOf(importId))
    if (!found || 'missing' in columns) {
      await imports.change(file, {
        state: 'unreadable',
        problem: 'gone',
        updatedAt: desk.world.now().toISOString(),
      })
      return 'unreadable'
    }
    let number = 0
    let part: FileRow[] = []
    for await (const row of table.rows(found.bytes, { encoding, delimiter })) {
      number += 1
      if (number <= file.read) continue
      part.push(row)
      if (part.length < rowsAtOnce && number < rows) continue
      file = await imports.looked(file, await takeIn(desk, { file, who, kind, at: columns.at }, part))
      part = []
      if (file.read < rows && desk.remainingMs() < enoughMs) {
        await queue.put([JSON.stringify({ key: fileKeyOf(importId) })])
        return 'goes-on'
      }
    }
    await finish(desk, file)
    return 'done'
  } catch (error) {
    // An officer stopped it, or another run is ahead: what was written stands, and is known for its own.
    if (error instanceof Refusal && error.code === 'stale') return 'stopped'
    throw error
  }
}
