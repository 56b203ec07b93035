/** Plays every scenario that applies to a service, and says of each whether it held. */
import { setTimeout as wait } from 'node:timers/promises'
import { type Call, Caller, type Heard } from './caller.ts'
import type { Gateway } from './gateway.ts'
import { judge } from './judge.ts'
import type { Need, Scenario, Step } from './scenario.ts'
import { type Adapter, addressOf, type Dialect, type Profile } from './service.ts'

export interface KitOptions {
  readonly base: string
  readonly profile: Profile
  readonly dialect: Dialect
  readonly scenarios: readonly Scenario[]
  readonly adapter?: Adapter
  /** The service sends to it. */
  readonly gateway?: Gateway
  /** Scenarios that wait for more than ten seconds are played too. */
  readonly patience?: boolean
  /** How much of the scenarios' waiting is waited: 1 as written, less where all is near. */
  readonly pace?: number
  readonly onResult?: (result: Result) => void
}
export interface Result {
  readonly scenario: Scenario
  readonly outcome: 'pass' | 'fail' | 'not-applicable'
  /** What did not hold, or why it does not apply. */
  readonly why: readonly string[]
  /** What is stored was not counted: judged by the answers alone. */
  readonly uncounted: boolean
}

/** Whoever is not told the journey presses 1 until the call ends. */
const mostDiscovered = 14
const mostExplored = 400
/** A shorter call has no middle to disturb. */
const fewestInputs = 3

interface Play {
  readonly caller: Caller
  /** What was explored once need not be asked again. */
  readonly explored: Map<number, readonly Heard[]>
  readonly journey: readonly string[]
  readonly options: KitOptions
}

async function discover(caller: Caller): Promise<readonly string[] | undefined> {
  const inputs: string[] = []
  for (;;) {
    const heard = await caller.hop('discoverer', inputs.join('*'))
    const text = heard.body.toString('utf8')
    if (heard.status !== 200 || !/^(CON|END)\s/.test(text)) return undefined
    if (text.startsWith('END')) return inputs
    if (inputs.length === mostDiscovered) return undefined
    inputs.push('1')
  }
}

async function undisturbedCall({ caller, journey }: Play): Promise<readonly Heard[]> {
  caller.begin()
  for (let count = 0; count <= journey.length; count += 1) {
    await caller.hop('undisturbed', journey.slice(0, count).join('*'))
  }
  return caller.heard
}

function filled(text: string, journey: readonly string[], profile: Profile): string {
  return text
    .replace(/\{\.\.(-?\d+)\}/g, (_, count) => journey.slice(0, Number(count)).join('*'))
    .replaceAll('{second}', journey[1] ?? '')
    .replaceAll('{all}', journey.join('*'))
    .replaceAll('{words}', profile.words?.inputs.join('*') ?? '')
    .replaceAll('{next}', profile.words?.next ?? '')
    .replaceAll('{long}', 'Nous attendons. '.repeat(256))
    .replaceAll('{megabyte}', 'a'.repeat(1024 * 1024))
}

const copiesOf = (step: { readonly copies?: number }) => Array.from({ length: step.copies ?? 1 })

async function journeyOf({ caller, journey }: Play, call: string, from = 0, to = journey.length) {
  for (let count = from; count <= to; count += 1) await caller.hop(call, journey.slice(0, count).join('*'))
}

/** From every screen of the journey every digit, and as many digits after it as `depth` says. */
async function explore({ caller, journey }: Play, depth: number): Promise<void> {
  const digits = Array.from({ length: 10 }, (_, digit) => String(digit))
  let asked = 0
  let ways: readonly (readonly string[])[] = journey.map((_, count) => journey.slice(0, count))
  for (let beside = 0; beside < depth; beside += 1) {
    ways = ways.flatMap((way) => digits.map((digit) => [...way, digit]))
    for (const way of ways) {
      asked += 1
      if (asked > mostExplored) return
      const { status } = await caller.hop(`crowd${asked}`, way.join('*'))
      // A service that has stopped answering will not answer the others either.
      if (status === 0) return
    }
  }
}

