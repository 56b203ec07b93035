/** The queue's state is its address: which view, which filters. What an address says wrongly is left out. */
import type { ListQuery, View } from '../../../shared/contracts/staff-api.ts'
import { filedCategories } from '../../../shared/domain/categories.ts'
import type { Channel, State } from '../../../shared/domain/complaint.ts'
import { programmes } from '../../../shared/domain/programmes.ts'

/** As tabs: everything first, what ended last. */
export const views = [
  'open',
  'mine',
  'unit',
  'unassigned',
  'due_soon',
  'late',
  'waiting',
  'interrupted',
  'closed',
] as const satisfies readonly View[]

export const states = [
  'interrupted',
  'received',
  'acknowledged',
  'in_review',
  'waiting_complainant',
  'decided',
  'remedy_pending',
  'remedy_done',
  'confirmed',
  'no_answer',
  'contested',
  'closed',
  'rejected',
  'referred',
  'withdrawn',
] as const satisfies readonly State[]
export const endedStates: readonly State[] = ['closed', 'rejected', 'referred', 'withdrawn']

export const channels = [
  'ussd',
  'sms',
  'phone_call',
  'walk_in',
  'paper',
] as const satisfies readonly Channel[]

export const filterNames = [
  'category',
  'region',
  'cercle',
  'commune',
  'state',
  'channel',
  'programme',
] as const
export type FilterName = (typeof filterNames)[number]
export type QueueQuery = Pick<ListQuery, FilterName> & { readonly view: View }

const defaultView: View = 'open'
const known: Readonly<Record<FilterName, (value: string) => boolean>> = {
  category: (value) => (filedCategories as readonly string[]).includes(value),
  region: (value) => /^ML\d{2}$/.test(value),
  cercle: (value) => /^ML\d{4}$/.test(value),
  commune: (value) => /^\d{8}$/.test(value),
  state: (value) => (states as readonly string[]).includes(value),
  channel: (value) => (channels as readonly string[]).includes(value),
  programme: (value) => programmes.some(({ programmeId }) => programmeId === value),
}

export function readQueueQuery(search: Readonly<Record<string, string>>): QueueQuery {
  const view = views.find((name) => name === search.view) ?? defaultView
  const filters = filterNames.flatMap((name) => {
    const value = search[name]
    return value !== undefined && known[name](value) ? [[name, value]] : []
  })
  return { view, ...Object.fromEntries(filters) }
}

export function addressOfQueue({ view, ...filters }: QueueQuery): string {
  const search = new URLSearchParams()
  if (view !== defaultView) search.set('view', view)
  for (const name of filterNames) {
    const value = filters[name]
    if (value) search.set(name, value)
  }
  const query = search.toString()
  return query ? `/?${query}` : '/'
}

export const filtersOn = (query: QueueQuery): number => filterNames.filter((name) => query[name]).length

/** A filter set or, with no value, taken off; a wider place takes the narrower ones with it. */
export function withFilter(query: QueueQuery, name: FilterName, value: string): QueueQuery {
  const below: readonly FilterName[] =
    name === 'region' ? ['cercle', 'commune'] : name === 'cercle' ? ['commune'] : []
  const next: Record<string, string | undefined> = { ...query, [name]: value || undefined }
  for (const narrower of below) next[narrower] = undefined
  return readQueueQuery(
    Object.fromEntries(Object.entries(next).filter((entry): entry is [string, string] => !!entry[1])),
  )
}
