/** Over a queue that the server did not answer for: how old what stands there is, or that the device does not know it. */
import { type Failure, isAway } from '../failure.ts'
import { contact } from '../store/contact.ts'
import { text } from '../store/language.ts'
import { queue } from '../store/queue.ts'
import { moment } from './dates.ts'
import { FailureNotice, Notice } from './notice.tsx'

export function Unreached({ failure, onRetry }: { readonly failure: Failure; readonly onRetry: () => void }) {
  const { rows, loaded, knownAt } = queue.value
  const at = knownAt ?? (loaded ? contact.value.lastAt : undefined)
  if (!isAway(failure) || (loaded && at === undefined)) {
    return (
      <>
        <FailureNotice failure={failure} onRetry={onRetry} />
        {rows.length > 0 && <p class="hint">{text('queue.old')}</p>}
      </>
    )
  }
  return (
    <Notice tone="warm">
      <p>
        {at === undefined
          ? text('queue.notKnown')
          : text('queue.known', { when: moment(new Date(at).toISOString()) })}
      </p>
      <button type="button" class="button" onClick={onRetry}>
        {text('app.retry')}
      </button>
    </Notice>
  )
}
