/** What a coordinator asks, answered in figures: how many, in time or not, where, who waits longer, who is silent. */
import '../styles/dashboard.css'
import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { type Answer, call } from '../api.ts'
import { asFailure, type Failure } from '../failure.ts'
import { Categories, Channels, Languages, Sexes } from '../parts/breakdowns.tsx'
import { DashboardControls } from '../parts/dashboard-controls.tsx'
import { moment } from '../parts/dates.ts'
import { Equity } from '../parts/equity.tsx'
import { daySaid } from '../parts/figures-said.ts'
import { FlowChart } from '../parts/flow-chart.tsx'
import { Icon } from '../parts/icon.tsx'
import { KeyFigures } from '../parts/key-figures.tsx'
import { MapCard } from '../parts/map-card.tsx'
import { FailureNotice } from '../parts/notice.tsx'
import { PageHead } from '../parts/page.tsx'
import { PaymentsSaid } from '../parts/payments-said.tsx'
import { Apart, LateNow, Silent } from '../parts/waiting-lists.tsx'
import { text } from '../store/language.ts'
import { me } from '../store/me.ts'
import {
  addressOfDashboard,
  comparedSpan,
  type DashboardAddress,
  readDashboardAddress,
  spanOf,
} from '../store/period.ts'
import { loadAtlas } from '../store/places.ts'
import { print } from '../store/print.ts'

/** What is asked beside the figures themselves: each comes when it comes, and one that fails leaves the others alone. */
interface Besides {
  readonly places?: Answer<'dashboardPlaces'>
  readonly late?: Answer<'lateByUnit'>
  readonly silent?: Answer<'silentCommittees'>
  readonly payments?: Answer<'payments'>
}

const placeOf = ({ region, programme }: DashboardAddress) => ({
  ...(region ? { region } : {}),
  ...(programme ? { programme } : {}),
})

function useFigures(address: DashboardAddress) {
  const [figures, setFigures] = useState<Answer<'dashboard'>>()
  const [besides, setBesides] = useState<Besides>({})
  const [failure, setFailure] = useState<Failure>()
  const [tries, setTries] = useState(0)
  const key = addressOfDashboard(address)
  useEffect(() => {
    let isAsked = true
    const span = spanOf(address)
    const compared = comparedSpan(span, address.compared)
    const where = placeOf(address)
    const months = { from: span.from.slice(0, 7), to: span.to.slice(0, 7) }
    const beside = <Name extends keyof Besides>(name: Name, answer: Promise<NonNullable<Besides[Name]>>) =>
      answer.then(
        (found) => isAsked && setBesides((known) => ({ ...known, [name]: found })),
        () => undefined,
      )
    setFailure(undefined)
    call('dashboard', {
      query: {
        ...span,
        ...where,
        ...(compared ? { compareFrom: compared.from, compareTo: compared.to } : {}),
      },
    }).then(
      (found) => {
        if (!isAsked) return
        setFigures(found)
        beside('places', call('dashboardPlaces', { query: { ...months, ...where } }))
        beside('late', call('lateByUnit', { query: where }))
        beside('silent', call('silentCommittees'))
        beside('payments', call('payments', { query: { ...span, ...where } }))
      },
      (fault) => isAsked && setFailure(asFailure(fault)),
    )
    return () => {
      isAsked = false
    }
  }, [key, tries])
  return { figures, besides, failure, retry: () => setTries(tries + 1) }
}

const definitions = [
  'received',
  'resolved',
  'inTime',
  'median',
  'acknowledged',
  'satisfied',
  'parts',
] as const

function Definitions() {
  return (
    <details class="definitions card">
      <summary>{text('dashboard.definitions')}</summary>
      <ul>
        {definitions.map((name) => (
          <li key={name}>{text(`dashboard.definition.${name}`)}</li>
        ))}
      </ul>
    </details>
  )
}

function When({ figures }: { readonly figures: Answer<'dashboard'> }) {
  const { period, comparison, countedAt, coverage } = figures
  const units = coverage.units.map(({ name }) => name).join(', ')
  return (
    <div class="dashboard-when">
      <p>{text(`dashboard.of.${coverage.kind}`, { units })}</p>
      <p class="quiet">
        {text('dashboard.span', { from: daySaid(period.from), to: daySaid(period.to) })}
        {comparison &&
          `, ${text('dashboard.comparedWith', { from: daySaid(comparison.period.from), to: daySaid(comparison.period.to) })}`}
        {` · ${text('dashboard.countedAt', { moment: moment(countedAt) })}`}
      </p>
    </div>
  )
}

export function DashboardPage() {
  const { query } = useLocation()
  const address = readDashboardAddress(query)
  const { figures, besides, failure, retry } = useFigures(address)
  const mayTakeOut = me.value?.role === 'officer' || me.value?.role === 'supervisor'
  useEffect(() => {
    loadAtlas()
  }, [])
  const { places, late, silent, payments } = besides
  return (
    <div class="page dashboard">
      <PageHead title={text('dashboard.title')}>
        <div class="dashboard-ways">
          <button type="button" class="button-quiet" onClick={print}>
            <Icon name="note" />
            {text('dashboard.print')}
          </button>
          <a class="button-quiet" href="/rapport">
            {text('dashboard.report')}
          </a>
          {mayTakeOut && (
            <a class="button-quiet" href="/exporter">
              {text('dashboard.export')}
            </a>
          )}
        </div>
      </PageHead>
      <DashboardControls address={address} coverage={figures?.coverage} />
      {failure && <FailureNotice failure={failure} onRetry={retry} />}
      {!figures && !failure && (
        <div class="card placeholder placeholder-tall" role="status" aria-label={text('app.loading')} />
      )}
      {figures && (
        <>
          <When figures={figures} />
          <KeyFigures {...figures} />
          <div class="charts">
            <FlowChart figures={figures} />
            <Categories {...figures} {...placeOf(address)} />
            {places && <MapCard {...places} />}
            <Equity {...figures} />
            {late && <LateNow {...late} />}
            {silent && silent.committees > 0 && <Silent {...silent} />}
            {payments && <PaymentsSaid {...payments} />}
            <Channels {...figures} />
            <Sexes {...figures} />
            <Languages {...figures} />
            <Apart {...figures} />
          </div>
          <Definitions />
        </>
      )}
    </div>
  )
}
