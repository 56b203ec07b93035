/** Does the north wait longer? Parts of the country and regions by how long people waited and how often in time. */
import type { Dashboard, RegionFigures } from '../../../shared/contracts/dashboard-api.ts'
import { regionsOfPart } from '../../../shared/domain/parts-of-country.ts'
import { text } from '../store/language.ts'
import { atlas } from '../store/places.ts'
import { Bars } from './bars.tsx'
import { flowCells, flowColumns } from './breakdowns.tsx'
import { ChartCard } from './chart-card.tsx'
import { daysSaid, percent } from './figures-said.ts'

export const regionName = (region: string): string =>
  region === 'none' ? text('dashboard.regionNone') : (atlas.value?.regionOf(region)?.name ?? region)

function longestAndShortest(regions: readonly RegionFigures[]): string | undefined {
  const known = regions.filter(({ medianDays, region }) => medianDays !== undefined && region !== 'none')
  const sorted = [...known].sort((a, b) => (b.medianDays ?? 0) - (a.medianDays ?? 0))
  const [longest] = sorted
  const shortest = sorted.at(-1)
  if (!longest || !shortest || longest.medianDays === shortest.medianDays) return undefined
  return text('dashboard.equityLonger', {
    longest: regionName(longest.region),
    longestDays: daysSaid(longest.medianDays),
    shortest: regionName(shortest.region),
    shortestDays: daysSaid(shortest.medianDays),
  })
}

const waitSaid = (medianDays: number | undefined): string =>
  medianDays === undefined ? text('dashboard.tooFew') : daysSaid(medianDays)
const also = (share: number | undefined) =>
  share === undefined ? {} : { also: `${text('dashboard.inTime')} ${percent(share)}` }

export function Equity({ regions, parts, comparison }: Pick<Dashboard, 'regions' | 'parts' | 'comparison'>) {
  if (regions.length === 0) return null
  const before = new Map(comparison?.regions.map((each) => [each.region, each.medianDays]))
  const longest = Math.max(
    1,
    ...regions.map(({ medianDays }) => medianDays ?? 0),
    ...parts.map(({ medianDays }) => medianDays ?? 0),
  )
  const said = longestAndShortest(regions)
  return (
    <ChartCard
      id="equity"
      title={text('dashboard.equity')}
      words={text('dashboard.equityWords')}
      isWide
      columns={[
        ...flowColumns(text('dashboard.region')),
        { label: text('dashboard.median'), isNumber: true },
      ]}
      rows={regions.map((each) => ({
        key: each.region,
        cells: [regionName(each.region), ...flowCells(each), waitSaid(each.medianDays)],
      }))}
    >
      {said && <p class="strong">{said}</p>}
      {parts.length > 0 && (
        <div class="equity-parts">
          <Bars
            most={longest}
            bars={parts.map(({ part, medianDays, inTimeShare }) => ({
              key: part,
              label: text('dashboard.partRegions', {
                part: text(`dashboard.part.${part}`),
                regions: regionsOfPart[part].map(regionName).join(', '),
              }),
              length: medianDays ?? 0,
              said: waitSaid(medianDays),
              ...also(inTimeShare),
            }))}
          />
        </div>
      )}
      <h3>{text('dashboard.regions')}</h3>
      <Bars
        most={longest}
        bars={regions.map(({ region, medianDays, inTimeShare }) => {
          const was = before.get(region)
          const said = [
            also(inTimeShare).also,
            was === undefined ? undefined : text('dashboard.before', { value: daysSaid(was) }),
          ].filter((words) => words !== undefined)
          return {
            key: region,
            label: regionName(region),
            length: medianDays ?? 0,
            said: waitSaid(medianDays),
            ...(medianDays === undefined ? { tone: 'quiet' as const } : {}),
            ...(said.length > 0 ? { also: said.join(' · ') } : {}),
          }
        })}
      />
    </ChartCard>
  )
}
