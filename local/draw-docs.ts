/** `npm run docs`: draws docs/lifecycle.md, docs/data-model.md and docs/rooms.md from the code, so that they cannot lie. */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { functions } from '../functions/triggers.ts'
import { categories, categoryCodes } from '../shared/domain/categories.ts'
import { states } from '../shared/domain/complaint.ts'
import { deadlines } from '../shared/domain/deadlines.ts'
import { type CommandType, transitions } from '../shared/domain/lifecycle.ts'
import { privateTransitions } from '../shared/domain/private-lifecycle.ts'
import { mainTable, restrictedTable, type TableShape } from '../shared/store/table-shape.ts'
import { privacyDoc } from './privacy-page.ts'

const drawn = '<!-- Drawn from the code by `npm run docs`. Change the code, not this page. -->\n'

interface Row {
  readonly from: readonly string[]
  readonly to?: string
}

function diagram(rows: Readonly<Record<string, Row>>, first: readonly string[]): string {
  const lines = Object.entries(rows).flatMap(([command, { from, to }]) =>
    to ? from.filter((state) => state !== to).map((state) => `  ${state} --> ${to}: ${command}`) : [],
  )
  return [
    '```mermaid',
    'stateDiagram-v2',
    ...first.map((state) => `  [*] --> ${state}`),
    ...lines,
    '```',
  ].join('\n')
}

const span = (value: object | undefined): string => {
  if (!value) return '–'
  const [[unit, count] = []] = Object.entries(value)
  return `${count} ${unit === 'workingDays' ? 'working days' : unit}`
}

export function lifecycleDoc(): string {
  const rows = Object.entries(transitions) as [CommandType, (typeof transitions)[CommandType]][]
  const staying = rows
    .filter(([, rule]) => !rule.to)
    .map(
      ([command, rule]) =>
        `| \`${command}\` | ${rule.event} | ${rule.from.length === states.length ? 'any' : rule.from.join(', ')} |`,
    )
  const times = categoryCodes.map((code) => {
    const { acknowledge, resolve, source } = deadlines[code]
    return `| ${code} | ${categories[code].group} | ${categories[code].sensitivity} | ${span(acknowledge)} | ${span(resolve)} | ${source} |`
  })
  return `${drawn}
# The life of a complaint

The one transition table is \`shared/domain/lifecycle.ts\`. A decision, its remedy and the person's word on it are three things; nothing is closed by silence: \`no_answer\` needs two attempts, \`closed\` needs the person's word or that.

${diagram(transitions, ['interrupted', 'received'])}

Commands that leave the state as it is:

| command | event | from |
| --- | --- | --- |
${staying.join('\n')}

An answer of the complainant ends \`waiting_complainant\` by itself. \`reopen\` needs another officer and gives a shorter clock. \`escalate\` is an event: the body above becomes the owner. A reclassification may move a complaint to the restricted table, never out of it.

# The life of a private case

${diagram(privateTransitions, ['callback_requested'])}

Nothing closes it but the person's own choice.

# Deadlines

They are Jigikan's proposal and configurable in \`shared/domain/deadlines.ts\`. None is official.

| category | group | sensitivity | acknowledged within | decided within | source |
| --- | --- | --- | --- | --- | --- |
${times.join('\n')}
`
}

const indexRows = (shape: TableShape): string =>
  Object.entries(shape.indexes)
    .map(([name, index]) => `| ${name} | ${index.partitionKey} | ${index.sortKey} | ${index.carries} |`)
    .join('\n')

export function dataModelDoc(): string {
  const keys = readFileSync(fileURLToPath(new URL('../shared/store/keys.ts', import.meta.url)), 'utf8')
  const table = [...keys.matchAll(/^ \* (\|.*\|)\s*$/gm)].map(([, row]) => row).join('\n')
  const stream = (shape: TableShape): string => (shape.stream ? `stream: ${shape.stream}` : 'no stream')
  return `${drawn}
# Data model

Two DynamoDB tables of the same keys. Every item has \`kind\` and \`v\`, and is read back through a zod shape.

${table}

Phone numbers in clear stand on the contact (\`K#\`) and, for somebody who asked to talk in private, in the restricted table; everything else knows a number by a keyed hash.

## Main table (${stream(mainTable)})

| index | partition | sort | carries |
| --- | --- | --- | --- |
${indexRows(mainTable)}

## Restricted table (${stream(restrictedTable)})

Restricted complaints, private cases, their events, and additions. Intake may put; only the private desk reads.

| index | partition | sort | carries |
| --- | --- | --- | --- |
${indexRows(restrictedTable)}

## What wakes each function

| function | woken by | if it fails |
| --- | --- | --- |
${Object.entries(functions)
  .map(([name, { trigger, hurts }]) => {
    const woken =
      trigger.kind === 'http'
        ? trigger.routes.map((route) => `\`${route}\``).join(', ')
        : trigger.kind === 'stream'
          ? `stream of the ${trigger.table} table`
          : trigger.kind === 'queue'
            ? `queue \`${trigger.queue}\``
            : `\`${trigger.cron}\``
    return `| ${name} | ${woken} | ${hurts} |`
  })
  .join('\n')}
`
}

export function roomsDoc(): string {
  const { forbidden } = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as {
    forbidden: {
      name: string
      comment?: string
      from: { path?: string }
      to: { path?: string; pathNot?: string | string[] }
    }[]
  }
  const said = (value: string | string[] | undefined): string =>
    value === undefined
      ? ''
      : [value]
          .flat()
          .map((each) => `\`${each.replaceAll('|', '\\|')}\``)
          .join(' ')
  return `${drawn}
# Who may import whom

\`outside → functions → actions → domain\`; the store and the gateways implement ports that the actions hold. Nothing calls back upstream. \`npm run check:rooms\` holds these rules:

| rule | files | may import only | never |
| --- | --- | --- | --- |
${forbidden.map(({ name, comment, from, to }) => `| ${name}${comment ? `: ${comment}` : ''} | ${said(from.path)} | ${said(to.pathNot)} | ${said(to.path)} |`).join('\n')}
`
}

export const pages = {
  'docs/lifecycle.md': lifecycleDoc,
  'docs/data-model.md': dataModelDoc,
  'docs/rooms.md': roomsDoc,
  'docs/privacy.md': privacyDoc,
} as const

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, draw] of Object.entries(pages)) writeFileSync(path, draw())
}
