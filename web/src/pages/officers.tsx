/** Officers: who is in, with which rights, in which bodies. Administrators alone see this page. */

import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { OfficerRow } from '../../../shared/contracts/admin-api.ts'
import { call } from '../admin-api.ts'
import { AdminFailure, AdminPage } from '../parts/admin-page.tsx'
import { useAsked } from '../parts/asked.ts'
import { LineField, SelectField } from '../parts/fields.tsx'
import { OfficerCard } from '../parts/officer-card.tsx'
import { OfficerForm } from '../parts/officer-form.tsx'
import { UnitsCard } from '../parts/units-card.tsx'
import { counted, text } from '../store/language.ts'
import { me } from '../store/me.ts'

const plain = (words: string): string => words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

const shows = ['in', 'out', 'waiting'] as const
const isShown: Readonly<Record<string, (officer: OfficerRow) => boolean>> = {
  in: ({ active }) => active,
  out: ({ active }) => !active,
  waiting: ({ asked }) => asked !== undefined,
}
/** A screen’s worth, and more when it is asked for. */
const step = 30

export function OfficersPage() {
  const isAdmin = me.value?.role === 'admin'
  const { route } = useLocation()
  const goesOn = me.value?.operations === true && !isAdmin
  // Others who look over everything begin with the journal.
  useEffect(() => {
    if (goesOn) route('/administration/journal', true)
  }, [goesOn, route])
  const { found, failure, load } = useAsked(isAdmin ? 'officers' : undefined, () => call('listOfficers'))
  const [search, setSearch] = useState('')
  const [show, setShow] = useState('')
  const [most, setMost] = useState(step)
  const [changing, setChanging] = useState<string>()
  const wanted = plain(search)
  const items = found?.items
    .filter(
      (each) =>
        (isShown[show]?.(each) ?? true) &&
        plain([each.name, each.title, ...each.units.map(({ name }) => name)].join(' ')).includes(wanted),
    )
    // What waits for a second administrator comes first.
    .toSorted((a, b) => Number(!!b.asked) - Number(!!a.asked) || a.name.localeCompare(b.name, 'fr'))
  const saved = () => {
    setChanging(undefined)
    load()
  }
  return (
    <AdminPage
      title={text('officers.title')}
      lead={text(isAdmin ? 'officers.lead' : 'officers.adminsOnly')}
      actions={
        isAdmin &&
        changing === undefined && (
          <button type="button" class="button" onClick={() => setChanging('')}>
            {text('officers.add')}
          </button>
        )
      }
    >
      <AdminFailure failure={failure} onRetry={load} />
      {changing === '' && <OfficerForm onDone={saved} onClose={() => setChanging(undefined)} />}
      {items && (
        <>
          <div class="side-by-side admin-filters">
            <LineField
              id="officers-search"
              label={text('officers.search')}
              value={search}
              onValue={setSearch}
              most={60}
            />
            <SelectField
              id="officers-show"
              label={text('officers.show')}
              value={show}
              onValue={setShow}
              none={text('officers.show.all')}
              choices={shows.map((value) => ({ value, label: text(`officers.show.${value}`) }))}
            />
          </div>
          <UnitsCard />
          <p class="quiet" role="status">
            {counted('officers.count', items.length)}
          </p>
          {items
            .slice(0, most)
            .map((officer) =>
              changing === officer.officerId ? (
                <OfficerForm
                  key={officer.officerId}
                  officer={officer}
                  onDone={saved}
                  onClose={() => setChanging(undefined)}
                />
              ) : (
                <OfficerCard
                  key={officer.officerId}
                  officer={officer}
                  onChange={() => setChanging(officer.officerId)}
                  onSaved={load}
                />
              ),
            )}
          {items.length > most && (
            <p class="more">
              <button type="button" class="button" onClick={() => setMost(most + step)}>
                {text('admin.more')}
              </button>
            </p>
          )}
        </>
      )}
    </AdminPage>
  )
}
