/** What this device is like, and the choices that were made for its screen. */
import { computed, signal } from '@preact/signals'
import { remember, remembered } from './remembered.ts'

/** Single keys act on the queue; some keyboards and voice programs type them unasked, so they can be turned off. */
export const shortcuts = signal(remembered('shortcuts') !== 'off')

export function chooseShortcuts(on: boolean): void {
  shortcuts.value = on
  remember('shortcuts', on ? null : 'off')
}

function whether(media: string) {
  const list = matchMedia(media)
  const fits = signal(list.matches)
  list.addEventListener('change', ({ matches }) => {
    fits.value = matches
  })
  return fits
}
/** Room for a table; below it a list of cards. */
export const wide = whether('(min-width: 45rem)')
/** Room for the file of a complaint beside its story. */
export const twoColumns = whether('(min-width: 60rem)')
const bar = whether('(min-width: 56rem)')
const longBar = whether('(min-width: 84rem)')
/** How many ways the bar shows at most, the one to the others among them. */
export const roomForWays = computed(() => (longBar.value ? 8 : bar.value ? 5 : 4))
