/**
 * One field: a reference goes to its complaint, its check digit catching a slip before the network is asked; anything
 * else is looked for on this device. What is looked for stands in no address.
 */
import { useId, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { parseReference } from '../../../shared/domain/reference.ts'
import { call } from '../api.ts'
import { asFailure, isAway, sentenceOf } from '../failure.ts'
import { text } from '../store/language.ts'
import { Icon } from './icon.tsx'
import { spoken } from './reference.tsx'

export const searchFieldId = 'search-reference'

/** Nine digits, however they are grouped: somebody meant a reference. */
const isReference = (typed: string): boolean =>
  /^[\d\s-]+$/.test(typed) && typed.replace(/\D/g, '').length >= 9

interface ReferenceSearchProps {
  /** Words to look for on this device; empty: no more. */
  readonly onWords: (words: string) => void
}

export function ReferenceSearch({ onWords }: ReferenceSearchProps) {
  const { route } = useLocation()
  const [typed, setTyped] = useState('')
  const [said, setSaid] = useState('')
  const [busy, setBusy] = useState(false)
  const saidId = useId()

  const search = async () => {
    const reference = parseReference(typed)
    setSaid('')
    if (!reference && isReference(typed)) return setSaid(text('queue.searchWrong'))
    if (!reference) return onWords(typed.trim())
    setBusy(true)
    try {
      const { items } = await call('listComplaints', { query: { q: reference, view: 'open' } })
      const found = items.find((row) => row.reference === reference)
      if (found) route(`/plaintes/${found.complaintId}`)
      else setSaid(text('queue.searchNone', { reference: spoken(reference) }))
    } catch (fault) {
      const failure = asFailure(fault)
      if (isAway(failure)) onWords(typed.trim())
      else setSaid(text(sentenceOf(failure)))
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
            autocomplete="off"
            placeholder={text('queue.searchHint')}
            value={typed}
            maxLength={60}
            aria-describedby={said ? saidId : undefined}
            aria-invalid={said ? true : undefined}
            onInput={({ currentTarget }) => {
              setTyped(currentTarget.value)
              if (currentTarget.value === '') onWords('')
            }}
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
