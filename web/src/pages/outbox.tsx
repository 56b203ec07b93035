/** What was done on this device and has not arrived: each act with its time, where it stands, and what can be done with it. */
import '../styles/outbox.css'
import { useEffect, useState } from 'preact/hooks'
import { moment } from '../parts/dates.ts'
import { Icon } from '../parts/icon.tsx'
import { actOf, isGone, refusalIn, stateOf, wordsOf } from '../parts/job-words.ts'
import { Notice } from '../parts/notice.tsx'
import { PageHead } from '../parts/page.tsx'
import { spoken } from '../parts/reference.tsx'
import { refused } from '../store/device-vault.ts'
import { counted, text } from '../store/language.ts'
import { me } from '../store/me.ts'
import type { Job } from '../store/outbox-job.ts'
import { beginSending, drop, flush, forgetDone, jobs, sendAnyway, sendingId } from '../store/outgoing.ts'

function Told({ job }: { readonly job: Job }) {
  const { filed, complaintId, reference } = job
  const to = filed ? (filed.visible ? filed.complaintId : undefined) : complaintId
  const said = filed?.reference ?? reference
  if (!said) return null
  return to ? <a href={`/plaintes/${to}`}>{spoken(said)}</a> : <span>{spoken(said)}</span>
}

function Act({ job }: { readonly job: Job }) {
  const [sure, setSure] = useState(false)
  const sending = sendingId.value === job.id
  const why = refusalIn(job)
  const words = wordsOf(job)
  const done = job.state === 'done'
  return (
    <li class={why ? 'card outgoing outgoing-stopped' : 'card outgoing'}>
      <div class="outgoing-top">
        <p class="strong">{actOf(job)}</p>
        <span class={why ? 'chip chip-late' : done ? 'chip chip-done' : 'chip chip-state'}>
          {stateOf(job, sendingId.value)}
        </span>
      </div>
      <p class="quiet">
        <Told job={job} />
        <span>
          {text('outbox.madeAt', { when: moment(new Date(job.madeAt).toISOString()), who: job.by })}
        </span>
        {!done && job.tries > 0 && <span>{counted('outbox.tries', job.tries)}</span>}
      </p>
      {job.filed && (
        <p>
          {text(job.filed.visible ? 'outbox.reference' : 'outbox.filedHidden', {
            reference: spoken(job.filed.reference),
          })}
        </p>
      )}
      {words && <blockquote>{words}</blockquote>}
      {why && <p class="field-error">{why}</p>}
      {job.refused?.complaintIds?.map((id) => (
        <a key={id} class="button-quiet" href={`/plaintes/${id}`}>
          {text('outbox.see')}
        </a>
      ))}
      {!done && (
        <div class="actions">
          {job.state === 'refused' && job.complaintId && !isGone(job) && (
            <a class="button" href={`/plaintes/${job.complaintId}`}>
              {text('outbox.see')}
            </a>
          )}
          {job.state === 'refused' && !isGone(job) && (
            <button type="button" class="button" onClick={() => sendAnyway(job.id)}>
              {text(job.refused?.code === 'stale' ? 'outbox.anyway' : 'outbox.retry')}
            </button>
          )}
          <button
            type="button"
            class={sure ? 'button button-grave' : 'button'}
            disabled={sending}
            onClick={() => (sure ? drop(job.id) : setSure(true))}
          >
            {text(sure ? 'outbox.dropSure' : 'outbox.drop')}
          </button>
        </div>
      )}
    </li>
  )
}

function Acts({ title, acts }: { readonly title: string; readonly acts: readonly Job[] }) {
  if (acts.length === 0) return null
  return (
    <section>
      <h2>{title}</h2>
      <ul class="plain-list outgoing-list">
        {acts.map((job) => (
          <Act key={job.id} job={job} />
        ))}
      </ul>
    </section>
  )
}

export function OutboxPage() {
  const officer = me.value
  useEffect(() => {
    if (officer) beginSending()
  }, [officer?.officerId])
  const all = jobs.value
  const stopped = all.filter(({ state }) => state === 'refused')
  const waiting = all.filter(({ state }) => state === 'waiting' || state === 'behind')
  const done = all.filter(({ state }) => state === 'done').reverse()
  return (
    <div class="page page-narrow">
      <PageHead title={text('outbox.title')}>
        <p class="page-sub">{text('outbox.words')}</p>
      </PageHead>
      {refused.value && (
        <Notice tone="bad">
          <p>{text('line.noDevice')}</p>
        </Notice>
      )}
      {stopped.length + waiting.length === 0 && (
        <div class="empty">
          <Icon name="check" />
          <p class="strong">{text('outbox.empty')}</p>
          <p>{text('outbox.emptyWords')}</p>
        </div>
      )}
      {waiting.length > 0 && (
        <button
          type="button"
          class="button button-main outgoing-send"
          disabled={sendingId.value !== undefined}
          onClick={() => flush()}
        >
          <Icon name="refresh" />
          {text('outbox.sendNow')}
        </button>
      )}
      <Acts title={text('outbox.stopped')} acts={stopped} />
      <Acts title={text('outbox.waiting')} acts={waiting} />
      <Acts title={text('outbox.done')} acts={done} />
      {done.length > 0 && (
        <button type="button" class="button-quiet" onClick={() => forgetDone()}>
          {text('outbox.forgetDone')}
        </button>
      )}
    </div>
  )
}
