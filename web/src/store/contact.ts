/** When the server was last heard, by the requests themselves: what a browser thinks of its own network is not asked. */
import { signal } from '@preact/signals'

export interface Contact {
  /** Milliseconds of the last answer that succeeded. */
  readonly lastAt?: number
  readonly reachable: boolean
}

export const contact = signal<Contact>({ reachable: true })

export function reached(): void {
  contact.value = { lastAt: Date.now(), reachable: true }
}

export function lost(): void {
  if (contact.value.reachable) contact.value = { ...contact.value, reachable: false }
}
