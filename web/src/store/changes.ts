/** What another officer changed while one was writing: field by field, and who did it. */
import type { ComplaintDetail, HistoryEntry } from '../../../shared/contracts/staff-api.ts'

export const changedFields = [
  'state',
  'assignee',
  'owner',
  'category',
  'due',
  'decision',
  'remedy',
  'pause',
] as const
export type ChangedField = (typeof changedFields)[number]

export interface FieldChange {
  readonly field: ChangedField
  readonly from?: string
  readonly to?: string
}
export interface Changes {
  readonly fields: readonly FieldChange[]
  /** What was added to the history meanwhile, oldest first. */
  readonly entries: readonly HistoryEntry[]
  /** The last person among them. */
  readonly by?: { readonly name: string; readonly at: string }
}

/** Of a private case only these are there. */
export type Comparable = Pick<ComplaintDetail, 'history'> & {
  readonly state: string
  readonly assignee?: { readonly name: string } | undefined
} & Partial<Pick<ComplaintDetail, 'owner' | 'category' | 'dueAt' | 'decision' | 'remedy' | 'pause'>>

const read: Readonly<Record<ChangedField, (complaint: Comparable) => string | undefined>> = {
  state: ({ state }) => state,
  assignee: ({ assignee }) => assignee?.name,
  owner: ({ owner }) => owner?.name,
  category: ({ category }) => category,
  due: ({ dueAt }) => dueAt,
  decision: ({ decision }) => decision?.outcome,
  remedy: ({ remedy }) => remedy?.what,
  pause: ({ pause }) => pause?.until,
}

export function changesBetween(before: Comparable, fresh: Comparable): Changes {
  const fields = changedFields.flatMap((field): FieldChange[] => {
    const from = read[field](before)
    const to = read[field](fresh)
    if (from === to) return []
    return [{ field, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }]
  })
  const known = new Set(before.history.map(({ id }) => id))
  const entries = fresh.history.filter(({ id }) => !known.has(id))
  const person = entries.findLast(({ by }) => by.kind === 'officer' && by.name !== undefined)
  return {
    fields,
    entries,
    ...(person?.by.name === undefined ? {} : { by: { name: person.by.name, at: person.at } }),
  }
}
