/**
 * What a page asks of the server: what came last stays on the screen while it is asked again, and an answer that comes late
 * to another question is dropped.
 */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { asFailure, type Failure } from '../failure.ts'

export interface Found<T> {
  readonly found: T | undefined
  readonly failure: Failure | undefined
  readonly load: () => Promise<void>
  /** Something newer is known already: an act answered with it. */
  readonly take: (fresh: T) => void
}

interface Known<T> {
  readonly of: string
  readonly found?: T
  readonly failure?: Failure
}

/** `of` names what is asked for: another name is another question. Nothing is asked while it is undefined. */
export function useAsked<T>(of: string | undefined, ask: () => Promise<T>): Found<T> {
  const [known, setKnown] = useState<Known<T>>()
  const turn = useRef(0)
  const asking = useRef(ask)
  asking.current = ask

  const load = useCallback(async () => {
    if (of === undefined) return
    turn.current += 1
    const mine = turn.current
    try {
      const found = await asking.current()
      if (mine === turn.current) setKnown({ of, found })
    } catch (fault) {
      const failure = asFailure(fault)
      if (mine === turn.current)
        setKnown((before) => (before?.of === of ? { ...before, failure } : { of, failure }))
    }
  }, [of])
  useEffect(() => {
    load()
    return () => {
      turn.current += 1
    }
  }, [load])
  const take = useCallback(
    (found: T) => {
      turn.current += 1
      if (of !== undefined) setKnown({ of, found })
    },
    [of],
  )
  const its = known?.of === of ? known : undefined
  return { found: its?.found, failure: its?.failure, load, take }
}

/** Again every so often while something goes on, and while somebody looks. */
export function useAgain(goesOn: boolean, everyMs: number, load: () => Promise<void>): void {
  useEffect(() => {
    if (!goesOn) return
    const timer = setInterval(() => {
      if (!document.hidden) load()
    }, everyMs)
    return () => clearInterval(timer)
  }, [goesOn, everyMs, load])
}
