/** The journal, folded: each request and each answer; and what was played, kept as a journey that the tests replay. */
import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import type { Handset } from './handset.ts'
import type { Exchange } from './journal.ts'
import { journeyFileName, journeyText } from './journey.ts'
import { words } from './page.ts'

export interface JournalCardProps {
  readonly handset: Handset
  /** The commune that the line knows the caller by, for the journey's heading. */
  readonly place: string | undefined
}

function Row({ exchange, before }: { exchange: Exchange; before: Exchange | undefined }) {
  const say = words.value
  const facts = [
    new Date(exchange.atMs).toISOString().slice(11, 19),
    exchange.septets === undefined ? '' : `${exchange.septets}/160`,
    exchange.tookMs === undefined ? '' : `${exchange.tookMs} ms`,
    exchange.sessionId === before?.sessionId ? '' : (exchange.sessionId ?? ''),
  ]
  return (
    <li class={`exchange ${exchange.kind}`}>
      <p>
        <strong>{say.exchange[exchange.kind]}</strong>
        <small>{facts.filter((fact) => fact !== '').join(' · ')}</small>
      </p>
      {exchange.text !== '' && <pre>{exchange.text}</pre>}
    </li>
  )
}

function Keep({ handset, place }: JournalCardProps) {
  const say = words.value
  const dialog = useRef<HTMLDialogElement>(null)
  const area = useRef<HTMLTextAreaElement>(null)
  const title = useSignal(say.keepNamed)
  const told = useSignal('')
  const text = journeyText({
    title: title.value,
    number: handset.number,
    code: handset.line.code,
    place,
    steps: handset.journal.steps(),
  })
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      told.value = say.copied
    } catch {
      area.current?.select()
      told.value = say.copyByHand
    }
  }
  const download = () => {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
    link.download = journeyFileName(title.value)
    link.click()
    URL.revokeObjectURL(link.href)
  }
  return (
    <>
      <button
        type="button"
        class="plain"
        disabled={handset.journal.steps().length === 0}
        onClick={() => {
          told.value = ''
          dialog.current?.showModal()
        }}
      >
        {say.keep}
      </button>
      <dialog ref={dialog} class="keep" aria-labelledby="keep-title">
        <h2 id="keep-title">{say.keepTitle}</h2>
        <label>
          {say.keepName}
          <input
            type="text"
            value={title.value}
            onInput={(event) => {
              title.value = event.currentTarget.value
            }}
          />
        </label>
        <textarea ref={area} readOnly rows={12} value={text} aria-labelledby="keep-title" />
        <p class="quiet">{say.keepHow(`test/journeys/${journeyFileName(title.value)}`)}</p>
        <div class="pushes">
          <button type="button" class="plain strong" onClick={copy}>
            {say.copy}
          </button>
          <button type="button" class="plain" onClick={download}>
            {say.download}
          </button>
          <button type="button" class="plain" onClick={() => dialog.current?.close()}>
            {say.close}
          </button>
        </div>
        <p class="told" role="status">
          {told.value}
        </p>
      </dialog>
    </>
  )
}

export function JournalCard({ handset, place }: JournalCardProps) {
  const say = words.value
  const exchanges = handset.journal.exchanges.value
  return (
    <section class="card journal">
      <details>
        <summary>
          {say.journal} <small>{exchanges.length === 0 ? '' : say.journalCount(exchanges.length)}</small>
        </summary>
        <p class="quiet">{exchanges.length === 0 ? say.journalEmpty : say.journalWhy}</p>
        <ol>
          {exchanges.map((exchange, place) => (
            <Row key={exchange.id} exchange={exchange} before={exchanges[place - 1]} />
          ))}
        </ol>
      </details>
      <div class="pushes">
        <Keep handset={handset} place={place} key={handset.number} />
        {exchanges.length > 0 && (
          <button type="button" class="link" onClick={handset.journal.clear}>
            {say.journalClear}
          </button>
        )}
      </div>
    </section>
  )
}
