/** The place that the officer's own unit answers for: most who come live there. */
import type { Me } from '../../../shared/contracts/staff-api.ts'
import type { UnitId } from '../../../shared/domain/units.ts'
import type { Words } from './draft-box.ts'

export async function placeOf(officer: Me): Promise<Words> {
  const { placeOfUnit } = await import('../../../shared/domain/units.ts')
  const [first] = officer.units
  return first ? { ...placeOfUnit(first.unitId as UnitId) } : {}
}
