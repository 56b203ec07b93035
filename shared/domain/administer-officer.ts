/**
 * What administrators may make of an officer's entry. Nobody changes their own; the private desk and the right to
 * administer are given by two of them, so that no one person can open either door.
 */
import type { AuditKind } from './audit-kinds.ts'
import type { Officer } from './officer.ts'
import { cercleOf, communeOf, regionOf } from './places.ts'
import { programmeOf, programmes } from './programmes.ts'
import { Refusal } from './refusal.ts'
import { rankOf } from './sensitivity.ts'
import { agencies, bodyOf, levelOf, readUnit, type UnitId } from './units.ts'

/** All of an entry that administrators set. */
export type OfficerSheet = Pick<
  Officer,
  | 'name'
  | 'title'
  | 'role'
  | 'units'
  | 'clearance'
  | 'programmes'
  | 'email'
  | 'alertPhone'
  | 'language'
  | 'keptFrom'
>
export type OfficerOrder =
  | { readonly type: 'change'; readonly sheet: OfficerSheet; readonly reason: string }
  | { readonly type: 'stop' | 'resume' | 'confirm_right' | 'refuse_right'; readonly reason: string }

export interface OfficerChange {
  readonly next: Officer
  readonly kind: AuditKind
  readonly what: Readonly<Record<string, string>>
}

const wrong = (field: string, why: string) =>
  new Refusal('invalid', 'Something does not fit.', { fields: { [field]: why } })

/** Bodies that answer for a place, and what kind of place. */
const placeOfBody: Readonly<Record<string, (at: string) => unknown>> = {
  commune: communeOf,
  ccl: cercleOf,
  ccr: regionOf,
  'utgfs-regional': regionOf,
  security: regionOf,
  agency: (at) => agencies.some(({ agencyId }) => agencyId === at),
  ngo: (at) => programmes.some(({ ngoUnit }) => ngoUnit === `ngo:${at}`),
}

export function isUnit(id: string): id is UnitId {
  const { body, at } = readUnit(id) ?? {}
  if (!body) return false
  const known = placeOfBody[body]
  return known ? at !== undefined && Boolean(known(at)) : at === undefined
}

const isFocalUnit = (unit: UnitId): boolean => bodyOf(unit).startsWith('focal-')

/** Refuses what does not hold together: a private desk without its right, a village with restricted complaints. */
export function proveSheet(sheet: OfficerSheet): void {
  const { role, units, clearance } = sheet
  if (units.length === 0) throw wrong('units', 'needed')
  if (!units.every(isUnit)) throw wrong('units', 'unknown')
  const isFocal = role === 'focal_point'
  if (isFocal !== (clearance === 'S3')) throw wrong('clearance', isFocal ? 'focal-needs-s3' : 's3-is-focal')
  if (isFocal !== units.every(isFocalUnit) || (!isFocal && units.some(isFocalUnit)))
    throw wrong('units', isFocal ? 'focal-units' : 'not-focal-units')
  if (!isFocal && rankOf(clearance) >= rankOf('S2') && units.some((unit) => levelOf(unit) === 'commune'))
    throw wrong('clearance', 'village-is-open')
  if (role === 'relay' && rankOf(clearance) > rankOf('S1')) throw wrong('clearance', 'relay-is-open')
  if (sheet.programmes?.some((id) => !programmeOf(id))) throw wrong('programmes', 'unknown')
  const { places = [], units: bodies = [] } = sheet.keptFrom ?? {}
  if (!places.every((code) => communeOf(code) ?? cercleOf(code) ?? regionOf(code)))
    throw wrong('keptFrom.places', 'unknown')
  if (!bodies.every(isUnit)) throw wrong('keptFrom.units', 'unknown')
}

const scopeOf = ({ role, units, clearance }: Pick<Officer, 'role' | 'units' | 'clearance'>): string =>
  [role, clearance, ...units.toSorted()].join(' ')

/** What one administrator alone may not give: the private desk, in whichever unit of it, and administration. */
export function needsTwo(was: Officer | undefined, sheet: OfficerSheet): boolean {
  if (sheet.role !== 'focal_point' && sheet.role !== 'admin') return false
  return !was || scopeOf(was) !== scopeOf(sheet)
}

const plain = ['name', 'title', 'role', 'clearance', 'language'] as const
const listed = (values: readonly string[] = []): string => values.join(', ') || '–'

