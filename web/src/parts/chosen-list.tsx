/** Things that were chosen one by one, each with a way to take it back. */
import { text } from '../store/language.ts'
import { Icon } from './icon.tsx'

interface ChosenListProps {
  readonly label: string
  readonly chosen: readonly { readonly id: string; readonly name: string }[]
  readonly onDrop: (id: string) => void
}

export function ChosenList({ label, chosen, onDrop }: ChosenListProps) {
  if (chosen.length === 0) return null
  return (
    <ul class="plain-list chosen" aria-label={label}>
      {chosen.map(({ id, name }) => (
        <li key={id}>
          <span>{name}</span>
          <button
            type="button"
            class="button-quiet"
            aria-label={text('app.remove', { name })}
            onClick={() => onDrop(id)}
          >
            <Icon name="close" />
          </button>
        </li>
      ))}
    </ul>
  )
}
