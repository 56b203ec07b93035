/** Households of which nobody can tell whether the SMS left for them: it is never blindly sent again. */
import { call } from '../payments-api.ts'
import { counted, text } from '../store/language.ts'
import { useAsked } from './asked.ts'
import { moment } from './dates.ts'
import { Fold } from './fold.tsx'
import { addressOfPayday } from './payday-words.tsx'
import { PaymentFailure, Waiting } from './payments-page.tsx'

function Listed({ roundId }: { readonly roundId: string }) {
  const { found, failure, load } = useAsked(roundId, () => call('unknownOfRound', { params: { roundId } }))
  if (!found) return failure ? <PaymentFailure failure={failure} onRetry={load} /> : <Waiting />
  return (
    <>
      <p class="hint">{text('round.unknownHelp')}</p>
      <ul class="plain-list lines">
        {found.items.map(({ householdId, paydayId, at }) => (
          <li key={householdId}>
            <span class="strong reference">{householdId}</span>
            {paydayId && <a href={addressOfPayday(paydayId)}>{text('round.itsPayday')}</a>}
            <span class="quiet">{moment(at)}</span>
          </li>
        ))}
      </ul>
      {!found.complete && <p class="hint">{text('round.unknownMore')}</p>}
    </>
  )
}

export function UnknownOutcomes({ roundId, people }: { readonly roundId: string; readonly people: number }) {
  return (
    <div class="stack">
      <Fold key={people} title={text('smsOutcome.unknown')} note={counted('reminders.people', people)}>
        {() => <Listed roundId={roundId} />}
      </Fold>
    </div>
  )
}
