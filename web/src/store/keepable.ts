/**
 * What may be kept on this device. Only what these functions let through has the type that the vault's rows, complaints
 * and the outbox take: what is restricted or private does not get it, and the compiler refuses to keep it.
 */
import type {
  ComplaintDetail,
  ComplaintRow,
  FileForAnother,
  StaffCommand,
} from '../../../shared/contracts/staff-api.ts'
import { sensitivityOfCategory } from '../../../shared/domain/categories.ts'
import { isOpen, sensitivityOfText } from '../../../shared/domain/sensitivity.ts'

declare const mayBeKept: unique symbol
/** Of the open desk, and nothing in it that is restricted. */
export type Keepable<T> = T & { readonly [mayBeKept]: true }

const marked = <T>(thing: T): Keepable<T> => thing as Keepable<T>

/** A whole complaint is a row, too: of it, only what a list shows. */
function rowOf(row: ComplaintRow): ComplaintRow {
  const { complaintId, reference, version, state, category, sensitivity, place, channel, language } = row
  const { callBack, categoryGuessed, owner, receivedAt, updatedAt, dueAt, workingDaysLeft } = row
  const { late, paused, unread, excerpt, assignee, handover } = row
  return {
    ...{ complaintId, reference, version, state, category, sensitivity, place, channel, language },
    ...{ callBack, categoryGuessed, owner, receivedAt, updatedAt, dueAt, workingDaysLeft },
    ...{ late, paused, unread },
    ...(excerpt ? { excerpt } : {}),
    ...(assignee ? { assignee } : {}),
    ...(handover ? { handover } : {}),
  }
}

export const keepableRow = (row: ComplaintRow): Keepable<ComplaintRow> | undefined =>
  isOpen(row.sensitivity) ? marked(rowOf(row)) : undefined

export const keepableRows = (rows: readonly ComplaintRow[]): readonly Keepable<ComplaintRow>[] =>
  rows.flatMap((row) => keepableRow(row) ?? [])

/** What others of the same household complained of stays only as far as it may be kept itself. */
export const keepableDetail = (detail: ComplaintDetail): Keepable<ComplaintDetail> | undefined =>
  isOpen(detail.sensitivity)
    ? marked({ ...detail, related: detail.related.filter(({ sensitivity }) => isOpen(sensitivity)) })
    : undefined

/** A change of category may take the complaint to another desk: that is not left waiting on a device. */
const neverWaits: readonly StaffCommand['type'][] = ['reclassify', 'name_accused', 'mark_read']

export const keepableCommand = (
  complaint: Pick<ComplaintRow, 'sensitivity'>,
  command: StaffCommand,
): Keepable<StaffCommand> | undefined =>
  isOpen(complaint.sensitivity) && !neverWaits.includes(command.type) ? marked(command) : undefined

/** What is done to several rows at once. */
export const keepableAbout = <T extends object>(
  _rows: readonly Keepable<ComplaintRow>[],
  body: T,
): Keepable<T> => marked(body)

/** As the form says it: what somebody above the officer must handle is sent at once or not at all. */
export function keepableFiling(body: FileForAnother): Keepable<FileForAnother> | undefined {
  const details = { takenBySomebody: body.takenBySomebody ?? false, madeIll: body.madeIll ?? false }
  const open = isOpen(sensitivityOfCategory(body.category, details)) && isOpen(sensitivityOfText(body.text))
  return open ? marked(body) : undefined
}
