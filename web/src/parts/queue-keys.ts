/** j and k walk through the rows, Enter opens the one that has the focus, / goes to the search. Never while typing. */
import { useEffect } from 'preact/hooks'
import { shortcuts } from '../store/device.ts'
import { searchFieldId } from './reference-search.tsx'

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]')

export const plainKey = (event: KeyboardEvent): string | undefined =>
  !shortcuts.value ||
  event.ctrlKey ||
  event.metaKey ||
  event.altKey ||
  isTyping(event.target) ||
  document.querySelector('dialog[open]')
    ? undefined
    : event.key

function step(by: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>('.row-link')]
  const at = links.indexOf(document.activeElement as HTMLElement)
  const next = at < 0 ? (by > 0 ? 0 : links.length - 1) : at + by
  const link = links[next]
  link?.focus()
  link?.closest('tr, li')?.scrollIntoView({ block: 'nearest' })
}

export function useQueueKeys(): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const key = plainKey(event)
      if (key === 'j') step(1)
      else if (key === 'k') step(-1)
      else if (key === '/') document.getElementById(searchFieldId)?.focus()
      else return
      event.preventDefault()
    }
    addEventListener('keydown', pressed)
    return () => removeEventListener('keydown', pressed)
  }, [])
}
