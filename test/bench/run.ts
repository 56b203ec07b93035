/**
 * `npm run bench`, or `npm run bench -- <name>…`: what the house costs, as ratios from one run. Everything runs on this
 * machine, on loopback, and is gone when it ends. `--write` keeps what was found in docs/performance.md; `--million` fills
 * the larger queue with a million complaints.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { cpus, loadavg, totalmem } from 'node:os'
import { measureColdStart } from './cold-start.ts'
import { takeSaid } from './figures.ts'
import { waitForQueue } from './first-queue.ts'
import { countHops } from './hops.ts'
import { takeInLists } from './import.ts'
import { raceJourneys } from './journey.ts'
import { type Kept, pageOf } from './page.ts'
import { weighQueue } from './queue.ts'
import { measureRegistry } from './registry.ts'
import { sendRounds } from './reminders.ts'

const benches: Readonly<Record<string, () => Promise<void>>> = {
  hops: countHops,
  'cold-start': measureColdStart,
  journey: raceJourneys,
  queue: weighQueue,
  'first-queue': waitForQueue,
  import: takeInLists,
  reminders: sendRounds,
  registry: measureRegistry,
}

const asked = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const unknown = asked.filter((name) => !(name in benches))
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown[0]}: choose of ${Object.keys(benches).join(', ')}.`)
  process.exit(1)
}
const writes = process.argv.includes('--write')
const found: Record<string, Kept> = {}
for (const [name, bench] of Object.entries(benches)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  const loadBefore = loadavg()[0] ?? 0
  const began = performance.now()
  await bench()
  found[name] = {
    ranAt: new Date().toISOString(),
    seconds: Math.round((performance.now() - began) / 1000),
    loadBefore: Number(loadBefore.toFixed(1)),
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    said: takeSaid(),
  }
}

if (writes) {
  const figures = 'docs/performance.json'
  const before: Record<string, Kept> = await readFile(figures, 'utf8').then(JSON.parse, () => ({}))
  const all = Object.fromEntries(
    Object.keys(benches).flatMap((name) => {
      const kept = found[name] ?? before[name]
      return kept ? [[name, kept]] : []
    }),
  )
  await writeFile(figures, `${JSON.stringify(all, null, 1)}\n`)
  await writeFile('docs/performance.md', pageOf(all))
  console.log('\nWritten to docs/performance.md')
}
