/**
 * An incident: complaints alike, of one payday, that are more than chance would bring. One owner looks into the cause and
 * tells all at once; each complaint keeps its own life. Only open complaints are ever counted: what is restricted stays apart.
 */
import * as z from 'zod/mini'
import { abouts } from './about.ts'
import type { FiledCategory } from './categories.ts'
import { category, instant, place, reference, states, unitId } from './complaint.ts'
import { languages } from './languages.ts'
import { binomialTail } from './proportion.ts'
import { Refusal } from './refusal.ts'
import { type UnitId, unit, unitAbove } from './units.ts'

/**
 * What makes complaints alike: they share a cause, so that one answer fits all. An absence is told apart from a table that
 * did not pay.
 */
export const likenesses = ['nothing', 'part', 'absent'] as const
export type Likeness = (typeof likenesses)[number]
const likenessOfCategory: Readonly<Partial<Record<FiledCategory, Likeness>>> = {
  '1.1': 'nothing',
  '1.2': 'nothing',
  '1.3': 'part',
  '1.4': 'absent',
}
export const likenessOf = (category: FiledCategory): Likeness | undefined => likenessOfCategory[category]

/**
 * What is usual at a payday, of those who answer. Absent: 44 of 306 at Safo in 2022 (evaluation of the transfers); the
 * others are proposals, to be set once rounds have been counted.
 */
export const usualShare: Readonly<Record<Likeness, number>> = { nothing: 0.02, part: 0.02, absent: 0.14 }
export const fewestAlike = 5
/** One false alarm in a thousand looks, at most. */
export const falseAlarms = 0.001
/** Complaints of a payday that come within this of each other are counted together. */
export const windowDays = 30

/** Whether so many of so many answers are more than chance brings at what is usual. */
export const isIncident = (likeness: Likeness, alike: number, answered: number): boolean =>
  alike >= fewestAlike && binomialTail(alike, Math.max(alike, answered), usualShare[likeness]) < falseAlarms

export const incidentStates = ['open', 'answered', 'closed'] as const
export type IncidentState = (typeof incidentStates)[number]

export const incident = z.lazy(() =>
  z.object({
    incidentId: z.string(),
    version: z.int(),
    state: z.enum(incidentStates),
    likeness: z.enum(likenesses),
    paydayId: z.string(),
    day: z.iso.date(),
    siteId: z.string(),
    commune: z.string(),
    programme: z.string(),
    owner: unitId,
    assignee: z.exactOptional(z.string()),
    openedAt: instant,
    updatedAt: instant,
    complaintsAtFirst: z.int(),
    answer: z.exactOptional(z.object({ text: z.string(), at: instant, by: z.string() })),
  }),
)
export type Incident = z.infer<typeof incident>

export const incidentEventTypes = ['opened', 'assigned', 'answered', 'noted', 'closed', 'reopened'] as const
export const incidentEvent = z.lazy(() =>
  z.object({
    eventId: z.string(),
    incidentId: z.string(),
    type: z.enum(incidentEventTypes),
    at: instant,
    /** An officer; the clock opens them. */
    by: z.object({ kind: z.enum(['officer', 'clock']), officerId: z.exactOptional(z.string()) }),
    data: z.record(z.string(), z.string()),
  }),
)
export type IncidentEvent = z.infer<typeof incidentEvent>

/** The same complaints always make the same incident. */
export const incidentIdOf = (paydayId: string, likeness: Likeness): string => `${paydayId}.${likeness}`
export function readIncidentId(incidentId: string): { paydayId: string; likeness: Likeness } | undefined {
  const dot = incidentId.lastIndexOf('.')
  const likeness = likenesses.find((known) => known === incidentId.slice(dot + 1))
  return likeness && dot > 0 ? { paydayId: incidentId.slice(0, dot), likeness } : undefined
}

