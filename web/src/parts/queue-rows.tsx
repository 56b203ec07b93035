/** The complaints of a view: a table where there is room for one, else a list of cards. The reference is the link. */
import type { ComplaintRow } from '../../../shared/contracts/staff-api.ts'
import { wide } from '../store/device.ts'
import { text } from '../store/language.ts'
import { me } from '../store/me.ts'
import { placeName } from '../store/places.ts'
import { lastOpened, present } from '../store/queue.ts'
import { hasMoved } from '../store/seen.ts'
import { isSelected, selectAll, selected, selectNone, toggle } from '../store/selection.ts'
import { DeadlineChip } from './deadline-chip.tsx'
import { Icon } from './icon.tsx'
import { Reference, spoken } from './reference.tsx'

const assigneeOf = ({ assignee }: ComplaintRow): string =>
  assignee
    ? assignee.officerId === me.value?.officerId
      ? text('queue.me')
      : assignee.name
    : text('queue.nobody')

const placeOf = ({ place }: ComplaintRow): string => {
  const name = placeName(place)
  return name === undefined ? '…' : name || text('queue.noPlace')
}

interface RowProps {
  readonly complaint: ComplaintRow
  readonly address: string
  /** Rows that can be chosen, and looked at in company. */
  readonly triage: boolean
}

/** Anywhere in its cell: a finger needs not meet the box. */
function Choose({ complaint }: Pick<RowProps, 'complaint'>) {
  const { complaintId, reference } = complaint
  return (
    <label class="row-choose">
      <input
        type="checkbox"
        checked={isSelected(complaintId)}
        aria-label={text('queue.select', { reference: spoken(reference) })}
        onClick={({ shiftKey }) => toggle(complaintId, shiftKey)}
      />
    </label>
  )
}

/** Who else is at it, said once for several. */
function Company({ complaint }: Pick<RowProps, 'complaint'>) {
  const [first, ...more] = present.value.get(complaint.complaintId) ?? []
  if (!first) return null
  const names = more.length > 0 ? `${first.name} +${more.length}` : first.name
  return (
    <span class="row-company">
      <Icon name="eye" />
      {text(first.writing ? 'queue.writing' : 'queue.looking', { names })}
    </span>
  )
}

function RowLink({ complaint, address, triage }: RowProps) {
  const moved = triage && !complaint.unread && hasMoved(complaint)
  return (
    <a
      class="row-link"
      href={`${address}/${complaint.complaintId}`}
      onClick={() => {
        lastOpened.value = complaint.complaintId
      }}
    >
      {complaint.unread && (
        <>
          <span class="unread-dot" aria-hidden="true" />
          <span class="only-read">{text('queue.unread')} </span>
        </>
      )}
      {moved && (
        <>
          <span class="unread-dot moved-dot" aria-hidden="true" />
          <span class="only-read">{text('queue.moved')} </span>
        </>
      )}
      <Reference reference={complaint.reference} />
    </a>
  )
}

function Words({ complaint, triage }: Omit<RowProps, 'address'>) {
  const { excerpt, category, callBack, categoryGuessed, sensitivity, handover } = complaint
  const company = triage && present.value.has(complaint.complaintId)
  return (
    <>
      <p class="row-category">{text(`category.${category}`)}</p>
      {sensitivity !== 'S2' && <p class="row-words">{excerpt ?? text('queue.noWords')}</p>}
      {(callBack || categoryGuessed || handover || company) && (
        <p class="row-marks">
          {callBack && (
            <span>
              <Icon name="phone" />
              {text('queue.callBack')}
            </span>
          )}
          {categoryGuessed && <span>{text('queue.guessed')}</span>}
          {handover && <span>{text('queue.handover')}</span>}
          {company && <Company complaint={complaint} />}
        </p>
      )}
    </>
  )
}

const rowClass = (complaint: ComplaintRow, triage: boolean, more = ''): string =>
  [more, complaint.unread && 'is-unread', triage && isSelected(complaint.complaintId) && 'is-selected']
    .filter(Boolean)
    .join(' ')

function Cards({ rows, address, label, triage = false }: QueueRowsProps) {
  return (
    <ul class="cards" aria-label={label}>
      {rows.map((complaint) => (
        <li key={complaint.complaintId} class={rowClass(complaint, triage, 'card row-card')}>
          <div class="row-card-top">
            {triage && <Choose complaint={complaint} />}
            <RowLink complaint={complaint} address={address} triage={triage} />
            <DeadlineChip complaint={complaint} />
          </div>
          <Words complaint={complaint} triage={triage} />
          <p class="row-card-facts">
            <span>{placeOf(complaint)}</span>
            <span>{text(`state.${complaint.state}`)}</span>
            <span>
              <Icon name="person" />
              {assigneeOf(complaint)}
            </span>
          </p>
        </li>
      ))}
    </ul>
  )
}

const columns = ['reference', 'complaint', 'place', 'deadline', 'state', 'assignee'] as const

function ChooseAll({ rows }: Pick<QueueRowsProps, 'rows'>) {
  const count = selected.value.length
  return (
    <label class="row-choose">
      <input
        type="checkbox"
        aria-label={text('queue.selectAll')}
        checked={count > 0 && count === rows.length}
        ref={(box) => {
          if (box) box.indeterminate = count > 0 && count < rows.length
        }}
        onClick={() => (count > 0 ? selectNone() : selectAll())}
      />
    </label>
  )
}

function Table({ rows, address, label, triage = false }: QueueRowsProps) {
  return (
    <table class="rows">
      <caption class="only-read">{label}</caption>
      <thead>
        <tr>
          {triage && (
            <td class="column-choose">
              <ChooseAll rows={rows} />
            </td>
          )}
          {columns.map((column) => (
            <th key={column} scope="col" class={`column-${column}`}>
              {text(`column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((complaint) => (
          <tr key={complaint.complaintId} class={rowClass(complaint, triage)}>
            {triage && (
              <td class="column-choose">
                <Choose complaint={complaint} />
              </td>
            )}
            <th scope="row">
              <RowLink complaint={complaint} address={address} triage={triage} />
            </th>
            <td>
              <Words complaint={complaint} triage={triage} />
            </td>
            <td>{placeOf(complaint)}</td>
            <td>
              <DeadlineChip complaint={complaint} />
            </td>
            <td>{text(`state.${complaint.state}`)}</td>
            <td class={complaint.assignee ? undefined : 'quiet'}>{assigneeOf(complaint)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface QueueRowsProps {
  readonly rows: readonly ComplaintRow[]
  /** Where a complaint of this list is read: `/plaintes` or `/espace-reserve/plaintes`. */
  readonly address: string
  /** What the list is, for whoever does not see it. */
  readonly label: string
  /** Whether rows can be chosen, and say who looks at them and what moved. */
  readonly triage?: boolean
}

export function QueueRows(props: QueueRowsProps) {
  return wide.value ? <Table {...props} /> : <Cards {...props} />
}
