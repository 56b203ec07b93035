/** The saved views, each with how many it holds. They are addresses, so they are links. */
import { useEffect, useRef } from 'preact/hooks'
import { text } from '../store/language.ts'
import { me } from '../store/me.ts'
import { counts } from '../store/queue.ts'
import { addressOfQueue, type QueueQuery, views } from '../store/queue-query.ts'

/** The server counts no further: this many, or more. */
const mostCounted = 100

export function ViewTabs({ query }: { readonly query: QueueQuery }) {
  const list = useRef<HTMLElement>(null)
  const { view } = query
  // The chosen view comes into sight when it changes.
  useEffect(() => {
    const chosen = list.current?.querySelector<HTMLElement>('[aria-current]')
    if (chosen && list.current) list.current.scrollLeft = chosen.offsetLeft - 16
  }, [view])
  return (
    <nav class="tabs" aria-label={text('queue.views')} ref={list}>
      {views.map((name) => {
        const count = counts.value[name]
        return (
          <a
            key={name}
            class={`tab tab-${name}`}
            href={addressOfQueue({ ...query, view: name })}
            aria-current={name === view ? 'page' : undefined}
          >
            {text(`view.${name}`)}
            {count !== undefined && (
              <span class={count > 0 ? 'count' : 'count count-none'}>
                {count >= mostCounted ? `${mostCounted - 1}+` : count}
              </span>
            )}
          </a>
        )
      })}
      {(me.value?.payments.length ?? 0) > 0 && (
        <a class="tab" href="/paiements/incidents">
          {text('view.incidents')}
        </a>
      )}
    </nav>
  )
}
