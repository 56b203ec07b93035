/** The two lists of the private desk. Of a person to call back there is nothing but what they chose. */
import type { PrivateRow } from '../../../shared/contracts/staff-api.ts'
import { text } from '../store/language.ts'
import { moment } from './dates.ts'
import { Icon } from './icon.tsx'

export function CaseCards({ cases }: { readonly cases: readonly PrivateRow[] }) {
  return (
    <ul class="cards private-cases" aria-label={text('private.cases')}>
      {cases.map((person) => (
        <li key={person.complaintId} class="card row-card">
          <div class="row-card-top">
            <a class="row-link" href={`/espace-reserve/personnes/${person.complaintId}`}>
              {text('private.caller', { when: moment(person.receivedAt) })}
            </a>
            {person.state === 'callback_requested' && (
              <span class={person.late ? 'chip chip-late' : 'chip chip-calm'}>
                <Icon name={person.late ? 'alert' : 'clock'} />
                {person.late ? text('private.late') : text('private.callBy', { when: moment(person.dueAt) })}
              </span>
            )}
          </div>
          <p class="row-category">
            {text(`private.wants.${person.wants}`)}, {text(`private.safe.${person.safeTime}`)}
          </p>
          <p class="row-card-facts">
            <span>{text(`private.state.${person.state}`)}</span>
            <span>{text(`language.${person.language}`)}</span>
            {person.interrupted && <span>{text('private.interrupted')}</span>}
            <span>
              <Icon name="person" />
              {person.assignee?.name ?? text('queue.nobody')}
            </span>
          </p>
        </li>
      ))}
    </ul>
  )
}
