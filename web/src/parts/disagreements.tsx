/** Households that say less than the agency does, or more; and all of the reconciliation as a file. */
import { useState } from 'preact/hooks'
import { asFailure, type Failure } from '../failure.ts'
import { call } from '../payments-api.ts'
import { counted, text } from '../store/language.ts'
import { fcfa } from './amounts.ts'
import { HouseholdSaid } from './household-said.tsx'
import { Icon } from './icon.tsx'
import { MoreButton } from './more-button.tsx'
import { usePages } from './pages.ts'
import { Empty, PaymentFailure, Waiting } from './payments-page.tsx'
import { saveText } from './save-file.ts'

/** All parts, joined, before anything is saved: half a file would look like a whole one. */
async function exportAll(paydayId: string): Promise<void> {
  let text = ''
  let name = ''
  let cursor: string | undefined
  do {
    const part = await call('exportReconciliation', { params: { paydayId }, query: { cursor } })
    text += part.text
    name = part.fileName
    cursor = part.cursor
  } while (cursor)
  saveText(name, text, 'text/csv')
}

export function ExportButton({ paydayId }: { readonly paydayId: string }) {
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure>()
  const save = async () => {
    setBusy(true)
    setFailure(undefined)
    try {
      await exportAll(paydayId)
    } catch (fault) {
      setFailure(asFailure(fault))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <button type="button" class="button" disabled={busy} onClick={save}>
        <Icon name="down" />
        {text(busy ? 'app.loading' : 'payday.export')}
      </button>
      <PaymentFailure failure={failure} />
    </>
  )
}

export function Disagreements({ paydayId }: { readonly paydayId: string }) {
  const { items, failure, load, more, loading } = usePages(paydayId, (cursor) =>
    call('listDisagreements', { params: { paydayId }, query: { cursor } }),
  )
  if (!items) return failure ? <PaymentFailure failure={failure} onRetry={load} /> : <Waiting />
  if (items.length === 0) return <Empty title={text('payday.agree')} />
  return (
    <>
      {more && <p class="hint">{counted('payday.disagreeing', items.length)}</p>}
      <ul class="plain-list lines">
        {items.map(({ householdId, agency, amountDueFcfa, household, complaintId }) => (
          <li key={householdId} class="disagreement">
            <span class="strong reference">{householdId}</span>
            <span>
              {text('payday.agencySays')} {text(`agencyResult.${agency.result}`)}{' '}
              <span class="quiet">
                {text('payday.amountOf', { amount: fcfa(agency.amountFcfa), due: fcfa(amountDueFcfa) })}
              </span>
            </span>
            <span>
              {text('payday.householdSays')} <HouseholdSaid said={household} />
            </span>
            {complaintId && <a href={`/plaintes/${complaintId}`}>{text('payday.complaint')}</a>}
          </li>
        ))}
      </ul>
      <PaymentFailure failure={failure} />
      <MoreButton more={more} loading={loading} />
    </>
  )
}
