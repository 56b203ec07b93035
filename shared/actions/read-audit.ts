/** A page of the journal of a day, by person and by kind. What one page looks at is bounded: it may end before it is full. */
import type { AuditEntry } from '../domain/audit.ts'
import type { AuditKind } from '../domain/audit-kinds.ts'
import type { AuditJournal } from './admin-ports.ts'

export interface AuditAsk {
  readonly day: string
  readonly officerId?: string
  readonly kind?: AuditKind
  readonly after?: string
}

const shownAtMost = 50
const chunk = 200
const looksAtMost = 3

export async function auditPage(
  journal: Pick<AuditJournal, 'ofDay'>,
  { day, officerId, kind, after }: AuditAsk,
): Promise<{ readonly items: readonly AuditEntry[]; readonly next?: string }> {
  const items: AuditEntry[] = []
  let from = after
  for (let look = 0; look < looksAtMost; look += 1) {
    const most = officerId || kind ? chunk : shownAtMost + 1
    const found = await journal.ofDay({ day, most, ...(from ? { after: from } : {}) })
    for (const entry of found.items) {
      if (kind && entry.kind !== kind) continue
      // By whom it was done, or to whom.
      if (officerId && entry.by.officerId !== officerId && entry.about?.id !== officerId) continue
      if (items.length === shownAtMost) {
        const last = items.at(-1)
        return { items, ...(last ? { next: `${last.at}#${last.entryId}` } : {}) }
      }
      items.push(entry)
    }
    if (found.lookedTo === undefined) return { items }
    from = found.lookedTo
  }
  return { items, ...(from ? { next: from } : {}) }
}
