/** A list that comes page by page. */
import { useState } from 'preact/hooks'
import { asFailure, type Failure } from '../failure.ts'
import { useAsked } from './asked.ts'

interface Page {
  readonly items: readonly unknown[]
  readonly cursor?: string
}
export interface Pages<P extends Page> {
  /** All that came so far. */
  readonly items: readonly P['items'][number][] | undefined
  /** What stands around the items comes with the first page. */
  readonly first: P | undefined
  readonly failure: Failure | undefined
  readonly loading: boolean
  readonly load: () => Promise<void>
  /** Absent when there is no more. */
  readonly more?: () => Promise<void>
}

export function usePages<P extends Page>(
  of: string,
  ask: (cursor: string | undefined) => Promise<P>,
): Pages<P> {
  const asked = useAsked(of, () => ask(undefined))
  const [rest, setRest] = useState<{ readonly after: P; readonly pages: readonly P[] }>()
  const [failure, setFailure] = useState<Failure>()
  const [loading, setLoading] = useState(false)
  const first = asked.found
  const pages = first ? [first, ...(rest?.after === first ? rest.pages : [])] : undefined
  const cursor = pages?.at(-1)?.cursor

  const more = async () => {
    if (!first || !cursor) return
    setLoading(true)
    setFailure(undefined)
    try {
      const next = await ask(cursor)
      setRest((before) => ({ after: first, pages: [...(before?.after === first ? before.pages : []), next] }))
    } catch (fault) {
      setFailure(asFailure(fault))
    } finally {
      setLoading(false)
    }
  }
  return {
    items: pages?.flatMap(({ items }) => items),
    first,
    failure: asked.failure ?? failure,
    loading,
    load: asked.load,
    ...(cursor ? { more } : {}),
  }
}
