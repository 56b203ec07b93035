/** How much communes let be known before a payday: what each said and why, and where it is said anew. */
import { useEffect, useState } from 'preact/hooks'
import { useAsked } from '../parts/asked.ts'
import { CommuneFields, noCommune } from '../parts/commune-fields.tsx'
import { day, moment } from '../parts/dates.ts'
import { Dialog } from '../parts/dialog.tsx'
import { ErrorSummary, errorOf } from '../parts/error-summary.tsx'
import { RadioField, WordsField } from '../parts/fields.tsx'
import { DisclosureChip, disclosures } from '../parts/payday-words.tsx'
import { Empty, PaymentFailure, PaymentsPage, Waiting } from '../parts/payments-page.tsx'
import { useSending } from '../parts/sending.ts'
import { type Answer, call } from '../payments-api.ts'
import { text } from '../store/language.ts'
import { atlas, loadAtlas } from '../store/places.ts'

type Policy = Answer<'readDisclosure'>

const idOf = (field: string): string => `policy-${field}`

interface PolicyDialogProps {
  readonly policy: Policy
  readonly onDone: (policy: Policy) => void
  readonly onStale: () => void
  readonly onClose: () => void
}

function PolicyDialog({ policy, onDone, onStale, onClose }: PolicyDialogProps) {
  const [disclosure, setDisclosure] = useState<string>(policy.disclosure)
  const [reason, setReason] = useState('')
  const { errors, busy, failure, send } = useSending(idOf, onStale)
  const chosen = disclosures.find((each) => each === disclosure) ?? policy.disclosure
  const missing = reason.trim()
    ? []
    : [
        {
          id: idOf('reason'),
          message: text('error.neededOf', { field: text('payments.reason') }),
          here: text('error.needed'),
        },
      ]
  const submit = () =>
    send(missing, async () => {
      const body = { disclosure: chosen, reason: reason.trim() }
      onDone(
        await call('setDisclosure', {
          params: { commune: policy.commune.code },
          body,
          version: policy.version,
        }),
      )
    })
  return (
    <Dialog title={policy.commune.name} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <p class="dialog-help">{text('paydays.policyHelp')}</p>
        <ErrorSummary errors={errors} />
        <RadioField
          id={idOf('disclosure')}
          label={text('disclosure.title')}
          value={chosen}
          choices={disclosures.map((value) => ({ value, label: text(`disclosure.${value}Help`) }))}
          onValue={setDisclosure}
        />
        <WordsField
          id={idOf('reason')}
          label={text('payments.reason')}
          hint={text('payments.reasonHint')}
          most={300}
          rows={2}
          value={reason}
          error={errorOf(errors, idOf('reason'))}
          onValue={setReason}
        />
        <PaymentFailure failure={failure} />
        <div class="actions">
          <button type="submit" class="button button-main" disabled={busy}>
            {text('payments.save')}
          </button>
          <button type="button" class="button" onClick={onClose}>
            {text('app.cancel')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}

function OneCommune({ commune, onChanged }: { readonly commune: string; readonly onChanged: () => void }) {
  const { found, failure, load, take } = useAsked(commune, () =>
    call('readDisclosure', { params: { commune } }),
  )
  const [open, setOpen] = useState(false)
  if (!found) return failure ? <PaymentFailure failure={failure} onRetry={load} /> : <Waiting />
  return (
    <section class="card" aria-labelledby="commune-title">
      <div class="card-head">
        <h2 id="commune-title">{found.commune.name}</h2>
        <DisclosureChip disclosure={found.disclosure} />
        {found.maySet && (
          <button type="button" class="button" onClick={() => setOpen(true)}>
            {text('paydays.change')}
          </button>
        )}
      </div>
      <p>{text(`disclosure.${found.disclosure}Help`)}</p>
      {found.history.length === 0 && <p class="hint">{text('paydays.policyUnsaid')}</p>}
      <ul class="plain-list lines">
        {found.history.map(({ at, disclosure, reason, by }) => (
          <li key={at}>
            <DisclosureChip disclosure={disclosure} /> <span>{reason}</span>{' '}
            <span class="quiet">{[by, moment(at)].filter(Boolean).join(', ')}</span>
          </li>
        ))}
      </ul>
      {open && (
        <PolicyDialog
          policy={found}
          onStale={load}
          onClose={() => setOpen(false)}
          onDone={(fresh) => {
            setOpen(false)
            take(fresh)
            onChanged()
          }}
        />
      )}
    </section>
  )
}

export function DisclosurePage() {
  const { found, failure, load } = useAsked('all', () => call('listDisclosures'))
  const [chosen, setChosen] = useState(noCommune)
  useEffect(() => {
    loadAtlas()
  }, [])
  return (
    <PaymentsPage
      title={text('paydays.disclosure')}
      back={{ to: '/paiements', label: text('payments.paydays') }}
    >
      <p class="lead">{text('paydays.disclosureLead')}</p>
      <div class="payment-narrow stack">
        <section class="card" aria-labelledby="choose-title">
          <h2 id="choose-title">{text('paydays.chooseCommune')}</h2>
          <CommuneFields chosen={chosen} onChoose={setChosen} />
        </section>
        {chosen.commune && <OneCommune key={chosen.commune} commune={chosen.commune} onChanged={load} />}
        <PaymentFailure failure={failure} onRetry={load} />
        {!found && !failure && <Waiting />}
        {found && (
          <section class="card" aria-labelledby="said-title">
            <h2 id="said-title">{text('paydays.communesSaid')}</h2>
            {found.items.length === 0 && <Empty title={text('paydays.noCommuneSaid')} />}
            <ul class="plain-list lines">
              {found.items.map(({ commune, disclosure, reason, setAt, setBy }) => (
                <li key={commune.code}>
                  <button
                    type="button"
                    class="button-quiet"
                    onClick={() => {
                      const place = atlas.value?.communeOf(commune.code)
                      setChosen({
                        region: place?.regionCode ?? '',
                        cercle: place?.cercleCode ?? '',
                        commune: commune.code,
                      })
                      scrollTo(0, 0)
                    }}
                  >
                    {commune.name}
                  </button>
                  <DisclosureChip disclosure={disclosure} />
                  <span>{reason}</span>
                  <span class="quiet">{[setBy, setAt && day(setAt)].filter(Boolean).join(', ')}</span>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </PaymentsPage>
  )
}
