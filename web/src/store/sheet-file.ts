/**
 * Tables as files that an office opens: CSV as French Excel reads it, or XLSX. Nothing in them is a formula: what begins
 * like one is written as words, and every cell of an XLSX says what it is.
 */
export type CellKind = 'words' | 'count' | 'share' | 'days' | 'day' | 'instant'
export interface SheetColumn {
  readonly label: string
  readonly kind: CellKind
  /** In characters. */
  readonly width?: number
}
export type SheetCell = string | number | undefined
export interface SheetTable {
  readonly name: string
  readonly columns: readonly SheetColumn[]
  readonly rows: readonly (readonly SheetCell[])[]
  /** Lines above the table: what it is, of when, from where. */
  readonly above?: readonly string[]
}

/** A spreadsheet takes a cell that begins so for a formula; some also when it begins with the wide forms of the signs. */
const beginsFormula = /^(?:[\s\p{Cc}]*[=+\-@|%＝＋－＠]|[\t\r\n])/u

/** What no file of a spreadsheet may hold: signs that steer a machine, and halves of letters. */
const unwritable = /(?![\t\n\r])\p{Cc}|\p{Cs}/gu

/** Words that no spreadsheet computes: an apostrophe before them, as a person would type it. */
export const plainWords = (words: string): string =>
  (beginsFormula.test(words) ? `'${words}` : words).replace(unwritable, '')

const french = (count: number): string => String(count).replace('.', ',')
const day = (iso: string): string => iso.slice(0, 10).split('-').reverse().join('/')

function csvCell(cell: SheetCell, kind: CellKind): string {
  if (cell === undefined || cell === '') return ''
  if (typeof cell === 'number') return kind === 'share' ? french(Math.round(cell * 1000) / 10) : french(cell)
  const words =
    kind === 'day' ? day(cell) : kind === 'instant' ? `${day(cell)} ${cell.slice(11, 16)}` : plainWords(cell)
  return /[";\n\r]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words
}

const lineOf = (cells: readonly string[]): string => `${cells.join(';')}\r\n`

/** With the mark by which Excel knows UTF-8, semicolons, and decimal commas. */
export function csvOf({ columns, rows }: SheetTable): Blob {
  const head = columns.map(({ label, kind }) => csvCell(kind === 'share' ? `${label} (%)` : label, 'words'))
  return new Blob(
    [
      '\uFEFF',
      lineOf(head),
      ...rows.map((row) => lineOf(columns.map(({ kind }, index) => csvCell(row[index], kind)))),
    ],
    { type: 'text/csv;charset=utf-8' },
  )
}

const formats: Partial<Readonly<Record<CellKind, string>>> = {
  count: '#,##0',
  share: '0 %',
  days: '0.#',
  day: 'dd/mm/yyyy',
  instant: 'dd/mm/yyyy hh:mm',
}

function xlsxCell(cell: SheetCell, kind: CellKind) {
  if (cell === undefined || cell === '') return null
  const format = formats[kind]
  if (typeof cell === 'number') return { type: Number, value: cell, ...(format ? { format } : {}) }
  if (kind === 'day' || kind === 'instant') {
    const value = new Date(kind === 'day' ? `${cell.slice(0, 10)}T00:00:00Z` : cell)
    return { type: Date, value, ...(format ? { format } : {}) }
  }
  return { type: String, value: plainWords(cell), wrap: cell.length > 60, alignVertical: 'top' as const }
}

const heading = (label: string) => ({
  type: String,
  value: label,
  fontWeight: 'bold' as const,
  backgroundColor: '#E5F2ED',
  wrap: true,
})

/** The writer of XLSX is fetched when somebody wants one. */
export async function xlsxOf(tables: readonly SheetTable[]): Promise<Blob> {
  const { default: write } = await import('write-excel-file/universal')
  return write(
    tables.map(({ name, columns, rows, above = [] }) => ({
      sheet: name.slice(0, 31),
      columns: columns.map(({ width = 14 }) => ({ width })),
      stickyRowsCount: above.length + 1,
      data: [
        ...above.map((line, index) => [
          { type: String, value: plainWords(line), ...(index === 0 ? { fontWeight: 'bold' as const } : {}) },
        ]),
        columns.map(({ label }) => heading(label)),
        ...rows.map((row) => columns.map(({ kind }, index) => xlsxCell(row[index], kind))),
      ],
    })),
  ).toBlob()
}
