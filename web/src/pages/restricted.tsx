/** A protected complaint: opened for a reason, held in memory only, forgotten when the desk locks. */
import '../styles/complaint.css'
import { signal } from '@preact/signals'
import { useCallback, useEffect, useState } from 'preact/hooks'
import type { ComplaintDetail, StaffCommand } from '../../../shared/contracts/staff-api.ts'
import { call } from '../api.ts'
import { ComplaintHead } from '../parts/complaint-head.tsx'
import { ComplaintSheet } from '../parts/complaint-sheet.tsx'
import { Icon } from '../parts/icon.tsx'
import { MovedNotice } from '../parts/moved-notice.tsx'
import { Opening, type OpenReason } from '../parts/opening.tsx'
import { PrivateRoom } from '../parts/private-room.tsx'
import { draftBox } from '../store/drafts.ts'
import { type Handling, handling } from '../store/handling.ts'
import { text } from '../store/language.ts'
import { loadAtlas } from '../store/places.ts'

type RestrictedHandling = Handling<ComplaintDetail, StaffCommand>

const take = (complaint: ComplaintDetail): RestrictedHandling =>
  handling(
    signal(complaint),
    draftBox(`restricted/${complaint.complaintId}`, () => false),
    ({ complaintId, command, version, idempotencyKey }) =>
      call('commandRestricted', { params: { complaintId }, body: command, version, idempotencyKey }),
  )

function Restricted({ complaintId }: { readonly complaintId: string }) {
  const [held, setHeld] = useState<RestrictedHandling>()
  const forget = useCallback(() => setHeld(undefined), [])
  useEffect(() => {
    loadAtlas()
  }, [])
  const open = async (reason: OpenReason) => {
    setHeld(take(await call('openRestricted', { params: { complaintId }, body: reason })))
    scrollTo(0, 0)
  }
  const reveal = async (reason: string) =>
    (await call('revealRestrictedPhone', { params: { complaintId }, body: { reason } })).phone
  return (
    <PrivateRoom onLock={forget}>
      {held?.moved.value ? (
        <MovedNotice back="/espace-reserve" tabTitle={text('app.tagline')} />
      ) : held ? (
        <div class="page">
          <ComplaintHead complaint={held.detail.value} tabTitle={text('app.tagline')}>
            <div class="complaint-ways">
              <a class="button-quiet" href="/espace-reserve">
                <Icon name="back" />
                {text('private.back')}
              </a>
            </div>
          </ComplaintHead>
          <ComplaintSheet handling={held} reveal={reveal} address="/espace-reserve/plaintes" />
        </div>
      ) : (
        <Opening open={open} />
      )}
    </PrivateRoom>
  )
}

export function RestrictedPage({ complaintId = '' }: { readonly complaintId?: string }) {
  return <Restricted key={complaintId} complaintId={complaintId} />
}
