/** The country with a circle for each commune that complained. Drawn when it comes into sight, from a file of its own. */
import { feature } from 'topojson-client'
import type { CommuneFigures } from '../../../shared/contracts/dashboard-api.ts'
import mali from '../../../shared/domain/data/mali-map.json'

const width = 640
const height = 600
const margin = 8
const largest = 26

type Outlines = Parameters<typeof feature>[0]
type Regions = Extract<Outlines['objects'][string], { type: 'GeometryCollection' }>
type Spot = readonly [x: number, y: number]
const topology = mali.outlines as unknown as Outlines
const { features } = feature(topology, topology.objects.regions as Regions)
const rings = features.flatMap(({ id, geometry }) =>
  geometry.type === 'MultiPolygon'
    ? geometry.coordinates.flat().map((ring) => ({ code: String(id), ring }))
    : geometry.type === 'Polygon'
      ? geometry.coordinates.map((ring) => ({ code: String(id), ring }))
      : [],
)

/** Mercator's, which keeps the shapes that people know from their maps. */
const flat = ([longitude = 0, latitude = 0]: readonly number[]): Spot => [
  (longitude * Math.PI) / 180,
  -Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360)),
]
const spots = rings.flatMap(({ ring }) => ring.map(flat))
const ends = (of: readonly number[]): Spot => [Math.min(...of), Math.max(...of)]
const [west, east] = ends(spots.map(([x]) => x))
const [north, south] = ends(spots.map(([, y]) => y))
const scale = Math.min((width - 2 * margin) / (east - west), (height - 2 * margin) / (south - north))
const place = (at: readonly number[]): Spot => {
  const [x, y] = flat(at)
  return [margin + (x - west) * scale, margin + (y - north) * scale]
}
const drawn = rings.map(({ code, ring }) => ({
  code,
  d: `M${ring
    .map((at) =>
      place(at)
        .map((n) => n.toFixed(1))
        .join(' '),
    )
    .join('L')}Z`,
}))
const points: Readonly<Record<string, readonly number[]>> = mali.points

/** Of the areas, not of the radii: twice as many look twice as many. */
const radiusOf = (received: number, most: number): number =>
  Math.max(2.5, largest * Math.sqrt(received / most))

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
      const at = points[commune.commune]
      return at ? [{ commune, spot: place(at.map((hundredths) => hundredths / 100)) }] : []
    })
  return (
    <svg class="commune-map" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={said}>
      {drawn.map(({ code, d }, index) => (
        <path key={`${code} ${index}`} class="map-region" d={d} />
      ))}
      {placed.map(({ commune, spot: [x, y] }) => (
        <circle
          key={commune.commune}
          class="map-commune"
          cx={x.toFixed(1)}
          cy={y.toFixed(1)}
          r={radiusOf(commune.received, most).toFixed(1)}
        >
          <title>{nameOf(commune)}</title>
        </circle>
      ))}
    </svg>
  )
}
