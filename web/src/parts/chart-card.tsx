/** A chart with its table: the drawing for a glance, the numbers a touch away and always on paper. */
import type { ComponentChildren } from 'preact'
import { text } from '../store/language.ts'
import { type Column, FigureTable, type Row } from './figure-table.tsx'

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
            <span class="only-read"> ({title})</span>
          </summary>
          <FigureTable caption={title} columns={columns} rows={rows} />
        </details>
      )}
    </section>
  )
}
