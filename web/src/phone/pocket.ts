/** What the page remembers on this computer from one visit to the next; a browser that refuses to store is no trouble. */
const prefix = 'jigikan phone '

export function recall<T>(name: string): T | undefined {
  try {
    const stored = localStorage.getItem(prefix + name)
    return stored === null ? undefined : (JSON.parse(stored) as T)
  } catch {
    return undefined
  }
}

export function remember(name: string, value: unknown): void {
  try {
    localStorage.setItem(prefix + name, JSON.stringify(value))
  } catch {
    // Private browsing: remembered until the page closes.
  }
}
