/**
 * A round of reminders while everything goes wrong: its sender is killed again and again (twenty times in the thorough run), the gateway is down, throttles, drops
 * answers, answers too late, does not know our name. Nobody gets two; whoever is known to be told got one; the others are listed.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { esbuildOptions } from '../../infra/parts/bundling.ts'
import type { Fault } from '../../local/africas-talking/faults.ts'
import type { BatchRef } from '../../shared/actions/reminders-ports.ts'
import { tendReminders } from '../../shared/actions/tend-reminders.ts'
import { toldOfPayday } from '../../shared/actions/told.ts'
import type { SenderOrders } from '../builders/reminder-sender.ts'
import { paydayOn, phoneOf, type RemindersDesk, startReminders } from '../builders/reminders.ts'
import { startStandIn } from '../builders/stand-in.ts'
import { often } from '../builders/thorough.ts'

const people = often(360, 600)
const kills = often(9, 20)
const perBatch = 6
const monday = '2027-01-04'

let desk: RemindersDesk
let standIn: Awaited<ReturnType<typeof startStandIn>>
let folder: string
let script: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jigikan-sender-'))
  script = join(folder, 'sender.mjs')
  const nowhere = new URL('http://127.0.0.1:9/')
  const bundled = build({
    entryPoints: ['test/builders/reminder-sender.ts'],
    outfile: script,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    banner: { js: esbuildOptions.banner },
    logLevel: 'silent',
  })
  ;[desk, standIn] = await Promise.all([
    startReminders(),
    startStandIn({
      callbacks: () => ({
        ussd: nowhere,
        ussdEnded: nowhere,
        sms: nowhere,
        reports: nowhere,
        optOuts: nowhere,
      }),
      now: () => new Date(`${monday}T08:30:00Z`),
      reportDelayMs: 3_600_000,
    }),
  ])
  await bundled
})
afterAll(async () => {
  await Promise.all([desk.stop(), standIn.stop(), rm(folder, { recursive: true, force: true })])
})

/** The same run for the same seed. */
const chance = (seed: number) => () => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
  return seed / 2_147_483_648
}
const next = chance(20_271)

const faults: readonly Fault[] = [
  { kind: 'status', status: 500, times: 1 },
  { kind: 'status', status: 429, times: 2 },
  { kind: 'down', times: 1 },
  { kind: 'slow', ms: 1500, times: 1 },
  { kind: 'drop-answer', times: 1 },
  { kind: 'drop-request', times: 1 },
  { kind: 'recipient', code: 501, times: 3 },
  { kind: 'recipient', code: 406, times: 2 },
  { kind: 'invalid-sender', times: 1 },
]

interface Sender {
  readonly child: ChildProcess
  readonly inHand: Set<string>
}
async function startSender(): Promise<Sender> {
  const orders: SenderOrders = {
    endpoint: desk.endpoint,
    main: desk.tables.main,
    restricted: desk.tables.restricted,
    baseUrl: standIn.baseUrl,
    startMs: desk.world.at.getTime(),
  }
  const child = fork(script, [JSON.stringify(orders)], {
    execArgv: [],
    env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const inHand = new Set<string>()
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  child.once('exit', () => reject(new Error('the sender did not start')))
  child.on('message', (said: { ready?: true; ref?: BatchRef }) => {
    if (said.ready) resolve()
    else inHand.delete(JSON.stringify(said.ref))
  })
  await promise
  return { child, inHand }
}
async function kill({ child }: Sender): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((done) => child.once('exit', done))
  child.kill('SIGKILL')
  await gone
}

/** Hands out what is queued, two at a time, until all is done, so many SMS have left, or time is up. */
async function work(sender: Sender, mostSms: number, longestMs: number): Promise<void> {
  const ends = performance.now() + longestMs
  let left = 0
  const unwatch = standIn.api.watch(() => {
    left += 1
    // At this very moment: the gateway has it, and its answer is still to come.
    if (left === mostSms) sender.child.kill('SIGKILL')
  })
  while (performance.now() < ends && left < mostSms) {
    while (sender.inHand.size < 2 && desk.queued.length > 0) {
      const ref = desk.queued.shift() as BatchRef
      sender.inHand.add(JSON.stringify(ref))
      sender.child.send(ref)
    }
    if (sender.inHand.size === 0) break
    await pause(3)
  }
  unwatch()
}

/** Staff see that the round waits, and let it go on. */
async function resume(): Promise<number> {
  const round = await desk.reminders.round(`${monday}.week`)
  if (round?.state !== 'paused') return 0
  await desk.reminders.change(round, { state: round.planned ? 'running' : 'planning' }, desk.world.now())
  return 1
}

test('nobody gets two, everybody whose outcome is known got one, and the unknown are listed', {
  timeout: 240_000,
}, async () => {
  const numbers = Array.from({ length: people }, (_, index) => index + 1)
  await desk.contacts(numbers.filter((number) => number % 3 > 0))
  await desk.contacts(
    numbers.filter((number) => number % 3 === 0),
    { language: 'bm' },
  )
  await desk.payday(
    paydayOn('storm', '2027-01-08'),
    numbers.map((contact) => ({ household: `H-${contact}`, contact })),
  )
  desk.world.at = new Date(`${monday}T08:01:00.000Z`)
  const tender = { ...desk.tender, peoplePerBatch: perBatch }

  let killed = 0
  let paused = 0
  let inTheMiddle = 0
  for (let ring = 0; ring < 60; ring += 1) {
    await tendReminders(tender)
    paused += await resume()
    const round = await desk.reminders.round(`${monday}.week`)
    if (round?.state === 'done') break
    const sender = await startSender()
    if (killed < kills) {
      const fault = faults[killed % faults.length]
      if (fault) standIn.api.faults.add(fault)
      await work(sender, 1 + Math.floor(next() * 40), 3000)
      if (sender.inHand.size > 0) inTheMiddle += 1
      killed += 1
      if (killed === kills) standIn.api.faults.clear()
    } else {
      await work(sender, people, 20_000)
    }
    await kill(sender)
    // What was handed out is lost with its sender; the clock finds it minutes later.
    desk.queued.length = 0
    desk.world.pass(4)
  }

  expect(killed).toBe(kills)
  expect(inTheMiddle).toBeGreaterThan(kills / 4)
  expect(paused).toBeGreaterThan(0)
  const told = new Map<string, string>()
  let from: { round: number; batch: number } | undefined
  do {
    const page = await toldOfPayday(desk.reminders, 'storm', from)
    for (const { householdId, outcome } of page.items) {
      expect(told.has(householdId)).toBe(false)
      told.set(householdId, outcome)
    }
    from = page.next
  } while (from)
  expect(told.size).toBe(people)

  const got = (number: number) => standIn.api.inbox(phoneOf(number)).length
  const wrong = numbers.filter((number) => {
    const outcome = told.get(`H-${number}`)
    if (outcome === 'accepted') return got(number) !== 1
    if (outcome === 'unknown') return got(number) > 1
    return got(number) !== 0
  })
  expect(wrong).toEqual([])
  const counts = Object.groupBy([...told.values()], (outcome) => outcome)
  expect(Object.keys(counts).toSorted()).toEqual(['accepted', 'refused', 'unknown'])
  expect(counts.accepted?.length).toBeGreaterThan(people / 3)
})
