/** A view that was not opened yet, from all rows that the device knows: as near to the server's as rows tell. */
import type { ComplaintRow, Me, View } from '../../../shared/contracts/staff-api.ts'
import { endedStates, type QueueQuery } from './queue-query.ts'

type Whose = Pick<Me, 'officerId' | 'units'>
/** As the server counts them. */
const soonDays = 2

const belongs: Readonly<Record<View, (row: ComplaintRow, who: Whose) => boolean>> = {
  open: () => true,
  mine: ({ assignee }, { officerId }) => assignee?.officerId === officerId,
  unit: ({ owner }, { units }) => units.some(({ unitId }) => unitId === owner.unitId),
  unassigned: ({ assignee }) => assignee === undefined,
  due_soon: ({ late, paused, workingDaysLeft }) => !late && !paused && workingDaysLeft <= soonDays,
  late: ({ late }) => late,
  waiting: ({ state }) => state === 'waiting_complainant',
  interrupted: ({ state }) => state === 'interrupted',
  closed: () => false,
}

/** Undefined where rows do not tell: what has ended is not among them, and they name no programme. */
export function rowsOfView(
  rows: readonly ComplaintRow[],
  { view, programme, category, state, channel, ...place }: QueueQuery,
  who: Whose,
): readonly ComplaintRow[] | undefined {
  if (view === 'closed' || programme) return undefined
  const fits = (wanted: string | undefined, is: string | undefined): boolean => !wanted || wanted === is
  return rows
    .filter((row) => !endedStates.includes(row.state) && belongs[view](row, who))
    .filter((row) => fits(category, row.category) && fits(state, row.state) && fits(channel, row.channel))
    .filter(
      (row) =>
        fits(place.region, row.place.region) &&
        fits(place.cercle, row.place.cercle) &&
        fits(place.commune, row.place.commune),
    )
    .sort((a, b) => a.dueAt.localeCompare(b.dueAt))
}
