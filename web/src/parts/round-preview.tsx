/** What a round would be, before anybody begins it: whom, with which words, at what price, and who is left out. */
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { type Answer, call } from '../payments-api.ts'
import { counted, text } from '../store/language.ts'
import { money, number } from './amounts.ts'
import { useAsked } from './asked.ts'
import { day as dayWords, untilMoment, wholeDay } from './dates.ts'
import { DayField, RadioField } from './fields.tsx'
import { LeftOutList } from './left-out.tsx'
import { Notice } from './notice.tsx'
import { addressOfPayday, DisclosureChip } from './payday-words.tsx'
import { Empty, PaymentFailure, Waiting } from './payments-page.tsx'
import { RoundTexts } from './round-texts.tsx'
import { useSending } from './sending.ts'

type Preview = Answer<'previewRound'>

export const kinds = ['week', 'eve', 'confirmation'] as const
export type Kind = (typeof kinds)[number]

export const addressOfRound = (roundId: string): string => `/paiements/rappels/${encodeURIComponent(roundId)}`

function Figures({ preview }: { readonly preview: Preview }) {
  const { people, households, estimate } = preview
  const figures = [
    [number(people), text('reminders.willGet')],
    [number(households), text('reminders.households')],
    [number(estimate.parts), text('reminders.smsParts')],
    [money(estimate.amount), text('reminders.cost')],
  ] as const
  return (
    <ul class="payment-figures plain-list">
      {figures.map(([figure, label]) => (
        <li key={label}>
          <strong>{figure}</strong>
          <span>{label}</span>
        </li>
      ))}
    </ul>
  )
}

function Prices({ estimate }: Pick<Preview, 'estimate'>) {
  if (estimate.byNetwork.length === 0) return null
  return (
    <p class="hint">
      {estimate.byNetwork
        .map(({ network, parts, price, source }) =>
          text('reminders.price', {
            network: text(`reminders.network_${network}`),
            parts: number(parts),
            price: money({ currency: estimate.amount.currency, amount: price }),
            source,
          }),
        )
        .join(' · ')}
    </p>
  )
}

function Paydays({ paydays }: Pick<Preview, 'paydays'>) {
  return (
    <details class="inner-fold">
      <summary>{counted('reminders.paydays', paydays.length)}</summary>
      <ul class="plain-list lines">
        {paydays.map(({ paydayId, siteName, day, disclosure, households, reachable, told }) => (
          <li key={paydayId}>
            <a class="strong" href={addressOfPayday(paydayId)}>
              {siteName}
            </a>
            <span>{dayWords(day)}</span>
            <DisclosureChip disclosure={disclosure} />
            <span class="quiet">
              {text('reminders.reachable', { reachable: number(reachable), households: number(households) })}
              {!told && ` · ${text('reminders.notTold')}`}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}

function Start({ preview }: { readonly preview: Preview }) {
  const { route } = useLocation()
  const [sure, setSure] = useState(false)
  const { busy, failure, send, keyFor } = useSending(() => undefined)
  const { kind, day, people, estimate } = preview
  const start = () =>
    send([], async () => {
      const { roundId } = await call('startRound', { body: { kind }, idempotencyKey: keyFor({ kind, day }) })
      route(addressOfRound(roundId))
    })
  if (!sure) {
    return (
      <button type="button" class="button button-main" onClick={() => setSure(true)}>
        {text('reminders.start')}
      </button>
    )
  }
  return (
    <Notice asks tone="warm" title={counted('reminders.startSure', people)}>
      <p>{text('reminders.startWords', { cost: money(estimate.amount) })}</p>
      <PaymentFailure failure={failure} />
      <div class="actions">
        <button type="button" class="button button-main" disabled={busy} onClick={start}>
          {text('reminders.startNow')}
        </button>
        <button type="button" class="button" onClick={() => setSure(false)}>
          {text('app.cancel')}
        </button>
      </div>
    </Notice>
  )
}

function Shown({ preview }: { readonly preview: Preview }) {
  const {
    kind,
    day,
    roundId,
    paydays,
    people,
    households,
    texts,
    leftOut,
    estimate,
    complete,
    heldUntil,
    mayStart,
  } = preview
  if (households === 0 && paydays.length === 0) return <Empty title={text('reminders.nobody')} />
  return (
    <>
      <h3 class="preview-title">
        {text(`reminderKind.${kind}`)}, {wholeDay(day)}
      </h3>
      <Figures preview={preview} />
      <Prices estimate={estimate} />
      {!complete && <p class="hint">{text('reminders.atLeast')}</p>}
      <RoundTexts texts={texts} />
      <LeftOutList leftOut={leftOut} />
      <Paydays paydays={paydays} />
      {heldUntil && <p class="hint">{text('reminders.held', { at: untilMoment(heldUntil) })}</p>}
      {roundId ? (
        <p class="actions">
          <a class="button" href={addressOfRound(roundId)}>
            {text('reminders.begun')}
          </a>
        </p>
      ) : mayStart ? (
        <p class="actions">
          <Start preview={preview} />
        </p>
      ) : (
        people > 0 && <p class="hint">{text(`reminders.byItself_${kind}`)}</p>
      )}
    </>
  )
}

export function RoundPreview() {
  const [kind, setKind] = useState<Kind>('eve')
  const [day, setDay] = useState('')
  const { found, failure, load } = useAsked(`${kind}/${day}`, () =>
    call('previewRound', { query: { kind, day } }),
  )
  return (
    <section class="card" aria-labelledby="preview-title">
      <h2 id="preview-title">{text('reminders.preview')}</h2>
      <div class="side-by-side">
        <RadioField
          id="preview-kind"
          label={text('reminders.which')}
          tiles="small"
          value={kind}
          choices={kinds.map((value) => ({ value, label: text(`reminders.kind_${value}`) }))}
          onValue={(value) => setKind(kinds.find((each) => each === value) ?? 'eve')}
        />
        <DayField
          id="preview-day"
          label={text('reminders.sentOn')}
          hint={text('reminders.sentOnHint')}
          optional
          value={day}
          onValue={setDay}
        />
      </div>
      <PaymentFailure failure={failure} onRetry={load} />
      {!found && !failure && <Waiting />}
      {found && <Shown preview={found} />}
    </section>
  )
}
