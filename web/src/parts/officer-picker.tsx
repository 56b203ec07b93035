/** A person of staff by the beginning of the name: name, title and unit, and nothing else of them. */
import { useEffect, useState } from 'preact/hooks'
import { ask } from '../api.ts'
import { ChosenList } from './chosen-list.tsx'
import { LineField } from './fields.tsx'

interface Named {
  readonly officerId: string
  readonly name: string
  readonly title: string
  readonly unit?: string
}
export interface Picked {
  readonly id: string
  readonly name: string
}

interface OfficerPickerProps {
  readonly id: string
  readonly label: string
  readonly hint: string
  readonly none: string
  readonly error?: string | undefined
  readonly optional?: boolean
  readonly most?: number
  readonly picked: readonly Picked[]
  readonly onPicked: (picked: readonly Picked[]) => void
}

const restMs = 350
const fewestLetters = 2

export function OfficerPicker({
  id,
  label,
  hint,
  none,
  error,
  optional = false,
  most = 5,
  picked,
  onPicked,
}: OfficerPickerProps) {
  const [typed, setTyped] = useState('')
  const [found, setFound] = useState<readonly Named[]>()
  useEffect(() => {
    setFound(undefined)
    if (typed.trim().length < fewestLetters) return
    let late = false
    const timer = setTimeout(async () => {
      const answer = await ask<{ readonly items: readonly Named[] }>('GET /api/officers/named', {
        query: { q: typed.trim() },
      }).catch(() => undefined)
      if (!late) setFound(answer?.items)
    }, restMs)
    return () => {
      late = true
      clearTimeout(timer)
    }
  }, [typed])
  const choices = found?.filter(({ officerId }) => !picked.some((each) => each.id === officerId))
  return (
    <div class="officer-picker">
      <ChosenList
        label={label}
        chosen={picked}
        onDrop={(gone) => onPicked(picked.filter((each) => each.id !== gone))}
      />
      {picked.length < most && (
        <LineField
          id={id}
          label={label}
          hint={hint}
          error={error}
          optional={optional}
          value={typed}
          onValue={setTyped}
          most={60}
        />
      )}
      <div role="status">
        {choices && choices.length === 0 && <p class="hint">{none}</p>}
        {choices && choices.length > 0 && (
          <ul class="plain-list officer-choices">
            {choices.map(({ officerId, name, title, unit }) => (
              <li key={officerId}>
                <button
                  type="button"
                  class="button"
                  onClick={() => {
                    onPicked([...picked, { id: officerId, name }])
                    setTyped('')
                  }}
                >
                  {name}
                </button>{' '}
                <span class="quiet">{[title, unit].filter(Boolean).join(' · ')}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  )
}
