/** What an officer wants to do on the complaint that is opening: asked for by a key, here or on the queue. */
import { signal } from '@preact/signals'

export const wishes = ['repondre', 'note', 'transmettre', 'attribuer'] as const
export type Wish = (typeof wishes)[number]

export const wish = signal<Wish | undefined>(undefined)

/** An address says it after its `#`; once taken it is gone, so that coming back does not ask again. */
export function takeWishFromAddress(): void {
  const asked = wishes.find((each) => `#${each}` === location.hash)
  if (!asked) return
  wish.value = asked
  history.replaceState(history.state, '', location.pathname + location.search)
}

const fields: Partial<Readonly<Record<Wish, string>>> = { repondre: 'message-text', note: 'note-text' }

/** Puts the cursor where it is asked for, at once: what is typed next is words, and no key. False: there is no such place. */
export function writeAt(asked: Wish | undefined): boolean {
  const field = asked && fields[asked]
  const words = field ? document.getElementById(field) : null
  words?.scrollIntoView({ block: 'center' })
  words?.focus({ preventScroll: true })
  return words !== null
}
