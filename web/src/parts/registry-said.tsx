/** What registries answered to what they were told of a complaint; asked for when somebody wants to know. */
import { ask } from '../api.ts'
import { text } from '../store/language.ts'
import { useAsked } from './asked.ts'
import { moment } from './dates.ts'
import { Fold } from './fold.tsx'
import { FailureNotice } from './notice.tsx'

interface Receipt {
  readonly entryId: string
  readonly consumerId: string
  readonly consumerName: string
  readonly status: 'acknowledged' | 'accepted' | 'rejected'
  readonly reason?: string
  readonly at: string
}

interface Of {
  readonly complaintId: string
  readonly desk: 'open' | 'restricted'
}

function Receipts({ complaintId, desk }: Of) {
  const { found, failure, load } = useAsked(
    complaintId,
    (): Promise<{ readonly items: readonly Receipt[] }> =>
      ask(
        desk === 'open'
          ? 'GET /api/complaints/{complaintId}/registry'
          : 'GET /private/complaints/{complaintId}/registry',
        { params: { complaintId } },
      ),
  )
  if (failure) return <FailureNotice failure={failure} onRetry={load} />
  if (!found) return <p class="quiet">{text('app.loading')}</p>
  if (found.items.length === 0) return <p>{text('complaint.registryNone')}</p>
  return (
    <ul class="related">
      {found.items.map(({ entryId, consumerId, consumerName, status, reason, at }) => (
        <li key={`${consumerId} ${entryId}`}>
          <strong>{consumerName}</strong>
          <span class={status === 'rejected' ? 'chip chip-late' : 'chip chip-state'}>
            {text(`complaint.registry.${status}`)}
          </span>
          {reason && <span>{reason}</span>}
          <span class="quiet">{moment(at)}</span>
        </li>
      ))}
    </ul>
  )
}

export function RegistrySaid(of: Of) {
  return <Fold title={text('complaint.registryTitle')}>{() => <Receipts {...of} />}</Fold>
}
