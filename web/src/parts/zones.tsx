/** Communes and cercles that are closed or hard to reach: who said so, why, and until when. */
import { useState } from 'preact/hooks'
import { cerclesOf, communesOf, regions } from '../../../shared/domain/places.ts'
import { type Answer, call } from '../admin-api.ts'
import { text } from '../store/language.ts'
import { today } from '../store/period.ts'
import { AdminFailure } from './admin-page.tsx'
import { useAsked } from './asked.ts'
import { moment, wholeDay } from './dates.ts'
import { DayField, RadioField, SelectField } from './fields.tsx'
import { ReasonForm } from './reason-form.tsx'

type Zone = Answer<'listZones'>['items'][number]
const zoneStates = ['closed', 'restricted', 'open'] as const

const places = () =>
  regions.flatMap((region) =>
    cerclesOf(region.code).flatMap((cercle) => [
      { value: cercle.code, label: text('zones.wholeCercle', { name: cercle.name }), group: region.name },
      ...communesOf(cercle.code).map(({ code, name }) => ({
        value: code,
        label: `${name} (${cercle.name})`,
        group: region.name,
      })),
    ]),
  )

function ZoneList({ zones }: { readonly zones: readonly Zone[] }) {
  return (
    <ul class="plain-list settled-list">
      {zones.map(({ code, name, status, until, reason, by, at, over }) => (
        <li key={code}>
          <p>
            <strong>{name}</strong>{' '}
            <span class={over ? 'admin-mark' : 'admin-mark admin-mark-out'}>
              {text(`zones.status.${status}`)}
            </span>{' '}
            {until && `${text('zones.until')} ${wholeDay(until)}`}{' '}
            {over && status !== 'open' && text('zones.over')}
          </p>
          <p>{reason}</p>
          <p class="quiet">{text('zones.by', { name: by.name, at: moment(at) })}</p>
        </li>
      ))}
    </ul>
  )
}

export function Zones() {
  const { found, failure, load } = useAsked('zones', () => call('listZones'))
  const [isSetting, setSetting] = useState(false)
  const [code, setCode] = useState('')
  const [status, setStatus] = useState('')
  const [until, setUntil] = useState('')
  const holding = found?.items.filter(({ over }) => !over) ?? []
  const past = found?.items.filter(({ over }) => over) ?? []
  const send = async (reason: string) => {
    const said = zoneStates.find((each) => each === status) ?? 'closed'
    await call('setZone', {
      params: { code: code || '-' },
      body: { status: said, reason, ...(until && said !== 'open' ? { until } : {}) },
    })
    setSetting(false)
    setCode('')
    setStatus('')
    setUntil('')
    await load()
  }
  return (
    <section class="card" aria-labelledby="zones">
      <h2 id="zones">{text('zones.title')}</h2>
      <p class="hint">{text('zones.lead')}</p>
      <AdminFailure failure={failure} onRetry={load} />
      {found && holding.length === 0 && <p>{text('zones.none')}</p>}
      <ZoneList zones={holding} />
      {past.length > 0 && (
        <details class="admin-kept">
          <summary>{text('zones.before')}</summary>
          <ZoneList zones={past} />
        </details>
      )}
      {!isSetting && (
        <div class="actions">
          <button type="button" class="button" onClick={() => setSetting(true)}>
            {text('zones.set')}
          </button>
        </div>
      )}
      {isSetting && (
        <ReasonForm
          id="zone"
          title={text('zones.set')}
          button={text('calendar.save')}
          onClose={() => setSetting(false)}
          onSend={send}
        >
          <SelectField
            id="zone-place"
            label={text('zones.place')}
            value={code}
            onValue={setCode}
            choices={places()}
          />
          <RadioField
            id="zone-status"
            label={text('zones.status')}
            tiles="small"
            value={status}
            onValue={setStatus}
            choices={zoneStates.map((value) => ({ value, label: text(`zones.status.${value}`) }))}
          />
          {status !== 'open' && (
            <DayField
              id="zone-until"
              label={text('zones.until')}
              hint={text('zones.untilHint')}
              min={today()}
              value={until}
              onValue={setUntil}
            />
          )}
        </ReasonForm>
      )}
    </section>
  )
}
