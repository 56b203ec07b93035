/** When the server was last heard, by the requests themselves: what a browser thinks of its own network is not asked. */
import { signal } from '@preact/signals'
import { remember, remembered } from './remembered.ts'

export interface Contact {
  /** Milliseconds of the last answer that succeeded. */
  readonly lastAt?: number
  readonly reachable: boolean
}

export const contact = signal<Contact>({ reachable: true })

const name = 'contact'
/** Of an earlier visit; what is shown without a network dates from then. */
const before = Number(remembered(name)) || undefined

export function reached(): void {
  const now = Date.now()
  contact.value = { lastAt: now, reachable: true }
  remember(name, String(now))
}

export function lost(): void {
  if (!contact.value.reachable) return
  const lastAt = contact.value.lastAt ?? before
  contact.value = { ...(lastAt ? { lastAt } : {}), reachable: false }
}
