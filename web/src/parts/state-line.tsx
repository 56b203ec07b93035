/** One line, always there: how fresh what is shown is. Taken from the last request that succeeded. */
import { contact } from '../store/contact.ts'
import { text } from '../store/language.ts'
import { time } from './dates.ts'

export function StateLine() {
  const { lastAt, reachable } = contact.value
  const words = reachable
    ? lastAt
      ? text('line.fresh', { time: time(lastAt) })
      : text('line.connecting')
    : lastAt
      ? text('line.stale', { time: time(lastAt) })
      : text('line.none')
  return (
    <p class={reachable ? 'state-line' : 'state-line state-line-lost'}>
      <span class="state-dot" aria-hidden="true" />
      <span>{words}</span>
      <span class="only-read" role="status">
        {reachable ? '' : text('line.none')}
      </span>
    </p>
  )
}
