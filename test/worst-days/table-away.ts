/** Days on which the table is away, slow, too busy, or its engine dies. */
import { setTimeout as pause } from 'node:timers/promises'
import { recover } from './account.ts'
import { type Caller, type Calling, call, crowd, newPhone, nothingHeard } from './callers.ts'
import { type House, openHouse } from './house.ts'
import type { Outcome, Scenario } from './scenario.ts'

const people = Number(process.env.WORST_CALLERS ?? 120)
/** Trouble begins in the third second, and is over well before the last call. */
const overMs = 14_000

/** A crowd calls; trouble comes in the middle of it and goes. */
async function callThrough(
  trouble: (house: House) => Promise<string>,
  more: Partial<Calling> = {},
): Promise<Outcome> {
  const house = await openHouse()
  try {
    const heard = nothingHeard()
    const calling: Calling = { house, heard, thinkMs: 250, ...more }
    const calls = crowd(calling, people, overMs)
    await pause(3000)
    const done = await trouble(house)
    const since = Date.now()
    const callers = await calls
    // Who heard that it did not work dials again when it does.
    const after: Caller[] = Array.from({ length: 10 }, () => ({ phone: newPhone() }))
    await Promise.all(after.map((caller) => call(calling, caller)))
    const { account, recoveryMs } = await recover(house, [...callers, ...after], since)
    return { done: `${people + after.length} calls; ${done}`, heard, account, recoveryMs }
  } finally {
    await house.close()
  }
}

export const tableAway: readonly Scenario[] = [
  {
    name: 'the road to the table is cut',
    trouble: 'Every connection between functions and table breaks, and none can be made for four seconds.',
    run: () =>
      callThrough(async ({ road }) => {
        road.become({ cut: true })
        await pause(4000)
        road.become({})
        return `${road.hindered()} calls to the table broken`
      }),
  },
  {
    name: 'the road to the table is slow',
    trouble:
      'Each call to the table takes 0.8 s for four seconds, then 2.5 s for four: longer than a call is waited for.',
    run: () =>
      callThrough(async ({ road }) => {
        road.become({ slowMs: 800 })
        await pause(4000)
        road.become({ slowMs: 2500 })
        await pause(4000)
        road.become({})
        return `${road.hindered()} calls to the table held up`
      }),
  },
  {
    name: 'the table throttles',
    trouble:
      'Two calls to the table in five are refused as too many for five seconds, then all of them for three.',
    run: () =>
      callThrough(async ({ road }) => {
        road.become({ throttled: 0.4 })
        await pause(5000)
        road.become({ throttled: 1 })
        await pause(3000)
        road.become({})
        return `${road.hindered()} calls to the table refused`
      }),
  },
  {
    name: 'the engine is killed in a burst',
    trouble:
      'The database is killed without a word in the middle of a burst, and stands again two seconds later.',
    run: () =>
      callThrough(async (house) => {
        await house.killEngine()
        await pause(2000)
        await house.startEngine()
        return 'one kill'
      }),
  },
]
