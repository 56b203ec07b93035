/**
 * Units that have work or people: how many officers are in each, and how many open complaints it owns of those that the one
 * who asks can reach. It counts in bounded reads; where not all was looked at it says so. Focal points' units are left out:
 * what they have is in no count.
 */
import type { Officer } from '../domain/officer.ts'
import { bodyOf, type UnitId } from '../domain/units.ts'
import { lookOver } from './queue-of-complaints.ts'
import type { Queues } from './queue-ports.ts'

export interface UnitStaff {
  readonly unit: UnitId
  /** Who may handle, and is in. */
  readonly officers: number
  readonly open: number
}

const handles = ({ active, role }: Officer): boolean =>
  active && (role === 'officer' || role === 'supervisor')

export async function staffOfUnits(
  queues: Pick<Queues, 'look'>,
  who: Officer,
  all: readonly Officer[],
): Promise<{ readonly units: readonly UnitStaff[]; readonly isBound: boolean }> {
  const found = new Map<UnitId, { officers: number; open: number }>()
  const at = (unit: UnitId) => {
    const known = found.get(unit) ?? { officers: 0, open: 0 }
    found.set(unit, known)
    return known
  }
  for (const officer of all.filter(handles)) for (const unit of officer.units) at(unit).officers += 1
  const { isBound } = await lookOver(queues, who, ({ owner }) => {
    at(owner).open += 1
  })
  const units = [...found]
    .filter(([unit]) => !bodyOf(unit).startsWith('focal-'))
    .map(([unit, counts]) => ({ unit, ...counts }))
    // Work that nobody of the unit can do comes first.
    .sort(
      (a, b) =>
        Number(b.officers === 0) - Number(a.officers === 0) ||
        b.open - a.open ||
        a.unit.localeCompare(b.unit),
    )
  return { units, isBound }
}
