/** From when to when on the day, if it is known: two times of day. */
import { text } from '../store/language.ts'

interface TimeFieldProps {
  readonly id: string
  readonly label: string
  readonly value: string
  readonly onValue: (value: string) => void
}

function TimeField({ id, label, value, onValue }: TimeFieldProps) {
  return (
    <div class="field field-narrow">
      <label for={id}>
        {label}
        <span class="optional"> ({text('app.optional')})</span>
      </label>
      <input
        id={id}
        type="time"
        value={value}
        onInput={({ currentTarget }) => onValue(currentTarget.value)}
      />
    </div>
  )
}

interface WindowFieldsProps {
  /** Of the first of the two; errors lead to it. */
  readonly id: string
  readonly from: string
  readonly to: string
  readonly error?: string | undefined
  readonly onWindow: (from: string, to: string) => void
}

export function WindowFields({ id, from, to, error, onWindow }: WindowFieldsProps) {
  return (
    <div class="window-fields">
      <TimeField
        id={id}
        label={text('payments.from')}
        value={from}
        onValue={(value) => onWindow(value, to)}
      />
      <TimeField
        id={`${id}-to`}
        label={text('payments.to')}
        value={to}
        onValue={(value) => onWindow(from, value)}
      />
      {error && (
        <p class="field-error" role="alert">
          {error}
        </p>
      )}
    </div>
  )
}
