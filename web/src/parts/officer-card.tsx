/** One officer: what the entry says, and what can be done with it, each for a reason. */
import { useState } from 'preact/hooks'
import type { OfficerRow } from '../../../shared/contracts/admin-api.ts'
import { type Body, call } from '../admin-api.ts'
import { asFailure, type Failure } from '../failure.ts'
import { text } from '../store/language.ts'
import { me } from '../store/me.ts'
import { AdminFailure } from './admin-page.tsx'
import { moment } from './dates.ts'
import { WordsField } from './fields.tsx'

type Deed = Exclude<Body<'orderOfficer'>['type'], 'change'>

interface CardProps {
  readonly officer: OfficerRow
  readonly onChange: () => void
  readonly onSaved: () => void
}

const unitsOf = (units: OfficerRow['units']): string => units.map(({ name }) => name).join(', ') || '–'

function Facts({ officer }: { readonly officer: OfficerRow }) {
  const { keptFrom } = officer
  const kept = [...keptFrom.places, ...keptFrom.units, ...keptFrom.officers].map(({ name }) => name)
  const facts: readonly (readonly [string, string | undefined])[] = [
    [text('officers.units'), unitsOf(officer.units)],
    [text('officers.clearance'), text(`officers.clearance.${officer.clearance}`)],
    [text('officers.programmes'), officer.programmes.join(', ')],
    [text('officers.email'), officer.email],
    [text('officers.phone'), officer.alertPhone],
    [text('officers.keptFrom'), kept.join(', ')],
    [text('officers.seen'), officer.lastSeenAt && moment(officer.lastSeenAt)],
  ]
  return (
    <dl class="admin-facts">
      {facts.map(([label, said]) =>
        said ? (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{said}</dd>
          </div>
        ) : null,
      )}
    </dl>
  )
}

export function OfficerCard({ officer, onChange, onSaved }: CardProps) {
  const [deed, setDeed] = useState<Deed>()
  const [inHand, setInHand] = useState<number>()
  const [reason, setReason] = useState('')
  const [failure, setFailure] = useState<Failure>()
  const [busy, setBusy] = useState(false)
  const { officerId, name, asked, version } = officer
  const isSelf = me.value?.officerId === officerId
  const titleId = `officer-${officerId}`

  const choose = (next: Deed) => {
    setDeed(next)
    setReason('')
    setInHand(undefined)
    if (next === 'stop')
      call('officerInHand', { params: { officerId } }).then(
        ({ count }) => setInHand(count),
        () => undefined,
      )
  }
  const act = async () => {
    if (!deed) return
    setBusy(true)
    setFailure(undefined)
    try {
      await call('orderOfficer', { params: { officerId }, body: { type: deed, reason }, version })
      setDeed(undefined)
      onSaved()
    } catch (fault) {
      setFailure(asFailure(fault))
    } finally {
      setBusy(false)
    }
  }
  const button = (of: Deed) => (
    <button type="button" class="button" aria-expanded={deed === of} onClick={() => choose(of)}>
      {text(`officers.deed.${of}`)}
    </button>
  )

  return (
    <section class={officer.active ? 'card' : 'card officer-out'} aria-labelledby={titleId}>
      <h2 id={titleId}>
        {name} <span class="admin-mark">{text(`officerRole.${officer.role}`)}</span>
        {!officer.active && <span class="admin-mark admin-mark-out">{text('officers.out')}</span>}
      </h2>
      <p class="quiet">{officer.title}</p>
      <Facts officer={officer} />
      {asked && (
        <div class="notice notice-warm">
          <div>
            <p class="notice-title">{text('officers.waits')}</p>
            <p>
              {text('officers.askedFor', {
                role: text(`officerRole.${asked.role}`),
                units: unitsOf(asked.units),
                name: asked.by.name,
                at: moment(asked.at),
                reason: asked.reason,
              })}
            </p>
          </div>
        </div>
      )}
      {isSelf ? (
        <p class="hint">{text('officers.oneself')}</p>
      ) : (
        <div class="actions">
          {asked && asked.by.officerId !== me.value?.officerId && button('confirm_right')}
          {asked && button('refuse_right')}
          {!asked && (
            <button type="button" class="button" onClick={onChange}>
              {text('officers.change')}
            </button>
          )}
          {officer.active && button('stop')}
          {!officer.active && !asked && button('resume')}
        </div>
      )}
      {deed && (
        <form
          class="admin-deed"
          onSubmit={(event) => {
            event.preventDefault()
            act()
          }}
        >
          <AdminFailure failure={failure} />
          {deed === 'stop' && (
            <p>
              {text('officers.stopWords')}{' '}
              {inHand !== undefined && inHand > 0 && (
                <a href={`/?view=open`}>
                  {text('officers.inHand', { number: inHand >= 100 ? '100+' : inHand })}
                </a>
              )}
            </p>
          )}
          <WordsField
            id={`reason-${officerId}`}
            label={text('admin.reason')}
            hint={text('admin.reasonHint')}
            value={reason}
            onValue={setReason}
            most={300}
            rows={2}
          />
          <div class="actions">
            <button
              type="submit"
              class={deed === 'stop' ? 'button button-grave' : 'button button-main'}
              disabled={busy}
            >
              {text(`officers.deed.${deed}`)}
            </button>
            <button type="button" class="button-quiet" onClick={() => setDeed(undefined)}>
              {text('app.cancel')}
            </button>
          </div>
        </form>
      )}
    </section>
  )
}
