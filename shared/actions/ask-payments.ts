/**
 * What the agencies say they paid against what households say they received, over the paydays of a time. Counted from the
 * lists themselves; where there are more than can be read at once, it says so.
 */
import type { Officer } from '../domain/officer.ts'
import type { Payday } from '../domain/payday.ts'
import { mayHearHouseholds } from '../domain/payday-rights.ts'
import { communeOf } from '../domain/places.ts'
import { emptyTally, type Tally, tally } from '../domain/reconciliation.ts'
import { dayOf } from '../domain/working-days.ts'
import type { DueLines, Paydays } from './paydays-ports.ts'
import type { World } from './ports.ts'
import { type Chosen, lengthOf } from './read-figures.ts'

export interface AskingPayments {
  readonly world: Pick<World, 'now'>
  readonly paydays: Pick<Paydays, 'between'>
  readonly dueLines: Pick<DueLines, 'lines'>
}

const paydaysAtOnce = 8
const linesPerPage = 1000
/** Past these an answer would not come in time; a shorter time, or one region, brings the rest. */
const mostLines = 40_000

function figuresOf(tallies: readonly Tally[]) {
  const sum = (of: (tally: Tally) => number): number => tallies.reduce((all, each) => all + of(each), 0)
  return {
    due: { households: sum(({ due }) => due.households), amountFcfa: sum(({ due }) => due.amountFcfa) },
    agencyPaid: {
      households: sum(({ paid, part }) => paid.households + part.households),
      amountFcfa: sum(({ paid, part }) => paid.amountFcfa + part.amountFcfa),
    },
    agencySilent: sum(({ silent }) => silent.households),
    confirmed: sum(({ said }) => said.all),
    part: sum(({ said }) => said.part),
    nothing: sum(({ said }) => said.nothing),
    noAnswer: sum(({ said }) => said.none),
  }
}

export async function askPayments(at: AskingPayments, who: Officer, chosen: Chosen) {
  lengthOf(chosen)
  const now = at.world.now()
  const today = dayOf(now)
  const regionOf = ({ site }: Payday): string => communeOf(site.commune)?.regionCode ?? 'none'
  const all = (await at.paydays.between(chosen.from, chosen.to)).filter(
    (payday) =>
      payday.state === 'planned' &&
      payday.day <= today &&
      mayHearHouseholds(who, payday) &&
      (!chosen.programme || payday.programme === chosen.programme) &&
      (!chosen.region || regionOf(payday) === chosen.region),
  )
  const counted: { payday: Payday; sums: Tally }[] = []
  let lines = 0
  for (let start = 0; start < all.length && lines < mostLines; start += paydaysAtOnce) {
    const some = all.slice(start, start + paydaysAtOnce)
    const sums = await Promise.all(
      some.map(async (payday) => {
        const found = emptyTally()
        let after: string | undefined
        do {
          const page = await at.dueLines.lines(payday.paydayId, {
            limit: linesPerPage,
            ...(after ? { after } : {}),
          })
          for (const line of page.items) tally(found, line)
          lines += page.items.length
          after = page.next
        } while (after)
        return { payday, sums: found }
      }),
    )
    counted.push(...sums)
  }
  const byRegion = Map.groupBy(counted, ({ payday }) => regionOf(payday))
  return {
    paydays: counted.length,
    ...(counted.length > 0 ? { all: figuresOf(counted.map(({ sums }) => sums)) } : {}),
    regions: [...byRegion]
      .map(([region, its]) => ({
        region,
        paydays: its.length,
        ...figuresOf(its.map(({ sums }) => sums)),
      }))
      .sort((a, b) => a.region.localeCompare(b.region)),
    complete: counted.length === all.length,
    countedAt: now.toISOString(),
  }
}
