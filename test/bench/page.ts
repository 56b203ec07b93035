/** docs/performance.md, made of what the benches found and of nothing else. */
import { isHeld, type Limit, limitWords, type Said } from './figures.ts'

/** What one bench said, and where. */
export interface Kept {
  readonly ranAt: string
  readonly seconds: number
  /** Of the machine, one minute's average before it began: much above 0 says that others were at work. */
  readonly loadBefore: number
  readonly cores: number
  readonly memoryGb: number
  readonly node: string
  readonly said: readonly Said[]
}

const about: Readonly<Record<string, string>> = {
  hops: 'Every answer of the menu is one request to a function. What it asks of the tables is what the line costs.',
  'cold-start':
    'After a quiet hour the first caller waits for a function to start. The floor is a bundle of nothing but the two clients of DynamoDB that AWS publishes, making one call; each start is a fresh process.',
  journey:
    'The same five-hop journey through this line, through ussd-menu-builder and through the USSD helper of the gateway’s own SDK, in turn, on the same DynamoDB engine. A part of the hops comes twice, as gateways do.',
  queue:
    'A page of an officer’s queue where few complaints are in reach and where very many are, in the same engine.',
  'first-queue':
    'What an officer with a cheap phone on 2G or 3G waits for: nothing known from a visit before, then everything known.',
  import:
    'A payment list of an agency, streamed row by row. A list ten times as long may take ten times as long, and no more memory.',
  reminders:
    'A round of reminders in four languages, planned and sent through the stand-in for the gateway, with every report.',
  registry:
    'A registry that reads the feed from its first entry to its last, one that is told of each complaint, and one that was down.',
}

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
const cell = (text: string): string => text.trim().replaceAll('|', '\\|') || ' '

function partOf(said: Said): string {
  switch (said.kind) {
    case 'heading':
      return `### ${said.text}\n`
    case 'line':
      return `${said.text}\n`
    case 'limit':
      return `- ${isHeld(said) ? '✓' : '✗'} ${said.what}: ${limitWords(said)}`
    case 'table':
      return `${[
        row(said.names.map(cell)),
        row(said.names.map((_, column) => (column === 0 ? '---' : '---:'))),
        ...said.rows.map((cells) => row(cells.map(cell))),
      ].join('\n')}\n`
  }
}

const limitsOf = ({ said }: Kept): readonly Limit[] => said.filter((each) => each.kind === 'limit')

/** How much of what is allowed was used, in per cent; a floor is read the other way round. */
const shareUsed = ({ found, atMost, atLeast }: Limit): number | undefined => {
  if (atMost !== undefined) return atMost === 0 ? undefined : (100 * found) / atMost
  return atLeast === undefined || found === 0 ? undefined : (100 * atLeast) / found
}

function chart(all: Readonly<Record<string, Kept>>): string {
  const bars = Object.entries(all).flatMap(([name, kept]) =>
    limitsOf(kept).flatMap((limit) => {
      const share = shareUsed(limit)
      return share === undefined ? [] : [{ label: `${name}: ${limit.what}`, share: Math.round(share) }]
    }),
  )
  const most = Math.max(100, ...bars.map(({ share }) => share))
  return [
    '```mermaid',
    'xychart-beta horizontal',
    '  title "Share of what is allowed, in per cent: above 100 is too much"',
    `  x-axis [${bars.map(({ label }) => JSON.stringify(label)).join(', ')}]`,
    `  y-axis "%" 0 --> ${most}`,
    `  bar [${bars.map(({ share }) => share).join(', ')}]`,
    '```',
  ].join('\n')
}

export function pageOf(all: Readonly<Record<string, Kept>>): string {
  const broken = Object.entries(all).flatMap(([name, kept]) =>
    limitsOf(kept)
      .filter((limit) => !isHeld(limit))
      .map((limit) => `- ${name}, ${limit.what}: ${limitWords(limit)}`),
  )
  return [
    '# Performance',
    '',
    'Written by `npm run bench:write`, from what that run measured; each part says when and where it ran. All of it runs on one',
    'machine, on loopback, against the embedded DynamoDB engine and the stand-in for the gateway: read the ratios, not the times.',
    'What this cannot say: how long AWS takes between a function and its table, what a mobile network adds, and anything about',
    'the gateway itself. A load much above 0 before a part says that others were using the machine.',
    '',
    '## Limits',
    '',
    broken.length === 0 ? 'Every limit was held.' : `Not held:\n\n${broken.join('\n')}`,
    '',
    chart(all),
    '',
    ...Object.entries(all).flatMap(([name, kept]) => [
      `## ${name}`,
      '',
      about[name] ?? '',
      '',
      `*${kept.ranAt.slice(0, 16).replace('T', ' ')} UTC, ${kept.cores} cores, ${kept.memoryGb} GB, Node ${kept.node}, load before it ${kept.loadBefore}; took ${kept.seconds} s. Again: \`npm run bench -- ${name}\`.*`,
      '',
      ...kept.said.map(partOf),
      '',
    ]),
  ]
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trimEnd()
    .concat('\n')
}
