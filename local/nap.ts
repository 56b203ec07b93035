/** Waiting a while between two looks, or until somebody knows that there is something to see. */
import { setTimeout as pause } from 'node:timers/promises'

export const napper = () => {
  let wake = Promise.withResolvers<void>()
  /** A nudge that comes during a look counts for the nap after it. */
  let isNudged = false
  return {
    nudge: () => {
      isNudged = true
      wake.resolve()
      wake = Promise.withResolvers<void>()
    },
    nap: async (ms: number): Promise<void> => {
      if (!isNudged) {
        const over = new AbortController()
        await Promise.race([
          pause(ms, undefined, { signal: over.signal }).catch(() => undefined),
          wake.promise,
        ])
        over.abort()
      }
      isNudged = false
    },
  }
}
