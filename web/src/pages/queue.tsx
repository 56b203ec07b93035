/** The queue: which view, which filters, and its complaints with the most urgent first. */
import { useEffect, useLayoutEffect } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { ComplaintPage } from '../on-demand-pages.tsx'
import { Icon } from '../parts/icon.tsx'
import { FailureNotice } from '../parts/notice.tsx'
import { PageHead } from '../parts/page.tsx'
import { QueueFilters } from '../parts/queue-filters.tsx'
import { useQueueKeys } from '../parts/queue-keys.ts'
import { QueueRows } from '../parts/queue-rows.tsx'
import { ReferenceSearch } from '../parts/reference-search.tsx'
import { ViewTabs } from '../parts/view-tabs.tsx'
import { counted, text } from '../store/language.ts'
import { me } from '../store/me.ts'
import { loadAtlas } from '../store/places.ts'
import { counts, lastOpened, loadCounts, loadMore, loadQueue, queue, scrolledTo } from '../store/queue.ts'
import { addressOfQueue, filtersOn, type QueueQuery, readQueueQuery } from '../store/queue-query.ts'

const everyMs = 60_000

/** Fresh numbers every minute while somebody looks, and when they look again. */
function useFreshCounts(): void {
  useEffect(() => {
    const look = () => {
      if (!document.hidden) loadCounts()
    }
    look()
    const timer = setInterval(look, everyMs)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [])
}

/** Coming back from a complaint finds the page where it was left, with the focus on the row. */
function usePlaceKept(address: string): void {
  useLayoutEffect(() => {
    const top = scrolledTo.get(address)
    const opened = lastOpened.value
    const frame = requestAnimationFrame(() => {
      if (top === undefined || !opened) return
      scrollTo(0, top)
      document.querySelector<HTMLElement>(`.row-link[href$="/${CSS.escape(opened)}"]`)?.focus({
        preventScroll: true,
      })
      lastOpened.value = undefined
    })
    const remember = () => scrolledTo.set(address, scrollY)
    addEventListener('scroll', remember, { passive: true })
    return () => {
      cancelAnimationFrame(frame)
      removeEventListener('scroll', remember)
    }
  }, [address])
}

const calmMs = 1_500

/** A queue is there to be opened: the page of a complaint comes once the rows are there, before it is asked for. */
function useComplaintPageAhead(loaded: boolean): void {
  useEffect(() => {
    if (!loaded) return
    const timer = setTimeout(() => ComplaintPage.preload().catch(() => undefined), calmMs)
    return () => clearTimeout(timer)
  }, [loaded])
}

function EmptyView({ query }: { readonly query: QueueQuery }) {
  const { late = 0, open = 0 } = counts.value
  const filtered = filtersOn(query) > 0
  return (
    <div class="empty">
      <Icon name="check" />
      <p class="strong">{text('queue.empty')}</p>
      <p>{text(filtered ? 'queue.emptyFiltered' : 'queue.emptyWords')}</p>
      {filtered && (
        <a class="button" href={addressOfQueue({ view: query.view })}>
          {text('queue.clear')}
        </a>
      )}
      {open > 0 && query.view !== 'open' && (
        <a class="button" href={addressOfQueue({ view: 'open' })}>
          {counted('queue.emptyOpen', open)}
        </a>
      )}
      {late > 0 && query.view !== 'late' && (
        <a class="button" href={addressOfQueue({ view: 'late' })}>
          {counted('queue.emptyLate', late)}
        </a>
      )}
    </div>
  )
}

const placeholders = [0, 1, 2, 3, 4, 5]

export function QueuePage() {
  const { query: search } = useLocation()
  const query = readQueueQuery(search)
  const address = addressOfQueue(query)
  const { rows, cursor, loading, loaded, failure, address: shownAddress } = queue.value
  const current = shownAddress === address

  // The address says all of the query.
  useEffect(() => {
    loadQueue(query)
    loadAtlas()
  }, [address])
  useFreshCounts()
  useQueueKeys()
  usePlaceKept(address)
  useComplaintPageAhead(loaded)

  const refresh = () => {
    loadQueue(query)
    loadCounts()
  }
  const waiting = !current || (!loaded && loading === 'all')

  return (
    <div class="page queue-page">
      <PageHead
        title={text('queue.title')}
        tabTitle={text(`view.${query.view}`)}
        keepsFocus={!!lastOpened.value}
      >
        <p class="page-sub">{me.value?.units.map(({ name }) => name).join(', ') ?? ' '}</p>
      </PageHead>
      <ViewTabs query={query} />
      <div class="queue-tools">
        <ReferenceSearch />
        <QueueFilters query={query} />
      </div>
      {failure && current && (
        <>
          <FailureNotice failure={failure} onRetry={refresh} />
          {rows.length > 0 && <p class="hint">{text('queue.old')}</p>}
        </>
      )}
      {waiting && !failure ? (
        <div class="cards" role="status" aria-label={text('app.loading')}>
          {placeholders.map((key) => (
            <div key={key} class="card placeholder" />
          ))}
        </div>
      ) : (
        current &&
        loaded && (
          <>
            <div class="queue-sum">
              <p role="status">{rows.length > 0 ? counted('queue.shown', rows.length) : ''}</p>
              <button type="button" class="button-quiet" disabled={loading !== 'no'} onClick={refresh}>
                <Icon name="refresh" />
                {text('queue.refresh')}
              </button>
            </div>
            {rows.length === 0 ? (
              <EmptyView query={query} />
            ) : (
              <QueueRows rows={rows} address="/plaintes" label={text(`view.${query.view}`)} />
            )}
            {cursor !== undefined && (
              <p class="more">
                <button type="button" class="button" disabled={loading !== 'no'} onClick={loadMore}>
                  {loading === 'more' ? text('app.loading') : text('queue.more')}
                </button>
              </p>
            )}
          </>
        )
      )}
    </div>
  )
}
