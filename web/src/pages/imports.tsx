/** Payment lists and results: a file is sent here, and what became of those before can be looked at again. */
import { fileSize, number } from '../parts/amounts.ts'
import { useAgain, useAsked } from '../parts/asked.ts'
import { moment } from '../parts/dates.ts'
import { ImportForm } from '../parts/import-form.tsx'
import { addressOfImport, isGoing, kindWords, stateWords, toneOf } from '../parts/import-words.ts'
import { Empty, PaymentFailure, PaymentsPage, Waiting } from '../parts/payments-page.tsx'
import { type Answer, call } from '../payments-api.ts'
import { text } from '../store/language.ts'
import { me } from '../store/me.ts'

type Row = Answer<'listImports'>['items'][number]

const everyMs = 5_000

function FileLine({ row }: { readonly row: Row }) {
  const { importId, fileName, kind, sizeBytes, taken, bad, by, createdAt } = row
  return (
    <li>
      <a class="strong file-name" href={addressOfImport(importId)}>
        {fileName}
      </a>
      <span class={`chip chip-${toneOf(row)}`}>{stateWords(row)}</span>
      <span>
        {kindWords(kind)}, {fileSize(sizeBytes)}
      </span>
      {row.state !== 'awaiting_file' && (
        <span>
          {text('imports.takenSoFar', { taken: number(taken) })}
          {bad > 0 && ` · ${text('imports.badSoFar', { bad: number(bad) })}`}
        </span>
      )}
      <span class="quiet">
        {by.name}, {moment(createdAt)}
      </span>
    </li>
  )
}

export function ImportsPage() {
  const officer = me.value
  const allowed = officer?.payments.includes('files') ?? false
  const kinds = useAsked(allowed ? 'kinds' : undefined, () => call('importKinds'))
  const files = useAsked(allowed ? 'files' : undefined, () => call('listImports'))
  useAgain(files.found?.items.some(isGoing) ?? false, everyMs, files.load)
  if (!officer) return null
  return (
    <PaymentsPage title={text('payments.files')}>
      <p class="lead">{text(allowed ? 'imports.lead' : 'payments.denied')}</p>
      {allowed && (
        <div class="stack">
          <section class="card" aria-labelledby="send-title">
            <h2 id="send-title">{text('imports.sendTitle')}</h2>
            <PaymentFailure failure={kinds.failure} onRetry={kinds.load} />
            {!kinds.found && !kinds.failure && <Waiting />}
            {kinds.found && <ImportForm kinds={kinds.found.items} />}
          </section>
          <section class="card" aria-labelledby="files-title">
            <h2 id="files-title">{text('imports.history')}</h2>
            <PaymentFailure failure={files.failure} onRetry={files.load} />
            {!files.found && !files.failure && <Waiting />}
            {files.found?.items.length === 0 && <Empty title={text('imports.none')} />}
            <ul class="plain-list lines">
              {files.found?.items.map((row) => (
                <FileLine key={row.importId} row={row} />
              ))}
            </ul>
          </section>
        </div>
      )}
    </PaymentsPage>
  )
}
