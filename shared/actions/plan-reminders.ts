/**
 * Works out who gets which text in a round, and cuts it into batches. Groups of people who are told the very same are taken
 * one after the other; batches are written as they fill. A planner that dies is followed by another, which reads the batches
 * of the group in hand, goes through its lists again, and passes over those who stand in one: nobody comes twice.
 */
import type { Payday } from '../domain/payday.ts'
import {
  type Coverage,
  type LeftOut,
  type LeftOutReason,
  nobodyLeftOut,
  type ReminderRound,
} from '../domain/reminder.ts'
import {
  correctionOf,
  daysAhead,
  type PlannedKind,
  type Reminder,
  reminderOf,
  saidOf,
} from '../domain/reminder-plan.ts'
import type { Paydays } from './paydays-ports.ts'
import { type Candidate, candidateOf, type Lists, lastTold, listed, NotYet } from './reminder-candidates.ts'
import { type BatchDesk, byName, Lost, writeBatches } from './write-batches.ts'

export interface Planner extends Lists, BatchDesk {
  readonly paydays: Pick<Paydays, 'between' | 'read' | 'totals'>
}

const householdsAtOnce = 100
const holdMs = 60_000
const renewMs = 20_000

/** People of these paydays are told the very same. */
export interface Group extends Reminder {
  readonly paydays: readonly Payday[]
}

/** Those that are still of use, sorted, so that whoever goes on finds the same order. */
export function groupsOf(paydays: readonly Payday[], kind: PlannedKind, now: Date): readonly Group[] {
  const groups = new Map<string, Group & { readonly paydays: Payday[] }>()
  for (const payday of [...paydays].sort((a, b) => byName(a.paydayId, b.paydayId))) {
    const reminder = reminderOf(payday, kind)
    if (!reminder || reminder.until <= now) continue
    const known = groups.get(reminder.group)
    if (known) known.paydays.push(payday)
    else groups.set(reminder.group, { ...reminder, paydays: [payday] })
  }
  return [...groups.values()].sort((a, b) => byName(a.group, b.group))
}

interface Counts {
  readonly households: number
  readonly leftOut: LeftOut
}
const nothing: Counts = { households: 0, leftOut: nobodyLeftOut }
const sum = (one: Counts, other: Counts): Counts => ({
  households: one.households + other.households,
  leftOut: Object.fromEntries(
    Object.entries(one.leftOut).map(([reason, count]) => [
      reason,
      count + other.leftOut[reason as LeftOutReason],
    ]),
  ) as LeftOut,
})

/** Proves, now and then, that nobody else plans this round. */
interface Hold {
  readonly holder: string
  renew(): Promise<void>
}
type Listed = (payday: Payday) => AsyncIterable<Candidate>

async function planGroup(
  desk: Planner,
  round: ReminderRound,
  group: Group,
  { hold, list }: { readonly hold: Hold; readonly list: Listed },
): Promise<Counts> {
  const writer = await writeBatches(desk, round, group, hold.holder)
  let total = nothing
  for (const payday of group.paydays) {
    const said = saidOf(payday)
    const covered: Coverage = {
      paydayId: payday.paydayId,
      roundId: round.roundId,
      group: group.group,
      kind: round.kind,
      said,
      fromBatch: 1,
      households: 0,
      leftOut: nobodyLeftOut,
      at: round.createdAt,
    }
    // Before anybody can be told: whoever corrects this payday finds them, however far we came.
    await desk.reminders.cover(covered)
    let households = 0
    const leftOut = { ...nobodyLeftOut }
    const numbers = { from: Number.MAX_SAFE_INTEGER, to: 0 }
    for await (const candidate of list(payday)) {
      await hold.renew()
      households += 1
      if ('leftOut' in candidate) {
        leftOut[candidate.leftOut] += 1
        continue
      }
      const { number, shared } = await writer.add(said, candidate)
      numbers.from = Math.min(numbers.from, number)
      numbers.to = Math.max(numbers.to, number)
      if (shared) leftOut.same_phone += 1
    }
    await desk.reminders.cover({
      ...covered,
      fromBatch: Math.min(numbers.from, numbers.to),
      toBatch: numbers.to,
      households,
      leftOut,
    })
    total = sum(total, { households, leftOut })
  }
  await writer.end()
  return total
}

