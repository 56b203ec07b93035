/** Incidents of my places: open ones first, closed ones a touch away. */
import { useState } from 'preact/hooks'
import { day, moment } from '../parts/dates.ts'
import { MoreButton } from '../parts/more-button.tsx'
import { usePages } from '../parts/pages.ts'
import { Empty, PaymentFailure, PaymentsPage, Waiting } from '../parts/payments-page.tsx'
import { type Answer, call } from '../payments-api.ts'
import { counted, text } from '../store/language.ts'
import { me } from '../store/me.ts'

type Incident = Answer<'listIncidents'>['items'][number]

function IncidentLine({ incident }: { readonly incident: Incident }) {
  const {
    incidentId,
    state,
    likeness,
    siteName,
    day: on,
    complaintsAtFirst,
    owner,
    assignee,
    openedAt,
  } = incident
  return (
    <li>
      <a class="strong" href={`/incidents/${encodeURIComponent(incidentId)}`}>
        {text(`likeness.${likeness}`)}, {siteName}
      </a>
      <span class={`chip chip-incident-${state}`}>{text(`incidentState.${state}`)}</span>
      <span>
        {text('incidents.paydayOf', { day: day(on) })} · {counted('incidents.atFirst', complaintsAtFirst)}
      </span>
      <span class="quiet">
        {assignee ? assignee.name : owner.name}, {moment(openedAt)}
      </span>
    </li>
  )
}

export function IncidentsPage() {
  const officer = me.value
  const [closed, setClosed] = useState(false)
  const { items, failure, load, more, loading } = usePages(closed ? 'closed' : 'open', (cursor) =>
    call('listIncidents', { query: { cursor, ...(closed ? { closed: 'true' } : {}) } }),
  )
  if (!officer) return null
  return (
    <PaymentsPage title={text('payments.incidents')}>
      <p class="lead">{text('incidents.lead')}</p>
      <fieldset class="switch switch-plain">
        <legend class="only-read">{text('incidents.which')}</legend>
        {([false, true] as const).map((value) => (
          <button
            key={String(value)}
            type="button"
            aria-pressed={closed === value}
            onClick={() => setClosed(value)}
          >
            {text(value ? 'incidents.closed' : 'incidents.open')}
          </button>
        ))}
      </fieldset>
      <PaymentFailure failure={failure} onRetry={load} />
      {!items && !failure && <Waiting />}
      {items?.length === 0 && <Empty title={text(closed ? 'incidents.noneClosed' : 'incidents.none')} />}
      {items && items.length > 0 && (
        <ul class="card plain-list lines">
          {items.map((incident) => (
            <IncidentLine key={incident.incidentId} incident={incident} />
          ))}
        </ul>
      )}
      <MoreButton more={more} loading={loading} />
    </PaymentsPage>
  )
}
