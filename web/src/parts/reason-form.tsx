/** Fields with the reason that the journal keeps, and what came of sending them. */
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { asFailure, type Failure } from '../failure.ts'
import { text } from '../store/language.ts'
import { AdminFailure, wrongField } from './admin-page.tsx'
import { WordsField } from './fields.tsx'

interface ReasonFormProps {
  readonly id: string
  readonly title?: string
  readonly button: string
  readonly onSend: (reason: string) => Promise<void>
  readonly onClose?: () => void
  readonly children?: ComponentChildren
}

export function ReasonForm({ id, title, button, onSend, onClose, children }: ReasonFormProps) {
  const [reason, setReason] = useState('')
  const [failure, setFailure] = useState<Failure>()
  const [busy, setBusy] = useState(false)
  const submit = async () => {
    setBusy(true)
    setFailure(undefined)
    try {
      await onSend(reason)
      setReason('')
    } catch (fault) {
      setFailure(asFailure(fault))
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      class="admin-deed"
      aria-label={title ?? button}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {title && <h3>{title}</h3>}
      <AdminFailure failure={failure} />
      {children}
      <WordsField
        id={`${id}-reason`}
        label={text('admin.reason')}
        hint={text('admin.reasonHint')}
        error={wrongField(failure, 'reason')}
        value={reason}
        onValue={setReason}
        most={300}
        rows={2}
      />
      <div class="actions">
        <button type="submit" class="button button-main" disabled={busy}>
          {button}
        </button>
        {onClose && (
          <button type="button" class="button-quiet" onClick={onClose}>
            {text('app.cancel')}
          </button>
        )}
      </div>
    </form>
  )
}
