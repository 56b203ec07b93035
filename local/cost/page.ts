/** The cost model in words and tables: for the terminal, and as the page docs/cost.md. */
import { field, prices, type RegionName } from './assumptions.ts'
import { type Heat, heatOf, limits, linesAtOnce, peakOf } from './heat.ts'
import { type Cost, costsOf, volumesOf } from './model.ts'

const usd = (value: number): string =>
  value.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
const count = (value: number): string => Math.round(value).toLocaleString('en')
const sum = (costs: readonly Cost[], kind?: Cost['kind']): number =>
  costs.filter((cost) => !kind || cost.kind === kind).reduce((total, cost) => total + cost.usd, 0)

const table = (names: readonly string[], rows: readonly (readonly string[])[]): readonly string[] => [
  `| ${names.join(' | ')} |`,
  `| ${names.map((_, index) => (index === 0 ? '---' : '---:')).join(' | ')} |`,
  ...rows.map((row) => `| ${row.join(' | ')} |`),
]

/** On the busiest day, this share of a round’s households is paid. */
const paidOnBusiestDay = 1 / 20
const householdsASite = 400

function limitsAt(
  households: number,
  every: number,
): { readonly atOnce: number; readonly heats: readonly Heat[] } {
  const { complaints, calls } = volumesOf(households, 1 / every)
  const paid = households * paidOnBusiestDay
  const callsADay = paid * field.withPhone * field.answersConfirmation + (paid / 1000) * 60
  const peak = peakOf(callsADay)
  const sites = Math.max(1, Math.round(paid / householdsASite))
  return { atOnce: linesAtOnce(peak), heats: heatOf(peak, sites, complaints / calls, 100) }
}

export function costReport(households: number, every: number, region: RegionName): readonly string[] {
  const costs = costsOf(households, 1 / every, prices[region])
  const { complaints } = volumesOf(households, 1 / every)
  const aws = sum(costs) - sum(costs, 'telecom')
  const { atOnce, heats } = limitsAt(households, every)
  const hottest = heats.toSorted((a, b) => b.share - a.share)[0]
  return [
    `${count(households)} households, a payday every ${every} months, ${prices[region].name} (${region})`,
    '',
    ...table(
      ['A month', 'USD', 'for each complaint'],
      [
        ...costs.map(({ part, usd: value }) => [part, usd(value), usd(value / complaints)]),
        ['**AWS together**', `**${usd(aws)}**`, usd(aws / complaints)],
        ['**with SMS and USSD**', `**${usd(sum(costs))}**`, usd(sum(costs) / complaints)],
      ],
    ),
    '',
    `${count(complaints)} complaints a month. At rest, when nobody dials: USD ${usd(sum(costs, 'fixed'))}.`,
    `Busiest second of a payment day: ${count(atOnce)} hops at once of ${count(limits.lambdaAtOnce)}; hottest partition: ${hottest?.pattern ?? ''}, ${Math.round((hottest?.share ?? 0) * 100)} % of its limit.`,
  ]
}

export function costPage(region: RegionName, every: number): string {
  const sizes = [1e6, 1e7, 1e8]
  const bites = sizes.map((size) => ({ size, ...limitsAt(size, every) }))
  const patterns = bites[0]?.heats ?? []
  const share = (value: number) =>
    value >= 1 ? `**${Math.round(value * 100)} %**` : `${Math.round(value * 100)} %`
  return [
    '# What it costs, and where it would stop',
    '',
    'Written by `npm run cost -- --write`. Prices and habits are assumptions, all in `local/cost/assumptions.ts`: list prices entered by hand without tax or free tier, and a field that is not yet measured. **What an SMS or a USSD session to Mali costs is not known**: have it in writing before trusting the last lines, which are most of the bill.',
    '',
    ...[10_000, 100_000, 1_000_000].flatMap((size) => [
      `## ${count(size)} households`,
      '',
      ...costReport(size, every, region),
      '',
    ]),
    '## Where limits would bite',
    '',
    `One household in ${Math.round(1 / paidOnBusiestDay)} is paid on the busiest day; calls come by the hour as they do after a payment, each second drawn by chance; the worst second counts. Shares of what one partition of a table takes in a second (${count(limits.writeUnits)} write units). What is over 100 % is throttled: callers would wait, then hear an apology.`,
    '',
    ...table(
      ['Access pattern', 'key', ...sizes.map((size) => `${count(size)} households`), 'what one would change'],
      patterns.map(({ pattern, key, remedy }, index) => [
        pattern,
        `\`${key.replaceAll('|', '\\|')}\``,
        ...bites.map(({ heats }) => share(heats[index]?.share ?? 0)),
        remedy,
      ]),
    ),
    '',
    ...table(
      ['Lambda', ...sizes.map((size) => `${count(size)} households`)],
      [
        [
          `hops at once, of the ${count(limits.lambdaAtOnce)} that an account starts with`,
          ...bites.map(({ atOnce }) => count(atOnce)),
        ],
      ],
    ),
    '',
    'Not modelled: a network that holds back callbacks and lets them go at once; an index rebuilt while people dial; what support contracts cost.',
    '',
  ].join('\n')
}
