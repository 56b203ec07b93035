/** Prints the page with every table open, and closes them again afterwards. */
export function print(): void {
  const closed = [...document.querySelectorAll<HTMLDetailsElement>('main details:not([open])')]
  for (const table of closed) table.open = true
  addEventListener(
    'afterprint',
    () => {
      for (const table of closed) table.open = false
    },
    { once: true },
  )
  // What comes into sight by being opened, the map above all, is given a moment to be drawn.
  setTimeout(() => globalThis.print(), 300)
}
