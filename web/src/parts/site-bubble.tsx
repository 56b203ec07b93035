/** A circle on the map that leads somewhere; the filled part of its area is the part that is done. */
import type { Circle } from './country-map.tsx'

interface BubbleProps {
  readonly spot: Circle
  readonly to: string
  readonly words: string
  readonly radius: number
  /** 0 to 1. */
  readonly filled: number
}

export function Bubble({ spot: { x, y }, to, words, radius, filled }: BubbleProps) {
  return (
    <a class="map-site" href={to} aria-label={words}>
      <title>{words}</title>
      {/* A finger needs more than a small circle. */}
      <circle class="map-reach" cx={x} cy={y} r={Math.max(12, radius).toFixed(1)} />
      <circle class="map-due" cx={x} cy={y} r={radius.toFixed(1)} />
      {filled > 0 && <circle class="map-paid" cx={x} cy={y} r={(radius * Math.sqrt(filled)).toFixed(1)} />}
    </a>
  )
}
