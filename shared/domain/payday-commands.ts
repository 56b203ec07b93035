/**
 * What may be done to a payday. `planPayday` and `decidePayday` answer with a change, or refuse; who may ask is decided in
 * payday-rights.ts. A payday may be more discreet than its commune, never less.
 */
import * as z from 'zod/mini'
import { type Actor, actor, instant } from './complaint.ts'
import { type Disclosure, disclosures, type Payday, type Site, siteIdOf } from './payday.ts'
import { placeOfCommune } from './places.ts'
import { programmeOf, programmesAt } from './programmes.ts'
import { Refusal } from './refusal.ts'
import { agencies } from './units.ts'
import { dayOf } from './working-days.ts'

export type Window = NonNullable<Payday['window']>

export interface PaydayPlan {
  readonly programme: string
  readonly round: string
  readonly site: Site
  readonly day: string
  readonly window?: Window
  readonly agency: string
  readonly amountFcfa: number
  /** Without one: the commune's. */
  readonly disclosure?: Disclosure
}
export type PaydayCommand =
  | {
      readonly type: 'amend'
      readonly agency?: string
      readonly amountFcfa?: number
      /** null takes it away. */
      readonly window?: Window | null
    }
  | {
      readonly type: 'move'
      readonly day: string
      readonly window?: Window | null
      readonly reason: string
    }
  | { readonly type: 'cancel'; readonly reason: string }
  | { readonly type: 'set_disclosure'; readonly disclosure: Disclosure; readonly reason: string }
export type PaydayCommandType = PaydayCommand['type']

export const paydayEventTypes = ['planned', 'amended', 'moved', 'cancelled', 'disclosure_set'] as const

/** One thing that happened to a payday. `data` tells what was and what is: `fromDay`, `toDay`, `reason`. */
export const paydayEvent = z.lazy(() =>
  z.object({
    eventId: z.string(),
    paydayId: z.string(),
    type: z.enum(paydayEventTypes),
    at: instant,
    by: actor,
    data: z.record(z.string(), z.string()),
  }),
)
export type PaydayEvent = z.infer<typeof paydayEvent>

export interface PaydayChange {
  readonly payday: Payday
  /** As it was: absent for a new one. */
  readonly was?: Payday
  readonly event: PaydayEvent
  /** Key of a deed that may be done once. */
  readonly once?: string
}

/** Where a commune has said nothing: the evening before, without place. */
export const unknownDisclosure: Disclosure = 'cautious'
const openness: Readonly<Record<Disclosure, number>> = { silent: 0, cautious: 1, open: 2 }
export const isMoreOpen = (one: Disclosure, than: Disclosure): boolean => openness[one] > openness[than]
export const mostDiscreet = (one: Disclosure, other: Disclosure): Disclosure =>
  isMoreOpen(one, other) ? other : one

const mostFcfa = 10_000_000
const roundShape = /^[A-Z0-9][A-Z0-9-]{1,19}$/

const wrong = (field: string, why: string): Refusal =>
  new Refusal('invalid', 'Something does not fit.', { fields: { [field]: why } })

const proveAmount = (amountFcfa: number): void => {
  if (!Number.isInteger(amountFcfa) || amountFcfa < 1 || amountFcfa > mostFcfa)
    throw wrong('amountFcfa', 'out-of-range')
}
const proveAgency = (agency: string): void => {
  if (!agencies.some(({ agencyId }) => agencyId === agency)) throw wrong('agency', 'unknown')
}
const proveWindow = (window: Window | null | undefined): void => {
  if (window && window.from >= window.to) throw wrong('window', 'ends-before-it-begins')
}
const proveDay = (day: string, now: Date): void => {
  if (day < dayOf(now)) throw wrong('day', 'past')
}

/** What makes two plans the same payday. */
export const naturalKeyOf = ({
  programme,
  round,
  site,
  day,
}: Pick<PaydayPlan, 'programme' | 'round' | 'site' | 'day'>) =>
  `${programme}.${round.toLowerCase()}.${siteIdOf(site)}.${day}`

/** The same plan always has the same id; `ordinal` counts up where an earlier one has moved away or was cancelled. */
export const paydayIdOf = (plan: Parameters<typeof naturalKeyOf>[0], ordinal = 1): string =>
  ordinal === 1 ? naturalKeyOf(plan) : `${naturalKeyOf(plan)}.${ordinal}`

export interface Deciding {
  readonly by: Actor
  readonly now: Date
  readonly eventId: string
  /** How discreet the commune is. */
  readonly commune: Disclosure
}

const windowText = (window: Window | undefined): string => (window ? `${window.from}-${window.to}` : '')

