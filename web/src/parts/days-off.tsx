/** Days off of a year: those that ship with Jigikan, and what was announced since. */
import { useState } from 'preact/hooks'
import { type Answer, call } from '../admin-api.ts'
import { text } from '../store/language.ts'
import { me } from '../store/me.ts'
import { today } from '../store/period.ts'
import { AdminFailure } from './admin-page.tsx'
import { useAsked } from './asked.ts'
import { wholeDay } from './dates.ts'
import { DayField, LineField, SelectField } from './fields.tsx'
import { ReasonForm } from './reason-form.tsx'

type DayOff = Answer<'readCalendar'>['days'][number]
const yearsAhead = 3

/** What would undo what the house said of a day. */
const undoing = ({ day, name, how }: DayOff) =>
  how === 'worked' ? { free: [{ day, name }], worked: [] } : { free: [], worked: [day] }

export function DaysOff() {
  const thisYear = Number(today().slice(0, 4))
  const [year, setYear] = useState(String(thisYear))
  const { found, failure, load } = useAsked(year, () => call('readCalendar', { query: { year } }))
  const [touched, setTouched] = useState<string>()
  const [isAdding, setAdding] = useState(false)
  const [day, setDay] = useState('')
  const [name, setName] = useState('')
  const [insteadOf, setInsteadOf] = useState('')
  const isAdmin = me.value?.role === 'admin'
  const version = found?.version ?? 0
  const settle = async (
    change: { readonly free: { day: string; name: string }[]; readonly worked: string[] },
    reason: string,
  ) => {
    await call('changeCalendar', { body: { ...change, reason }, version })
    setTouched(undefined)
    setAdding(false)
    setDay('')
    setName('')
    setInsteadOf('')
    await load()
  }
  return (
    <section class="card" aria-labelledby="days-off">
      <h2 id="days-off">{text('calendar.daysOff')}</h2>
      <p class="hint">{text('calendar.moon')}</p>
      <SelectField
        id="calendar-year"
        label={text('calendar.year')}
        value={year}
        onValue={(value) => value && setYear(value)}
        choices={Array.from({ length: yearsAhead + 2 }, (_, index) => {
          const value = String(thisYear - 1 + index)
          return { value, label: value }
        })}
      />
      <AdminFailure failure={failure} onRetry={load} />
      {found?.days.length === 0 && <p>{text('calendar.none')}</p>}
      <ul class="plain-list settled-list">
        {found?.days.map((off) => (
          <li key={off.day}>
            <div class="settled-line">
              <span>
                <strong class={off.how === 'worked' ? 'struck' : ''}>{off.name}</strong>{' '}
                <span class="quiet">{wholeDay(off.day)}</span>{' '}
                <span class="admin-mark">{text(`calendar.how.${off.how}`)}</span>
              </span>
              {isAdmin && (
                <button
                  type="button"
                  class="button"
                  aria-label={`${text(off.how === 'standard' ? 'calendar.work' : 'calendar.undo')} (${wholeDay(off.day)})`}
                  onClick={() => setTouched(off.day)}
                >
                  {text(off.how === 'standard' ? 'calendar.work' : 'calendar.undo')}
                </button>
              )}
            </div>
            {touched === off.day && (
              <ReasonForm
                id={`day-${off.day}`}
                button={text('calendar.save')}
                onClose={() => setTouched(undefined)}
                onSend={(reason) => settle(undoing(off), reason)}
              />
            )}
          </li>
        ))}
      </ul>
      {isAdmin && !isAdding && (
        <div class="actions">
          <button type="button" class="button" onClick={() => setAdding(true)}>
            {text('calendar.add')}
          </button>
        </div>
      )}
      {isAdding && (
        <ReasonForm
          id="day-new"
          title={text('calendar.add')}
          button={text('calendar.save')}
          onClose={() => setAdding(false)}
          onSend={(reason) => settle({ free: [{ day, name }], worked: insteadOf ? [insteadOf] : [] }, reason)}
        >
          <div class="side-by-side">
            <DayField id="day-new-day" label={text('calendar.day')} value={day} onValue={setDay} />
            <LineField
              id="day-new-name"
              label={text('calendar.name')}
              value={name}
              onValue={setName}
              most={60}
            />
            <SelectField
              id="day-new-instead"
              label={text('calendar.insteadOf')}
              optional
              none={text('calendar.nothing')}
              value={insteadOf}
              onValue={(value) => {
                setInsteadOf(value)
                if (!name) setName(found?.days.find((off) => off.day === value)?.name ?? '')
              }}
              choices={(found?.days ?? [])
                .filter(({ how }) => how !== 'worked')
                .map((off) => ({ value: off.day, label: `${off.name} (${off.day})` }))}
            />
          </div>
        </ReasonForm>
      )}
    </section>
  )
}
