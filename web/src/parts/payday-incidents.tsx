/** Incidents of this payday, open or closed, for those who may see them. */
import { call } from '../payments-api.ts'
import { counted, text } from '../store/language.ts'
import { useAsked } from './asked.ts'
import { moment } from './dates.ts'
import { Icon } from './icon.tsx'

const ofPayday = async (payday: string) => (await call('listIncidents', { query: { payday } })).items

export function PaydayIncidents({ paydayId }: { readonly paydayId: string }) {
  const { found } = useAsked(paydayId, () => ofPayday(paydayId))
  if (!found || found.length === 0) return null
  return (
    <section class="payday-incidents" aria-label={text('payments.incidents')}>
      {found.map(({ incidentId, likeness, state, openedAt, complaintsAtFirst, owner }) => (
        <a
          key={incidentId}
          class={state === 'closed' ? 'incident-banner incident-closed' : 'incident-banner'}
          href={`/incidents/${encodeURIComponent(incidentId)}`}
        >
          <Icon name="alert" />
          <span>
            <span class="strong">{text('payday.incident', { likeness: text(`likeness.${likeness}`) })}</span>{' '}
            {counted('payday.incidentComplaints', complaintsAtFirst)} · {owner.name}
            <span class="quiet">
              {' '}
              {text(`incidentState.${state}`)}, {moment(openedAt)}
            </span>
          </span>
          <Icon name="forth" />
        </a>
      ))}
    </section>
  )
}