export function planPayday(
  plan: PaydayPlan,
  paydayId: string,
  { by, now, eventId, commune }: Deciding,
): PaydayChange {
  const place = placeOfCommune(plan.site.commune)
  if (!place) throw wrong('commune', 'unknown')
  if (!programmeOf(plan.programme)) throw wrong('programme', 'unknown')
  if (!programmesAt(place).some(({ programmeId }) => programmeId === plan.programme)) {
    throw wrong('programme', 'not-at-this-place')
  }
  const round = plan.round.toUpperCase()
  if (!roundShape.test(round)) throw wrong('round', 'not-a-round')
  proveAgency(plan.agency)
  proveAmount(plan.amountFcfa)
  proveWindow(plan.window)
  proveDay(plan.day, now)
  const disclosure = plan.disclosure ?? commune
  if (isMoreOpen(disclosure, commune)) throw wrong('disclosure', 'more-open-than-its-commune')
  const at = now.toISOString()
  const payday: Payday = {
    paydayId,
    version: 1,
    programme: plan.programme,
    round,
    site: plan.site,
    siteId: siteIdOf(plan.site),
    day: plan.day,
    ...(plan.window ? { window: plan.window } : {}),
    agency: plan.agency,
    amountFcfa: plan.amountFcfa,
    disclosure,
    state: 'planned',
    createdAt: at,
    updatedAt: at,
  }
  const data = { day: plan.day, agency: plan.agency, amountFcfa: String(plan.amountFcfa), disclosure }
  return { payday, event: { eventId, paydayId, type: 'planned', at, by, data } }
}

/** Commands that a payday knows as it stands. What has been paid out is no longer amended; it may still be moved. */
export function paydayCommandsIn(payday: Payday, now: Date): readonly PaydayCommandType[] {
  if (payday.state === 'cancelled') return []
  return payday.day < dayOf(now) ? ['move', 'cancel'] : ['amend', 'move', 'cancel', 'set_disclosure']
}

const withWindow = (payday: Payday, window: Window | null | undefined): Payday => {
  if (window === undefined) return payday
  const { window: _gone, ...rest } = payday
  return window === null ? rest : { ...rest, window }
}

function changed(
  was: Payday,
  command: PaydayCommand,
  { now, commune }: Deciding,
): readonly [Payday, PaydayEvent['type'], Record<string, string>] {
  switch (command.type) {
    case 'amend': {
      if (command.agency !== undefined) proveAgency(command.agency)
      if (command.amountFcfa !== undefined) proveAmount(command.amountFcfa)
      proveWindow(command.window)
      const next: Payday = {
        ...withWindow(was, command.window),
        agency: command.agency ?? was.agency,
        amountFcfa: command.amountFcfa ?? was.amountFcfa,
      }
      const data = {
        ...(next.agency === was.agency ? {} : { fromAgency: was.agency, toAgency: next.agency }),
        ...(next.amountFcfa === was.amountFcfa
          ? {}
          : { fromAmountFcfa: String(was.amountFcfa), toAmountFcfa: String(next.amountFcfa) }),
        ...(windowText(next.window) === windowText(was.window)
          ? {}
          : { fromWindow: windowText(was.window), toWindow: windowText(next.window) }),
      }
      if (Object.keys(data).length === 0) throw wrong('command', 'changes-nothing')
      return [next, 'amended', data]
    }
    case 'move': {
      proveDay(command.day, now)
      proveWindow(command.window)
      const next: Payday = { ...withWindow(was, command.window), day: command.day }
      if (next.day === was.day && windowText(next.window) === windowText(was.window))
        throw wrong('day', 'changes-nothing')
      const windows = { fromWindow: windowText(was.window), toWindow: windowText(next.window) }
      return [next, 'moved', { fromDay: was.day, toDay: next.day, ...windows, reason: command.reason }]
    }
    case 'cancel':
      return [
        { ...was, state: 'cancelled', cancelledBecause: command.reason },
        'cancelled',
        { day: was.day, reason: command.reason },
      ]
    case 'set_disclosure':
      if (command.disclosure === was.disclosure) throw wrong('disclosure', 'changes-nothing')
      if (isMoreOpen(command.disclosure, commune)) throw wrong('disclosure', 'more-open-than-its-commune')
      return [
        { ...was, disclosure: command.disclosure },
        'disclosure_set',
        { from: was.disclosure, to: command.disclosure, reason: command.reason },
      ]
  }
}

export function decidePayday(was: Payday, command: PaydayCommand, deciding: Deciding): PaydayChange {
  if (!paydayCommandsIn(was, deciding.now).includes(command.type)) {
    throw new Refusal(
      'wrong-state',
      `"${command.type}" is not for a payday that is ${was.state}, on ${was.day}.`,
    )
  }
  const [next, type, data] = changed(was, command, deciding)
  const at = deciding.now.toISOString()
  const payday = { ...next, version: was.version + 1, updatedAt: at }
  return {
    payday,
    was,
    event: { eventId: deciding.eventId, paydayId: was.paydayId, type, at, by: deciding.by, data },
  }
}

/** How much a commune lets be known beforehand. */
export const communeDisclosure = z.lazy(() =>
  z.object({
    commune: z.string(),
    version: z.int(),
    disclosure: z.enum(disclosures),
    reason: z.string(),
    setAt: instant,
    setBy: actor,
  }),
)
export type CommuneDisclosure = z.infer<typeof communeDisclosure>
