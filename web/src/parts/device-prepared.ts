/** Search, and work without a network, have something once the officer's rows are on the device. */
import { useEffect } from 'preact/hooks'

/** What the officer came for loads first. */
const calmMs = 1_500
/** A little longer than the device takes its rows for fresh. */
const anewMs = 11 * 60_000

export function useDevicePrepared(loaded: boolean): void {
  useEffect(() => {
    if (!loaded) return
    const prepare = () => {
      if (document.hidden) return
      import('../store/first-sync.ts').then(({ prepareDevice }) => prepareDevice()).catch(() => undefined)
    }
    const first = setTimeout(prepare, calmMs)
    const later = setInterval(prepare, anewMs)
    return () => {
      clearTimeout(first)
      clearInterval(later)
    }
  }, [loaded])
}
