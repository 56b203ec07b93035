/** Starts the page: reads its address, asks the local server who and what there is, and puts the phones on the table. */
import { signal } from '@preact/signals'
import { render } from 'preact'
import { readAddress } from './address.ts'
import { App, table } from './app.tsx'
import { createHandset } from './handset.ts'
import { typeOnKeyboard } from './keyboard.ts'
import { browserNowMs, chooseLanguage, lineNow, readClock, serverAway } from './page.ts'
import { connectPhone, type ReadyPerson } from './phone-api.ts'
import { recall, remember } from './pocket.ts'

const asked = readAddress(location.search)
const api = connectPhone()

/** For two phones side by side: a beneficiary, and somebody of a committee. */
const standsFor = (people: readonly ReadyPerson[], place: number): string | undefined => {
  const relay = people.find(({ about, label }) => /comit|relais|relay/i.test(`${label} ${about}`))
  return place === 0 ? people[0]?.number : (relay ?? people[1])?.number
}

async function layTable(): Promise<void> {
  const [line, people] = await Promise.all([api.line(), api.people(), readClock(api)])
  const handsetOf = (number: string) =>
    createHandset({
      api,
      line,
      number,
      nowIso: () => lineNow.value.toISOString(),
      onAway: () => {
        serverAway.value = true
      },
    })
  const firstNumber = (place: number) =>
    (place === 0 ? asked.number : undefined) ??
    recall<string>(`number ${place}${asked.two ? ' of two' : ''}`) ??
    standsFor(people, place) ??
    '+22370000001'
  const places = asked.two ? [0, 1] : [0]
  const handsets = places.map((place) => signal(handsetOf(firstNumber(place))))
  table.value = {
    api,
    people,
    handsets,
    inHand: signal(0),
    choose(place, number) {
      const chosen = handsets[place]
      if (chosen === undefined || chosen.value.number === number) return
      chosen.value.close()
      chosen.value = handsetOf(number)
      remember(`number ${place}${asked.two ? ' of two' : ''}`, number)
    },
  }
  if (asked.dial !== undefined) void handsets[0]?.value.dial(asked.dial)
}

let starting = false
async function start(): Promise<void> {
  if (starting) return
  starting = true
  try {
    if (table.value === undefined) await layTable()
    else await readClock(api)
    serverAway.value = false
  } catch {
    serverAway.value = true
  }
  starting = false
}

if (asked.language !== undefined) chooseLanguage(asked.language)

setInterval(() => {
  browserNowMs.value = Date.now()
  if (serverAway.value) void start()
  for (const { value: handset } of table.value?.handsets ?? []) handset.tick(browserNowMs.value)
}, 1000)
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible' && table.value !== undefined) void readClock(api).catch(() => {})
})
typeOnKeyboard(() => table.value?.handsets[table.value.inHand.value]?.value)

const place = document.getElementById('phone')
if (place !== null) render(<App onRetry={() => void start()} />, place)
void start()
