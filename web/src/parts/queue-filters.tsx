/** Filters of the queue. On a phone they fold away behind a button that says how many are on. */
import { useLocation } from 'preact-iso/router'
import { programmes } from '../../../shared/domain/programmes.ts'
import { wide } from '../store/device.ts'
import { counted, text } from '../store/language.ts'
import { atlas } from '../store/places.ts'
import {
  addressOfQueue,
  channels,
  type FilterName,
  filtersOn,
  type QueueQuery,
  states,
  withFilter,
} from '../store/queue-query.ts'
import { categoryChoices } from './category-choices.ts'
import { type Choice, SelectField } from './fields.tsx'
import { Icon } from './icon.tsx'

const choicesOf = (places: readonly { readonly code: string; readonly name: string }[] = []) =>
  places.map(({ code, name }) => ({ value: code, label: name }))

function choicesFor(name: FilterName, query: QueueQuery): readonly Choice[] {
  const map = atlas.value
  switch (name) {
    case 'category':
      return categoryChoices()
    case 'region':
      return choicesOf(map?.regions)
    case 'cercle':
      return query.region ? choicesOf(map?.cerclesOf(query.region)) : []
    case 'commune':
      return query.cercle ? choicesOf(map?.communesOf(query.cercle)) : []
    case 'state':
      return states.map((value) => ({ value, label: text(`state.${value}`) }))
    case 'channel':
      return channels.map((value) => ({ value, label: text(`channel.${value}`) }))
    case 'programme':
      return programmes.map(({ programmeId, name: label }) => ({ value: programmeId, label }))
  }
}

/** A cercle is asked for once the region is known, and so on. */
const shown = (query: QueueQuery): readonly FilterName[] => [
  'category',
  'state',
  'channel',
  'programme',
  'region',
  ...(query.region ? (['cercle'] as const) : []),
  ...(query.cercle ? (['commune'] as const) : []),
]

export function QueueFilters({ query }: { readonly query: QueueQuery }) {
  const { route } = useLocation()
  const on = filtersOn(query)
  const fields = (
    <div class="filters">
      {shown(query).map((name) => (
        <SelectField
          key={name}
          id={`filter-${name}`}
          label={text(`queue.${name}`)}
          none={text('queue.all')}
          value={query[name] ?? ''}
          choices={choicesFor(name, query)}
          onValue={(value) => route(addressOfQueue(withFilter(query, name, value)), true)}
        />
      ))}
      {on > 0 && (
        <a class="button-quiet filters-clear" href={addressOfQueue({ view: query.view })}>
          {text('queue.clear')}
        </a>
      )}
    </div>
  )
  if (wide.value) return fields
  return (
    <details class="folded">
      <summary class="button">
        <Icon name="filter" />
        {on > 0 ? counted('queue.filtersOn', on) : text('queue.filters')}
      </summary>
      {fields}
    </details>
  )
}
