/** Who is late now, which committees are silent, what is kept apart. */
import type { Dashboard, LateByUnit, SilentCommittees } from '../../../shared/contracts/dashboard-api.ts'
import { counted, text } from '../store/language.ts'
import { Bars } from './bars.tsx'
import { ChartCard } from './chart-card.tsx'
import { cellSaid, daySaid, whole } from './figures-said.ts'

const shownUnits = 12

export function LateNow({ units, complete }: LateByUnit) {
  return (
    <ChartCard
      id="late-now"
      title={text('dashboard.lateNow')}
      words={text(units.length === 0 ? 'dashboard.lateNone' : 'dashboard.lateNowWords')}
      columns={[
        { label: text('dashboard.unit') },
        { label: text('dashboard.lateCount'), isNumber: true },
        { label: text('dashboard.oldest') },
      ]}
      rows={units.map(({ unit, late, oldestDueOn }) => ({
        key: unit.unitId,
        cells: [unit.name, whole(late), daySaid(oldestDueOn)],
      }))}
    >
      <Bars
        bars={units.slice(0, shownUnits).map(({ unit, late }) => ({
          key: unit.unitId,
          label: unit.name,
          length: late,
          said: whole(late),
          tone: 'late',
        }))}
      />
      {!complete && <p class="hint">{text('dashboard.lateIncomplete')}</p>}
    </ChartCard>
  )
}

export function Silent({ days, committees, silent }: SilentCommittees) {
  return (
    <section class="card chart" aria-labelledby="silent-title">
      <h2 id="silent-title">{text('dashboard.silent')}</h2>
      <p class="hint">{text('dashboard.silentWords', { days, committees })}</p>
      {silent.length === 0 ? (
        <p>{text('dashboard.silentNone')}</p>
      ) : (
        <ul class="plain-list silent">
          {silent.map(({ unit, received }) => (
            <li key={unit.unitId}>
              <span class="strong">{unit.name}</span>
              {received > 0 && (
                <span class="silent-received">{counted('dashboard.silentReceived', received)}</span>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

export const quarterSaid = (quarter: string): string => `${quarter.slice(5)} ${quarter.slice(0, 4)}`

export function Apart({ restricted, inPrivate }: Pick<Dashboard, 'restricted' | 'inPrivate'>) {
  if (restricted === undefined && inPrivate === undefined) return null
  return (
    <section class="card chart" aria-labelledby="apart-title">
      <h2 id="apart-title">{text('dashboard.apart')}</h2>
      <dl class="apart">
        {restricted !== undefined && (
          <div>
            <dt>{text('dashboard.restricted')}</dt>
            <dd>{cellSaid(restricted)}</dd>
          </div>
        )}
        {inPrivate !== undefined && (
          <div>
            <dt>{text('dashboard.private', { quarter: quarterSaid(inPrivate.quarter) })}</dt>
            <dd>{cellSaid(inPrivate.count)}</dd>
          </div>
        )}
      </dl>
    </section>
  )
}
