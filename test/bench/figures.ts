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

/** What a bench said, in the order in which it said it: printed as it comes, and kept for docs/performance.md. */
export type Said =
  | { readonly kind: 'heading' | 'line'; readonly text: string }
  | {
      readonly kind: 'table'
      readonly names: readonly string[]
      readonly rows: readonly (readonly string[])[]
    }
  | ({ readonly kind: 'limit' } & Limit)

/** A figure that must hold. */
export interface Limit {
  readonly what: string
  readonly found: number
  readonly atMost?: number
  readonly atLeast?: number
  /** Beside the numbers: `×`, `MB`, `s`. */
  readonly unit: string
}
export const isHeld = ({ found, atMost, atLeast }: Limit): boolean =>
  Number.isFinite(found) &&
  (atMost === undefined || found <= atMost) &&
  (atLeast === undefined || found >= atLeast)
const shown = (value: number): string =>
  Number.isInteger(value) ? String(value) : value.toFixed(value < 10 ? 2 : 0)
export const limitWords = (limit: Limit): string => {
  const { found, atMost, atLeast, unit } = limit
  const allowed = [
    ...(atMost === undefined ? [] : [`at most ${shown(atMost)}`]),
    ...(atLeast === undefined ? [] : [`at least ${shown(atLeast)}`]),
  ].join(', ')
  return `${shown(found)}${unit && ` ${unit}`} (${allowed}): ${isHeld(limit) ? 'held' : 'NOT held'}`
}

let said: Said[] = []
/** What was said since it was last asked. */
export const takeSaid = (): readonly Said[] => {
  const all = said
  said = []
  return all
}

export function heading(text: string): void {
  said.push({ kind: 'heading', text })
  console.log(`\n${text}`)
}
export function say(text: string): void {
  said.push({ kind: 'line', text })
  console.log(`  ${text}`)
}
export function hold(limit: Limit): void {
  said.push({ kind: 'limit', ...limit })
  console.log(`  ${limit.what}: ${limitWords(limit)}`)
  if (!isHeld(limit)) process.exitCode = 1
}

/** Columns under their names: the first to the left, the others to the right. */
export function printTable(names: readonly string[], rows: readonly (readonly string[])[]): void {
  said.push({ kind: 'table', names, rows })
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
