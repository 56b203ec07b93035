/**
 * The five-hop journey of known households, fifty at once: our line, ussd-menu-builder, its fork ussd-builder and the SDK's own helper, each on
 * Express 5 and on an engine of its own, the same program. Applications, engines and phones are processes of their own; the
 * applications take short turns, so that whatever else the machine does hurts them alike. Then the tables are read: every
 * session that heard a reference must be there once, as it was said.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { startTestTables, type TestTables } from '../builders/engines.ts'
import { type Contestant, contestants, type Kept } from './contestants.ts'
import { heading, hold, median, milliseconds, printTable, quantile, times } from './figures.ts'
import type { LoadOrder, LoadReport } from './load.ts'
import { phonesAtOnce, planned } from './plan.ts'
import { processorSecondsOf } from './processor.ts'

const rounds = 5
const sessionsATurn = 80
const warmUp = 60
const sessions = warmUp + rounds * sessionsATurn
const here = (file: string) => fileURLToPath(new URL(file, import.meta.url))
const run = promisify(execFile)

interface Entrant {
  readonly contestant: Contestant
  readonly engine: TestTables
  readonly app: ChildProcess
  readonly url: string
  readonly turns: LoadReport[]
  /** Seconds of processor that each turn took. */
  readonly processorSeconds: { readonly app: number; readonly engine: number }[]
}

async function enter(contestant: Contestant): Promise<Entrant> {
  const engine = await startTestTables()
  const env = { ...process.env, ...(await contestant.prepare(engine, sessions)), NODE_ENV: 'production' }
  const app = spawn(process.execPath, [here(contestant.file)], { env, stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = once(app, 'exit').then(() => Promise.reject(new Error(`${contestant.name} did not start`)))
  const [port] = await Promise.race([once(createInterface({ input: app.stdout }), 'line'), ended])
  ended.catch(() => undefined)
  return {
    contestant,
    engine,
    app,
    url: `http://127.0.0.1:${port}${contestant.path}`,
    turns: [],
    processorSeconds: [],
  }
}

async function leave({ app, engine }: Entrant): Promise<void> {
  const gone = once(app, 'exit')
  app.stdin?.end()
  await gone
  await engine.stop()
}

async function play(
  { url, turns, app, engine, processorSeconds }: Entrant,
  first: number,
  end: number,
): Promise<void> {
  const used = async () => ({
    app: await processorSecondsOf(app.pid),
    engine: await processorSecondsOf(engine.enginePid),
  })
  const before = await used()
  const order: LoadOrder = { url, first, end }
  const { stdout } = await run(process.execPath, [here('./load.ts'), JSON.stringify(order)], {
    maxBuffer: 64 * 1024 * 1024,
  })
  turns.push(JSON.parse(stdout))
  const after = await used()
  processorSeconds.push({ app: after.app - before.app, engine: after.engine - before.engine })
}

/** What the phones heard, against what was kept. */
function compare(heard: readonly (readonly string[])[], kept: readonly Kept[]) {
  const byReference = new Map(kept.map((complaint) => [complaint.reference, complaint]))
  const counted = { lost: 0, doubled: kept.length, misfiled: 0 }
  for (const [index, references] of heard.entries()) {
    const said = planned(index)
    const found = references.map((spoken) => byReference.get(spoken.replaceAll('-', '')))
    const own = found.filter((complaint) => complaint !== undefined)
    if (own.length > 0) counted.doubled -= 1
    counted.lost += found.length - own.length
    counted.misfiled += own.filter(
      ({ phone, category, about }) =>
        phone !== said.phone || category !== said.category || about !== said.about,
    ).length
  }
  return counted
}

const rateOf = ({ seconds }: LoadReport): number => sessionsATurn / seconds

async function rowOf({ contestant, engine, turns, processorSeconds }: Entrant, ours: Entrant | undefined) {
  const timed = turns.slice(1)
  const counted = compare(
    turns.flatMap(({ heard }) => heard),
    await contestant.kept(engine, sessions),
  )
  const hopMs = timed.flatMap((turn) => turn.hopMs)
  const ratios = timed.flatMap((turn, round) => {
    const own = ours?.turns[round + 1]
    return own ? [rateOf(own) / rateOf(turn)] : []
  })
  const sum = (what: 'answeredTwice' | 'unanswered' | 'overLong') =>
    turns.reduce((total, turn) => total + turn[what], 0)
  const wrong = counted.lost + counted.doubled + counted.misfiled + sum('unanswered')
  return {
    wrong,
    name: contestant.name,
    /** Ours to it, round by round: the middle one. */
    ratio: median(ratios),
    row: [
      contestant.name,
      median(timed.map(rateOf)).toFixed(0),
      times(median(ratios)),
      ...(['app', 'engine'] as const).map((part) =>
        milliseconds((1000 * median(processorSeconds.slice(1).map((turn) => turn[part]))) / sessionsATurn),
      ),
      milliseconds(median(hopMs)),
      milliseconds(quantile(hopMs, 0.95)),
      ...[
        counted.lost,
        counted.doubled,
        counted.misfiled,
        sum('answeredTwice'),
        sum('unanswered'),
        sum('overLong'),
      ].map(String),
    ],
  }
}

export async function raceJourneys(): Promise<void> {
  heading(`Five hops, ${phonesAtOnce} phones at once, ${rounds} rounds of ${sessionsATurn} sessions in turn`)
  const entrants: Entrant[] = []
  try {
    for (const contestant of contestants) entrants.push(await enter(contestant))
    for (const entrant of entrants) await play(entrant, 0, warmUp)
    for (let round = 0; round < rounds; round += 1) {
      const first = warmUp + round * sessionsATurn
      for (let place = 0; place < entrants.length; place += 1) {
        const entrant = entrants[(round + place) % entrants.length]
        if (entrant) await play(entrant, first, first + sessionsATurn)
      }
    }
    const rows = await Promise.all(entrants.map((entrant) => rowOf(entrant, entrants[0])))
    printTable(
      [
        '',
        'sessions/s',
        'ours to it',
        'its processor',
        'the engine’s',
        'p50',
        'p95',
        'lost',
        'doubled',
        'misfiled',
        'two answers',
        'unanswered',
        'over-long',
      ],
      rows.map(({ row }) => row),
    )
    hold({
      what: 'lost, doubled or misfiled by us',
      found: rows[0]?.wrong ?? Number.NaN,
      atMost: 0,
      unit: '',
    })
    for (const { name, ratio } of rows.slice(1))
      hold({
        what: `our sessions a second over those of ${name}`,
        found: ratio,
        atLeast: 1,
        unit: '×',
      })
  } finally {
    await Promise.all(entrants.map(leave))
  }
}
