/** Searches what is on this device. The index is built when somebody searches, and kept nowhere. */
import { allKnown } from './known.ts'
import { text } from './language.ts'
import { loadAtlas, placeName } from './places.ts'
import { indexOf, type SearchResult } from './search-index.ts'

const freshForMs = 30_000
let built: { readonly at: number; readonly search: Promise<(query: string) => SearchResult> } | undefined

async function build() {
  const [{ rows, details }] = await Promise.all([allKnown(), loadAtlas()])
  return indexOf(rows, details, {
    place: ({ place }) => placeName(place, 4) ?? '',
    category: ({ category }) => text(`category.${category}`),
  })
}

export async function searchDevice(query: string): Promise<SearchResult> {
  if (!built || Date.now() - built.at > freshForMs) built = { at: Date.now(), search: build() }
  return (await built.search)(query)
}
