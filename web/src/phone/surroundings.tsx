/** What surrounds a phone: the clock that can be pushed, the network's patience, the SMS gateway's health. */
import { useSignal } from '@preact/signals'
import { patienceChoices, patienceSeconds } from './handset.ts'
import { clockOffsetMs, clockTime, lineNow, pushClock, serverAway, shortDay, words } from './page.ts'
import type { PhoneApi, SmsWeather } from './phone-api.ts'

const minutesOfHour = 60
const minutesOfDay = 24 * 60

/** `+2 j 3 h`, to the hour. */
function ahead(offsetMs: number): string {
  const say = words.value
  const hours = Math.round(offsetMs / 3_600_000)
  const days = Math.floor(hours / 24)
  const rest = hours % 24
  const parts = [days > 0 ? `${days} ${say.dayUnit}` : '', rest > 0 ? `${rest} ${say.hourUnit}` : '']
  return parts.filter((part) => part !== '').join(' ')
}

function Clock({ api }: { api: PhoneApi }) {
  const say = words.value
  const push = (minutes: number) =>
    pushClock(api, minutes).catch(() => {
      serverAway.value = true
    })
  const pushed = ahead(clockOffsetMs.value)
  return (
    <div class="clock">
      <h2>{say.clock}</h2>
      <p class="clock-now">
        <strong>
          {shortDay(lineNow.value)} {clockTime(lineNow.value)}
        </strong>
        <small>{pushed === '' ? say.clockTrue : say.clockAhead(pushed)}</small>
      </p>
      <div class="pushes">
        <button type="button" class="plain" onClick={() => push(minutesOfHour)}>
          {say.oneHour}
        </button>
        <button type="button" class="plain" onClick={() => push(minutesOfDay)}>
          {say.oneDay}
        </button>
      </div>
      <p class="quiet">{say.clockWhy}</p>
    </div>
  )
}

function Network({ api }: { api: PhoneApi }) {
  const say = words.value
  const weather = useSignal<SmsWeather>('fair')
  const change = (next: SmsWeather) => {
    weather.value = next
    api.setSmsWeather(next).catch(() => {
      serverAway.value = true
    })
  }
  return (
    <div class="network">
      <h2>{say.network}</h2>
      <label>
        {say.patience}
        <select
          value={patienceSeconds.value}
          onChange={(event) => {
            patienceSeconds.value = Number(event.currentTarget.value)
          }}
        >
          {patienceChoices.map((seconds) => (
            <option key={seconds} value={seconds}>
              {seconds === 0 ? say.patienceEndless : say.patienceSeconds(seconds)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {say.smsWeather}
        <select value={weather.value} onChange={(event) => change(event.currentTarget.value as SmsWeather)}>
          {(['fair', 'slow', 'down'] as const).map((each) => (
            <option key={each} value={each}>
              {say.smsWeathers[each]}
            </option>
          ))}
        </select>
      </label>
      {weather.value !== 'fair' && <p class="quiet">{say.smsWeatherWhy}</p>}
    </div>
  )
}

export function Surroundings({ api }: { api: PhoneApi }) {
  return (
    <section class="card surroundings">
      <Clock api={api} />
      <Network api={api} />
    </section>
  )
}
