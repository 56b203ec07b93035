/** Behind the rows: what can be done to those that are chosen, and what came of what was done. */
import '../styles/triage.css'
import { useEffect, useState } from 'preact/hooks'
import type { TogetherCommand } from '../../../shared/contracts/queue-api.ts'
import { type Answer, call } from '../api.ts'
import { asFailure, type Failure, sentenceOf } from '../failure.ts'
import { counted, text } from '../store/language.ts'
import { me } from '../store/me.ts'
import { selected, selectNone } from '../store/selection.ts'
import {
  type Deed,
  deed,
  dismiss,
  doTogether,
  goNow,
  type NotDone,
  tryAgain,
  undo,
} from '../store/together.ts'
import { Dialog } from './dialog.tsx'
import { SelectField, WordsField } from './fields.tsx'
import { Icon } from './icon.tsx'
import { spoken } from './reference.tsx'

/** What asks for more than a tap. */
type Asking = 'assign' | 'transfer' | 'escalate'
type Choices = Answer<'choicesTogether'>

const whyOf = ({ why, assignee }: NotDone): string =>
  why === 'stale' && assignee ? text('bulk.why.staleBy', { name: assignee }) : text(`bulk.why.${why}`)

/** Counts down in whole seconds. */
function Seconds({ until }: { readonly until: number }) {
  const left = () => Math.max(0, Math.ceil((until - Date.now()) / 1000))
  const [seconds, setSeconds] = useState(left)
  useEffect(() => {
    const timer = setInterval(() => setSeconds(left()), 500)
    return () => clearInterval(timer)
  }, [until])
  return <span aria-hidden="true">{counted('bulk.seconds', seconds)}</span>
}

function told(now: Deed): string {
  switch (now.state) {
    case 'held':
    case 'going':
      return counted(`bulk.held.${now.type}`, now.count)
    case 'done':
      return counted(`bulk.done.${now.type}`, now.count)
    case 'undone':
      return counted('bulk.undone', now.count)
    case 'kept':
      return text('bulk.kept')
    case 'failed':
      return text(sentenceOf(now.failure))
  }
}

function Outcome({ now }: { readonly now: Deed }) {
  const failed = now.state === 'done' || now.state === 'undone' ? now.failed : []
  const count = 'count' in now ? now.count : 1
  return (
    <div class="deed" role="status">
      {(count > 0 || failed.length === 0) && (
        <p>
          {told(now)} {now.state === 'held' && <Seconds until={now.until} />}
          {now.state === 'going' && '…'}
        </p>
      )}
      {failed.length > 0 && (
        <>
          <p class="strong">{counted('bulk.failed', failed.length)}</p>
          <ul class="deed-failed">
            {failed.map((one) => (
              <li key={one.complaintId}>
                <a href={`/plaintes/${one.complaintId}`}>{spoken(one.reference)}</a> : {whyOf(one)}
              </li>
            ))}
          </ul>
        </>
      )}
      <div class="actions">
        {(now.state === 'held' || (now.state === 'done' && now.undo)) && (
          <button type="button" class="button" onClick={undo}>
            {text('bulk.undo')}
          </button>
        )}
        {now.state === 'held' && (
          <button type="button" class="button-quiet" onClick={() => goNow()}>
            {text('bulk.now')}
          </button>
        )}
        {now.state === 'failed' && (
          <button type="button" class="button" onClick={tryAgain}>
            {text('app.retry')}
          </button>
        )}
        {(now.state === 'done' ||
          now.state === 'undone' ||
          now.state === 'kept' ||
          now.state === 'failed') && (
          <button type="button" class="button-quiet" onClick={dismiss}>
            {text('bulk.close')}
          </button>
        )}
      </div>
    </div>
  )
}

interface AskProps {
  readonly asking: Asking
  readonly onDo: (command: TogetherCommand) => void
  readonly onClose: () => void
}

const titles = { assign: 'bulk.assign', transfer: 'bulk.transfer', escalate: 'bulk.escalate' } as const

