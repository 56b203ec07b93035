/** One officer, as a field of a command. */
import { useState } from 'preact/hooks'
import { text } from '../store/language.ts'
import { OfficerPicker } from './officer-picker.tsx'

interface OfficerFieldProps {
  readonly id: string
  readonly label: string
  readonly hint: string
  readonly error?: string | undefined
  readonly value: string
  readonly onValue: (value: string) => void
}

/** Its value is who; the name is for the eye. */
export function OfficerField({ id, label, hint, error, value, onValue }: OfficerFieldProps) {
  const [name, setName] = useState('')
  return (
    <OfficerPicker
      id={id}
      label={label}
      hint={hint}
      error={error}
      none={text('field.accusedNone')}
      most={1}
      picked={value ? [{ id: value, name: name || value }] : []}
      onPicked={([picked]) => {
        setName(picked?.name ?? '')
        onValue(picked?.id ?? '')
      }}
    />
  )
}
