/** How a complaint is to fare: the way it goes, and where on that way it still stands. */
import { categories } from '../../shared/domain/categories.ts'
import type { State } from '../../shared/domain/complaint.ts'
import type { Chance } from './chance.ts'
import type { Filing } from './filings.ts'
import { isMended, type PlanOptions } from './handling.ts'
import type { Plan } from './life.ts'
import {
  afterDrop,
  contested,
  decided,
  planThrough,
  referred,
  rejected,
  unreached,
  withdrawn,
} from './plans.ts'
import { standsAt } from './recipe.ts'

export interface Fate {
  readonly plan: Plan
  readonly stopAt?: State
}

/** A call that dropped is called back soon; some wait for it. */
const freshMs = 2 * 86_400_000

export function fateOf({ submission, meant, at }: Filing, now: Date, chance: Chance): Fate {
  const stands = standsAt(at, now, chance)
  const isSlow = chance.isTrue(stands ? 0.3 : 0.12)
  const options: PlanOptions = { meant, isSlow, isAssigned: stands !== undefined && chance.isTrue(0.4) }
  if (submission.interrupted) {
    const isWaiting = stands !== undefined || now.getTime() - at.getTime() < freshMs
    return { plan: afterDrop(options, chance.isTrue(0.7)), ...(isWaiting ? { stopAt: 'interrupted' } : {}) }
  }
  if (stands) return standing(stands, options)
  const isLight = categories[meant].group === 'thanks' || categories[meant].group === 'question'
  return {
    plan: chance.weighted([
      [decided(options, true), 62],
      [decided(options, false), isLight ? 0 : 16],
      [rejected(options), isLight ? 0 : 8],
      [referred(options), isLight ? 0 : 4],
      [withdrawn(options), 4],
      [contested(options), isLight ? 0 : 4],
      [unreached(options), 3],
    ]),
  }
}

export function standing(wanted: State, options: PlanOptions): Fate {
  const needsMending = wanted === 'remedy_pending' || wanted === 'remedy_done'
  const stopAt = needsMending && !isMended(options.meant) ? 'in_review' : wanted
  return { plan: planThrough(stopAt, options), stopAt }
}
