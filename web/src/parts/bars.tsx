/** Bars, one a line: what it is, how much, and a length to compare by. */
import type { ComponentChildren } from 'preact'

export interface Bar {
  readonly key: string
  readonly label: ComponentChildren
  readonly length: number
  readonly said: string
  /** A second thing to know, in words. */
  readonly also?: string
  readonly tone?: 'late' | 'quiet'
}

export function Bars({ bars, most }: { readonly bars: readonly Bar[]; readonly most?: number }) {
  const longest = most ?? Math.max(1, ...bars.map(({ length }) => length))
  return (
    <ul class="bars">
      {bars.map(({ key, label, length, said, also, tone }) => (
        <li key={key} class={tone ? `bar-line bar-${tone}` : 'bar-line'}>
          <span class="bar-label">{label}</span>
          <strong class="bar-said">{said}</strong>
          {also && <span class="bar-also">{also}</span>}
          <svg
            class="bar"
            viewBox="0 0 100 4"
            preserveAspectRatio="none"
            aria-hidden="true"
            focusable="false"
          >
            <rect class="bar-ground" width="100" height="4" />
            <rect class="bar-length" width={(100 * length) / longest} height="4" />
          </svg>
        </li>
      ))}
    </ul>
  )
}