/** What a round is about, and who is on its lists. */
interface Work {
  readonly groups: readonly Group[]
  readonly list: (group: Group) => Listed
  /** Those whom the policy tells nothing now. */
  readonly before: Counts
}

async function workOfPlanned(desk: Planner, round: ReminderRound, kind: PlannedKind): Promise<Work> {
  const { from, to } = daysAhead(kind, round.day)
  const paydays = (await desk.paydays.between(from, to)).filter(({ state }) => state === 'planned')
  const untold = paydays.filter((payday) => !reminderOf(payday, kind))
  const totals = await desk.paydays.totals(untold.map(({ paydayId }) => paydayId))
  const policy = [...totals.values()].reduce((all, { lines }) => all + lines, 0)
  return {
    groups: groupsOf(paydays, kind, desk.world.now()),
    list: () => (payday) => listed(desk, payday, round),
    before: { households: policy, leftOut: { ...nobodyLeftOut, policy } },
  }
}

async function workOfCorrection(desk: Planner, paydayId: string): Promise<Work> {
  const payday = await desk.paydays.read(paydayId)
  if (!payday) return { groups: [], list: () => async function* () {}, before: nothing }
  const told = await lastTold(desk.reminders, paydayId)
  const groups = new Map<string, Group & { readonly households: string[] }>()
  for (const [householdId, { said }] of told) {
    const correction = correctionOf(payday, said)
    if (!correction || correction.until <= desk.world.now()) continue
    const known = groups.get(correction.group) ?? { ...correction, paydays: [payday], households: [] }
    groups.set(correction.group, known)
    known.households.push(householdId)
  }
  const list = ({ group }: Group): Listed =>
    async function* () {
      const households = (groups.get(group)?.households ?? []).sort(byName)
      for (let start = 0; start < households.length; start += householdsAtOnce) {
        const page = households.slice(start, start + householdsAtOnce)
        const ids = page.map((householdId) => told.get(householdId)?.contactId ?? '')
        const contacts = await desk.reminders.contacts([...new Set(ids)])
        for (const [position, householdId] of page.entries())
          yield candidateOf(householdId, contacts.get(ids[position] ?? ''))
      }
    }
  return { groups: [...groups.values()].sort((a, b) => byName(a.group, b.group)), list, before: nothing }
}

/**
 * Plans a round, or goes on where another stopped. `planned`: all its batches are written; `later`: somebody else plans it,
 * staff stopped it, or it must wait a minute.
 */
export async function planRound(desk: Planner, asked: ReminderRound): Promise<'planned' | 'later'> {
  const { world, reminders } = desk
  const holder = world.id()
  let heldAt = 0
  const hold: Hold = {
    holder,
    async renew() {
      const now = world.now()
      if (now.getTime() - heldAt < renewMs) return
      const until = new Date(now.getTime() + holdMs)
      if (!(await reminders.hold(asked.roundId, holder, until, now))) throw new Lost()
      heldAt = now.getTime()
    },
  }
  try {
    await hold.renew()
    let round = await reminders.round(asked.roundId)
    const work =
      asked.kind === 'correction'
        ? await workOfCorrection(desk, asked.paydayId ?? '')
        : await workOfPlanned(desk, asked, asked.kind)
    const move = async (next: Partial<ReminderRound>) => {
      round = round && (await reminders.change(round, next, world.now()))
      if (!round) throw new Lost()
      return round
    }
    if (round?.planningGroup === undefined) {
      const paydays = new Set(work.groups.flatMap((group) => group.paydays.map(({ paydayId }) => paydayId)))
      await move({ ...work.before, paydays: paydays.size, planningGroup: '' })
    }
    for (const group of work.groups) {
      if (!round || group.group <= (round.planningGroup ?? '')) continue
      const counts = await planGroup(desk, round, group, { hold, list: work.list(group) })
      const { households, leftOut } = sum(round, counts)
      await move({ planningGroup: group.group, households, leftOut })
    }
    await move({ planned: true, state: 'running' })
    return 'planned'
  } catch (error) {
    if (error instanceof NotYet) await reminders.hold(asked.roundId, holder, new Date(0), world.now())
    if (error instanceof Lost || error instanceof NotYet) return 'later'
    throw error
  }
}
