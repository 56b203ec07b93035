/**
 * Kinds of file: what columns each has, and how a row of it is read. A kind is data and pure; what becomes of its rows is
 * the business of its applier, in the actions. To add one, write it beside these and name it in `importKinds`.
 */
import { plain } from './french-cells.ts'
import type { ImportDefaults, ImportFile } from './import-file.ts'
import type { Officer } from './officer.ts'
import { plansEverywhere } from './payday-rights.ts'
import { paymentList } from './payment-list-file.ts'
import { paymentResults } from './payment-results-file.ts'

export interface Column {
  readonly key: string
  /** How a heading may call it, in French; the first is the name that we give. Accents and case do not matter. */
  readonly names: readonly string[]
  readonly needed: boolean
  /** What an officer may say once for all rows instead. */
  readonly unless?: keyof ImportDefaults
  readonly example: string
}
/** A column's name as the file's reader sees it, and what is wrong there, in French. */
export interface Wrong {
  readonly column: string
  readonly reason: string
}
/** What a row says under a column, without the spaces around; '' when it says nothing. */
export type Cells = (key: string) => string
export type RowRead<Row> = { readonly row: Row } | { readonly wrong: readonly Wrong[] }

export interface ImportKind<Row = unknown> {
  readonly kind: string
  readonly columns: readonly Column[]
  readonly defaults: readonly (keyof ImportDefaults)[]
  /** Who may send such a file. */
  may(who: Officer): boolean
  readRow(cells: Cells, defaults: ImportDefaults): RowRead<Row>
}

export const importKinds = [paymentList, paymentResults] as const
export type AnyImportKind = (typeof importKinds)[number]
export const importKindOf = (kind: string): AnyImportKind | undefined =>
  importKinds.find((each) => each.kind === kind)

/** Whoever plans everywhere sees what everybody sent; others what their own unit sent. */
export const maySeeFile = (who: Officer, file: ImportFile): boolean =>
  (importKindOf(file.fileKind)?.may(who) ?? false) &&
  (plansEverywhere(who) || who.units.some((own) => own === file.by.unitId))

/** Where each column of a kind stands in a heading; or which of those that are needed stand nowhere. */
export function columnsIn(
  { columns }: Pick<ImportKind, 'columns'>,
  heading: readonly string[],
  defaults: ImportDefaults,
): { readonly at: ReadonlyMap<string, number> } | { readonly missing: readonly string[] } {
  const headings = heading.map(plain)
  const at = new Map<string, number>()
  for (const { key, names } of columns) {
    const place = names.map((name) => headings.indexOf(plain(name))).find((index) => index >= 0)
    if (place !== undefined) at.set(key, place)
  }
  const missing = columns
    .filter(
      ({ key, needed, unless }) => needed && !at.has(key) && !(unless && defaults[unless] !== undefined),
    )
    .map(({ names }) => names[0] ?? '')
  return missing.length > 0 ? { missing } : { at }
}

/** An apostrophe before a sign is how tables keep it from being a formula: it is not part of what was said. */
export const cellsOf =
  (at: ReadonlyMap<string, number>, row: readonly string[]): Cells =>
  (key) =>
    (row[at.get(key) ?? -1] ?? '')
      .trim()
      .replace(/^'(?=[=+\-@'])/, '')
      .normalize('NFC')
