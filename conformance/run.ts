/**
 * `node conformance/run.ts <base url>`: plays the gateway's misbehaviour against a service, prints a table, and ends with 1
 * when something did not hold. README.md says what each option is for.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { startGateway } from './gateway.ts'
import { runKit } from './kit.ts'
import { counted, jsonOf, lineOf } from './report.ts'
import { readScenarios } from './scenario.ts'
import { type Adapter, type Profile, readDialect } from './service.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    dialect: { type: 'string', default: 'africas-talking' },
    profile: { type: 'string' },
    journey: { type: 'string' },
    adapter: { type: 'string' },
    'gateway-port': { type: 'string' },
    only: { type: 'string' },
    patience: { type: 'boolean', default: false },
    json: { type: 'string' },
    list: { type: 'boolean', default: false },
  },
})

const scenarios = readScenarios().filter(
  ({ id, group }) => values.only === undefined || values.only === id || values.only === group,
)
const [base] = positionals
if (values.list) {
  for (const { id, gateway, holds } of scenarios) console.log(`${id.padEnd(30)} ${gateway}\n    ${holds}`)
} else if (base === undefined || !URL.canParse(base)) {
  console.error('Say where the service is: npm run conformance -- https://example.org/ussd')
  process.exitCode = 2
} else {
  const read: Profile = values.profile
    ? JSON.parse(readFileSync(values.profile, 'utf8'))
    : { name: new URL(base).host }
  const profile = values.journey ? { ...read, journey: values.journey.split(',') } : read
  const adapter: Adapter | undefined = values.adapter
    ? await import(pathToFileURL(resolve(values.adapter)).href)
    : undefined
  const gateway = values['gateway-port'] ? await startGateway(Number(values['gateway-port'])) : undefined
  const dialect = readDialect(values.dialect)
  if (gateway) console.log(`The service is to send to ${gateway.url}`)
  const results = await runKit({
    base,
    profile,
    dialect,
    scenarios,
    patience: values.patience,
    onResult: (result) => console.log(lineOf(result)),
    ...(adapter ? { adapter } : {}),
    ...(gateway ? { gateway } : {}),
  })
  await gateway?.stop()
  const { pass, fail, notApplicable } = counted(results)
  console.log(`\n${pass} held, ${fail} did not, ${notApplicable} do not apply (${dialect.name})`)
  if (values.json)
    writeFileSync(values.json, `${JSON.stringify(jsonOf(profile.name, dialect.name, results), null, 2)}\n`)
  if (fail > 0) process.exitCode = 1
}
