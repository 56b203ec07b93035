/**
 * From the list to the money: how many are due, what the agency says, what households say. Shares of answers come with the
 * interval in which the truth is, 19 times in 20.
 */
import type { PaydayFunnel } from '../../../shared/contracts/paydays-api.ts'
import type { Answer } from '../payments-api.ts'
import { text } from '../store/language.ts'
import { fcfa, number, percent } from './amounts.ts'

type Reconciliation = Answer<'readReconciliation'>
type Share = Reconciliation['householdsSay']['all']

interface StepProps {
  readonly label: string
  readonly count: number
  readonly of: number
  readonly also?: string | undefined
  readonly tone?: 'good' | 'warm' | 'late' | 'quiet'
}

function Step({ label, count, of, also, tone = 'good' }: StepProps) {
  return (
    <li class={`funnel-step funnel-${tone}`}>
      <span class="funnel-label">{label}</span>
      <span class="funnel-said">
        <strong>{number(count)}</strong>
        {also && <span class="quiet"> {also}</span>}
      </span>
      <svg
        class="funnel-bar"
        viewBox="0 0 100 6"
        preserveAspectRatio="none"
        aria-hidden="true"
        focusable="false"
      >
        <rect class="bar-ground" width="100" height="6" />
        <rect class="bar-fill" width={of > 0 ? (100 * count) / of : 0} height="6" />
      </svg>
    </li>
  )
}

/** The bar is what was counted, the line across it the interval. */
function ShareStep({
  label,
  share,
  tone,
}: {
  readonly label: string
  readonly share: Share
  readonly tone: 'good' | 'warm' | 'late' | 'quiet'
}) {
  const { count, percent: known, lowPercent: low, highPercent: high } = share
  const said = known !== undefined && low !== undefined && high !== undefined
  return (
    <li class={`funnel-step funnel-${tone}`}>
      <span class="funnel-label">{label}</span>
      <span class="funnel-said">
        <strong>{number(count)}</strong>
        {said && (
          <span class="quiet">
            {' '}
            {text('funnel.share', { percent: percent(known), low: percent(low), high: percent(high) })}
          </span>
        )}
      </span>
      <svg
        class="funnel-bar"
        viewBox="0 0 100 6"
        preserveAspectRatio="none"
        aria-hidden="true"
        focusable="false"
      >
        <rect class="bar-ground" width="100" height="6" />
        {said && <rect class="bar-fill" width={known} height="6" />}
        {said && <rect class="bar-interval" x={low} y="2.5" width={Math.max(0.6, high - low)} height="1" />}
      </svg>
    </li>
  )
}

export function AgencyFunnel({ funnel }: { readonly funnel: PaydayFunnel }) {
  const { due, paid, paidPart, notPaid, noResult } = funnel
  return (
    <section class="card" aria-labelledby="funnel-agency">
      <h2 id="funnel-agency">{text('funnel.agency')}</h2>
      <ul class="funnel plain-list">
        <Step label={text('funnel.due')} count={due} of={due} also={fcfa(funnel.dueFcfa)} tone="quiet" />
        <Step label={text('funnel.reachable')} count={funnel.reachable} of={due} tone="quiet" />
        <Step label={text('funnel.paid')} count={paid} of={due} also={fcfa(funnel.paidFcfa)} />
        <Step label={text('funnel.paidPart')} count={paidPart} of={due} tone="warm" />
        <Step label={text('funnel.notPaid')} count={notPaid} of={due} tone="late" />
        <Step label={text('funnel.noResult')} count={noResult} of={due} tone="quiet" />
      </ul>
    </section>
  )
}

export function HouseholdFunnel({ said }: { readonly said: Reconciliation }) {
  const { all, part, nothing, noAnswer } = said.householdsSay
  const { answered } = said.calledBack
  return (
    <section class="card" aria-labelledby="funnel-households">
      <h2 id="funnel-households">{text('funnel.households')}</h2>
      <p class="hint">{text('funnel.householdsHelp')}</p>
      <ul class="funnel plain-list">
        <ShareStep label={text('funnel.all')} share={all} tone="good" />
        <ShareStep label={text('funnel.part')} share={part} tone="warm" />
        <ShareStep label={text('funnel.nothing')} share={nothing} tone="late" />
        <Step
          label={text('funnel.noAnswer')}
          count={noAnswer.count}
          of={noAnswer.of}
          also={
            noAnswer.percent === undefined
              ? undefined
              : text('funnel.ofDue', { percent: percent(noAnswer.percent) })
          }
          tone="quiet"
        />
      </ul>
      {answered > 0 && (
        <>
          <h3>{text('funnel.calledBack', { number: number(answered) })}</h3>
          <ul class="funnel plain-list">
            <ShareStep label={text('funnel.all')} share={said.calledBack.all} tone="good" />
            <ShareStep label={text('funnel.part')} share={said.calledBack.part} tone="warm" />
            <ShareStep label={text('funnel.nothing')} share={said.calledBack.nothing} tone="late" />
          </ul>
        </>
      )}
      {said.moneyAsked && (
        <>
          <h3>{text('funnel.money', { number: number(said.moneyAsked.of) })}</h3>
          <ul class="funnel plain-list">
            <ShareStep label={text('funnel.moneyYes')} share={said.moneyAsked} tone="late" />
          </ul>
        </>
      )}
    </section>
  )
}
