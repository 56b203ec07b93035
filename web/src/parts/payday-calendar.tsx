/**
 * A month of paydays, Monday first. Where there is room each day names its paydays; on a phone it says how many there are
 * and leads to them in the list below.
 */
import type { PaydayRow } from '../../../shared/contracts/paydays-api.ts'
import { wide } from '../store/device.ts'
import { counted, speech, text } from '../store/language.ts'
import { weeksOf } from '../store/payday-query.ts'
import { number } from './amounts.ts'
import { wholeDay } from './dates.ts'
import { addressOfPayday, siteWords } from './payday-words.tsx'

const namedInCell = 3

/** Any week does: the names of its days, Monday first. */
const weekdays = (): readonly { readonly short: string; readonly long: string }[] => {
  const name = (style: 'short' | 'long', at: number) =>
    new Intl.DateTimeFormat([...speech.value.locales], { weekday: style, timeZone: 'UTC' }).format(
      new Date(Date.UTC(2024, 0, 1 + at)),
    )
  return [0, 1, 2, 3, 4, 5, 6].map((at) => ({ short: name('short', at), long: name('long', at) }))
}

const toDay = (day: string) => (event: Event) => {
  event.preventDefault()
  const heading = document.getElementById(`jour-${day}-titre`)
  heading?.scrollIntoView({ block: 'start' })
  heading?.focus({ preventScroll: true })
}

function Named({ payday }: { readonly payday: PaydayRow }) {
  const gone = payday.state === 'cancelled'
  return (
    <a class={gone ? 'cell-payday cell-cancelled' : 'cell-payday'} href={addressOfPayday(payday.paydayId)}>
      <span class="cell-site">
        {siteWords(payday)}
        {gone && <span class="only-read"> ({text('payments.cancelled')})</span>}
      </span>
      <span class="cell-due" aria-hidden="true">
        {number(payday.funnel.due)}
      </span>
      <span class="only-read">{counted('payments.households', payday.funnel.due)}</span>
    </a>
  )
}

interface CellProps {
  readonly day: string
  readonly within: boolean
  readonly paydays: readonly PaydayRow[]
}

function Cell({ day, within, paydays }: CellProps) {
  const more = paydays.length - namedInCell
  const label = `${wholeDay(day)}, ${counted('paydays.count', paydays.length)}`
  return (
    <td class={within ? 'cell' : 'cell cell-other'}>
      <span class="cell-number">{Number(day.slice(8))}</span>
      {wide.value
        ? paydays
            .slice(0, more === 1 ? namedInCell + 1 : namedInCell)
            .map((payday) => <Named key={payday.paydayId} payday={payday} />)
        : paydays.length > 0 && (
            <a class="cell-count" href={`#jour-${day}`} aria-label={label} onClick={toDay(day)}>
              {paydays.length}
            </a>
          )}
      {wide.value && more > 1 && (
        <a class="cell-more" href={`#jour-${day}`} aria-label={label} onClick={toDay(day)}>
          {text('paydays.others', { number: more })}
        </a>
      )}
    </td>
  )
}

interface PaydayCalendarProps {
  readonly month: string
  readonly label: string
  readonly paydays: readonly PaydayRow[]
}

export function PaydayCalendar({ month, label, paydays }: PaydayCalendarProps) {
  const byDay = new Map<string, PaydayRow[]>()
  for (const payday of paydays) byDay.set(payday.day, [...(byDay.get(payday.day) ?? []), payday])
  return (
    <table class="calendar card" aria-label={label}>
      <thead>
        <tr>
          {weekdays().map(({ short, long }) => (
            <th key={long} scope="col" abbr={long}>
              {short}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month).map((week) => (
          <tr key={week[0]}>
            {week.map((day) => (
              <Cell key={day} day={day} within={day.startsWith(month)} paydays={byDay.get(day) ?? []} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
