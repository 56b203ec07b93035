/** Goes to a complaint by its reference. The check digit catches a slip before the network is asked. */
import { useId, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { parseReference } from '../../../shared/domain/reference.ts'
import { call } from '../api.ts'
import { asFailure, sentenceOf } from '../failure.ts'
import { text } from '../store/language.ts'
import { Icon } from './icon.tsx'
import { spoken } from './reference.tsx'

export const searchFieldId = 'search-reference'

export function ReferenceSearch() {
  const { route } = useLocation()
  const [typed, setTyped] = useState('')
  const [said, setSaid] = useState('')
  const [busy, setBusy] = useState(false)
  const saidId = useId()

  const search = async () => {
    const reference = parseReference(typed)
    if (!reference) return setSaid(text('queue.searchWrong'))
    setSaid('')
    setBusy(true)
    try {
      const { items } = await call('listComplaints', { query: { q: reference, view: 'open' } })
      const found = items.find((row) => row.reference === reference)
      if (found) route(`/plaintes/${found.complaintId}`)
      else setSaid(text('queue.searchNone', { reference: spoken(reference) }))
    } catch (fault) {
      setSaid(text(sentenceOf(asFailure(fault))))
    } finally {
      setBusy(false)
    }
  }

  return (
    <search>
      <form
        class="reference-search"
        onSubmit={(event) => {
          event.preventDefault()
          search()
        }}
      >
        <label for={searchFieldId}>{text('queue.search')}</label>
        <div class="joined">
          <input
            id={searchFieldId}
            type="search"
            inputMode="numeric"
            autocomplete="off"
            placeholder={text('queue.searchHint')}
            value={typed}
            maxLength={60}
            aria-describedby={said ? saidId : undefined}
            aria-invalid={said ? true : undefined}
            onInput={({ currentTarget }) => setTyped(currentTarget.value)}
          />
          <button type="submit" class="button" disabled={busy} aria-label={text('queue.searchButton')}>
            <Icon name="search" />
          </button>
        </div>
        <p class="field-error" id={saidId} role="status">
          {said}
        </p>
      </form>
    </search>
  )
}
