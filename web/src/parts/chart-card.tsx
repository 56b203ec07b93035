/** A chart with its table: the drawing for a glance, the numbers a touch away and always on paper. */
import type { ComponentChildren } from 'preact'
import { text } from '../store/language.ts'

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

interface ChartCardProps {
  readonly id: string
  readonly title: string
  readonly words?: string
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
  readonly isWide?: boolean
  readonly children: ComponentChildren
}

export function ChartCard({ id, title, words, columns, rows, isWide = false, children }: ChartCardProps) {
  return (
    <section class={isWide ? 'card chart chart-wide' : 'card chart'} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {words && <p class="hint">{words}</p>}
      {children}
      {rows.length > 0 && (
        <details class="chart-table">
          <summary>
            {text('dashboard.table')}
            <span class="only-read"> : {title}</span>
          </summary>
          <FigureTable caption={title} columns={columns} rows={rows} />
        </details>
      )}
    </section>
  )
}
