/** Turns, at least so long apart, in the order in which they were asked for. */
export function createPacer(
  apartMs: number,
  pause: (ms: number) => Promise<unknown>,
  nowMs: () => number = () => performance.now(),
): () => Promise<void> {
  let nextMs = 0
  return async () => {
    const mineMs = Math.max(nowMs(), nextMs)
    nextMs = mineMs + apartMs
    const waitMs = mineMs - nowMs()
    if (waitMs > 0) await pause(waitMs)
  }
}
