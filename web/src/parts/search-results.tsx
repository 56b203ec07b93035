/** What a search found on this device, as rows, with the words that were met. */
import '../styles/search.css'
import { useEffect, useState } from 'preact/hooks'
import { counted, text } from '../store/language.ts'
import { placeName } from '../store/places.ts'
import { lastOpened } from '../store/queue.ts'
import { searchDevice } from '../store/search.ts'
import type { Found, SearchResult } from '../store/search-index.ts'
import { DeadlineChip } from './deadline-chip.tsx'
import { Icon } from './icon.tsx'
import { Marked } from './marked.tsx'
import { spoken } from './reference.tsx'

function Row({ found: { row, said, name, met } }: { readonly found: Found }) {
  const place = placeName(row.place)
  return (
    <li class="card row-card">
      <div class="row-card-top">
        <a
          class="row-link"
          href={`/plaintes/${row.complaintId}`}
          onClick={() => {
            lastOpened.value = row.complaintId
          }}
        >
          <span class="reference">{spoken(row.reference)}</span>
        </a>
        <DeadlineChip complaint={row} />
      </div>
      <p class="row-category">
        <Marked said={text(`category.${row.category}`)} met={met} />
      </p>
      {said && (
        <p class="row-words">
          <Marked said={said} met={met} />
        </p>
      )}
      <p class="row-card-facts">
        {name && (
          <span>
            <Icon name="person" />
            <Marked said={name} met={met} />
          </span>
        )}
        <span>
          <Marked said={place || text('queue.noPlace')} met={met} />
        </span>
        <span>{text(`state.${row.state}`)}</span>
        {row.assignee && (
          <span>
            <Marked said={row.assignee.name} met={met} />
          </span>
        )}
      </p>
    </li>
  )
}

interface SearchResultsProps {
  readonly query: string
  readonly onClose: () => void
}

export function SearchResults({ query, onClose }: SearchResultsProps) {
  const [result, setResult] = useState<SearchResult>()
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    let current = true
    searchDevice(query).then(
      (found) => {
        if (current) setResult(found)
      },
      () => setFailed(true),
    )
    return () => {
      current = false
    }
  }, [query])
  const count = result?.found.length ?? 0
  return (
    <section class="search-results" aria-label={text('search.title')}>
      <div class="queue-sum">
        <p role="status">
          {failed ? text('search.failed') : result ? counted('search.found', count) : text('app.loading')}
        </p>
        <button type="button" class="button-quiet" onClick={onClose}>
          <Icon name="close" />
          {text('search.close')}
        </button>
      </div>
      {result && <p class="hint">{counted('search.among', result.among)}</p>}
      {result && count === 0 && (
        <div class="empty">
          <Icon name="search" />
          <p class="strong">{text('search.none')}</p>
          <p>{text('search.noneWords')}</p>
        </div>
      )}
      <ul class="cards search-cards">
        {result?.found.map((found) => (
          <Row key={found.row.complaintId} found={found} />
        ))}
      </ul>
    </section>
  )
}
