/** Which time, what to compare it with, where, which programme. Every choice is in the address. */
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { Dashboard } from '../../../shared/contracts/dashboard-api.ts'
import { text } from '../store/language.ts'
import {
  addressOfDashboard,
  comparisons,
  type DashboardAddress,
  lengthOf,
  type Span,
  spanOf,
  times,
} from '../store/period.ts'
import { atlas } from '../store/places.ts'
import { type Choice, DayField } from './fields.tsx'

interface ChooseProps {
  readonly id: string
  readonly label: string
  readonly value: string
  readonly choices: readonly Choice[]
  readonly onValue: (value: string) => void
}

export function Choose({ id, label, value, choices, onValue }: ChooseProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={({ currentTarget }) => onValue(currentTarget.value)}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  )
}

const longestDays = 732

function OtherDates({ span, onSpan }: { readonly span: Span; readonly onSpan: (span: Span) => void }) {
  const [from, setFrom] = useState(span.from)
  const [to, setTo] = useState(span.to)
  const [isWrong, setWrong] = useState(false)
  const show = (event: Event) => {
    event.preventDefault()
    const isRight = from !== '' && to !== '' && from <= to && lengthOf({ from, to }) <= longestDays
    setWrong(!isRight)
    if (isRight) onSpan({ from, to })
  }
  return (
    <form class="other-dates" onSubmit={show} noValidate>
      <DayField
        id="dashboard-from"
        label={text('dashboard.from')}
        value={from}
        onValue={setFrom}
        error={isWrong ? text('dashboard.wrongDates') : undefined}
      />
      <DayField id="dashboard-to" label={text('dashboard.to')} value={to} onValue={setTo} />
      <button type="submit" class="button">
        {text('dashboard.show')}
      </button>
    </form>
  )
}

interface ControlsProps {
  readonly address: DashboardAddress
  readonly coverage: Dashboard['coverage'] | undefined
}

export function DashboardControls({ address, coverage }: ControlsProps) {
  const { route } = useLocation()
  const go = (change: Partial<DashboardAddress>) => route(addressOfDashboard({ ...address, ...change }))
  const { region: _region, ...anywhere } = address
  const { programme: _programme, ...anyProgramme } = address
  const all = { value: '', label: text('dashboard.all') }
  const regions = coverage?.regions ?? []
  return (
    <div class="dashboard-controls">
      <Choose
        id="dashboard-time"
        label={text('dashboard.time')}
        value={address.time}
        choices={times.map((value) => ({ value, label: text(`dashboard.time.${value}`) }))}
        onValue={(value) => {
          const time = times.find((each) => each === value) ?? 'month'
          go({ time, span: spanOf(address) })
        }}
      />
      <Choose
        id="dashboard-compare"
        label={text('dashboard.compare')}
        value={address.compared}
        choices={comparisons.map((value) => ({ value, label: text(`dashboard.compare.${value}`) }))}
        onValue={(value) => go({ compared: comparisons.find((each) => each === value) ?? 'none' })}
      />
      {regions.length > 1 && (
        <Choose
          id="dashboard-region"
          label={text('dashboard.region')}
          value={address.region ?? ''}
          choices={[
            all,
            ...regions.map((code) => ({ value: code, label: atlas.value?.regionOf(code)?.name ?? code })),
          ]}
          onValue={(region) => route(addressOfDashboard(region ? { ...address, region } : anywhere))}
        />
      )}
      <Choose
        id="dashboard-programme"
        label={text('dashboard.programme')}
        value={address.programme ?? ''}
        choices={[
          all,
          ...(coverage?.programmes ?? []).map(({ programmeId, name }) => ({
            value: programmeId,
            label: name,
          })),
        ]}
        onValue={(programme) =>
          route(addressOfDashboard(programme ? { ...address, programme } : anyProgramme))
        }
      />
      {address.time === 'other' && (
        <OtherDates
          key={`${address.span.from} ${address.span.to}`}
          span={address.span}
          onSpan={(span) => go({ time: 'other', span })}
        />
      )}
    </div>
  )
}
