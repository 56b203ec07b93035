/**
 * An officer plans a payday, or does something to one. What he may not see is not there; what somebody else changed in
 * between comes back fresh; what was done with the same key is not done again.
 */

import type { Officer } from '../domain/officer.ts'
import type { Disclosure, Payday } from '../domain/payday.ts'
import {
  decidePayday,
  planPayday as decidePlan,
  isMoreOpen,
  naturalKeyOf,
  type PaydayChange,
  type PaydayCommand,
  type PaydayPlan,
  paydayIdOf,
  unknownDisclosure,
} from '../domain/payday-commands.ts'
import { mayPlanPaydays, maySeePayday, maySetDisclosure } from '../domain/payday-rights.ts'
import { communeOf } from '../domain/places.ts'
import { Refusal } from '../domain/refusal.ts'
import { dayOf } from '../domain/working-days.ts'
import { actorOf, onceOf } from './command-complaint.ts'
import type { CommuneDisclosures, Paydays } from './paydays-ports.ts'
import type { World } from './ports.ts'

export interface PaydayDesk {
  readonly world: World
  readonly paydays: Paydays
  readonly disclosures: CommuneDisclosures
}
export interface OrderedPayday<C> {
  readonly command: C
  readonly readVersion?: number
  readonly idempotencyKey?: string
}

export const noSuchPayday = (): Refusal => new Refusal('not-found', 'There is no such payday.')
const notAllowed = (): Refusal => new Refusal('not-allowed', 'Your role does not allow this.')

export const disclosureOf = async (disclosures: CommuneDisclosures, commune: string): Promise<Disclosure> =>
  (await disclosures.read(commune))?.disclosure ?? unknownDisclosure

const taken = (paydayId: string): Refusal =>
  new Refusal('invalid', 'This payday is planned already.', { fields: { day: 'taken', paydayId } })

/** A payday of that programme, round, site and day that stands; there is never more than one. */
export async function standingPayday(
  { paydays }: Pick<PaydayDesk, 'paydays'>,
  plan: Pick<PaydayPlan, 'programme' | 'round' | 'site' | 'day'>,
): Promise<Payday | undefined> {
  const key = naturalKeyOf(plan)
  const sameDay = await paydays.between(plan.day, plan.day)
  const listed = sameDay.find((each) => each.state === 'planned' && naturalKeyOf(each) === key)
  if (listed) return listed
  // Planned a moment ago, it may not be in the list yet.
  const own = await paydays.read(paydayIdOf(plan))
  return own?.state === 'planned' && own.day === plan.day ? own : undefined
}

const mostOrdinals = 50
/** The id that the plan would have: another where the first has moved to a day of its own, or was cancelled. */
async function freeId({ paydays }: Pick<PaydayDesk, 'paydays'>, plan: PaydayPlan): Promise<string> {
  for (let ordinal = 1; ordinal <= mostOrdinals; ordinal += 1) {
    const paydayId = paydayIdOf(plan, ordinal)
    const held = await paydays.read(paydayId)
    if (!held) return paydayId
    if (held.state === 'planned' && held.day === plan.day) throw taken(paydayId)
  }
  throw new Refusal('invalid', 'It was planned too often.', { fields: { day: 'taken' } })
}

export async function planPayday(
  desk: PaydayDesk,
  who: Officer,
  { command: plan, idempotencyKey }: OrderedPayday<PaydayPlan>,
  withIt?: { readonly countedBy: string },
): Promise<Payday> {
  const { world, paydays, disclosures } = desk
  if (!mayPlanPaydays(who, plan.site.commune)) throw notAllowed()
  const once = onceOf(who, idempotencyKey)
  const before = once && (await paydays.madeBy(once))
  const done = before && (await paydays.read(before))
  if (done) return done
  const commune = await disclosureOf(disclosures, plan.site.commune)
  const standing = await standingPayday(desk, plan)
  if (standing) throw taken(standing.paydayId)
  const deciding = { by: actorOf(who), now: world.now(), eventId: world.id(), commune }
  const change = decidePlan(plan, await freeId(desk, plan), deciding)
  try {
    await paydays.commit(once ? { ...change, once } : change, withIt)
    return change.payday
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    // Somebody planned the very same a moment ago: this very request, or a colleague.
    const made = once && (await paydays.madeBy(once))
    const own = made && (await paydays.read(made))
    if (own) return own
    throw error.code === 'stale' ? taken(change.payday.paydayId) : error
  }
}

