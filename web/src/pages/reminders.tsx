/** Reminder rounds: what the next would be, what they cost, how those before went. */
import { useAsked } from '../parts/asked.ts'
import { day, moment } from '../parts/dates.ts'
import { MoreButton } from '../parts/more-button.tsx'
import { usePages } from '../parts/pages.ts'
import { Empty, PaymentFailure, PaymentsPage, Waiting } from '../parts/payments-page.tsx'
import { ReminderBudget } from '../parts/reminder-budget.tsx'
import { addressOfRound, RoundPreview } from '../parts/round-preview.tsx'
import { type Answer, call } from '../payments-api.ts'
import { counted, text } from '../store/language.ts'
import { me } from '../store/me.ts'

type Round = Answer<'listRounds'>['items'][number]

function RoundLine({ round }: { readonly round: Round }) {
  const { roundId, kind, day: on, state, households, startedBy, createdAt } = round
  return (
    <li>
      <a class="strong" href={addressOfRound(roundId)}>
        {text(`reminderKind.${kind}`)}, {day(on)}
      </a>
      <span class={`chip chip-round-${state}`}>{text(`roundState.${state}`)}</span>
      <span>{counted('payments.households', households)}</span>
      <span class="quiet">
        {startedBy ? startedBy.name : text('reminders.byClock')}, {moment(createdAt)}
      </span>
    </li>
  )
}

function Rounds() {
  const { items, failure, load, more, loading } = usePages('rounds', (cursor) =>
    call('listRounds', { query: { cursor } }),
  )
  return (
    <section class="card" aria-labelledby="rounds-title">
      <h2 id="rounds-title">{text('reminders.rounds')}</h2>
      <PaymentFailure failure={failure} onRetry={load} />
      {!items && !failure && <Waiting />}
      {items?.length === 0 && <Empty title={text('reminders.noRounds')} />}
      {items && items.length > 0 && (
        <ul class="plain-list lines">
          {items.map((round) => (
            <RoundLine key={round.roundId} round={round} />
          ))}
        </ul>
      )}
      <MoreButton more={more} loading={loading} />
    </section>
  )
}

export function RemindersPage() {
  const officer = me.value
  const allowed = officer?.payments.includes('reminders') ?? false
  const { found: budget } = useAsked(allowed ? 'budget' : undefined, () => call('reminderBudget'))
  if (!officer) return null
  return (
    <PaymentsPage title={text('payments.reminders')}>
      <p class="lead">{text(allowed ? 'reminders.lead' : 'payments.denied')}</p>
      {allowed && (
        <div class="stack">
          {budget && <ReminderBudget budget={budget} />}
          <RoundPreview />
          <Rounds />
        </div>
      )}
    </PaymentsPage>
  )
}
