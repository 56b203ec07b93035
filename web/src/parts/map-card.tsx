/** The map with its table; the map itself is fetched when the card comes near, and its absence costs nothing but the sight. */
import { type ComponentType, createRef } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { DashboardPlaces } from '../../../shared/contracts/dashboard-api.ts'
import { counted, text } from '../store/language.ts'
import { atlas } from '../store/places.ts'
import { flowCells, flowColumns } from './breakdowns.tsx'
import { ChartCard } from './chart-card.tsx'
import type { CommuneMap } from './commune-map.tsx'
import { daysSaid, monthSaid, whole } from './figures-said.ts'

type Map = typeof CommuneMap extends (props: infer Props) => unknown ? ComponentType<Props> : never

export function MapCard({ months, communes, elsewhere }: DashboardPlaces) {
  const [map, setMap] = useState<{ readonly draw: Map } | 'failed'>()
  const place = createRef<HTMLDivElement>()
  useEffect(() => {
    const node = place.current
    if (!node || map) return
    const bring = () =>
      import('./commune-map.tsx').then(
        (file) => setMap({ draw: file.CommuneMap }),
        () => setMap('failed'),
      )
    const watch = new IntersectionObserver((seen) => seen.some((each) => each.isIntersecting) && bring(), {
      rootMargin: '400px',
    })
    watch.observe(node)
    addEventListener('beforeprint', bring)
    return () => {
      watch.disconnect()
      removeEventListener('beforeprint', bring)
    }
  }, [map, place])
  const most = [...communes].filter(({ received }) => received > 0).sort((a, b) => b.received - a.received)
  const [first] = most
  const span =
    months.from === months.to
      ? monthSaid(`${months.from}-01`)
      : `${monthSaid(`${months.from}-01`)} – ${monthSaid(`${months.to}-01`)}`
  const cercleName = (code: string): string => atlas.value?.cercleOf(code)?.name ?? code
  const said = text('dashboard.mapSaid', {
    communes: most.length,
    commune: first?.name ?? text('dashboard.none'),
    received: first?.received ?? 0,
  })
  const Drawn = map && map !== 'failed' ? map.draw : undefined
  return (
    <ChartCard
      id="map"
      title={text('dashboard.map')}
      words={text('dashboard.mapWords', { months: span })}
      columns={[
        ...flowColumns(text('dashboard.commune')),
        { label: text('dashboard.median'), isNumber: true },
      ]}
      rows={most.map((each) => ({
        key: each.commune,
        cells: [`${each.name} (${cercleName(each.cercle)})`, ...flowCells(each), daysSaid(each.medianDays)],
      }))}
    >
      <div ref={place} class="map-place">
        {Drawn && (
          <Drawn communes={most} said={said} nameOf={({ name, received }) => `${name}, ${whole(received)}`} />
        )}
        {map === 'failed' && <p>{text('dashboard.mapFailed')}</p>}
      </div>
      {elsewhere > 0 && <p class="hint">{counted('dashboard.elsewhere', elsewhere)}</p>}
      <p class="hint">{text('dashboard.mapSources')}</p>
    </ChartCard>
  )
}
