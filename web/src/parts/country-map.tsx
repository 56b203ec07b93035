/** The outline of the country, and circles on its communes: their areas say how many. */
import type { ComponentChildren } from 'preact'
import { feature } from 'topojson-client'
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
export const radiusOf = (count: number, most: number): number =>
  Math.max(2.5, largest * Math.sqrt(count / most))

export interface Circle {
  readonly x: string
  readonly y: string
}
/** Where a commune's circle stands; undefined when we do not know where the commune is. */
export function circleAt(commune: string): Circle | undefined {
  const at = points[commune]
  if (!at) return undefined
  const [x, y] = place(at.map((hundredths) => hundredths / 100))
  return { x: x.toFixed(1), y: y.toFixed(1) }
}

interface CountryMapProps {
  /** What the picture shows, in words. */
  readonly said: string
  /** With links on it the picture is a group, else one image. */
  readonly role: 'img' | 'group'
  readonly children: ComponentChildren
}
export function CountryMap({ said, role, children }: CountryMapProps) {
  return (
    <svg class="commune-map" viewBox={`0 0 ${width} ${height}`} role={role} aria-label={said}>
      {drawn.map(({ code, d }, index) => (
        <path key={`${code} ${index}`} class="map-region" d={d} />
      ))}
      {children}
    </svg>
  )
}
