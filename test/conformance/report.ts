/** `npm run conformance:report`: plays the kit against Jigikan and three npm libraries, and writes docs/conformance.md. */
import { readFileSync, writeFileSync } from 'node:fs'
import { startGateway } from '../../conformance/gateway.ts'
import { type Result, runKit } from '../../conformance/kit.ts'
import { counted } from '../../conformance/report.ts'
import { readScenarios } from '../../conformance/scenario.ts'
import { readDialect } from '../../conformance/service.ts'
import { entrants } from './contestants.ts'

const root = new URL('../../', import.meta.url)
const { dependencies, devDependencies } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'))
const versions: Readonly<Record<string, string>> = { ...devDependencies, ...dependencies }
const scenarios = readScenarios()
const marks = { pass: '✓', fail: '✗', 'not-applicable': '–' } as const
const groups: Readonly<Record<string, string>> = {
  calls: 'Calls',
  repeated: 'What comes twice',
  order: 'What comes late, lost, or for another',
  inputs: 'What callers type',
  requests: 'How requests are written',
  answers: 'How answers are written',
  ends: 'How calls end',
  sms: 'Incoming SMS',
  reports: 'Delivery reports and opt-outs',
  sending: 'Sending',
}

const gateway = await startGateway()
const columns: { readonly name: string; readonly results: readonly Result[] }[] = []
for (const { name, start } of entrants) {
  const entrant = await start(gateway)
  const results = await runKit({
    base: entrant.base,
    profile: entrant.profile,
    dialect: readDialect('africas-talking'),
    scenarios,
    adapter: entrant,
    gateway,
    patience: true,
  })
  await entrant.end()
  columns.push({ name, results })
  console.log(name, counted(results))
}
await gateway.stop()

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
const named = (name: string) => (versions[name] ? `${name} ${versions[name]}` : name)
const outcomeOf = (results: readonly Result[], id: string) =>
  results.find(({ scenario }) => scenario.id === id)?.outcome ?? 'not-applicable'

function tableOf(group: string): string {
  const those = scenarios.filter((scenario) => scenario.group === group)
  return [
    `## ${groups[group]}`,
    '',
    row([
      'what the gateway or the caller does',
      'what must hold',
      'known',
      ...columns.map(({ name }) => name),
    ]),
    row(['---', '---', '---', ...columns.map(() => ':-:')]),
    ...those.map(({ id, gateway: does, holds, source }) =>
      row([does, holds, source, ...columns.map(({ results }) => marks[outcomeOf(results, id)])]),
    ),
    '',
  ].join('\n')
}

function failuresOf({ name, results }: (typeof columns)[number]): string {
  const failed = results.filter(({ outcome }) => outcome === 'fail')
  if (failed.length === 0) return `**${named(name)}**: everything that applies held.`
  const lines = failed.map(
    ({ scenario, why }) => `- ${scenario.id}: ${why.join('; ')}. Hurt: ${scenario.hurts}`,
  )
  return [`**${named(name)}**`, '', ...lines].join('\n')
}

const summary = columns.map(({ name, results }) => {
  const { pass, fail, notApplicable } = counted(results)
  return row([named(name), String(pass), String(fail), String(notApplicable)])
})
const page = `# How the line holds against a gateway on a bad day

Written by \`npm run conformance:report\` with Node ${process.versions.node}: ${scenarios.length} scenarios of
[the conformance kit](../conformance/README.md), played over HTTP against four services, each on an engine of its own.

${[row(['', 'held', 'did not', 'do not apply']), row(['---', '--:', '--:', '--:']), ...summary].join('\n')}

Jigikan is played whole, with all of its functions behind the local door. The three libraries take USSD callbacks and leave
everything else to whoever uses them; so each is played as a small application written as its README shows, at its best: a
menu for each request, sessions and complaints in DynamoDB, the same screens as ours. What does not hold is often not the
library's own doing but what it leaves to be done: a hop that comes twice is nowhere mentioned, so an application that
follows the README files twice. An application can be written with each of them that passes more. ussd-builder is a fork of
ussd-menu-builder with the same gestures; the africastalking SDK's helper reads the form and writes the answer, no more.

The limits: all on one machine, no real network; a scenario marked *derived* is on no record of a real gateway; a pass says
that what must hold held here, once, and not that a service is right.

${Object.keys(groups).map(tableOf).join('\n')}
## What did not hold, and who is hurt

${columns.map(failuresOf).join('\n\n')}
`
writeFileSync(new URL('docs/conformance.md', root), page.replaceAll('\u001b', ''))
