/** A table of figures: the first cell of a row says what it is of. Where there is no room it scrolls by itself. */
import type { ComponentChildren } from 'preact'

export interface Column {
  readonly label: string
  /** Numbers stand to the right. */
  readonly isNumber?: boolean
}
export interface Row {
  readonly key: string
  readonly cells: readonly ComponentChildren[]
}

export function FigureTable({
  caption,
  columns,
  rows,
}: {
  readonly caption: string
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
    <section class="table-room" aria-label={caption} tabIndex={0}>
      <table class="figure-table">
        <caption class="only-read">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ label, isNumber }) => (
              <th key={label} scope="col" class={isNumber ? 'number' : undefined}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key}>
              {cells.map((cell, index) =>
                index === 0 ? (
                  <th key={columns[index]?.label} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={columns[index]?.label} class={columns[index]?.isNumber ? 'number' : undefined}>
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
