/** Numbers as the bench prints them. Times of one run on one machine say nothing elsewhere: what counts is their ratio. */

export const sorted = (values: readonly number[]): readonly number[] => [...values].sort((a, b) => a - b)

/** The value below which a share of them lies, 0 to 1; NaN of nothing. */
export const quantile = (values: readonly number[], share: number): number => {
  const inOrder = sorted(values)
  return inOrder[Math.min(inOrder.length - 1, Math.floor(share * inOrder.length))] ?? Number.NaN
}
export const median = (values: readonly number[]): number => quantile(values, 0.5)

export const times = (ratio: number): string => `${ratio.toFixed(2)} ×`
export const milliseconds = (ms: number): string => `${ms.toFixed(ms < 10 ? 1 : 0)} ms`

/** Columns under their names: the first to the left, the others to the right. */
export function printTable(names: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = names.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => (row[column] ?? '').length)),
  )
  for (const row of [names, ...rows]) {
    const cells = row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
    )
    console.log(`  ${cells.join('   ')}`)
  }
}