function Ask({ asking, onDo, onClose }: AskProps) {
  const [choices, setChoices] = useState<Choices>()
  const [failure, setFailure] = useState<Failure>()
  const [whom, setWhom] = useState('')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  // The button that leads here says that something is asked first.
  const title = text(titles[asking]).replace('…', '')
  const offered =
    asking === 'assign'
      ? choices?.officers.map(({ officerId, name }) => ({ value: officerId, label: name }))
      : choices?.units.map(({ unitId, name }) => ({ value: unitId, label: name }))

  useEffect(() => {
    if (asking === 'escalate') return
    const complaintIds = selected.value.map(({ complaintId }) => complaintId)
    call('choicesTogether', { body: { complaintIds } }).then(setChoices, (fault: unknown) =>
      setFailure(asFailure(fault)),
    )
  }, [])

  const submit = () => {
    setTried(true)
    const said = reason.trim()
    if (asking === 'assign' && whom) onDo({ type: 'assign', officerId: whom })
    if (asking === 'transfer' && whom && said) onDo({ type: 'transfer', unit: whom, reason: said })
    if (asking === 'escalate' && said) onDo({ type: 'escalate', reason: said })
  }
  const missing = (value: string) => (tried && value.trim() === '' ? text('error.needed') : undefined)

  return (
    <Dialog title={title} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <p class="quiet">{counted('bulk.count', selected.value.length)}</p>
        {failure && <p class="field-error">{text(sentenceOf(failure))}</p>}
        {asking !== 'escalate' &&
          (offered?.length === 0 ? (
            <p class="field-error">{text(asking === 'assign' ? 'bulk.noOfficer' : 'bulk.noUnit')}</p>
          ) : (
            <SelectField
              id="bulk-whom"
              label={text(asking === 'assign' ? 'bulk.officer' : 'bulk.unit')}
              value={whom}
              disabled={!offered}
              choices={offered ?? []}
              error={missing(whom)}
              onValue={setWhom}
            />
          ))}
        {asking !== 'assign' && (
          <WordsField
            id="bulk-reason"
            label={text('bulk.reason')}
            hint={text('bulk.reasonHint')}
            most={1000}
            rows={3}
            value={reason}
            error={missing(reason)}
            onValue={setReason}
          />
        )}
        <div class="actions">
          <button
            type="submit"
            class="button button-main"
            disabled={asking !== 'escalate' && !offered?.length}
          >
            {title}
          </button>
          <button type="button" class="button" onClick={onClose}>
            {text('app.cancel')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}

export function TriageBar() {
  const [asking, setAsking] = useState<Asking>()
  const rows = selected.value
  const deeds = me.value?.deeds ?? []
  const now = deed.value
  // What is held goes through when the queue is left.
  useEffect(() => () => goNow(), [])

  const act = (command: TogetherCommand) => {
    setAsking(undefined)
    doTogether(rows, command)
    selectNone()
  }
  if (rows.length === 0 && !now) return null
  return (
    <section class="triage-bar" aria-label={text('bulk.label')}>
      {now && <Outcome now={now} />}
      {rows.length > 0 && (
        <div class="triage-actions">
          <p role="status" class="strong">
            {counted('bulk.count', rows.length)}
          </p>
          <button type="button" class="button-quiet" aria-label={text('bulk.none')} onClick={selectNone}>
            <Icon name="close" />
          </button>
          {deeds.includes('assign') && (
            <>
              <button
                type="button"
                class="button button-main"
                onClick={() =>
                  act({ type: 'assign', ...(me.value ? { officerId: me.value.officerId } : {}) })
                }
              >
                {text('bulk.mine')}
              </button>
              <button type="button" class="button" onClick={() => setAsking('assign')}>
                {text('bulk.assign')}
              </button>
            </>
          )}
          {deeds.includes('handle') && (
            <button type="button" class="button" onClick={() => act({ type: 'acknowledge' })}>
              {text('bulk.acknowledge')}
            </button>
          )}
          {deeds.includes('transfer') && (
            <>
              <button type="button" class="button" onClick={() => setAsking('transfer')}>
                {text('bulk.transfer')}
              </button>
              <button type="button" class="button" onClick={() => setAsking('escalate')}>
                {text('bulk.escalate')}
              </button>
            </>
          )}
        </div>
      )}
      {asking && <Ask asking={asking} onDo={act} onClose={() => setAsking(undefined)} />}
    </section>
  )
}
