/** Labelled native controls: label above, hint and error tied to the control, nothing that a keyboard cannot do. */
import type { ComponentChildren, TargetedInputEvent } from 'preact'
import { text } from '../store/language.ts'

export interface FieldProps {
  readonly id: string
  readonly label: string
  readonly hint?: string | undefined
  readonly error?: string | undefined
  readonly optional?: boolean | undefined
  readonly value: string
  readonly onValue: (value: string) => void
}
type Described = Pick<FieldProps, 'id' | 'hint' | 'error'>

const describedBy = ({ id, hint, error }: Described): string | undefined =>
  [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined

const stateOf = (field: Described) => ({
  'aria-describedby': describedBy(field),
  'aria-invalid': field.error ? true : undefined,
})

function Label({ optional, label }: Pick<FieldProps, 'label' | 'optional'>) {
  return (
    <>
      {label}
      {optional && <span class="optional"> ({text('app.optional')})</span>}
    </>
  )
}

function Remarks({ id, hint, error }: Described) {
  return (
    <>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </>
  )
}

interface WordsFieldProps extends FieldProps {
  readonly most: number
  readonly rows?: number
  readonly below?: ComponentChildren
}

export function WordsField({ rows = 4, most, below, ...field }: WordsFieldProps) {
  return (
    <div class="field">
      <label for={field.id}>
        <Label {...field} />
      </label>
      <Remarks {...field} />
      <textarea
        id={field.id}
        rows={rows}
        maxLength={most}
        value={field.value}
        onInput={({ currentTarget }) => field.onValue(currentTarget.value)}
        {...stateOf(field)}
      />
      {below}
    </div>
  )
}

interface LineFieldProps extends FieldProps {
  readonly most?: number
  readonly type?: 'text' | 'tel'
  readonly inputMode?: 'numeric' | 'tel' | 'text'
  readonly narrow?: boolean
}

export function LineField({ most, type = 'text', inputMode = 'text', narrow, ...field }: LineFieldProps) {
  const control = {
    id: field.id,
    inputMode,
    autocomplete: 'off',
    maxLength: most,
    value: field.value,
    onInput: ({ currentTarget }: TargetedInputEvent<HTMLInputElement>) => field.onValue(currentTarget.value),
    ...stateOf(field),
  }
  return (
    <div class={narrow ? 'field field-narrow' : 'field'}>
      <label for={field.id}>
        <Label {...field} />
      </label>
      <Remarks {...field} />
      {type === 'tel' ? <input type="tel" {...control} /> : <input type="text" {...control} />}
    </div>
  )
}

/** A day, `2026-11-26`, not before `min`. */
export function DayField({ min, ...field }: FieldProps & { readonly min?: string }) {
  return (
    <div class="field field-narrow">
      <label for={field.id}>
        <Label {...field} />
      </label>
      <Remarks {...field} />
      <input
        id={field.id}
        type="date"
        min={min}
        value={field.value}
        onInput={({ currentTarget }) => field.onValue(currentTarget.value)}
        {...stateOf(field)}
      />
    </div>
  )
}

export interface Choice {
  readonly value: string
  readonly label: string
  /** Choices of one group stand together under its name. */
  readonly group?: string
}

interface SelectFieldProps extends FieldProps {
  readonly choices: readonly Choice[]
  /** What the empty choice says. */
  readonly none?: string
  readonly disabled?: boolean
}

const groupsOf = (choices: readonly Choice[]): readonly string[] => [
  ...new Set(choices.map(({ group }) => group ?? '')),
]

export function SelectField({ choices, none, disabled, ...field }: SelectFieldProps) {
  const options = (group: string) =>
    choices
      .filter((choice) => (choice.group ?? '') === group)
      .map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))
  return (
    <div class="field">
      <label for={field.id}>
        <Label {...field} />
      </label>
      <Remarks {...field} />
      <select
        id={field.id}
        value={field.value}
        disabled={disabled}
        onChange={({ currentTarget }) => field.onValue(currentTarget.value)}
        {...stateOf(field)}
      >
        <option value="">{none ?? text('app.choose')}</option>
        {groupsOf(choices).map((group) =>
          group ? (
            <optgroup key={group} label={group}>
              {options(group)}
            </optgroup>
          ) : (
            options('')
          ),
        )}
      </select>
    </div>
  )
}

interface RadioFieldProps extends FieldProps {
  readonly choices: readonly Choice[]
  /** Side by side where there is room: small tiles for a word or two, large ones for a sentence. */
  readonly tiles?: 'small' | 'large'
}

export function RadioField({ choices, tiles, ...field }: RadioFieldProps) {
  return (
    <fieldset class="field" id={field.id} tabIndex={-1} {...stateOf(field)}>
      <legend>
        <Label {...field} />
      </legend>
      <Remarks {...field} />
      <div class={tiles ? `choices choices-${tiles}` : 'choices'}>
        {choices.map(({ value, label }) => (
          <label key={value} class="choice">
            <input
              type="radio"
              name={field.id}
              value={value}
              checked={field.value === value}
              onChange={() => field.onValue(value)}
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

interface TickFieldProps {
  readonly id: string
  readonly label: string
  readonly checked: boolean
  readonly onChecked: (checked: boolean) => void
  readonly error?: string | undefined
}

export function TickField({ id, label, checked, onChecked, error }: TickFieldProps) {
  return (
    <div class="field">
      <label class="choice">
        <input
          id={id}
          type="checkbox"
          checked={checked}
          onChange={({ currentTarget }) => onChecked(currentTarget.checked)}
          {...stateOf({ id, error })}
        />
        <span>{label}</span>
      </label>
      <Remarks id={id} error={error} />
    </div>
  )
}
