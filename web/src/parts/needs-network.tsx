/** On a button whose deed is never kept on a device: it is there, and says what it waits for. */
import { contact } from '../store/contact.ts'
import { text } from '../store/language.ts'

export function NeedsNetwork() {
  if (contact.value.reachable) return null
  return <span class="needs-network"> · {text('app.needsNetwork')}</span>
}
