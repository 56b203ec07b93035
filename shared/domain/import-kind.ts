/**
 * What a kind of file is: what columns it has, and how a row of it is read. A kind is data and pure; what becomes of its
 * rows is the business of its applier, in the actions.
 */
import type { ImportDefaults } from './import-file.ts'
import type { Officer } from './officer.ts'

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
