/** Paydays day after day, each a line that leads to its page. */
import type { PaydayRow } from '../../../shared/contracts/paydays-api.ts'
import { counted, text } from '../store/language.ts'
import { fcfa, number } from './amounts.ts'
import { wholeDay } from './dates.ts'
import {
  addressOfPayday,
  aroundWords,
  CancelledChip,
  DisclosureChip,
  siteWords,
  windowWords,
} from './payday-words.tsx'

/** How much of the list the agency says it paid, once it has said something. */
function PaidSoFar({ funnel }: Pick<PaydayRow, 'funnel'>) {
  const said = funnel.due - funnel.noResult
  if (said === 0 || funnel.due === 0) return null
  return (
    <span class="paid-so-far">
      <svg
        class="thin-bar"
        viewBox="0 0 100 4"
        preserveAspectRatio="none"
        aria-hidden="true"
        focusable="false"
      >
        <rect class="bar-ground" width="100" height="4" />
        <rect class="bar-fill" width={(100 * funnel.paid) / funnel.due} height="4" />
      </svg>
      {text('paydays.paidOf', { paid: number(funnel.paid), due: number(funnel.due) })}
    </span>
  )
}

function PaydayLine({ payday }: { readonly payday: PaydayRow }) {
  const { paydayId, programme, round, agency, funnel, state, disclosure } = payday
  return (
    <li class={state === 'cancelled' ? 'payday-line payday-cancelled' : 'payday-line'}>
      <div class="payday-where">
        <a class="payday-link strong" href={addressOfPayday(paydayId)}>
          {siteWords(payday)}
        </a>
        <span class="quiet">{aroundWords(payday)}</span>
      </div>
      <div class="payday-what">
        <span>
          {programme.name} · {round}
        </span>
        <span class="quiet">{[agency.name, windowWords(payday)].filter(Boolean).join(' · ')}</span>
      </div>
      <div class="payday-much">
        <span class="strong">{counted('payments.households', funnel.due)}</span>
        <span class="quiet">{fcfa(funnel.dueFcfa)}</span>
        <PaidSoFar funnel={funnel} />
      </div>
      <p class="payday-chips">
        <CancelledChip state={state} />
        <DisclosureChip disclosure={disclosure} />
      </p>
    </li>
  )
}

export function PaydayList({ paydays }: { readonly paydays: readonly PaydayRow[] }) {
  const days = [...new Set(paydays.map(({ day }) => day))]
  return (
    <div class="payday-days">
      {days.map((day) => (
        <section key={day} id={`jour-${day}`} class="payday-day" aria-labelledby={`jour-${day}-titre`}>
          <h2 id={`jour-${day}-titre`} tabIndex={-1}>
            {wholeDay(day)}
          </h2>
          <ul class="card plain-list payday-lines">
            {paydays
              .filter((payday) => payday.day === day)
              .map((payday) => (
                <PaydayLine key={payday.paydayId} payday={payday} />
              ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
