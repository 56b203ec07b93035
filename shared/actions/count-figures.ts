/**
 * What one event adds to the figures. It knows the event and what the complaint was after it, and nothing else: counted as
 * it happens or recounted from the whole history, the sum is the same.
 */
import type { ComplaintEvent, EventType } from '../domain/complaint.ts'
import { dayBin } from '../domain/figures.ts'
import {
  nowhere,
  privateScope,
  quarterOf,
  restrictedScope,
  shelvesOf,
  type Tally,
} from '../domain/figures-shelves.ts'
import type { Notice } from '../domain/message.ts'
import type { UnitId } from '../domain/units.ts'
import { dayOf } from '../domain/working-days.ts'

/** What is known of the complaint at the time of the event. */
export interface CountedContext {
  readonly owner: string
  readonly category: string
  readonly region?: string
  readonly cercle?: string
  readonly commune?: string
  readonly programme: string
  readonly channel: string
  readonly language: string
  readonly state: string
  readonly promised: boolean
  readonly receivedAt: string
  readonly sex?: 'woman' | 'man'
  readonly anonymous?: boolean
  readonly assisted?: boolean
  readonly acknowledgeBy?: string
  readonly acknowledgedAt?: string
  readonly lateSince?: string
  readonly accused?: readonly string[]
}

/** Counted by their own name, with nothing to it. */
const plain: readonly EventType[] = [
  'interrupted',
  'escalated',
  'reopened',
  'contested',
  'rejected',
  'referred',
  'withdrawn',
  'closed',
]
const resolving: readonly EventType[] = ['decided', 'rejected', 'referred']
/** Looking is no act. */
const looking: readonly EventType[] = ['opened', 'phone_revealed']

function received({ category, channel, language, sex, anonymous, assisted }: CountedContext): string[] {
  return [
    'received',
    `received.category:${category}`,
    `received.channel:${channel}`,
    `received.language:${language}`,
    `received.sex:${sex ?? 'unknown'}`,
    ...(anonymous ? ['anonymous'] : []),
    ...(assisted ? ['assisted'] : []),
  ]
}

/** The first time that a person took note of it, or its deadline passing before anybody did: told once of each complaint. */
function acknowledged({ type, at }: ComplaintEvent, context: CountedContext): string[] {
  const { acknowledgeBy, acknowledgedAt, lateSince } = context
  if (!acknowledgeBy) return []
  const isFirst = acknowledgedAt === at || (acknowledgedAt === undefined && resolving.includes(type))
  if (isFirst && !lateSince) return [at <= acknowledgeBy ? 'acknowledged.kept' : 'acknowledged.late']
  return type === 'became_late' && acknowledgedAt === undefined ? ['acknowledged.late'] : []
}

const ofCategory = (name: string, { category }: CountedContext): string[] => [
  name,
  `${name}.category:${category}`,
]

function resolved({ at, data }: ComplaintEvent, context: CountedContext): string[] {
  const { deadline, again } = data
  const { receivedAt, sex } = context
  const days = dayBin((Date.parse(at) - Date.parse(receivedAt)) / 86_400_000)
  return [
    ...(deadline === 'kept' ? ofCategory('kept', context) : []),
    ...(deadline === 'missed' ? ofCategory('late', context) : []),
    ...(again
      ? ['resolved-again']
      : [
          ...ofCategory('resolved', context),
          `resolved.sex:${sex ?? 'unknown'}`,
          `days:${days}`,
          ...(sex ? [`days.${sex}:${days}`] : []),
        ]),
  ]
}

export function countsOfEvent(event: ComplaintEvent, context: CountedContext): readonly string[] {
  const { type, data } = event
  const isInterrupted = context.state === 'interrupted'
  return [
    ...(type === 'filed' || type === 'submitted' ? received(context) : []),
    ...(isInterrupted ? [] : acknowledged(event, context)),
    ...(resolving.includes(type) ? resolved(event, context) : []),
    ...(type === 'became_late' && !isInterrupted && context.promised ? ofCategory('late', context) : []),
    ...(plain.includes(type) ? [type] : []),
    ...(type === 'confirmed' ? ['confirmed', data.satisfied === 'yes' ? 'satisfied' : 'unsatisfied'] : []),
  ]
}

/** The unit whose officer or relay did something; looking is not doing. */
const actedBy = ({ type, by }: ComplaintEvent): string | undefined =>
  by.kind === 'officer' && !looking.includes(type) ? by.unitId : undefined

const each = (names: readonly string[]): Record<string, number> =>
  Object.fromEntries(names.map((name) => [name, 1]))

/** A commune's month is kept short: who complained, and how, is not broken down so far. */
const isOfCommune = (name: string): boolean =>
  !/^(received\.(channel|language|sex)|resolved\.sex|days\.)/.test(name)

/** Where an event counts, and what. Nothing for what is not counted. */
export function talliesOfEvent(event: ComplaintEvent, context: CountedContext): readonly Tally[] {
  const names = countsOfEvent(event, context)
  const at = {
    region: context.region ?? nowhere,
    cercle: context.cercle ?? nowhere,
    commune: context.commune ?? nowhere,
    programme: context.programme,
    owner: context.owner as UnitId,
    accused: context.accused ?? [],
  }
  const day = dayOf(new Date(event.at))
  const { region, unit, commune } = shelvesOf(day, at)
  const actor = actedBy(event)
  const isOwn = actor === context.owner
  const own = [...names, ...(isOwn ? ['acts'] : [])]
  return [
    ...(own.length > 0 ? [{ ...unit, adds: each(own) }] : []),
    ...(names.length > 0
      ? [
          { ...region, adds: each(names) },
          { ...commune, adds: each(names.filter(isOfCommune)) },
        ]
      : []),
    // Who acts for another unit is heard of at home.
    ...(actor && !isOwn
      ? [{ ...shelvesOf(day, { ...at, owner: actor as UnitId }).unit, adds: { acts: 1 } }]
      : []),
  ]
}

/**
 * Something restricted counts as one in the country, by day; somebody who asks to talk in private as one in the country,
 * by quarter. Nothing else of them is known here.
 */
export function talliesOfNotice({ what, at }: Notice): readonly Tally[] {
  const day = dayOf(new Date(at))
  if (what === 'private') return [{ scope: privateScope, slot: quarterOf(day), adds: { asked: 1 } }]
  if (what === 'filed' || what === 'moved') {
    return [{ scope: restrictedScope, slot: day, adds: { [what === 'filed' ? 'received' : 'moved']: 1 } }]
  }
  return []
}
