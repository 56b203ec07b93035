/** Who holds the phone: the ready people, or any number. */
import { useSignal } from '@preact/signals'
import { readTypedNumber, spokenNumber } from './address.ts'
import { words } from './page.ts'
import type { ReadyPerson } from './phone-api.ts'

export interface PeopleProps {
  readonly people: readonly ReadyPerson[]
  readonly number: string
  readonly onChoose: (number: string) => void
}

function OtherNumber({ onChoose }: Pick<PeopleProps, 'onChoose'>) {
  const say = words.value
  const typed = useSignal('')
  const wrong = useSignal(false)
  return (
    <form
      class="other-number"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        const number = readTypedNumber(typed.value)
        wrong.value = number === undefined
        if (number === undefined) return
        typed.value = ''
        onChoose(number)
      }}
    >
      <label for="other-number">{say.otherNumber}</label>
      <div class="beside">
        <input
          id="other-number"
          type="tel"
          autoComplete="off"
          placeholder="70 12 34 56"
          aria-invalid={wrong.value}
          aria-describedby="other-number-wrong"
          value={typed.value}
          onInput={(event) => {
            typed.value = event.currentTarget.value
          }}
        />
        <button type="submit" class="plain">
          {say.otherNumberUse}
        </button>
      </div>
      <p id="other-number-wrong" class="wrong" role="status">
        {wrong.value ? say.otherNumberWrong : ''}
      </p>
    </form>
  )
}

export function People({ people, number, onChoose }: PeopleProps) {
  const say = words.value
  const known = people.some((person) => person.number === number)
  const shown = known ? people : [...people, { number, label: spokenNumber(number), about: say.otherNumber }]
  return (
    <section class="card people">
      <fieldset>
        <legend>{say.who}</legend>
        {shown.map((person) => (
          <label key={person.number} class="person">
            <input
              type="radio"
              name="person"
              value={person.number}
              checked={person.number === number}
              onChange={() => onChoose(person.number)}
            />
            <strong>{person.label}</strong>
            {person.label !== spokenNumber(person.number) && (
              <span class="number">{spokenNumber(person.number).replace('+223 ', '')}</span>
            )}
            <small>{person.about}</small>
          </label>
        ))}
      </fieldset>
      <OtherNumber onChoose={onChoose} />
    </section>
  )
}
