/** The top of a complaint's page: which one, about what, where it stands, how long is left. */
import type { ComponentChildren } from 'preact'
import type { ComplaintDetail } from '../../../shared/contracts/staff-api.ts'
import { text } from '../store/language.ts'
import { day } from './dates.ts'
import { DeadlineChip } from './deadline-chip.tsx'
import { PageHead } from './page.tsx'
import { spoken } from './reference.tsx'

interface ComplaintHeadProps {
  readonly complaint: ComplaintDetail
  readonly tabTitle?: string
  readonly children: ComponentChildren
}

export function ComplaintHead({ complaint, tabTitle, children }: ComplaintHeadProps) {
  const title = text('complaint.title', { reference: spoken(complaint.reference) })
  return (
    <div class="complaint-head">
      {children}
      <PageHead title={title} tabTitle={tabTitle ?? title}>
        <p class="complaint-marks">
          <span class="complaint-category">{text(`category.${complaint.category}`)}</span>
          <span class="chip chip-state">{text(`state.${complaint.state}`)}</span>
          <DeadlineChip complaint={complaint} />
        </p>
        {complaint.zone && (
          <p class="hint">
            {text(complaint.zone.status === 'closed' ? 'complaint.zoneClosed' : 'complaint.zoneHard', {
              until: day(complaint.zone.until),
              reason: complaint.zone.reason,
            })}
          </p>
        )}
      </PageHead>
    </div>
  )
}