export type IncidentCommand =
  | { readonly type: 'assign'; readonly officerId: string }
  | { readonly type: 'answer'; readonly text: string }
  | { readonly type: 'note'; readonly text: string }
  | { readonly type: 'close'; readonly note?: string }
  | { readonly type: 'reopen'; readonly reason: string }

const from: Readonly<Record<IncidentCommand['type'], readonly IncidentState[]>> = {
  assign: ['open', 'answered'],
  // Told once more when there is more to tell.
  answer: ['open', 'answered'],
  note: incidentStates,
  // What nobody was told is not closed.
  close: ['answered'],
  reopen: ['answered', 'closed'],
}
export const incidentCommandsIn = ({ state }: Incident): readonly IncidentCommand['type'][] =>
  (Object.keys(from) as IncidentCommand['type'][]).filter((type) => from[type].includes(state))

const eventTypeOf = {
  assign: 'assigned',
  answer: 'answered',
  note: 'noted',
  close: 'closed',
  reopen: 'reopened',
} as const

/** What a command makes of an incident. Refuses `wrong-state`. */
export function decideIncident(
  current: Incident,
  command: IncidentCommand,
  officerId: string,
  now: Date,
  eventId: string,
): { readonly incident: Incident; readonly event: IncidentEvent } {
  if (!from[command.type].includes(current.state)) {
    throw new Refusal('wrong-state', `An incident that is ${current.state} does not know ${command.type}.`)
  }
  const at = now.toISOString()
  const { type: _type, ...data } = command
  const next: Incident = { ...current, version: current.version + 1, updatedAt: at }
  const made: Incident =
    command.type === 'assign'
      ? { ...next, assignee: command.officerId }
      : command.type === 'answer'
        ? { ...next, state: 'answered', answer: { text: command.text, at, by: officerId } }
        : command.type === 'close'
          ? { ...next, state: 'closed' }
          : command.type === 'reopen'
            ? { ...next, state: 'open' }
            : next
  return {
    incident: made,
    event: {
      eventId,
      incidentId: current.incidentId,
      type: eventTypeOf[command.type],
      at,
      by: { kind: 'officer', officerId },
      data: data as Record<string, string>,
    },
  }
}

/** A complaint of a payday as incidents know it: what tells whether it is alike, and who may see it. */
export const alikeComplaint = z.lazy(() =>
  z.object({
    complaintId: z.string(),
    reference,
    category,
    state: z.enum(states),
    sensitivity: z.enum(['S0', 'S1']),
    owner: unitId,
    assignee: z.exactOptional(z.string()),
    enteredBy: z.exactOptional(z.string()),
    about: z.enum(abouts),
    accused: z.readonly(z.array(unitId)),
    accusedOfficers: z.readonly(z.array(z.string())),
    place,
    contactId: z.exactOptional(z.string()),
    language: z.enum(languages),
    receivedAt: instant,
  }),
)
export type AlikeComplaint = z.infer<typeof alikeComplaint>

/** Who owns an incident of a commune: the body above the one that its complaints went to. */
export const incidentOwner = (commune: string): UnitId =>
  unitAbove(unit('commune', commune), {}) ?? unit('utgfs-audit')

/**
 * Those that make the incident. Who took a complaint back is not counted; nobody counts a complaint about itself; what came
 * long before the others is another story.
 */
export function alikeOf(
  all: readonly AlikeComplaint[],
  likeness: Likeness,
  owner: UnitId,
): readonly AlikeComplaint[] {
  const counted = all.filter(
    ({ category: of, state, accused }) =>
      likenessOf(of) === likeness &&
      state !== 'withdrawn' &&
      state !== 'interrupted' &&
      !accused.includes(owner),
  )
  const newest = Math.max(0, ...counted.map(({ receivedAt }) => Date.parse(receivedAt)))
  return counted.filter(({ receivedAt }) => newest - Date.parse(receivedAt) <= windowDays * 86_400_000)
}
