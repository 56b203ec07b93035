/**
 * An index over what is known, in memory alone: words that were said, people, places, references. Small slips of the pen
 * are forgiven.
 */
import MiniSearch from 'minisearch'
import type { ComplaintDetail, ComplaintRow } from '../../../shared/contracts/staff-api.ts'

export interface Found {
  readonly row: ComplaintRow
  /** What was said, as far as the device knows it. */
  readonly said: string
  readonly name?: string
  /** The words, folded, that were met. */
  readonly met: ReadonlySet<string>
}
export interface SearchResult {
  readonly found: readonly Found[]
  /** Among how many it was looked. */
  readonly among: number
}

/** Without accents and capitals: what is typed on a phone seldom has them. */
export const folded = (word: string): string => word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

interface Document {
  readonly id: string
  readonly reference: string
  readonly said: string
  readonly name: string
  readonly place: string
  readonly category: string
  readonly people: string
}
const fields: (keyof Document)[] = ['reference', 'said', 'name', 'place', 'category', 'people']
const mostFound = 50
/** Fewer letters than this are looked for as they are. */
const forgivenFrom = 4

/** How a place and a category are called on this screen. */
export interface Names {
  readonly place: (row: ComplaintRow) => string
  readonly category: (row: ComplaintRow) => string
}

const documentOf = (row: ComplaintRow, detail: ComplaintDetail | undefined, names: Names): Document => ({
  id: row.complaintId,
  reference: row.reference,
  said: detail?.text ?? row.excerpt ?? '',
  name: [detail?.complainant.name, detail?.complainant.householdId].filter(Boolean).join(' '),
  place: names.place(row),
  category: names.category(row),
  people: [row.assignee?.name, row.owner.name].filter(Boolean).join(' '),
})

export function indexOf(rows: readonly ComplaintRow[], details: readonly ComplaintDetail[], names: Names) {
  const byId = new Map<string, { readonly row: ComplaintRow; readonly detail?: ComplaintDetail }>()
  for (const row of rows) byId.set(row.complaintId, { row })
  for (const detail of details) {
    const row = byId.get(detail.complaintId)?.row
    byId.set(detail.complaintId, { row: row && row.version > detail.version ? row : detail, detail })
  }
  const index = new MiniSearch<Document>({ fields, processTerm: folded })
  index.addAll([...byId.values()].map(({ row, detail }) => documentOf(row, detail, names)))

  return (query: string): SearchResult => {
    // The hyphens of a reference are for reading.
    const asked = /^[\d\s-]+$/.test(query) ? query.replace(/\D/g, '') : query
    const results = index.search(asked, {
      combineWith: 'AND',
      prefix: true,
      fuzzy: (term) => (term.length >= forgivenFrom && !/^\d+$/.test(term) ? 0.2 : false),
      boost: { reference: 4, name: 3, place: 2 },
    })
    return {
      among: byId.size,
      found: results.slice(0, mostFound).flatMap(({ id, terms }): Found[] => {
        const known = byId.get(id)
        if (!known) return []
        const { row, detail } = known
        const name = detail?.complainant.name
        return [
          { row, said: detail?.text ?? row.excerpt ?? '', ...(name ? { name } : {}), met: new Set(terms) },
        ]
      }),
    }
  }
}
