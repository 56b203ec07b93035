/** Keeps an answer for a while. A failure is not kept; those who ask while it is being fetched share one fetch. */
export function remembered<T>(fetch: () => Promise<T>, forMs: number, now: () => Date): () => Promise<T> {
  let kept: { readonly value: Promise<T>; readonly until: number } | undefined
  return () => {
    const at = now().getTime()
    if (!kept || kept.until <= at || kept.until - forMs > at) {
      const value = fetch()
      kept = { value, until: at + forMs }
      value.catch(() => {
        kept = undefined
      })
    }
    return kept.value
  }
}