/** Fields that changed, `before → after`; of numbers and addresses only that they did. */
export function differences(was: OfficerSheet | undefined, next: OfficerSheet): Record<string, string> {
  const what: Record<string, string> = {}
  const say = (field: string, before: string | undefined, after: string | undefined) => {
    if (before !== after) what[field] = was ? `${before ?? '–'} → ${after ?? '–'}` : (after ?? '–')
  }
  for (const field of plain) say(field, was?.[field], next[field])
  say('units', was && listed(was.units), listed(next.units))
  if (was || next.programmes?.length)
    say('programmes', was && listed(was.programmes), listed(next.programmes))
  for (const part of ['places', 'units', 'officers'] as const) {
    if (was?.keptFrom || next.keptFrom)
      say(`keptFrom.${part}`, was && listed(was.keptFrom?.[part]), listed(next.keptFrom?.[part]))
  }
  if (was?.email !== next.email) what.email = '•'
  if (was?.alertPhone !== next.alertPhone) what.alertPhone = '•'
  return what
}

const setBySheet = ['programmes', 'email', 'alertPhone', 'keptFrom'] as const

function withSheet(was: Officer, sheet: OfficerSheet): Officer {
  const next: Record<string, unknown> = { ...was, ...sheet }
  for (const field of setBySheet) if (sheet[field] === undefined) delete next[field]
  return next as Officer
}

const asked = (by: Officer, at: string, sheet: OfficerSheet, reason: string): Pick<Officer, 'asked'> => ({
  asked: {
    role: sheet.role,
    units: sheet.units,
    clearance: sheet.clearance,
    by: { officerId: by.officerId, name: by.name },
    at,
    reason,
  },
})

/** A new officer. Whoever is to have a right that takes two is out until the second agrees. */
export function newOfficer(
  by: Officer,
  officerId: string,
  sheet: OfficerSheet,
  reason: string,
  at: string,
): OfficerChange {
  proveSheet(sheet)
  const two = needsTwo(undefined, sheet)
  const entry: Officer = { ...sheet, officerId, active: !two, version: 1 }
  return {
    next: two
      ? { ...entry, role: 'relay', units: [], clearance: 'S0', ...asked(by, at, sheet, reason) }
      : entry,
    kind: two ? 'right_asked' : 'officer_added',
    what: differences(undefined, sheet),
  }
}

export function changeOfficer(by: Officer, was: Officer, order: OfficerOrder, at: string): OfficerChange {
  if (by.officerId === was.officerId)
    throw new Refusal('not-allowed', 'Nobody changes their own entry.', { fields: { officerId: 'oneself' } })
  const { asked: right, ...rest } = was
  const entry: Officer = { ...rest, version: (was.version ?? 0) + 1 }
  const kept: Officer = right ? { ...entry, asked: right } : entry
  switch (order.type) {
    case 'change': {
      // While a right waits for its second, the rest stands still: what is agreed to is what was asked.
      if (right) throw new Refusal('wrong-state', 'A right waits for a second administrator.')
      proveSheet(order.sheet)
      const what = differences(was, order.sheet)
      if (!needsTwo(was, order.sheet))
        return { next: withSheet(entry, order.sheet), kind: 'officer_changed', what }
      const { role, units, clearance } = was
      const next = withSheet(entry, { ...order.sheet, role, units, clearance })
      return { next: { ...next, ...asked(by, at, order.sheet, order.reason) }, kind: 'right_asked', what }
    }
    case 'stop':
      if (!was.active) throw new Refusal('wrong-state', 'This officer is out already.')
      return { next: { ...kept, active: false }, kind: 'officer_stopped', what: {} }
    case 'resume':
      if (was.active || right) throw new Refusal('wrong-state', 'This officer is in, or waits for a right.')
      return { next: { ...kept, active: true }, kind: 'officer_resumed', what: {} }
    case 'refuse_right':
      if (!right) throw new Refusal('wrong-state', 'Nothing was asked.')
      return { next: entry, kind: 'right_refused', what: { role: right.role, units: listed(right.units) } }
    case 'confirm_right': {
      if (!right) throw new Refusal('wrong-state', 'Nothing was asked.')
      if (right.by.officerId === by.officerId)
        throw new Refusal('not-allowed', 'A second administrator confirms.', {
          fields: { officerId: 'second' },
        })
      const { role, units, clearance } = right
      return {
        next: { ...entry, role, units, clearance, active: true },
        kind: 'right_confirmed',
        what: { role, units: listed(units), askedBy: right.by.name },
      }
    }
  }
}
