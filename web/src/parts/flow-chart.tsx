/** Received and answered over time, two lines told apart by their stroke as well as by their colour. */
import type { Dashboard } from '../../../shared/contracts/dashboard-api.ts'
import { wide } from '../store/device.ts'
import { text } from '../store/language.ts'
import { ChartCard } from './chart-card.tsx'
import { daySaid, monthSaid, shortDaySaid, shortMonthSaid, whole } from './figures-said.ts'

/** Drawn at about the size that it is seen at, so that its words can be read on a phone. */
const sizes = { wide: { width: 1000, height: 260 }, narrow: { width: 340, height: 220 } } as const
const room = { left: 40, right: 12, top: 12, bottom: 28 }

/** The next round number, so that the scale reads well: 1, 2 or 5 times a power of ten. */
export function roundUp(count: number): number {
  if (count <= 4) return 4
  const power = 10 ** Math.floor(Math.log10(count))
  return ([1, 2, 4, 5, 10].find((times) => times * power >= count) ?? 10) * power
}

const nameOf = (step: Dashboard['step'], from: string, isShort = false): string =>
  step === 'month'
    ? isShort
      ? shortMonthSaid(from)
      : monthSaid(from)
    : isShort
      ? shortDaySaid(from)
      : daySaid(from)

export function FlowChart({ figures }: { readonly figures: Dashboard }) {
  const { buckets, comparedBuckets, step } = figures
  const { width, height } = wide.value ? sizes.wide : sizes.narrow
  const compared = comparedBuckets?.slice(0, buckets.length)
  const all = [
    ...buckets.flatMap(({ received, resolved }) => [received, resolved]),
    ...(compared ?? []).map(({ received }) => received),
  ]
  const top = roundUp(Math.max(0, ...all))
  const stepWidth = (width - room.left - room.right) / Math.max(1, buckets.length - 1)
  const x = (index: number): number => (buckets.length === 1 ? width / 2 : room.left + index * stepWidth)
  const y = (count: number): number =>
    height - room.bottom - (count / top) * (height - room.top - room.bottom)
  const lineOf = (counts: readonly number[]): string =>
    counts
      .map((count, index) => `${index === 0 ? 'M' : 'L'}${x(index).toFixed(1)} ${y(count).toFixed(1)}`)
      .join('')
  const most = buckets.reduce<Dashboard['buckets'][number] | undefined>(
    (best, bucket) => (best && best.received >= bucket.received ? best : bucket),
    undefined,
  )
  const everyNth = Math.max(1, Math.ceil(buckets.length / (wide.value ? 10 : 4)))
  const stepName = text(`dashboard.${step}`)
  const said = text('dashboard.overTimeSaid', {
    received: figures.figures.received,
    resolved: figures.figures.resolved,
    most: most?.received ?? 0,
    when: most ? nameOf(step, most.from) : '',
  })
  return (
    <ChartCard
      id="over-time"
      title={`${text('dashboard.overTime')} ${text(`dashboard.by.${step}`)}`}
      isWide
      columns={[
        { label: stepName },
        { label: text('dashboard.received'), isNumber: true },
        { label: text('dashboard.resolved'), isNumber: true },
        { label: text('dashboard.becameLate'), isNumber: true },
      ]}
      rows={buckets.map(({ from, received, resolved, becameLate }) => ({
        key: from,
        cells: [nameOf(step, from), whole(received), whole(resolved), whole(becameLate)],
      }))}
    >
      <ul class="legend" aria-hidden="true">
        <li class="legend-received">{text('dashboard.legend.received')}</li>
        <li class="legend-resolved">{text('dashboard.legend.resolved')}</li>
        {compared && <li class="legend-compared">{text('dashboard.legend.compared')}</li>}
      </ul>
      <svg class="flow" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={said}>
        {[0, 0.25, 0.5, 0.75, 1].map((part) => (
          <g key={part}>
            <path class="flow-rule" d={`M${room.left} ${y(part * top)}H${width - room.right}`} />
            <text class="flow-scale" x={room.left - 8} y={y(part * top) + 4} text-anchor="end">
              {whole(part * top)}
            </text>
          </g>
        ))}
        {buckets.map(({ from }, index) =>
          index % everyNth === 0 ? (
            <text
              key={from}
              class="flow-scale"
              x={x(index)}
              y={height - 8}
              text-anchor={index === 0 ? 'start' : x(index) > width - 40 ? 'end' : 'middle'}
            >
              {nameOf(step, from, true)}
            </text>
          ) : null,
        )}
        {compared && (
          <path class="flow-line flow-compared" d={lineOf(compared.map(({ received }) => received))} />
        )}
        <path class="flow-line flow-resolved" d={lineOf(buckets.map(({ resolved }) => resolved))} />
        <path class="flow-line flow-received" d={lineOf(buckets.map(({ received }) => received))} />
      </svg>
    </ChartCard>
  )
}
