/** Somebody who asked to talk in private: how and when to call them safely, and the few steps that follow. */
import '../styles/complaint.css'
import { signal } from '@preact/signals'
import { useCallback, useEffect, useState } from 'preact/hooks'
import { call } from '../api.ts'
import { moment } from '../parts/dates.ts'
import { History } from '../parts/history.tsx'
import { Icon } from '../parts/icon.tsx'
import { Opening, type OpenReason } from '../parts/opening.tsx'
import { PageHead } from '../parts/page.tsx'
import { inPairs } from '../parts/phone-pairs.ts'
import { PrivateActions, type PrivateDetail, type PrivateHandling } from '../parts/private-actions.tsx'
import { PrivateRoom } from '../parts/private-room.tsx'
import { draftBox } from '../store/drafts.ts'
import { handling } from '../store/handling.ts'
import { counted, text } from '../store/language.ts'
import { loadAtlas, placeName } from '../store/places.ts'

const take = (person: PrivateDetail): PrivateHandling =>
  handling(
    signal(person),
    draftBox(`private/${person.complaintId}`, () => false),
    ({ complaintId, command, version, idempotencyKey }) =>
      call('commandPrivate', { params: { complaintId }, body: command, version, idempotencyKey }),
  )

function HowToCall({ person }: { readonly person: PrivateDetail }) {
  const { region, consent, referredTo, attempts } = person
  return (
    <section class="card call-card" aria-labelledby="call-title">
      <h2 id="call-title">{text('private.number')}</h2>
      <a
        class="phone-shown"
        href={`tel:${person.safeNumber}`}
        aria-label={text('phone.call', { phone: inPairs(person.safeNumber) })}
      >
        <Icon name="phone" />
        {inPairs(person.safeNumber)}
      </a>
      <p>{text(`private.number.${person.numberKind}`)}</p>
      <dl>
        <div>
          <dt>{text('private.safeTime')}</dt>
          <dd>{text(`private.safe.${person.safeTime}`)}</dd>
        </div>
        <div>
          <dt>{text('complaint.language')}</dt>
          <dd>{text(`language.${person.language}`)}</dd>
        </div>
        {region && (
          <div>
            <dt>{text('private.region')}</dt>
            <dd>{placeName({ region }) ?? '…'}</dd>
          </div>
        )}
        {referredTo && (
          <div>
            <dt>{text('private.referredTo')}</dt>
            <dd>{referredTo}</dd>
          </div>
        )}
        {consent !== undefined && (
          <div>
            <dt>{text('private.consent')}</dt>
            <dd>{text(consent ? 'app.yes' : 'app.no')}</dd>
          </div>
        )}
      </dl>
      <p class={person.smsIsSafe ? 'hint' : 'said-mark'}>
        {text(person.smsIsSafe ? 'private.smsOk' : 'private.noSms')}
      </p>
      {attempts > 0 && <p class="hint">{counted('complaint.attempts', attempts)}</p>}
    </section>
  )
}

function PrivateSheet({ held }: { readonly held: PrivateHandling }) {
  const person = held.detail.value
  return (
    <div class="page">
      <div class="complaint-head">
        <div class="complaint-ways">
          <a class="button-quiet" href="/espace-reserve">
            <Icon name="back" />
            {text('private.back')}
          </a>
        </div>
        <PageHead title={text('private.case')} tabTitle={text('app.tagline')}>
          <p class="complaint-marks">
            <span class="complaint-category">{text(`private.wants.${person.wants}`)}</span>
            <span class="chip chip-state">{text(`private.state.${person.state}`)}</span>
            {person.state === 'callback_requested' && (
              <span class={person.late ? 'chip chip-late' : 'chip chip-calm'}>
                <Icon name="clock" />
                {text('private.callBy', { when: moment(person.dueAt) })}
              </span>
            )}
          </p>
        </PageHead>
      </div>
      <div class="sheet sheet-called">
        <HowToCall person={person} />
        <div class="sheet-main">
          <PrivateActions handling={held} />
          <History history={person.history} assignable={person.assignable} />
        </div>
      </div>
    </div>
  )
}

function PrivateCase({ complaintId }: { readonly complaintId: string }) {
  const [held, setHeld] = useState<PrivateHandling>()
  const forget = useCallback(() => setHeld(undefined), [])
  useEffect(() => {
    loadAtlas()
  }, [])
  const open = async (reason: OpenReason) => {
    setHeld(take(await call('openPrivate', { params: { complaintId }, body: reason })))
    scrollTo(0, 0)
  }
  return (
    <PrivateRoom onLock={forget}>{held ? <PrivateSheet held={held} /> : <Opening open={open} />}</PrivateRoom>
  )
}

export function PrivateCasePage({ complaintId = '' }: { readonly complaintId?: string }) {
  return <PrivateCase key={complaintId} complaintId={complaintId} />
}
