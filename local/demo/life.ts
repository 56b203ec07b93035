/**
 * One complaint, lived from its filing until now: each thing that happens to it goes through the domain's own rules, done
 * by somebody who may, at an hour when people do such things; and time does to it what the clock would have done.
 */
import { actorOf, eventOf } from '../../shared/actions/command-complaint.ts'
import { dueCommand } from '../../shared/actions/sweep-deadlines.ts'
import type {
  Actor,
  Change,
  Complaint,
  ComplaintEvent,
  OpenComplaint,
  State,
} from '../../shared/domain/complaint.ts'
import {
  appending,
  type Command,
  type CommandType,
  commandsIn,
  decide,
  deedOf,
} from '../../shared/domain/lifecycle.ts'
import { may, type Officer } from '../../shared/domain/officer.ts'
import { isOpen } from '../../shared/domain/sensitivity.ts'
import { levelOf } from '../../shared/domain/units.ts'
import { dayOf, isWorkingDay } from '../../shared/domain/working-days.ts'
import { type Chance, idAt } from './chance.ts'

/** The complaint as it was after something happened to it. */
export interface Step {
  readonly complaint: Complaint
  readonly event: ComplaintEvent
}

export interface Move {
  readonly at: Date
  readonly by: Officer | 'complainant'
  readonly command: Command
}

/** What a plan knows of the life it plans. */
export interface Living {
  readonly chance: Chance
  complaint(): Complaint
  /** Who does such things to it: the one who has it, else whoever is nearest. Undefined: nobody may. */
  staff(type: CommandType, except?: readonly string[]): Officer | undefined
  /** An hour of an office, so many working days after the last thing. */
  office(fewest: number, most: number): Date
  /** Lets time pass, at most until now: the clock does what it does. */
  wait(until: Date): void
  /** Some hours after the last thing, when people are awake. */
  awake(fewestHours: number, mostHours: number): Date
}
export type Plan = (living: Living) => Generator<Move, void, void>

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
const atHour = (day: Date, hour: number): Date =>
  new Date(Date.parse(`${dayOf(day)}T00:00:00Z`) + hour * hourMs)

/** A little past eight: what was opened before it was handled was opened in office hours too. */
const officeOpens = 8.2

function officeHour(from: Date, fewest: number, most: number, chance: Chance): Date {
  let at = atHour(from, officeOpens + chance.next() * 8)
  for (let left = chance.whole(fewest, most); left > 0; ) {
    at = new Date(at.getTime() + dayMs)
    if (isWorkingDay(dayOf(at))) left -= 1
  }
  while (at <= from || !isWorkingDay(dayOf(at))) {
    const soon = new Date(from.getTime() + chance.whole(5, 90) * minuteMs)
    const isInTime = dayOf(soon) === dayOf(at) && soon < atHour(soon, 16.5) && isWorkingDay(dayOf(soon))
    at =
      isInTime && at <= from ? soon : atHour(new Date(at.getTime() + dayMs), officeOpens + chance.next() * 8)
  }
  return at
}

function wakingHour(from: Date, fewestHours: number, mostHours: number, chance: Chance): Date {
  const at = new Date(from.getTime() + (fewestHours + chance.next() * (mostHours - fewestHours)) * hourMs)
  const [morning, evening] = [atHour(at, 6.5), atHour(at, 20.5)]
  if (at > evening) return new Date(morning.getTime() + dayMs + chance.next() * 3 * hourMs)
  return at < morning ? new Date(Math.max(at.getTime(), morning.getTime() + chance.next() * 3 * hourMs)) : at
}

const levels = ['commune', 'outside', 'cercle', 'region', 'national'] as const
const heightOf = ({ units }: Officer): number =>
  Math.min(...units.map((unit) => levels.indexOf(levelOf(unit))))
/** The village first, the capital last. */
export const fromNear = (staff: readonly Officer[]): readonly Officer[] =>
  [...staff].sort((a, b) => heightOf(a) - heightOf(b))

