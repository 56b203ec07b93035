/**
 * Who may do what. An officer sits in one or more units, has a role and a clearance; what he may see is decided here and
 * nowhere else, the same for a row, a count, a search and a command.
 */
import * as z from 'zod/mini'
import { type Complaint, type PrivateCase, unitId } from './complaint.ts'
import { consoleLanguages } from './languages.ts'
import { rankOf, sensitivities } from './sensitivity.ts'
import { bodyOf, levelOf, placeOfUnit, type UnitId, unitAbove } from './units.ts'

export const roles = ['relay', 'officer', 'supervisor', 'focal_point', 'admin'] as const
export type Role = (typeof roles)[number]

/** Places by their codes, bodies by their units, people by their entries here. */
const keptFrom = z.lazy(() =>
  z.object({
    places: z.readonly(z.array(z.string())),
    units: z.readonly(z.array(unitId)),
    officers: z.readonly(z.array(z.string())),
  }),
)
export type KeptFrom = z.infer<typeof keptFrom>

const askedRight = z.lazy(() =>
  z.object({
    role: z.enum(roles),
    units: z.readonly(z.array(unitId)),
    clearance: z.enum(sensitivities),
    by: z.object({ officerId: z.string(), name: z.string() }),
    at: z.string(),
    reason: z.string(),
  }),
)
export type AskedRight = z.infer<typeof askedRight>

export const officer = z.object({
  officerId: z.string(),
  name: z.string(),
  title: z.string(),
  role: z.enum(roles),
  units: z.readonly(z.array(unitId)),
  clearance: z.enum(sensitivities),
  /** NGO staff: the programmes whose activities they answer for. */
  programmes: z.exactOptional(z.readonly(z.array(z.string()))),
  email: z.exactOptional(z.string()),
  /** Alerts go there by SMS when there is no e-mail. */
  alertPhone: z.exactOptional(z.string()),
  language: z.enum(consoleLanguages),
  active: z.boolean(),
  /** What this officer may not handle, besides what is about themselves: an interest that stands in the way. */
  keptFrom: z.exactOptional(z.lazy(() => keptFrom)),
  /** A right that two administrators must agree on, asked for by one of them. */
  asked: z.exactOptional(z.lazy(() => askedRight)),
  /** Absent on entries that were written by hand. */
  version: z.exactOptional(z.int()),
})
export type Officer = z.infer<typeof officer>

/** All that decides who may see a complaint. */
export type Seen = Pick<
  Complaint,
  'sensitivity' | 'accused' | 'accusedOfficers' | 'about' | 'owner' | 'assignee' | 'enteredBy' | 'place'
>

export const isAccused = (who: Officer, complaint: Seen): boolean =>
  complaint.accusedOfficers.includes(who.officerId) ||
  complaint.accused.some(
    (accused) =>
      who.units.includes(accused) || (accused === 'ngo' && who.units.some((u) => bodyOf(u) === 'ngo')),
  ) ||
  // An agency accused without its name: no agency may look.
  (complaint.about === 'agency' && who.units.some((u) => bodyOf(u) === 'agency'))

/** An interest in the place, in the body accused, or in the person accused keeps an officer away from a complaint. */
export function isKeptFrom({ keptFrom: from }: Officer, complaint: Seen): boolean {
  if (!from) return false
  const { region, cercle, commune } = complaint.place
  return (
    [region, cercle, commune].some((code) => code !== undefined && from.places.includes(code)) ||
    complaint.accused.some((accused) => from.units.includes(accused)) ||
    complaint.accusedOfficers.some((accused) => from.officers.includes(accused))
  )
}

/** Whether a unit looks over complaints of a place that another unit owns: the levels above do, outside bodies never. */
function looksOver(own: UnitId, complaint: Seen): boolean {
  const body = bodyOf(own)
  if (body === 'utgfs-national' || body === 'utgfs-audit') return true
  const level = levelOf(own)
  if (level === 'cercle')
    return complaint.place.cercle === placeOfUnit(own).cercle && levelOf(complaint.owner) === 'commune'
  if (level === 'region') {
    const ownerLevel = levelOf(complaint.owner)
    return (
      complaint.place.region === placeOfUnit(own).region &&
      (ownerLevel === 'commune' || ownerLevel === 'cercle')
    )
  }
  return false
}

/** Whether this complaint exists for this officer at all. */
export function maySee(who: Officer, complaint: Seen): boolean {
  if (!who.active) return false
  if (rankOf(complaint.sensitivity) > rankOf(who.clearance)) return false
  if (isAccused(who, complaint) || isKeptFrom(who, complaint)) return false
  if (complaint.sensitivity === 'S2' && who.units.some((u) => levelOf(u) === 'commune')) return false
  if (complaint.sensitivity === 'S2' && who.role === 'admin') return false
  return (
    who.units.includes(complaint.owner) ||
    complaint.assignee === who.officerId ||
    complaint.enteredBy === who.officerId ||
    who.units.some((own) => looksOver(own, complaint))
  )
}

/** Private cases exist for the focal points that the caller chose to talk to, and for nobody else, whatever their rank. */
export function maySeePrivate(who: Officer, privateCase: PrivateCase): boolean {
  return (
    who.active &&
    who.role === 'focal_point' &&
    who.clearance === 'S3' &&
    who.units.includes(privateCase.owner)
  )
}

export const deeds = [
  'read',
  'file',
  'handle',
  'assign',
  'transfer',
  'decide',
  'reopen',
  'note',
  'message',
  'reveal_phone',
] as const
export type Deed = (typeof deeds)[number]

const deedsOfRole: Readonly<Record<Role, readonly Deed[]>> = {
  relay: ['read', 'file', 'note'],
  officer: ['read', 'file', 'handle', 'assign', 'transfer', 'decide', 'note', 'message', 'reveal_phone'],
  supervisor: [...deeds],
  focal_point: ['read', 'file', 'note'],
  admin: ['read', 'note'],
}

/** What a role may do to complaints that it handles. */
export const deedsOf = (role: Role): readonly Deed[] => deedsOfRole[role]

/** Whether this officer may do this to this complaint. Who may not see it may do nothing to it. */
export function may(who: Officer, deed: Deed, complaint: Complaint): boolean {
  if (!deedsOfRole[who.role].includes(deed) || !maySee(who, complaint)) return false
  if (deed === 'read' || deed === 'note') return true
  // Who only filed it for another follows it, and leaves the handling to its owner.
  return (
    who.units.includes(complaint.owner) ||
    complaint.assignee === who.officerId ||
    who.units.some((own) => looksOver(own, complaint))
  )
}

export const mayFile = (who: Officer): boolean => who.active && deedsOfRole[who.role].includes('file')

/** Whether a unit may be given a complaint: never one it is about, never the village for what is restricted. */
export function mayBeGiven(target: UnitId, complaint: Complaint): boolean {
  if (complaint.accused.includes(target)) return false
  if (complaint.about === 'agency' && bodyOf(target) === 'agency') return false
  if (bodyOf(target) === 'focal-woman' || bodyOf(target) === 'focal-man') return false
  if (complaint.sensitivity !== 'S2') return true
  return levelOf(target) !== 'commune' && levelOf(target) !== 'outside'
}

/** The first body above the owner that may have it; undefined when it is at the top. */
export function levelUp(complaint: Complaint): UnitId | undefined {
  for (
    let next = unitAbove(complaint.owner, complaint.place);
    next;
    next = unitAbove(next, complaint.place)
  ) {
    if (mayBeGiven(next, complaint)) return next
  }
  return undefined
}