export async function commandPayday(
  desk: PaydayDesk,
  who: Officer,
  paydayId: string,
  { command, readVersion, idempotencyKey }: OrderedPayday<PaydayCommand>,
): Promise<Payday> {
  const { world, paydays, disclosures } = desk
  const current = await paydays.read(paydayId)
  if (!current || !maySeePayday(who, current)) throw noSuchPayday()
  if (!mayPlanPaydays(who, current.site.commune)) throw notAllowed()
  const once = onceOf(who, idempotencyKey)
  if (once && (await paydays.madeBy(once))) return current
  if (readVersion === undefined) {
    throw new Refusal('invalid', 'The version that you looked at is needed (If-Match).')
  }
  if (readVersion !== current.version) {
    throw new Refusal('stale', 'Somebody changed it since you opened it.', { fresh: current })
  }
  const commune = await disclosureOf(disclosures, current.site.commune)
  const deciding = { by: actorOf(who), now: world.now(), eventId: world.id(), commune }
  const change: PaydayChange = decidePayday(current, command, deciding)
  if (command.type === 'move' && change.payday.day !== current.day) {
    const other = await standingPayday(desk, change.payday)
    if (other && other.paydayId !== paydayId) throw taken(other.paydayId)
  }
  try {
    await paydays.commit(once ? { ...change, once } : change)
    return change.payday
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const fresh = await paydays.read(paydayId)
    if (fresh && (error.code === 'already-done' || (once && (await paydays.madeBy(once))))) return fresh
    if (error.code !== 'stale') throw error
    throw new Refusal('stale', error.message, { fresh })
  }
}

/** How far ahead paydays are looked for when their commune grows more discreet. */
const aheadDays = 400

/** Says it for the commune, and for its planned paydays that are more open. Said again, it goes on where it broke off. */
export async function setDisclosure(
  desk: PaydayDesk,
  who: Officer,
  commune: string,
  said: { readonly disclosure: Disclosure; readonly reason: string; readonly readVersion?: number },
): Promise<void> {
  const { world, paydays, disclosures } = desk
  if (!communeOf(commune)) throw new Refusal('not-found', 'There is no such commune.')
  if (!maySetDisclosure(who, commune)) throw notAllowed()
  const was = await disclosures.read(commune)
  const now = world.now()
  if (was?.disclosure !== said.disclosure || was.reason !== said.reason) {
    if (said.readVersion === undefined) {
      throw new Refusal('invalid', 'The version that you looked at is needed (If-Match).')
    }
    if (said.readVersion !== (was?.version ?? 0)) {
      throw new Refusal('stale', 'Somebody changed it since you opened it.', { fresh: was })
    }
    await disclosures.set({
      commune,
      version: said.readVersion + 1,
      disclosure: said.disclosure,
      reason: said.reason,
      setAt: now.toISOString(),
      setBy: actorOf(who),
    })
  }
  const until = dayOf(new Date(now.getTime() + aheadDays * 86_400_000))
  const ahead = await paydays.between(dayOf(now), until)
  for (const payday of ahead) {
    if (payday.site.commune !== commune || payday.state !== 'planned') continue
    if (!isMoreOpen(payday.disclosure, said.disclosure)) continue
    const command: PaydayCommand = {
      type: 'set_disclosure',
      disclosure: said.disclosure,
      reason: said.reason,
    }
    const deciding = { by: actorOf(who), now, eventId: world.id(), commune: said.disclosure }
    await paydays.commit(decidePayday(payday, command, deciding))
  }
}
