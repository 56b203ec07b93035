/** The threshold of a protected file: nothing of it is shown before a reason is given. */
import { useState } from 'preact/hooks'
import type { Body } from '../api.ts'
import { asFailure, type Failure } from '../failure.ts'
import { text } from '../store/language.ts'
import { RadioField, WordsField } from './fields.tsx'
import { Icon } from './icon.tsx'
import { FailureNotice } from './notice.tsx'
import { PageHead } from './page.tsx'

export type OpenReason = Body<'openRestricted'>
const whys = ['designated', 'urgent_referral', 'control'] as const satisfies readonly OpenReason['why'][]

interface OpeningProps {
  /** Opens with this reason, or throws a Failure. */
  readonly open: (reason: OpenReason) => Promise<void>
}

export function Opening({ open }: OpeningProps) {
  const [why, setWhy] = useState('')
  const [more, setMore] = useState('')
  const [needed, setNeeded] = useState(false)
  const [failure, setFailure] = useState<Failure>()
  const [busy, setBusy] = useState(false)

  const submit = async () => {
    const chosen = whys.find((name) => name === why)
    setNeeded(!chosen)
    if (!chosen) return document.getElementById('opening-why')?.focus()
    setFailure(undefined)
    setBusy(true)
    try {
      await open({ why: chosen, ...(more.trim() ? { words: more.trim() } : {}) })
    } catch (fault) {
      setFailure(asFailure(fault))
      setBusy(false)
    }
  }

  return (
    <div class="page page-narrow">
      <PageHead title={text('private.whyTitle')} tabTitle={text('app.tagline')} />
      <form
        class="card opening"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <p class="opening-words">
          <Icon name="lock" />
          <span>{text('private.whyWords')}</span>
        </p>
        {failure && <FailureNotice failure={failure} />}
        <RadioField
          id="opening-why"
          label={text('private.why')}
          value={why}
          error={needed ? text('error.needed') : undefined}
          choices={whys.map((value) => ({ value, label: text(`private.why.${value}`) }))}
          onValue={setWhy}
        />
        <WordsField
          id="opening-more"
          label={text('private.whyMore')}
          optional
          most={300}
          rows={2}
          value={more}
          onValue={setMore}
        />
        <div class="actions">
          <button type="submit" class="button button-main" disabled={busy}>
            {text('private.whyButton')}
          </button>
          <a class="button" href="/espace-reserve">
            {text('app.cancel')}
          </a>
        </div>
      </form>
    </div>
  )
}
