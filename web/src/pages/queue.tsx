/** The queue: which view, which filters, and its complaints with the most urgent first. */
import { useEffect, useLayoutEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { ComplaintPage } from '../on-demand-pages.tsx'
import { useBrought } from '../parts/brought.ts'
import { useDevicePrepared } from '../parts/device-prepared.ts'
import { Icon } from '../parts/icon.tsx'
import { NeedsNetwork } from '../parts/needs-network.tsx'
import { PageHead } from '../parts/page.tsx'
import { QueueFilters } from '../parts/queue-filters.tsx'
import { useQueueKeys } from '../parts/queue-keys.ts'
import { QueueRows } from '../parts/queue-rows.tsx'
import { ReferenceSearch } from '../parts/reference-search.tsx'
import { Unreached } from '../parts/unreached.tsx'
import { ViewTabs } from '../parts/view-tabs.tsx'
import { contact } from '../store/contact.ts'
import { shortcuts, wide } from '../store/device.ts'
import { counted, text } from '../store/language.ts'
import { me } from '../store/me.ts'
import { loadAtlas } from '../store/places.ts'
import { preparing } from '../store/preparing.ts'
import {
  arrivals,
  counts,
  lastOpened,
  loadCounts,
  loadMore,
  loadQueue,
  pollQueue,
  queue,
  scrolledTo,
  takeNews,
} from '../store/queue.ts'
import { addressOfQueue, filtersOn, type QueueQuery, readQueueQuery } from '../store/queue-query.ts'
import { selected, selectNone, toggle } from '../store/selection.ts'

const everyMs = 60_000

/** Fresh numbers, and word of what is new, every minute while somebody looks, and when they look again. */
function usePolling(): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = (first = false) => {
      clearTimeout(timer)
      if (document.hidden) return
      loadCounts()
      if (!first) pollQueue()
      timer = setTimeout(look, everyMs)
    }
    const again = () => look()
    look(true)
    document.addEventListener('visibilitychange', again)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', again)
    }
  }, [])
}

/** The row that has the focus, or the first in sight, stays where it is on the screen while rows come in above it. */
function keepingPlace(change: () => void): void {
  const links = [...document.querySelectorAll<HTMLElement>('.row-link')]
  const anchor =
    links.find((link) => link === document.activeElement) ??
    links.find((link) => link.getBoundingClientRect().top >= 0)
  const href = anchor?.getAttribute('href')
  const hadFocus = document.activeElement?.closest('.news') !== null
  const before = anchor?.getBoundingClientRect().top ?? 0
  change()
  requestAnimationFrame(() => {
    const after = href && document.querySelector<HTMLElement>(`.row-link[href="${CSS.escape(href)}"]`)
    if (!after) return
    scrollBy(0, after.getBoundingClientRect().top - before)
    // The button that was pressed is gone.
    if (hadFocus) after.focus({ preventScroll: true })
  })
}

function News() {
  const { news } = queue.value
  const count = arrivals.value
  return (
    <div class="news" role="status">
      {news && (count > 0 || news.items.length !== queue.value.rows.slice(0, 50).length) && (
        <button type="button" class="button" onClick={() => keepingPlace(takeNews)}>
          <Icon name="refresh" />
          {count > 0 ? counted('queue.news', count) : text('queue.changed')}
        </button>
      )}
    </div>
  )
}

const togetherCode = () => import('../store/together.ts')

/** What the keys do on the queue; and the parts that come when they are asked for. */
function useTriage() {
  const { route } = useLocation()
  const [help, setHelp] = useState(false)
  const [assigned, setAssigned] = useState(false)
  useQueueKeys({
    select: toggle,
    assign: async (complaintId) => {
      const row = queue.value.rows.find((each) => each.complaintId === complaintId)
      const officer = me.value
      if (!row || !officer?.deeds.includes('assign')) return
      setAssigned(true)
      const { doTogether } = await togetherCode()
      doTogether([row], { type: 'assign', officerId: officer.officerId })
    },
    openTo: (complaintId, what) => {
      lastOpened.value = complaintId
      route(`/plaintes/${complaintId}#${what}`)
    },
    news: () => keepingPlace(takeNews),
    help: () => setHelp(true),
    escape: selectNone,
  })
  const Bar = useBrought(selected.value.length > 0 || assigned, ['triage'], () =>
    import('../parts/triage-bar.tsx').then((part) => part.TriageBar),
  )
  const Help = useBrought(help, ['triage'], () =>
    import('../parts/keys-help.tsx').then((part) => part.KeysHelp),
  )
  useEffect(() => {
    if (selected.value.length > 0) setAssigned(true)
  }, [selected.value.length])
  return {
    bar: Bar && <Bar />,
    help: Help && <Help onClose={() => setHelp(false)} />,
    askHelp: () => setHelp(true),
  }
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
  usePolling()
  const [words, setWords] = useState('')
  const Results = useBrought(words !== '', ['search'], () =>
    import('../parts/search-results.tsx').then((part) => part.SearchResults),
  )
  const triage = useTriage()
  usePlaceKept(address)
  useComplaintPageAhead(loaded)
  useDevicePrepared(loaded && !!me.value && failure === undefined)

  const refresh = () => {
    loadQueue(query)
    loadCounts()
  }
  // The network is back: what the device knew makes room.
  const { reachable } = contact.value
  useEffect(() => {
    if (reachable && queue.value.failure) refresh()
  }, [reachable])
  const takesOut = me.value?.role === 'officer' || me.value?.role === 'supervisor'
  // The server looks through so many for one page and then says so.
  const isShort = (rows.length === 0 || rows.length % 50 !== 0) && filtersOn(query) > 0
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
        <ReferenceSearch onWords={setWords} />
        <QueueFilters query={query} />
      </div>
      {failure && current && <Unreached failure={failure} onRetry={refresh} />}
      {preparing.value !== undefined && (
        <p class="hint" role="status">
          {counted('queue.preparing', preparing.value)}
        </p>
      )}
      {Results ? (
        <Results query={words} onClose={() => setWords('')} />
      ) : waiting && !failure ? (
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
              <News />
              {shortcuts.value && wide.value && (
                <button type="button" class="button-quiet" aria-haspopup="dialog" onClick={triage.askHelp}>
                  {text('queue.keys')} <kbd>?</kbd>
                </button>
              )}
              {takesOut && rows.length > 0 && (
                <a class="button-quiet" href={`/exporter${addressOfQueue(query).slice(1)}`}>
                  {text('queue.export')}
                  <NeedsNetwork />
                </a>
              )}
              <button type="button" class="button-quiet" disabled={loading !== 'no'} onClick={refresh}>
                <Icon name="refresh" />
                {text('queue.refresh')}
              </button>
            </div>
            {rows.length === 0 && cursor === undefined ? (
              <EmptyView query={query} />
            ) : rows.length === 0 ? null : (
              <QueueRows rows={rows} address="/plaintes" label={text(`view.${query.view}`)} triage />
            )}
            {cursor !== undefined && (
              <div class="more">
                {isShort && <p class="hint">{text('queue.furtherWords')}</p>}
                <button type="button" class="button" disabled={loading !== 'no'} onClick={loadMore}>
                  {text(loading === 'more' ? 'app.loading' : isShort ? 'queue.further' : 'queue.more')}
                </button>
              </div>
            )}
            {triage.bar}
          </>
        )
      )}
      {triage.help}
    </div>
  )
}