async function play(playing: Play, step: Step): Promise<void> {
  const { caller, journey, options } = playing
  const { profile, gateway } = options
  const fill = (text: string) => filled(text, journey, profile).replaceAll('{fixed}', caller.fixedId)
  switch (step.do) {
    case 'hop': {
      const text = fill(step.text)
      const twist = step.raw === undefined ? step : { ...step, raw: fill(step.raw) }
      await Promise.all(copiesOf(step).map(() => caller.hop(step.call, text, twist)))
      return
    }
    case 'hops': {
      const end = (step.to ?? journey.length) < 0 ? journey.length + (step.to ?? 0) : step.to
      return journeyOf(playing, step.call, step.from, end)
    }
    case 'end':
      await Promise.all(copiesOf(step).map(() => caller.end(step.call, step.status, step)))
      return
    case 'sms':
      await Promise.all(
        copiesOf(step).map(() =>
          caller.sms(step.from ?? 'writer', fill(step.text ?? ''), step.id && fill(step.id), step),
        ),
      )
      return
    case 'report':
      await Promise.all(copiesOf(step).map(() => caller.report(step.id, step.status, step)))
      return
    case 'opt-out':
      await Promise.all(copiesOf(step).map(() => caller.optOut(step.from ?? 'writer', step)))
      return
    case 'crowd':
      await Promise.all(Array.from({ length: step.calls }, (_, n) => journeyOf(playing, `crowd${n}`)))
      return
    case 'explore': {
      const known = playing.explored.get(step.depth)
      if (known) caller.heard.push(...known)
      else {
        const before = caller.heard.length
        await explore(playing, step.depth)
        playing.explored.set(step.depth, caller.heard.slice(before))
      }
      return
    }
    case 'gateway':
      gateway?.answer(step.answers, step.times)
      gateway?.onReportFirst(async (id, to) => {
        await caller.report(id, 'Success', { name: 'report-first' }, to)
      })
      return
    case 'ask':
      await caller.sms(step.from, profile.asks ?? '', undefined, { name: 'asked' })
      return
    case 'await-sends': {
      const until = Date.now() + step.seconds * 1000 * (options.pace ?? 1)
      while (sentTo(options, caller.call('asker')).length < step.count && Date.now() < until) await wait(25)
      return
    }
    case 'wait':
      await wait(step.seconds * 1000 * (options.pace ?? 1))
  }
}

const sentTo = ({ gateway }: KitOptions, { number }: Call) =>
  gateway?.sent.filter(({ to }) => to.includes(number)) ?? []

function missing({ needs }: Scenario, options: KitOptions, journey: readonly string[] | undefined) {
  const { base, profile, gateway, patience } = options
  const has = (need: Need): boolean => {
    if (need === 'journey') return journey !== undefined && journey.length >= fewestInputs
    if (need === 'words') return profile.words !== undefined
    if (need === 'sending') return gateway !== undefined && profile.asks !== undefined
    if (need === 'patience') return patience === true
    return addressOf(base, profile, need) !== undefined
  }
  return needs.filter((need) => !has(need))
}

export async function runKit(options: KitOptions): Promise<readonly Result[]> {
  const { base, profile, dialect, scenarios, adapter } = options
  const caller = new Caller(base, profile, dialect)
  const takesCalls = addressOf(base, profile, 'ussd') !== undefined
  const journey = profile.journey ?? (takesCalls ? await discover(caller) : undefined)
  const playing: Play = { caller, explored: new Map(), journey: journey ?? [], options }
  const undisturbed = journey ? await undisturbedCall(playing) : []
  const results: Result[] = []
  for (const scenario of scenarios) {
    const lacking = missing(scenario, options, journey)
    const result: Result =
      lacking.length > 0
        ? { scenario, outcome: 'not-applicable', why: lacking, uncounted: false }
        : await playOne(playing, scenario, undisturbed, adapter)
    results.push(result)
    options.onResult?.(result)
  }
  return results
}

async function playOne(
  playing: Play,
  scenario: Scenario,
  undisturbed: readonly Heard[],
  adapter: Adapter | undefined,
): Promise<Result> {
  const { caller, options } = playing
  caller.begin()
  const counts = adapter !== undefined && scenario.expect.some(({ check }) => check === 'stored')
  const before = counts ? await adapter.stored() : 0
  for (const step of scenario.steps) await play(playing, step)
  const storedMore = counts ? (await adapter.stored()) - before : undefined
  const seen = {
    heard: caller.heard,
    undisturbed,
    sent: sentTo(options, caller.call('asker')),
    limitSeconds: options.dialect.answerWithinSeconds,
    ...(storedMore === undefined ? {} : { storedMore }),
  }
  if (caller.heard.some(({ status }) => status === 0)) await adapter?.revive?.()
  const findings = scenario.expect.map((check) => judge(check, seen))
  const why = findings.flatMap((finding) =>
    finding === undefined || finding === 'uncounted' ? [] : [finding.problem],
  )
  return {
    scenario,
    outcome: why.length > 0 ? 'fail' : 'pass',
    why,
    uncounted: findings.includes('uncounted'),
  }
}
