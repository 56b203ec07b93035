/** A complaint of the open desk in an officer's hands: its commands go through the outbox, what comes of them is kept. */
import { signal } from '@preact/signals'
import type { ComplaintDetail, StaffCommand } from '../../../shared/contracts/staff-api.ts'
import { call } from '../api.ts'
import { draftBox } from './drafts.ts'
import { type Handling, handling, type Sent } from './handling.ts'
import { keepableCommand } from './keepable.ts'
import { onDevice } from './on-device.ts'
import { submitCommand } from './outgoing.ts'
import { patchRow } from './queue.ts'
import { markSeen } from './seen.ts'

export type OpenHandling = Handling<ComplaintDetail, StaffCommand>

/** Through the outbox, but for what may not wait on a device. */
const post = (complaint: ComplaintDetail, { command, version, idempotencyKey }: Sent<StaffCommand>) => {
  const { complaintId } = complaint
  const kept = keepableCommand(complaint, command)
  return kept
    ? submitCommand({ complaint: { ...complaint, version }, command: kept, idempotencyKey })
    : call('commandComplaint', { params: { complaintId }, body: command, version, idempotencyKey })
}

export function take(complaint: ComplaintDetail): OpenHandling {
  const detail = signal(complaint)
  return handling(
    detail,
    draftBox(complaint.complaintId, () => true),
    (sent) => post(detail.value, sent),
    (fresh) => {
      patchRow(fresh)
      markSeen(fresh)
      onDevice((device) => device.keepComplaint(fresh))
    },
  )
}

export const reread = (complaintId: string) => call('readComplaint', { params: { complaintId } })
export const isDetail = (answer: unknown): answer is ComplaintDetail =>
  typeof answer === 'object' && answer !== null && 'history' in answer
