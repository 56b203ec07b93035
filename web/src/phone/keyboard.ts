/** The computer's keyboard types on the phone in hand, unless somebody is writing or choosing elsewhere on the page. */
import type { Handset } from './handset.ts'

const takesText = 'input:not([type="radio"]), textarea, select, [contenteditable]'
const takesEnter = 'input, textarea, select, button, a, summary'

/** Where the phone in hand is typed on; absent while its screen shows no line to type. */
const typingLine = () => document.querySelector<HTMLInputElement>('.phone.active .lcd-entry input')

export function typeOnKeyboard(inHand: () => Handset | undefined): void {
  window.addEventListener('keydown', (event) => {
    const handset = inHand()
    const target = event.target instanceof Element ? event.target : document.body
    if (handset === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    if (document.querySelector('dialog[open]') !== null) return
    const onScreen = target.closest('.lcd') !== null
    if (event.key === 'Escape' && (onScreen || !target.matches(takesText))) return handset.red()
    if (target.matches(takesText)) return
    if (event.key === 'Enter' && !target.matches(takesEnter)) {
      event.preventDefault()
      void handset.green()
    } else if (event.key === 'Backspace' || event.key === 'Dead' || event.key.length === 1) {
      if (event.key === ' ' && target.matches(takesEnter)) return
      // The key types by itself where the cursor now is, so accents made of two keys work too.
      const line = typingLine()
      if (line) line.focus()
      else if (/^[\d*#+]$/.test(event.key)) handset.type(event.key)
    }
  })
}
