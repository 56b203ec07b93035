/** The country with a circle for each commune that complained. Drawn when it comes into sight, from a file of its own. */
import type { CommuneFigures } from '../../../shared/contracts/dashboard-api.ts'
import { CountryMap, circleAt, radiusOf } from './country-map.tsx'

interface CommuneMapProps {
  readonly communes: readonly CommuneFigures[]
  readonly said: string
  readonly nameOf: (commune: CommuneFigures) => string
}

export function CommuneMap({ communes, said, nameOf }: CommuneMapProps) {
  const most = Math.max(1, ...communes.map(({ received }) => received))
  const placed = communes
    .filter(({ received }) => received > 0)
    .sort((a, b) => b.received - a.received)
    .flatMap((commune) => {
      const spot = circleAt(commune.commune)
      return spot ? [{ commune, spot }] : []
    })
  return (
    <CountryMap said={said} role="img">
      {placed.map(({ commune, spot: { x, y } }) => (
        <circle
          key={commune.commune}
          class="map-commune"
          cx={x}
          cy={y}
          r={radiusOf(commune.received, most).toFixed(1)}
        >
          <title>{nameOf(commune)}</title>
        </circle>
      ))}
    </CountryMap>
  )
}
