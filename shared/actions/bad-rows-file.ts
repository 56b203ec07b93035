/**
 * The bad rows as a file that goes back: which line, which column, why, and the row as it came, to be corrected and sent
 * again as it is. Whoever opens it in a spreadsheet opens text: nothing in it is taken for a formula.
 */
import type { BadRowWithCells } from './paydays-ports.ts'

const asText = (cell: string): string => (/^[=+\-@\t\r']/.test(cell) ? `'${cell}` : cell)
const quoted = (cell: string): string => {
  const text = asText(cell)
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
export const csvLine = (cells: readonly string[]): string => `${cells.map(quoted).join(';')}\r\n`

export function badRowsText(
  heading: readonly string[],
  rows: readonly BadRowWithCells[],
  bad: number,
): string {
  const lines = rows.map(({ line, column, reason, cells }) =>
    csvLine([String(line), column, reason, ...cells]),
  )
  const rest = bad - rows.length
  return [
    '\uFEFF',
    csvLine(['ligne refusée', 'colonne refusée', 'motif', ...heading]),
    ...lines,
    ...(rest > 0 ? [csvLine(['', '', `${rest} autres lignes refusées ne sont pas reprises ici.`])] : []),
  ].join('')
}
