/** Units: who has work and nobody to do it. Counted when it is opened. */
import { useState } from 'preact/hooks'
import { call } from '../admin-api.ts'
import { counted, text } from '../store/language.ts'
import { AdminFailure } from './admin-page.tsx'
import { useAsked } from './asked.ts'

export function UnitsCard() {
  const [isOpen, setOpen] = useState(false)
  const { found, failure, load } = useAsked(isOpen ? 'units' : undefined, () => call('staffOfUnits'))
  return (
    <details class="card admin-kept" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{text('officers.unitsTitle')}</summary>
      <p class="hint">{text('officers.unitsHint')}</p>
      <AdminFailure failure={failure} onRetry={load} />
      {found?.isBound && <p>{text('officers.unitsBound')}</p>}
      <ul class="plain-list settled-list">
        {found?.items.map(({ unit, officers, open }) => (
          <li key={unit.unitId} class="settled-line">
            <span>
              {unit.name}{' '}
              {officers === 0 && open > 0 && (
                <span class="admin-mark admin-mark-out">{text('officers.unitEmpty')}</span>
              )}
            </span>
            <span class="quiet">
              {counted('officers.count', officers)} · {counted('officers.unitOpen', open)}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}
