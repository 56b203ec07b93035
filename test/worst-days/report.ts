/** docs/reliability.md: what users saw on bad days, what was lost, how long until all was well. Every figure is of one run. */
import { availableParallelism, totalmem } from 'node:os'
import { doubledIn, lostIn, type Outcome, type Scenario } from './scenario.ts'

export interface Played {
  readonly scenario: Scenario
  readonly outcome: Outcome
}

const inSeconds = (ms: number): string =>
  ms < 10_000
    ? `${(ms / 1000).toFixed(1)} s`
    : ms < 120_000
      ? `${Math.round(ms / 1000)} s`
      : `${Math.round(ms / 60_000)} min`

function sectionOf({ scenario, outcome }: Played): string {
  const { heard, account, others = {} } = outcome
  const more = Object.entries(others).map(
    ([name, { due, there, twice }]) => `| ${name}: due, there, too many | ${due}, ${there}, ${twice} |`,
  )
  return `## ${scenario.name}

${scenario.trouble} Played: ${outcome.done}.

| | |
| --- | --- |
| screens that people saw | ${heard.screens} |
| ends with a reference | ${heard.references} |
| kind ends ("dial again") | ${heard.kindEnds} |
| waited ten seconds in vain | ${heard.timeOuts} |
| no answer, or the connection broke | ${heard.broken} |
| complaints promised to a caller | ${account.promised} |
| filed though the caller did not hear so (the SMS said it) | ${account.unheard} |
| calls cut off and kept for staff to call back | ${account.kept} |
${more.length > 0 ? `${more.join('\n')}\n` : ''}| **lost** | **${lostIn(outcome)}** |
| **doubled** | **${doubledIn(outcome)}** |
| from the end of the trouble to the last SMS | ${inSeconds(outcome.recoveryMs)} |
`
}

export function reliabilityPage(played: readonly Played[], at: Date): string {
  const lost = played.reduce((sum, { outcome }) => sum + lostIn(outcome), 0)
  const doubled = played.reduce((sum, { outcome }) => sum + doubledIn(outcome), 0)
  const promised = played.reduce((sum, { outcome }) => sum + outcome.account.promised, 0)
  const memoryGb = Math.round(totalmem() / 2 ** 30)
  return `<!-- Written by \`npm run worst-days\`. Run it again; do not change this page by hand. -->

# The line on its worst days

Played on ${at.toISOString().slice(0, 10)}, on a machine with ${availableParallelism()} cores and ${memoryGb} GB of memory, which did other work at the same time. In all **${promised}
complaints were promised to callers; ${lost} were lost and ${doubled} doubled.**

| what went wrong | kind ends | no answer in time | lost | doubled | until all was well |
| --- | --- | --- | --- | --- | --- |
${played
  .map(
    ({ scenario: { name }, outcome }) =>
      `| [${name}](#${name.replaceAll(/[^a-z0-9 -]/g, '').replaceAll(' ', '-')}) | ${outcome.heard.kindEnds} | ${outcome.heard.timeOuts + outcome.heard.broken} | ${lostIn(outcome)} | ${doubledIn(outcome)} | ${inSeconds(outcome.recoveryMs)} |`,
  )
  .join('\n')}

**How to read it.** Whole Jigikan runs as a process of its own, with its engine behind a road that can be cut. Callers are played
through the gateway's own door, ten seconds for each answer, a phone for each, one in five of them with a restricted complaint.
*Promised*: the phone showed a reference. *Lost*: promised, or filed unheard, and no complaint with that reference in the table, or no SMS
with it on the phone. *Doubled*: two complaints of one call, or two receipts of one complaint. Both sides are counted whole, in the
tables themselves and on the phones. *Until all was well* is by the service's own clock: where a retry waits for a clock to ring, the
clock is pushed in steps of three minutes, and the pushed time counts, so minutes here are upper
bounds. An SMS of which nobody knows whether it left waits a quarter of an hour on purpose, so that nobody gets it twice.

**What it does not say.** One machine is no region: nothing here loses a disk or a zone, and the engine is one that speaks
DynamoDB's protocol, not DynamoDB. How fast a hop is stands in the page on performance. The gateway is a stand-in that misbehaves as gateways
were seen to, and may do worse. All processes and the callers themselves share these cores; how many of
those who waited in vain waited for the machine, and how many for the service, was not taken apart. The mobile network is not
played. A caller who heard a kind end may dial again and file a second time: that is theirs to do, and related complaints of a phone stand side by side for staff.

\`npm run worst-days\` plays all of it and fails when anything is lost or doubled; \`npm run worst-days -- cut\` plays the days with that word.
\`WORST_CALLERS\`, \`WORST_BURST\` and \`WORST_ROWS\` make them worse: a list of 200 000 rows is \`WORST_ROWS=200000\`.

${played.map(sectionOf).join('\n')}`
}
