/** The phone one holds: earpiece, screen, what the network counts below it, keys; and the button that loses the network. */
import type { Handset } from './handset.ts'
import { NoNetwork } from './icons.tsx'
import { Keypad } from './keypad.tsx'
import { Lcd } from './lcd.tsx'
import { words } from './page.ts'
import { carriedSeptets, roomSeptets } from './phone-api.ts'

function Counter({ handset }: { handset: Handset }) {
  const stage = handset.stage.value
  const screen = stage.at === 'asked' || stage.at === 'over' ? stage.screen : undefined
  if (screen === undefined) return <div class="counter maker">jigikan</div>
  const say = words.value
  const used = carriedSeptets(screen)
  if (used === undefined) return <div class="counter too-long">{say.outsideGsm7}</div>
  return (
    <div class={used > roomSeptets ? 'counter too-long' : 'counter'} title={say.septetsWhy}>
      <meter min={0} max={roomSeptets} value={used} aria-label={say.septets(used, roomSeptets)} />
      <span aria-hidden="true">
        {used}/{roomSeptets}
      </span>
    </div>
  )
}

export interface PhoneBodyProps {
  readonly handset: Handset
  readonly name: string
  readonly active: boolean
  readonly onTouch: () => void
  readonly onAnswer: () => void
}

export function PhoneBody({ handset, name, active, onTouch, onAnswer }: PhoneBodyProps) {
  const say = words.value
  const rings = handset.inbox.arrivals.value
  return (
    <section
      class="phone-place"
      aria-label={say.phoneOf(name)}
      onPointerDown={onTouch}
      onFocusCapture={onTouch}
    >
      <div
        class={active ? 'phone active' : 'phone'}
        data-ring={rings === 0 ? 'none' : rings % 2 === 0 ? 'tock' : 'tick'}
      >
        <div class="earpiece" />
        <div class="glass">
          <Lcd handset={handset} />
          <Counter handset={handset} />
        </div>
        <Keypad handset={handset} onAnswer={onAnswer} />
      </div>
      <button
        type="button"
        class="lose"
        disabled={!handset.inSession.value}
        title={say.loseNetworkWhy}
        onClick={handset.loseNetwork}
      >
        <NoNetwork />
        {say.loseNetwork}
      </button>
    </section>
  )
}
