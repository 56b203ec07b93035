/**
 * One line, always there: how fresh what is shown is, by the last request that succeeded, and what has not been sent. It
 * leads to what waits.
 */
import { contact } from '../store/contact.ts'
import { counted, text } from '../store/language.ts'
import { unsent } from '../store/unsent.ts'
import { moment, time } from './dates.ts'

const dayMs = 86_400_000
/** The hour is enough for today. */
const when = (at: number): string =>
  Math.floor(at / dayMs) === Math.floor(Date.now() / dayMs) ? time(at) : moment(new Date(at).toISOString())

export function StateLine() {
  const { lastAt, reachable } = contact.value
  const { waiting, stopped } = unsent.value
  const words = reachable
    ? lastAt
      ? text('line.fresh', { time: when(lastAt) })
      : text('line.connecting')
    : lastAt
      ? text('line.stale', { time: when(lastAt) })
      : text('line.none')
  return (
    <p class={reachable ? 'state-line' : 'state-line state-line-lost'}>
      <span class="state-dot" aria-hidden="true" />
      <a href="/a-envoyer" class="state-words">
        {words}
        <span class="only-read">
          {waiting > 0 && `, ${counted('line.unsent', waiting)}`}
          {stopped > 0 && `, ${counted('line.stopped', stopped)}`}
        </span>
      </a>
      <span class="only-read" role="status">
        {reachable ? '' : text('line.none')}
      </span>
    </p>
  )
}
