/** What a complaint may point at on the registry's lists: sessions of accompanying measures, sites of public works. */
import type { FiledCategory } from './categories.ts'

export const listKinds = ['ma_session', 'himo_site'] as const
export type ListKind = (typeof listKinds)[number]
/** What a complaint of this kind points at, when the registry has told us of it. */
const listOfCategory: Partial<Readonly<Record<FiledCategory, ListKind>>> = {
  '5.1': 'ma_session',
  '5.3': 'himo_site',
  '5.4': 'himo_site',
}
export const listFor = (category: FiledCategory | undefined): ListKind | undefined =>
  category && listOfCategory[category]
/** The name of a complaint's detail that holds the id. */
export const detailOfList = { ma_session: 'maSession', himo_site: 'himoSite' } as const satisfies Record<
  ListKind,
  string
>

export const isListKind = (text: string): text is ListKind => (listKinds as readonly string[]).includes(text)
