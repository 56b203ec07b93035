/** A few words that this device remembers between visits: choices and moments, never anything of a complaint. */

/** A browser may refuse storage; then a choice lasts as long as the page. */
export function remembered(name: string): string | null {
  try {
    return localStorage.getItem(`jigikan.${name}`)
  } catch {
    return null
  }
}

export function remember(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`jigikan.${name}`)
    else localStorage.setItem(`jigikan.${name}`, value)
  } catch {
    // See above.
  }
}