/** Whom it was given to, then its own unit, then the levels above from the nearest. `staff` stands in that order. */
function nearest(
  staff: readonly Officer[],
  type: CommandType,
  complaint: Complaint,
  except: readonly string[] = [],
) {
  const isAble = (who: Officer) => !except.includes(who.officerId) && may(who, deedOf(type), complaint)
  return (
    staff.find((who) => who.officerId === complaint.assignee && isAble(who)) ??
    staff.find((who) => who.units.includes(complaint.owner) && isAble(who)) ??
    staff.find(isAble)
  )
}

/** The sweep comes by every quarter of an hour. */
const sweepMs = 15 * minuteMs
const nextSweep = (after: number): Date => new Date((Math.floor(after / sweepMs) + 1) * sweepMs)

const isAllowed = (by: Move['by'], command: Command, complaint: Complaint): boolean =>
  by === 'complainant' || may(by, deedOf(command.type), complaint)

export interface LifeOptions {
  readonly plan: Plan
  readonly now: Date
  readonly chance: Chance
  /** Those who handle complaints, from near. */
  readonly staff: readonly Officer[]
  /** Nothing more is done to it once it is there. */
  readonly stopAt?: State
}

export function live(
  filed: Change<Complaint>,
  { plan, now, chance, staff, stopAt }: LifeOptions,
): readonly Step[] {
  let current = filed.complaint
  let at = new Date(filed.event.at)
  const steps: Step[] = [{ complaint: current, event: filed.event }]
  const known = new Map<string, Officer | undefined>()
  const openedBy = new Set<string>()

  /** Who has it does the next thing too, as long as it stays with the same unit. */
  const staffFor = (type: CommandType, except?: readonly string[]): Officer | undefined => {
    if (except) return nearest(staff, type, current, except)
    const { owner, assignee, sensitivity } = current
    const key = [deedOf(type), owner, assignee, sensitivity].join('|')
    if (!known.has(key)) known.set(key, nearest(staff, type, current))
    return known.get(key)
  }

  const happen = (command: Command, by: Actor, when: Date): void => {
    const { complaint, event } = decide(current, command, by, when, idAt(when, chance))
    // What is only added to the history leaves the complaint as it is.
    if (!appending.includes(command.type) || command.type === 'mark_read') current = complaint
    at = when
    steps.push({ complaint: current, event })
  }
  /** Whoever does something to what is restricted has opened it, and why is in its history. */
  const open = (who: Officer, before: Date): void => {
    if (isOpen(current.sensitivity) || openedBy.has(who.officerId)) return
    openedBy.add(who.officerId)
    const when = new Date(
      Math.max(before.getTime() - 4 * minuteMs, Math.ceil((at.getTime() + before.getTime()) / 2)),
    )
    const event = eventOf(current, 'opened', actorOf(who), when, idAt(when, chance), { why: 'designated' })
    at = when
    steps.push({ complaint: current, event })
  }
  /** What the clock does to it on the way to an instant. */
  const passTimeTo = (instant: Date): void => {
    // What is restricted the clock may not read: its desk is told, and does what is to be done.
    while (isOpen(current.sensitivity)) {
      const { pause, dueAt } = current
      const when = nextSweep(Math.max(at.getTime(), Date.parse(pause ? pause.until : dueAt)))
      if (when > instant || when > now) return
      const command = dueCommand(current as OpenComplaint, when)
      if (!command) return
      happen(command, { kind: 'clock' }, when)
    }
  }
  const living: Living = {
    chance,
    complaint: () => current,
    staff: staffFor,
    wait: (until) => passTimeTo(until),
    office: (fewest, most) => officeHour(at, fewest, most, chance),
    awake: (fewestHours, mostHours) => wakingHour(at, fewestHours, mostHours, chance),
  }

  if (stopAt !== current.state) {
    for (const { at: when, by, command } of plan(living)) {
      if (when > now) break
      passTimeTo(when)
      if (when < at || !commandsIn(current).includes(command.type) || !isAllowed(by, command, current)) {
        throw new TypeError(`a plan does "${command.type}" to a complaint that is ${current.state}`)
      }
      if (by === 'complainant') happen(command, { kind: 'complainant' }, when)
      else {
        open(by, when)
        happen(command, actorOf(by), when)
      }
      if (current.state === stopAt) break
    }
  }
  passTimeTo(now)
  return steps
}
