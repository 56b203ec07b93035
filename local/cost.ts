/**
 * `npm run cost -- --households 100000 [--region eu-west-3] [--every 3] [--write]`: what a month costs, by part and for each
 * complaint, and where a limit would bite. `--write` puts the page docs/cost.md.
 */
import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { prices, type RegionName } from './cost/assumptions.ts'
import { costPage, costReport } from './cost/page.ts'

const { values } = parseArgs({
  options: {
    households: { type: 'string', default: '100000' },
    region: { type: 'string', default: 'eu-west-3' },
    every: { type: 'string', default: '3' },
    write: { type: 'boolean', default: false },
  },
})
const households = Number(values.households)
const every = Number(values.every)
if (!(households > 0 && households <= 1e9) || !(every >= 1 && every <= 12) || !(values.region in prices)) {
  console.error(
    `households takes 1 to 1000000000, every 1 to 12 (months between paydays), region one of ${Object.keys(prices).join(', ')}.`,
  )
  process.exit(1)
}
const region = values.region as RegionName
console.log(costReport(households, every, region).join('\n'))
if (values.write) {
  const file = new URL('../docs/cost.md', import.meta.url)
  await writeFile(file, costPage(region, every))
  console.log('\nWritten: docs/cost.md')
}
