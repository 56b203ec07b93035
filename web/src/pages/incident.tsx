/** One incident: what happened, whose it is, the complaints that are linked to it, what all of them were told. */
import '../styles/complaint.css'
import { useAsked } from '../parts/asked.ts'
import { day, moment } from '../parts/dates.ts'
import { IncidentActs } from '../parts/incident-acts.tsx'
import { addressOfPayday } from '../parts/payday-words.tsx'
import { PaymentFailure, PaymentsPage, Waiting } from '../parts/payments-page.tsx'
import { Reference } from '../parts/reference.tsx'
import { type Answer, call } from '../payments-api.ts'
import { counted, text, textIfAny } from '../store/language.ts'

type Incident = Answer<'readIncident'>

const back = () => ({ to: '/paiements/incidents', label: text('payments.incidents') })

function Complaints({ incident }: { readonly incident: Incident }) {
  const { complaints, complaintCount } = incident
  return (
    <section class="card" aria-labelledby="complaints-title">
      <h2 id="complaints-title">{counted('incidents.complaints', complaintCount)}</h2>
      {complaints.length < complaintCount && (
        <p class="hint">
          {complaints.length === 0
            ? text('incidents.seenNone')
            : counted('incidents.seen', complaints.length)}
        </p>
      )}
      <ul class="plain-list lines">
        {complaints.map(({ complaintId, reference, state, receivedAt }) => (
          <li key={complaintId}>
            <a class="strong" href={`/plaintes/${complaintId}`}>
              <Reference reference={reference} />
            </a>
            <span class="chip chip-state">{textIfAny(`state.${state}`) ?? state}</span>
            <span class="quiet">{moment(receivedAt)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

type Entry = Incident['history'][number]
function Story({ history }: { readonly history: readonly Entry[] }) {
  const newestFirst = [...history].sort((a, b) => b.at.localeCompare(a.at))
  return (
    <section class="card" aria-labelledby="story-title">
      <h2 id="story-title">{text('incidents.history')}</h2>
      <ul class="plain-list lines">
        {newestFirst.map(({ id, at, type, by, data }) => (
          <li key={id}>
            <span class="strong">{text(`incidentEvent.${type}`, { name: data.toName ?? '' })}</span>
            {[data.text, data.note, data.reason].filter(Boolean).map((words) => (
              <span key={words}>{words}</span>
            ))}
            <span class="quiet">
              {by.kind === 'clock' ? text('incidents.byItself') : by.name},{' '}
              <time dateTime={at}>{moment(at)}</time>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function OneIncident({ incidentId }: { readonly incidentId: string }) {
  const { found, failure, load, take } = useAsked(incidentId, () =>
    call('readIncident', { params: { incidentId } }),
  )
  if (!found) {
    const missing = failure?.code === 'not-found'
    return (
      <PaymentsPage title={text(missing ? 'payments.missing' : 'payments.incidents')} back={back()}>
        {missing ? (
          <p>{text('payments.missingWords')}</p>
        ) : (
          <PaymentFailure failure={failure} onRetry={load} />
        )}
        {!failure && <Waiting tall />}
      </PaymentsPage>
    )
  }
  const { likeness, siteName, day: on, state, owner, assignee, openedAt, paydayId, answer, history } = found
  return (
    <PaymentsPage
      title={`${text(`likeness.${likeness}`)}, ${siteName}`}
      sub={text('incidents.opened', { at: moment(openedAt) })}
      back={back()}
    >
      <p class="payday-chips">
        <span class={`chip chip-incident-${state}`}>{text(`incidentState.${state}`)}</span>
        <a href={addressOfPayday(paydayId)}>{text('incidents.paydayOf', { day: day(on) })}</a>
      </p>
      <dl class="payday-facts">
        <div>
          <dt>{text('incidents.owner')}</dt>
          <dd>{owner.name}</dd>
        </div>
        <div>
          <dt>{text('incidents.assignee')}</dt>
          <dd>{assignee?.name ?? text('queue.nobody')}</dd>
        </div>
      </dl>
      <PaymentFailure failure={failure} onRetry={load} />
      <IncidentActs incident={found} onDone={take} onStale={load} />
      {answer && (
        <section class="card incident-answer" aria-labelledby="answer-title">
          <h2 id="answer-title">{text('incidents.told')}</h2>
          <blockquote class="sms-said">{answer.text}</blockquote>
          <p class="hint">
            {answer.by.name}, {moment(answer.at)}. {text('incidents.toldLater')}
          </p>
        </section>
      )}
      <div class="payment-columns">
        <Complaints incident={found} />
        <Story history={history} />
      </div>
    </PaymentsPage>
  )
}

export function IncidentPage({ incidentId = '' }: { readonly incidentId?: string }) {
  return <OneIncident key={incidentId} incidentId={incidentId} />
}
