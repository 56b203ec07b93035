/**
 * `npm run bench`, or `npm run bench -- <name>`: what the house costs, as ratios from one run. Everything runs on this
 * machine, on loopback, and is gone when it ends.
 */
import { measureColdStart } from './cold-start.ts'
import { countHops } from './hops.ts'
import { takeInLists } from './import.ts'
import { raceJourneys } from './journey.ts'
import { weighQueue } from './queue.ts'
import { measureRegistry } from './registry.ts'
import { sendRounds } from './reminders.ts'

const benches = {
  hops: countHops,
  'cold-start': measureColdStart,
  journey: raceJourneys,
  queue: weighQueue,
  import: takeInLists,
  registry: measureRegistry,
  reminders: sendRounds,
}

const asked = process.argv[2]
const chosen = Object.entries(benches).filter(([name]) => asked === undefined || name === asked)
if (chosen.length === 0) {
  console.error(`There is no bench ${asked}: choose one of ${Object.keys(benches).join(', ')}.`)
  process.exitCode = 1
}
for (const [, bench] of chosen) await bench()
