/** The keys: green, clear and red below the screen, then 1 to 9, star, 0, hash, with the letters they carry. */
import type { Handset } from './handset.ts'
import { Handle } from './icons.tsx'
import { words } from './page.ts'
import { softKeys } from './soft-keys.ts'

const keys = [
  ['1', ''],
  ['2', 'abc'],
  ['3', 'def'],
  ['4', 'ghi'],
  ['5', 'jkl'],
  ['6', 'mno'],
  ['7', 'pqrs'],
  ['8', 'tuv'],
  ['9', 'wxyz'],
  ['*', ''],
  ['0', '+'],
  ['#', ''],
] as const

/** A mouse that presses a key leaves the keyboard's focus where it was. */
const keepFocus = (event: MouseEvent) => event.preventDefault()

export function Keypad({ handset, onAnswer }: { handset: Handset; onAnswer: () => void }) {
  const say = words.value
  const stage = handset.stage.value
  const [green, clear, red] = softKeys(handset)
  const next = (stage.at === 'idle' || stage.at === 'asked') && handset.entry.value !== '' && green !== ''
  const named = (key: string, does: string) => (does === '' ? key : `${key} : ${does}`)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a keypad is a group of keys, not a form's fieldset
    <div class="keypad" role="group" aria-label={say.keypad}>
      <button
        type="button"
        class={next ? 'key green next' : 'key green'}
        aria-label={named(say.green, green)}
        onMouseDown={keepFocus}
        onClick={() => (stage.at === 'reading' ? onAnswer() : handset.green())}
      >
        <Handle down={false} />
      </button>
      <button
        type="button"
        class="key clear"
        aria-label={named('C', clear || say.erase)}
        onMouseDown={keepFocus}
        onClick={handset.erase}
      >
        C
      </button>
      <button
        type="button"
        class="key red"
        aria-label={named(say.red, red || say.hangUp)}
        onMouseDown={keepFocus}
        onClick={handset.red}
      >
        <Handle down />
      </button>
      {keys.map(([digit, letters]) => (
        <button
          type="button"
          key={digit}
          class="key"
          {...(letters === '' && { 'aria-label': say.key(digit) })}
          onMouseDown={keepFocus}
          onClick={() => handset.type(digit)}
        >
          {digit} {letters !== '' && <small>{letters}</small>}
        </button>
      ))}
    </div>
  )
}
