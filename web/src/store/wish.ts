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
