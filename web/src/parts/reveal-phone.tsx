/** The phone number in clear, for a reason that goes into the history. It is shown as long as the page is. */
import { useState } from 'preact/hooks'
import { asFailure, type Failure } from '../failure.ts'
import { text } from '../store/language.ts'
import { Dialog } from './dialog.tsx'
import { LineField, RadioField } from './fields.tsx'
import { Icon } from './icon.tsx'
import { NeedsNetwork } from './needs-network.tsx'
import { FailureNotice } from './notice.tsx'
import { inPairs } from './phone-pairs.ts'

const reasons = ['callBack', 'check', 'other'] as const
type Reason = (typeof reasons)[number]

interface RevealPhoneProps {
  readonly masked: string
  readonly reveal: (reason: string) => Promise<string>
}

export function RevealPhone({ masked, reveal }: RevealPhoneProps) {
  const [phone, setPhone] = useState<string>()
  const [open, setOpen] = useState(false)
  const [why, setWhy] = useState<Reason>('callBack')
  const [words, setWords] = useState('')
  const [error, setError] = useState<string>()
  const [failure, setFailure] = useState<Failure>()
  const [busy, setBusy] = useState(false)

  const ask = async () => {
    const reason = why === 'other' ? words.trim() : text(`phone.${why}`)
    setError(reason ? undefined : text('error.needed'))
    if (!reason) return document.getElementById('phone-words')?.focus()
    setBusy(true)
    setFailure(undefined)
    try {
      setPhone(await reveal(reason))
      setOpen(false)
    } catch (fault) {
      setFailure(asFailure(fault))
    } finally {
      setBusy(false)
    }
  }

  if (phone) {
    return (
      <a class="phone-shown" href={`tel:${phone}`} aria-label={text('phone.call', { phone: inPairs(phone) })}>
        <Icon name="phone" />
        {inPairs(phone)}
      </a>
    )
  }
  return (
    <>
      <span class="reference">{masked}</span>
      <button type="button" class="button-quiet" onClick={() => setOpen(true)}>
        <Icon name="eye" />
        {text('phone.reveal')}
        <NeedsNetwork />
      </button>
      {open && (
        <Dialog title={text('phone.title')} onClose={() => setOpen(false)}>
          <form
            noValidate
            onSubmit={(event) => {
              event.preventDefault()
              ask()
            }}
          >
            <p class="dialog-help">{text('phone.words')}</p>
            {failure && <FailureNotice failure={failure} />}
            <RadioField
              id="phone-why"
              label={text('phone.why')}
              value={why}
              choices={reasons.map((value) => ({ value, label: text(`phone.${value}`) }))}
              onValue={(value) => setWhy(reasons.find((reason) => reason === value) ?? 'other')}
            />
            {why === 'other' && (
              <LineField
                id="phone-words"
                label={text('phone.otherWords')}
                value={words}
                most={300}
                error={error}
                onValue={setWords}
              />
            )}
            <div class="actions">
              <button type="submit" class="button button-main" disabled={busy}>
                {text('phone.reveal')}
              </button>
              <button type="button" class="button" onClick={() => setOpen(false)}>
                {text('app.cancel')}
              </button>
            </div>
          </form>
        </Dialog>
      )}
    </>
  )
}
