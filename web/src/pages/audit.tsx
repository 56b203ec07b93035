/** The journal of administration, day by day: who did what, to whom, when and why. */
import { useState } from 'preact/hooks'
import { auditKinds } from '../../../shared/domain/audit-kinds.ts'
import { type Answer, call } from '../admin-api.ts'
import { AdminFailure, AdminPage } from '../parts/admin-page.tsx'
import { moment } from '../parts/dates.ts'
import { DayField, SelectField } from '../parts/fields.tsx'
import { OfficerPicker, type Picked } from '../parts/officer-picker.tsx'
import { usePages } from '../parts/pages.ts'
import { saveText } from '../parts/save-file.ts'
import { text, textIfAny } from '../store/language.ts'
import { me } from '../store/me.ts'
import { today } from '../store/period.ts'

type Entry = Answer<'readAudit'>['items'][number]

/** Where what it was done to can be looked at, by those who may. */
function addressOf({ kind, about }: Entry): string | undefined {
  if (!about) return undefined
  if (kind === 'number_shown') return `/plaintes/${about.id}`
  if (kind.startsWith('restricted_') && me.value?.restrictedDesk)
    return `/espace-reserve/plaintes/${about.id}`
  return undefined
}

const said = (name: string, value: string): string => {
  const label = textIfAny(`auditWhat.${name}`) ?? name
  if (value === '•') return label
  const words = value.split(' → ').map((part) => textIfAny(`auditValue.${part}`) ?? part)
  return text('admin.pair', { label, said: words.join(' → ') })
}

function Line({ entry }: { readonly entry: Entry }) {
  const to = addressOf(entry)
  return (
    <li>
      <p>
        <strong>{text(`audit.kind.${entry.kind}`)}</strong>
        {entry.about?.name ? ` · ${entry.about.name}` : ''}
        {to && (
          <>
            {' '}
            <a href={to}>{text('audit.open')}</a>
          </>
        )}
      </p>
      <p class="quiet">
        {moment(entry.at)} · {entry.by.name}
      </p>
      {Object.keys(entry.what).length > 0 && (
        <p class="audit-what">
          {Object.entries(entry.what)
            .map(([name, value]) => said(name, value))
            .join(' · ')}
        </p>
      )}
      {entry.reason && <p class="audit-reason">{text('audit.reason', { reason: entry.reason })}</p>}
    </li>
  )
}

const cell = (value: string): string => `"${value.replaceAll('"', '""').replace(/^[=+\-@\t]/, "'$&")}"`

export function AuditPage() {
  const [day, setDay] = useState(today())
  const [kind, setKind] = useState('')
  const [person, setPerson] = useState<readonly Picked[]>([])
  const officerId = person[0]?.id
  const { items, failure, load, more, loading } = usePages(`${day}|${kind}|${officerId ?? ''}`, (cursor) =>
    call('readAudit', { query: { day, kind, officerId, cursor } }),
  )
  const takeOut = () => {
    const head = (['at', 'by', 'deed', 'about', 'what', 'reason'] as const).map((name) =>
      text(`audit.column.${name}`),
    )
    const rows = (items ?? []).map(({ at, by, kind: deed, about, what, reason = '' }) => [
      at,
      by.name,
      text(`audit.kind.${deed}`),
      about?.name ?? about?.id ?? '',
      Object.entries(what)
        .map(([name, value]) => said(name, value))
        .join(' · '),
      reason,
    ])
    const lines = [head, ...rows].map((row) => row.map(cell).join(';'))
    saveText(`journal-${day}.csv`, `\uFEFF${lines.join('\r\n')}\r\n`, 'text/csv')
  }
  return (
    <AdminPage title={text('audit.title')} lead={text('audit.lead')}>
      <div class="side-by-side admin-filters">
        <DayField
          id="audit-day"
          label={text('audit.day')}
          value={day}
          onValue={(value) => value && setDay(value)}
        />
        <SelectField
          id="audit-kind"
          label={text('audit.what')}
          value={kind}
          onValue={setKind}
          none={text('audit.everything')}
          choices={auditKinds.map((value) => ({ value, label: text(`audit.kind.${value}`) }))}
        />
      </div>
      <OfficerPicker
        optional
        id="audit-person"
        label={text('audit.person')}
        hint={text('audit.personHint')}
        none={text('officers.nobodyNamed')}
        most={1}
        picked={person}
        onPicked={setPerson}
      />
      <AdminFailure failure={failure} onRetry={load} />
      {items?.length === 0 && !more && <p role="status">{text('audit.none')}</p>}
      {items && items.length > 0 && (
        <section class="card" aria-label={text('audit.title')}>
          <ol class="plain-list audit-list">
            {items.map((entry) => (
              <Line key={entry.entryId} entry={entry} />
            ))}
          </ol>
        </section>
      )}
      <div class="actions">
        {more && (
          <button type="button" class="button" disabled={loading} onClick={more}>
            {text('admin.more')}
          </button>
        )}
        {items && items.length > 0 && (
          <button type="button" class="button" onClick={takeOut}>
            {text('audit.takeOut')}
          </button>
        )}
      </div>
    </AdminPage>
  )
}
