/** Communes by what people write for them: a code, or a name that only one commune bears (in that cercle, if one is said). */
import { plain } from './french-cells.ts'
import { type Commune, cercles, communeOf, communesOf } from './places.ts'

let named: ReadonlyMap<string, readonly Commune[]> | undefined
function namedSo(name: string): readonly Commune[] {
  named ??= Map.groupBy(
    cercles.flatMap(({ code }) => communesOf(code)),
    (commune) => plain(commune.name),
  )
  return named.get(plain(name)) ?? []
}

/** `several`: the name alone does not say which. */
export function communeNamed(text: string, cercle = ''): Commune | 'none' | 'several' {
  if (/^\d{8}$/.test(text)) return communeOf(text) ?? 'none'
  const all = namedSo(text)
  const found =
    cercle === ''
      ? all
      : all.filter(({ cercleCode }) =>
          cercles.some(
            ({ code, name }) => code === cercleCode && (code === cercle || plain(name) === plain(cercle)),
          ),
        )
  return found.length > 1 ? 'several' : (found[0] ?? 'none')
}
