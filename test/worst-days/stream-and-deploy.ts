/** Days on which what follows comes late and twice, and on which everything that runs is replaced. */
import { setTimeout as pause } from 'node:timers/promises'
import { tableNames } from '../../local/tables.ts'
import { complaintsOf, recover } from './account.ts'
import { type Calling, crowd, nothingHeard } from './callers.ts'
import { openHouse } from './house.ts'
import type { Outcome, Scenario } from './scenario.ts'

const people = Number(process.env.WORST_CALLERS ?? 120)

async function streamTwice(): Promise<Outcome> {
  const house = await openHouse({ WORST_STREAM: 'twice-and-late' })
  try {
    const heard = nothingHeard()
    const callers = await crowd({ house, heard, thinkMs: 100 }, people, 10_000)
    const since = Date.now()
    const { account, recoveryMs } = await recover(house, callers, since)
    const today = (await house.now()).toISOString().slice(0, 10)
    const headers = await house.officer('adama-coulibaly')
    const asked = await fetch(`${house.origin}/api/dashboard?from=${today}&to=${today}`, { headers })
    const { received } = ((await asked.json()) as { figures: { received: number } }).figures
    const { filed } = await complaintsOf(house, [tableNames.main])
    const due = [...filed.values()].flat().length
    return {
      done: `${people} calls; every batch 1.5 s late, and again 2.5 s later`,
      heard,
      account,
      recoveryMs,
      others: {
        'open complaints on the dashboard': { due, there: received, twice: Math.max(0, received - due) },
      },
    }
  } finally {
    await house.close()
  }
}

async function deployInTheMiddle(): Promise<Outcome> {
  const house = await openHouse()
  try {
    const heard = nothingHeard()
    let open: Promise<unknown> = Promise.resolve()
    const calling: Calling = { house, heard, thinkMs: 900, whenOpen: () => open }
    const calls = crowd(calling, people, 8000)
    await pause(4000)
    // Behind a door that is always open there are no seconds without a process: hops that would fall into them come after.
    open = house.replace()
    await open
    const since = Date.now()
    const callers = await calls
    const { account, recoveryMs } = await recover(house, callers, since)
    return {
      done: `${people} calls; one process ended without a word, another in its place`,
      heard,
      account,
      recoveryMs,
    }
  } finally {
    await house.close()
  }
}

export const streamAndDeploy: readonly Scenario[] = [
  {
    name: 'the stream delivers twice and late',
    trouble:
      'Everything that follows from a complaint begins seconds late, and all of it is handed over a second time.',
    run: streamTwice,
  },
  {
    name: 'a deployment in the middle of calls',
    trouble:
      'The process that serves the line is ended between two hops and another begins, with nothing in its memory.',
    run: deployInTheMiddle,
  },
]
