/** Single keys on the queue: they walk through the rows and act on the one that has the focus. Never while somebody types. */
import { useEffect } from 'preact/hooks'
import { shortcuts } from '../store/device.ts'
import { searchFieldId } from './reference-search.tsx'

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.matches('input:not([type="checkbox"]):not([type="radio"]), textarea, select, [contenteditable]')

export const plainKey = (event: KeyboardEvent): string | undefined =>
  !shortcuts.value ||
  event.ctrlKey ||
  event.metaKey ||
  event.altKey ||
  event.defaultPrevented ||
  isTyping(event.target) ||
  document.querySelector('dialog[open]')
    ? undefined
    : event.key

const links = (): HTMLAnchorElement[] => [...document.querySelectorAll<HTMLAnchorElement>('.row-link')]
/** The link of the row in which the focus is. */
const linkAtFocus = (): HTMLAnchorElement | undefined =>
  document.activeElement?.closest('tr, li')?.querySelector<HTMLAnchorElement>('.row-link') ?? undefined

function step(by: 1 | -1): void {
  const all = links()
  const focused = linkAtFocus()
  const at = focused ? all.indexOf(focused) : -1
  const link = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by]
  link?.focus()
  link?.closest('tr, li')?.scrollIntoView({ block: 'nearest' })
}

const idOf = (link: HTMLAnchorElement): string => link.pathname.split('/').at(-1) ?? ''

export interface RowKeys {
  readonly select: (complaintId: string, upTo: boolean) => void
  readonly assign: (complaintId: string) => void
  /** Opens the complaint to do something on it: `repondre`, `transmettre`. */
  readonly openTo: (complaintId: string, what: 'repondre' | 'note' | 'transmettre') => void
  readonly news: () => void
  readonly help: () => void
  /** Lets go of what is chosen. */
  readonly escape: () => void
}

function act(key: string, shift: boolean, keys: RowKeys): boolean {
  const link = linkAtFocus()
  const onRow = (deed: (complaintId: string) => void): boolean => {
    if (link) deed(idOf(link))
    return link !== undefined
  }
  switch (key) {
    case 'j':
      step(1)
      return true
    case 'k':
      step(-1)
      return true
    case '/':
      document.getElementById(searchFieldId)?.focus()
      return true
    case '?':
      keys.help()
      return true
    case 'n':
      keys.news()
      return true
    case 'o':
      return onRow(() => link?.click())
    case 'x':
    case 'X':
      return onRow((id) => keys.select(id, shift))
    case 'a':
      return onRow(keys.assign)
    case 'r':
      return onRow((id) => keys.openTo(id, 'repondre'))
    case 'e':
      return onRow((id) => keys.openTo(id, 'transmettre'))
    case 'Escape':
      keys.escape()
      return true
    default:
      return false
  }
}

export function useQueueKeys(keys: RowKeys): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const key = plainKey(event)
      if (key !== undefined && act(key, event.shiftKey, keys) && key !== 'Escape') event.preventDefault()
    }
    addEventListener('keydown', pressed)
    return () => removeEventListener('keydown', pressed)
  })
}
