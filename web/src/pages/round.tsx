/** A reminder round: how far it is, what became of every SMS, what it cost; and the button that stops it. */
import { useState } from 'preact/hooks'
import { money, number } from '../parts/amounts.ts'
import { useAgain, useAsked } from '../parts/asked.ts'
import { moment, untilMoment, wholeDay } from '../parts/dates.ts'
import { LeftOutList } from '../parts/left-out.tsx'
import { Notice } from '../parts/notice.tsx'
import { addressOfPayday } from '../parts/payday-words.tsx'
import { PaymentFailure, PaymentsPage, Waiting } from '../parts/payments-page.tsx'
import { ReminderBudget } from '../parts/reminder-budget.tsx'
import { RoundTexts } from '../parts/round-texts.tsx'
import { useSending } from '../parts/sending.ts'
import { UnknownOutcomes } from '../parts/unknown-outcomes.tsx'
import { type Answer, call } from '../payments-api.ts'
import { counted, text } from '../store/language.ts'

type Round = Answer<'readRound'>

const everyMs = 3_000

const back = () => ({ to: '/paiements/rappels', label: text('payments.reminders') })
const isGoing = (round: Round | undefined): boolean =>
  round?.state === 'planning' || round?.state === 'running'

function Progress({ round }: { readonly round: Round }) {
  const { progress, estimate, state } = round
  const { people, toSend, byOutcome, partsSent, cost } = progress
  const done = people - toSend
  return (
    <section class="card" aria-labelledby="progress-title">
      <h2 id="progress-title">{text('round.progress')}</h2>
      <p class="round-progress" role="status">
        <strong>{text('round.done', { done: number(done), people: number(people) })}</strong>
      </p>
      <progress
        class="progress"
        max={Math.max(1, people)}
        value={state === 'done' ? Math.max(1, people) : done}
        aria-labelledby="progress-title"
      />
      <ul class="plain-list count-lines">
        {byOutcome.map(({ outcome, people: many }) => (
          <li key={outcome} class={outcome === 'unknown' ? 'count-soon' : undefined}>
            <span>{text(`smsOutcome.${outcome}`)}</span>
            <strong>{number(many)}</strong>
          </li>
        ))}
        {toSend > 0 && (
          <li>
            <span>{text('smsOutcome.to_send')}</span>
            <strong>{number(toSend)}</strong>
          </li>
        )}
      </ul>
      <p>
        {text('round.cost', {
          cost: cost.length > 0 ? cost.map(money).join(' + ') : money({ ...estimate.amount, amount: 0 }),
          estimate: money(estimate.amount),
        })}{' '}
        <span class="quiet">{counted('reminders.parts', partsSent)}</span>
      </p>
    </section>
  )
}

function Commands({ round, onDone }: { readonly round: Round; readonly onDone: (round: Round) => void }) {
  const [sure, setSure] = useState(false)
  const { busy, failure, send } = useSending(() => undefined)
  const act = (type: 'stop' | 'resume') =>
    send([], async () => {
      onDone(await call('commandRound', { params: { roundId: round.roundId }, body: { type } }))
      setSure(false)
    })
  if (round.commands.length === 0) return null
  return (
    <>
      <PaymentFailure failure={failure} />
      {sure ? (
        <Notice asks tone="warm" title={text('round.stopSure')}>
          <p>{text('round.stopWords')}</p>
          <div class="actions">
            <button type="button" class="button button-grave" disabled={busy} onClick={() => act('stop')}>
              {text('round.stop')}
            </button>
            <button type="button" class="button" onClick={() => setSure(false)}>
              {text('app.cancel')}
            </button>
          </div>
        </Notice>
      ) : (
        <div class="actions">
          {round.commands.includes('resume') && (
            <button type="button" class="button button-main" disabled={busy} onClick={() => act('resume')}>
              {text('round.resume')}
            </button>
          )}
          {round.commands.includes('stop') && (
            <button type="button" class="button button-grave" onClick={() => setSure(true)}>
              {text('round.stop')}
            </button>
          )}
        </div>
      )}
    </>
  )
}

function State({ round }: { readonly round: Round }) {
  const { state, pausedBecause, stoppedBy, heldUntil, finishedAt } = round
  return (
    <>
      <p class="payday-chips">
        <span class={`chip chip-round-${state}`}>{text(`roundState.${state}`)}</span>
        {stoppedBy && <span class="quiet">{text('round.stoppedBy', { name: stoppedBy.name })}</span>}
        {finishedAt && <span class="quiet">{moment(finishedAt)}</span>}
      </p>
      {pausedBecause && (
        <Notice tone="bad" title={text('roundState.paused')}>
          <p>{text(`round.paused_${pausedBecause}`)}</p>
        </Notice>
      )}
      {heldUntil && <p class="hint">{text('reminders.held', { at: untilMoment(heldUntil) })}</p>}
    </>
  )
}

function OneRound({ roundId }: { readonly roundId: string }) {
  const {
    found: round,
    failure,
    load,
    take,
  } = useAsked(roundId, () => call('readRound', { params: { roundId } }))
  useAgain(isGoing(round), everyMs, load)
  if (!round) {
    const missing = failure?.code === 'not-found'
    return (
      <PaymentsPage title={text(missing ? 'payments.missing' : 'payments.reminders')} back={back()}>
        {missing ? (
          <p>{text('payments.missingWords')}</p>
        ) : (
          <PaymentFailure failure={failure} onRetry={load} />
        )}
        {!failure && <Waiting tall />}
      </PaymentsPage>
    )
  }
  const { kind, day, startedBy, createdAt, households, paydays, paydayId, leftOut, progress } = round
  const unknown = progress.byOutcome.find(({ outcome }) => outcome === 'unknown')?.people ?? 0
  return (
    <PaymentsPage
      title={`${text(`reminderKind.${kind}`)}, ${wholeDay(day)}`}
      sub={`${startedBy ? text('round.startedBy', { name: startedBy.name }) : text('reminders.byClock')}, ${moment(createdAt)}`}
      back={back()}
    >
      <State round={round} />
      <PaymentFailure failure={failure} onRetry={load} />
      <Commands round={round} onDone={take} />
      <div class="payment-columns">
        <Progress round={round} />
        <section class="card" aria-labelledby="whom-title">
          <h2 id="whom-title">{counted('payments.households', households)}</h2>
          <p>
            {counted('reminders.paydays', paydays)}
            {paydayId && (
              <>
                {' '}
                <a href={addressOfPayday(paydayId)}>{text('round.seePayday')}</a>
              </>
            )}
          </p>
          <LeftOutList leftOut={leftOut} />
        </section>
      </div>
      {unknown > 0 && <UnknownOutcomes roundId={roundId} people={unknown} />}
      <div class="stack">
        <section class="card">
          <RoundTexts texts={round.texts} />
        </section>
        <ReminderBudget budget={round.budget} />
      </div>
    </PaymentsPage>
  )
}

export function RoundPage({ roundId = '' }: { readonly roundId?: string }) {
  return <OneRound key={roundId} roundId={roundId} />
}
