/** The button at the end of a list that has not ended. */
import { text } from '../store/language.ts'

interface MoreButtonProps {
  /** Absent when there is no more. */
  readonly more: (() => Promise<void>) | undefined
  readonly loading: boolean
}

export function MoreButton({ more, loading }: MoreButtonProps) {
  if (!more) return null
  return (
    <p class="more">
      <button type="button" class="button" disabled={loading} onClick={more}>
        {text(loading ? 'app.loading' : 'payments.more')}
      </button>
    </p>
  )
}
