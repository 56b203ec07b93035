/** One file: how far it is, how many rows were taken, which were not and why, and the file of those to put right. */
import { useMemo } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { number } from '../parts/amounts.ts'
import { useAgain, useAsked } from '../parts/asked.ts'
import { moment } from '../parts/dates.ts'
import { Icon } from '../parts/icon.tsx'
import { addressOfImport, isGoing, kindWords, stateWords, toneOf } from '../parts/import-words.ts'
import { Notice } from '../parts/notice.tsx'
import { PaymentFailure, PaymentsPage, Waiting } from '../parts/payments-page.tsx'
import { saveFrom } from '../parts/save-file.ts'
import { useSending } from '../parts/sending.ts'
import { UploadProgress } from '../parts/upload-progress.tsx'
import { type Answer, call } from '../payments-api.ts'
import { counted, text } from '../store/language.ts'
import { fileOf, sendFile, upload } from '../store/upload.ts'

type Import = Answer<'readImport'>

const everyMs = 1_500
const back = () => ({ to: '/paiements/fichiers', label: text('payments.files') })

function Counts({ file }: { readonly file: Import }) {
  const { rows, read, taken, unchanged, bad, planned, dryRun, state } = file
  const figures = [
    [taken, text(dryRun ? 'imports.wouldTake' : 'imports.taken')],
    [unchanged, text('imports.unchanged')],
    [bad, text('imports.bad')],
    ...(planned > 0 ? ([[planned, text('imports.planned')]] as const) : []),
  ] as const
  return (
    <section class="card" aria-labelledby="counts-title">
      <h2 id="counts-title">{text('imports.rows')}</h2>
      <p role="status">
        {rows === undefined
          ? text('imports.read', { read: number(read) })
          : text('imports.readOf', { read: number(read), rows: number(rows) })}
      </p>
      {isGoing(file) && (
        <progress
          class="progress"
          max={Math.max(1, rows ?? 1)}
          value={state === 'running' && rows ? read : undefined}
          aria-labelledby="counts-title"
        />
      )}
      <ul class="payment-figures plain-list">
        {figures.map(([figure, label]) => (
          <li key={label} class={label === text('imports.bad') && bad > 0 ? 'figure-late' : undefined}>
            <strong>{number(figure)}</strong>
            <span>{label}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function BadRows({ file }: { readonly file: Import }) {
  const { importId, fileName, badRows, bad, hasBadRowsFile } = file
  const { busy, failure, send } = useSending(() => undefined)
  const fetchFile = () =>
    send([], async () => {
      const { url } = await call('badRowsFile', { params: { importId } })
      saveFrom(`${fileName.replace(/\.[^.]*$/, '')}-lignes-refusees.csv`, url)
    })
  if (bad === 0) return null
  return (
    <section class="card" aria-labelledby="bad-title">
      <div class="card-head">
        <h2 id="bad-title">{counted('imports.badRows', bad)}</h2>
        {hasBadRowsFile && (
          <button type="button" class="button" disabled={busy} onClick={fetchFile}>
            <Icon name="down" />
            {text('imports.badFile')}
          </button>
        )}
      </div>
      <p class="hint">{text('imports.badHelp')}</p>
      <PaymentFailure failure={failure} />
      <table class="bad-rows" aria-labelledby="bad-title">
        <thead>
          <tr>
            <th scope="col">{text('imports.line')}</th>
            <th scope="col">{text('imports.column')}</th>
            <th scope="col">{text('imports.reason')}</th>
          </tr>
        </thead>
        <tbody>
          {badRows.map(({ line, column, reason }) => (
            <tr key={`${line} ${column} ${reason}`}>
              <th scope="row">{number(line)}</th>
              <td>{column}</td>
              <td>{reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Acts({ file, onDone }: { readonly file: Import; readonly onDone: (file: Import) => void }) {
  const { route } = useLocation()
  const { importId, commands, dryRun, state, kind, defaults, fileName } = file
  const { busy, failure, send } = useSending(() => undefined)
  const act = (type: 'cancel' | 'resume') =>
    send([], async () => onDone(await call('commandImport', { params: { importId }, body: { type } })))
  const held = useMemo(() => fileOf(importId), [importId])
  const going = upload.value
  const forGood = async () => {
    if (!held) return
    const sent = await sendFile(held, { kind, fileName, sizeBytes: held.size, dryRun: false, defaults })
    if (sent) route(addressOfImport(sent))
  }
  return (
    <>
      <PaymentFailure failure={failure} />
      {going?.file === held && going && <UploadProgress upload={going} onAgain={forGood} />}
      <div class="actions">
        {commands.map((type) => (
          <button key={type} type="button" class="button" disabled={busy} onClick={() => act(type)}>
            {text(`imports.${type}`)}
          </button>
        ))}
        {dryRun && state === 'done' && held && (
          <button type="button" class="button button-main" onClick={forGood}>
            {text('imports.forGood')}
          </button>
        )}
      </div>
      {dryRun && state === 'done' && !held && <p class="hint">{text('imports.sendAgain')}</p>}
    </>
  )
}

function OneImport({ importId }: { readonly importId: string }) {
  const {
    found: file,
    failure,
    load,
    take,
  } = useAsked(importId, () => call('readImport', { params: { importId } }))
  useAgain(isGoing(file), everyMs, load)
  if (!file) {
    const missing = failure?.code === 'not-found'
    return (
      <PaymentsPage title={text(missing ? 'payments.missing' : 'payments.files')} back={back()}>
        {missing ? (
          <p>{text('payments.missingWords')}</p>
        ) : (
          <PaymentFailure failure={failure} onRetry={load} />
        )}
        {!failure && <Waiting tall />}
      </PaymentsPage>
    )
  }
  const { fileName, kind, by, createdAt, problem, missing, sameAs, dryRun, state } = file
  return (
    <PaymentsPage
      title={fileName}
      sub={`${kindWords(kind)} · ${by.name}, ${moment(createdAt)}`}
      back={back()}
    >
      <p class="payday-chips">
        <span class={`chip chip-${toneOf(file)}`}>{stateWords(file)}</span>
        {dryRun && <span class="quiet">{text('imports.dryRunIs')}</span>}
      </p>
      <PaymentFailure failure={failure} onRetry={load} />
      {problem && (
        <Notice tone="bad" title={text('importState.unreadable')}>
          <p>{text(`importProblem.${problem}`)}</p>
          {missing && missing.length > 0 && <p>{missing.join(', ')}</p>}
        </Notice>
      )}
      {sameAs && sameAs !== importId && (
        <Notice tone="warm">
          <p>
            {text('imports.sameAs')} <a href={addressOfImport(sameAs)}>{text('imports.sameAsLink')}</a>
          </p>
        </Notice>
      )}
      <div class="stack">
        {state !== 'unreadable' && <Counts file={file} />}
        <Acts file={file} onDone={take} />
        <BadRows file={file} />
      </div>
    </PaymentsPage>
  )
}

export function ImportPage({ importId = '' }: { readonly importId?: string }) {
  return <OneImport key={importId} importId={importId} />
}
