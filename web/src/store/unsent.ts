/** How much of what was done on this device has not reached the server; said on every page. */
import { signal } from '@preact/signals'

export interface Unsent {
  readonly waiting: number
  /** Stopped: they wait for the officer. */
  readonly stopped: number
}
export const unsent = signal<Unsent>({ waiting: 0, stopped: 0 })
