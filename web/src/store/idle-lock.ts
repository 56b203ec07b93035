/** Calls `lock` after five minutes in which nobody touched the page, counted by the clock so that sleep counts too. */
const idleMs = 5 * 60_000
const lookMs = 5_000
const signs = ['pointerdown', 'keydown', 'input', 'wheel', 'touchmove'] as const

export function watchIdle(lock: () => void, idleAfterMs = idleMs): () => void {
  let lastAt = Date.now()
  const look = (): boolean => {
    const idle = Date.now() - lastAt >= idleAfterMs
    if (idle) lock()
    return idle
  }
  // The tap that wakes a sleeping phone comes too late.
  const seen = (): void => {
    if (!look()) lastAt = Date.now()
  }
  const timer = setInterval(look, Math.min(lookMs, idleAfterMs))
  for (const sign of signs) addEventListener(sign, seen, { passive: true, capture: true })
  document.addEventListener('visibilitychange', look)
  return () => {
    clearInterval(timer)
    for (const sign of signs) removeEventListener(sign, seen, { capture: true })
    document.removeEventListener('visibilitychange', look)
  }
}
