/** A payday: where it stands from the list to the money, who was told what, who disagrees, whom to call, what may be done. */
import { useState } from 'preact/hooks'
import type { PaydayDetail } from '../../../shared/contracts/paydays-api.ts'
import { fcfa } from '../parts/amounts.ts'
import { useAsked } from '../parts/asked.ts'
import { CallBacks } from '../parts/call-backs.tsx'
import { wholeDay } from '../parts/dates.ts'
import { Disagreements, ExportButton } from '../parts/disagreements.tsx'
import { Fold } from '../parts/fold.tsx'
import { Notice } from '../parts/notice.tsx'
import { ChangeDialog, type ChangeType } from '../parts/payday-changes.tsx'
import { AgencyFunnel, HouseholdFunnel } from '../parts/payday-funnel.tsx'
import { PaydayHistory } from '../parts/payday-history.tsx'
import { PaydayIncidents } from '../parts/payday-incidents.tsx'
import { PaydayTold } from '../parts/payday-told.tsx'
import { aroundWords, CancelledChip, DisclosureChip, siteWords, windowWords } from '../parts/payday-words.tsx'
import { PaymentFailure, PaymentsPage, Waiting } from '../parts/payments-page.tsx'
import { call } from '../payments-api.ts'
import { counted, text } from '../store/language.ts'
import { me } from '../store/me.ts'

const monthOf = ({ day }: PaydayDetail): string => `/paiements?mois=${day.slice(0, 7)}`

function Facts({ payday }: { readonly payday: PaydayDetail }) {
  const { programme, round, agency, amountFcfa, state, disclosure, cancelledBecause } = payday
  const facts = [
    [text('queue.programme'), `${programme.name} · ${round}`],
    [text('payday.agency'), agency.name],
    [text('payday.amount'), fcfa(amountFcfa)],
  ] as const
  return (
    <>
      <p class="payday-chips">
        <CancelledChip state={state} />
        <span class="quiet">{text('disclosure.title')}</span>
        <DisclosureChip disclosure={disclosure} />
      </p>
      <dl class="payday-facts">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {cancelledBecause && (
        <Notice tone="warm" title={text('payments.cancelled')}>
          <p>{cancelledBecause}</p>
        </Notice>
      )}
    </>
  )
}

function Payday({ paydayId }: { readonly paydayId: string }) {
  const params = { paydayId }
  const { found: payday, failure, load, take } = useAsked(paydayId, () => call('readPayday', { params }))
  const hears = payday?.hearsHouseholds ?? false
  const said = useAsked(hears ? paydayId : undefined, () => call('readReconciliation', { params }))
  const [changing, setChanging] = useState<ChangeType>()
  const [changed, setChanged] = useState<ChangeType>()
  if (!payday) {
    const missing = failure?.code === 'not-found'
    return (
      <PaymentsPage
        title={text(missing ? 'payments.missing' : 'payments.paydays')}
        back={{ to: '/paiements', label: text('payments.paydays') }}
      >
        {missing ? (
          <p>{text('payments.missingWords')}</p>
        ) : (
          <PaymentFailure failure={failure} onRetry={load} />
        )}
        {!failure && <Waiting tall />}
      </PaymentsPage>
    )
  }
  const seesIncidents = me.value?.payments.includes('incidents') ?? false
  const callsBack = seesIncidents && (me.value?.deeds.includes('handle') ?? false)
  const disagreeing = said.found?.disagreements.households
  return (
    <PaymentsPage
      title={`${siteWords(payday)}, ${wholeDay(payday.day)}`}
      sub={[aroundWords(payday), windowWords(payday)].filter(Boolean).join(' · ')}
      back={{ to: monthOf(payday), label: text('payments.paydays') }}
      actions={payday.commands.map((type) => (
        <button
          key={type}
          type="button"
          class={type === 'cancel' ? 'button button-grave' : 'button'}
          onClick={() => setChanging(type)}
        >
          {text(`payday.${type}`)}
        </button>
      ))}
    >
      <Facts payday={payday} />
      {changed && (
        <Notice tone="good">
          <p>{text(`payday.${changed}Done`)}</p>
        </Notice>
      )}
      <PaymentFailure failure={failure} onRetry={load} />
      {seesIncidents && <PaydayIncidents paydayId={paydayId} />}
      <div class="payment-columns">
        <AgencyFunnel funnel={payday.funnel} />
        {hears && said.found && <HouseholdFunnel said={said.found} />}
        {hears && !said.found && !said.failure && <Waiting />}
      </div>
      <PaymentFailure failure={said.failure} onRetry={said.load} />
      {hears && (
        <div class="stack">
          <Fold
            key={`disagreements-${said.found?.countedAt}`}
            title={text('payday.disagreements')}
            note={disagreeing === undefined ? undefined : counted('payments.households', disagreeing)}
          >
            {() => <Disagreements paydayId={paydayId} />}
          </Fold>
          <Fold key={`told-${payday.version}`} title={text('payday.told')}>
            {() => <PaydayTold paydayId={paydayId} />}
          </Fold>
          {callsBack && (
            <Fold title={text('payday.callBacks')}>
              {() => <CallBacks paydayId={paydayId} onAnswer={said.load} />}
            </Fold>
          )}
        </div>
      )}
      <div class="stack">
        <Fold title={text('payday.history')}>{() => <PaydayHistory history={payday.history} />}</Fold>
      </div>
      {hears && (
        <p class="payment-end">
          <ExportButton paydayId={paydayId} />
        </p>
      )}
      {changing && (
        <ChangeDialog
          type={changing}
          payday={payday}
          onStale={load}
          onClose={() => setChanging(undefined)}
          onDone={(fresh) => {
            setChanged(changing)
            setChanging(undefined)
            take(fresh)
          }}
        />
      )}
    </PaymentsPage>
  )
}

/** The address carries the id as it is written in addresses. */
export function PaydayPage({ paydayId = '' }: { readonly paydayId?: string }) {
  return <Payday key={paydayId} paydayId={paydayId} />
}
