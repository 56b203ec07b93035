/**
 * `npm run worst-days`: plays every bad day against whole Jigikan on this machine, writes docs/reliability.md, and fails when
 * anything was lost or doubled. `npm run worst-days -- <part of a name>` plays some, and writes nothing.
 */
import { writeFileSync } from 'node:fs'
import { type Played, reliabilityPage } from './report.ts'
import { doubledIn, lostIn } from './scenario.ts'
import { scenarios } from './scenarios.ts'

const asked = process.argv[2]
const chosen = scenarios.filter(({ name }) => asked === undefined || name.includes(asked))
if (chosen.length === 0) {
  console.error(`There is no such day. Choose one of: ${scenarios.map(({ name }) => name).join('; ')}.`)
  process.exit(2)
}
const played: Played[] = []
for (const scenario of chosen) {
  const begun = Date.now()
  const outcome = await scenario.run()
  played.push({ scenario, outcome })
  const { heard, account, recoveryMs, others = {} } = outcome
  console.log(`${scenario.name} (${Math.round((Date.now() - begun) / 1000)} s): ${outcome.done}`)
  console.log(JSON.stringify({ heard, account, others, recoveryMs }))
}
const whole = played.every(({ outcome }) => lostIn(outcome) === 0 && doubledIn(outcome) === 0)
if (asked === undefined) writeFileSync('docs/reliability.md', reliabilityPage(played, new Date()))
console.log(whole ? 'Nothing was lost, nothing doubled.' : 'SOMETHING WAS LOST OR DOUBLED.')
process.exitCode = whole ? 0 : 1
