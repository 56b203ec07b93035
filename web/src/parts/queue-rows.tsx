/** The complaints of a view: a table where there is room for one, else a list of cards. The reference is the link. */
import type { ComplaintRow } from '../../../shared/contracts/staff-api.ts'
import { wide } from '../store/device.ts'
import { text } from '../store/language.ts'
import { me } from '../store/me.ts'
import { placeName } from '../store/places.ts'
import { lastOpened } from '../store/queue.ts'
import { DeadlineChip } from './deadline-chip.tsx'
import { Icon } from './icon.tsx'
import { Reference } from './reference.tsx'

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
}

function RowLink({ complaint, address }: RowProps) {
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
      <Reference reference={complaint.reference} />
    </a>
  )
}

function Words({ complaint }: Pick<RowProps, 'complaint'>) {
  const { excerpt, category, callBack, categoryGuessed, sensitivity } = complaint
  return (
    <>
      <p class="row-category">{text(`category.${category}`)}</p>
      {sensitivity !== 'S2' && <p class="row-words">{excerpt ?? text('queue.noWords')}</p>}
      {(callBack || categoryGuessed) && (
        <p class="row-marks">
          {callBack && (
            <span>
              <Icon name="phone" />
              {text('queue.callBack')}
            </span>
          )}
          {categoryGuessed && <span>{text('queue.guessed')}</span>}
        </p>
      )}
    </>
  )
}

function Cards({ rows, address, label }: QueueRowsProps) {
  return (
    <ul class="cards" aria-label={label}>
      {rows.map((complaint) => (
        <li
          key={complaint.complaintId}
          class={complaint.unread ? 'card row-card is-unread' : 'card row-card'}
        >
          <div class="row-card-top">
            <RowLink complaint={complaint} address={address} />
            <DeadlineChip complaint={complaint} />
          </div>
          <Words complaint={complaint} />
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

function Table({ rows, address, label }: QueueRowsProps) {
  return (
    <table class="rows">
      <caption class="only-read">{label}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col" class={`column-${column}`}>
              {text(`column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((complaint) => (
          <tr key={complaint.complaintId} class={complaint.unread ? 'is-unread' : undefined}>
            <th scope="row">
              <RowLink complaint={complaint} address={address} />
            </th>
            <td>
              <Words complaint={complaint} />
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
}

export function QueueRows(props: QueueRowsProps) {
  return wide.value ? <Table {...props} /> : <Cards {...props} />
}
