/**
 * Wakes the functions that wait for a clock, as EventBridge Scheduler does on AWS: once for each due minute of its
 * cron line, one job after the other.
 *
 * When time leaps, because the clock was pushed or the machine slept, a job does not run for each minute missed: it
 * runs for its last due time in each hour of the leap, or in each day when the leap is longer than a week. A pushed
 * clock walks through those times in order, so that each run sees the time it was due at; a run that a sleeping
 * machine missed is made up for now.
 */

import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { ScheduledEvent } from 'aws-lambda'
import * as z from 'zod'
import type { Clock } from './clock.ts'
import { parseCron } from './cron.ts'
import { invoke, kindOf, type RunnableFunction } from './invoke.ts'
import { replaceFile } from './replace-file.ts'

export interface Job extends RunnableFunction<ScheduledEvent> {
  /** As in functions/triggers.ts: `cron(0/15 * * * ? *)`. */
  readonly cron: string
}
export interface Firing {
  readonly functionName: string
  readonly dueAt: Date
  readonly succeeded: boolean
}
export interface Scheduler {
  /** Pushes the clock and runs what falls due on the way; resolves when all of it has run. */
  pushForward(ms: number): Promise<Firing[]>
  /** As a machine that slept: the clock leaps, then each job that fell due runs once, for its last time. */
  sleepThrough(ms: number): Promise<void>
  /** Runs one job now, whatever its line says. */
  fire(functionName: string): Promise<Firing>
  /** Lets the job in hand finish, then stops. */
  stop(): Promise<void>
}
export interface SchedulerOptions {
  readonly clock: Clock
  readonly jobs: readonly Job[]
  /** Where it is kept up to when jobs ran; without it a start begins with the present minute. */
  readonly dataFolder?: string
  /** Between the three tries of a failing job. */
  readonly retryDelayMs?: number
  readonly log?: (line: string) => void
  /** False: nothing rings by itself, for whoever rings by hand and must not be disturbed at the full minute. */
  readonly ticks?: boolean
  /** Waited for after each job of a push: what it set off happens at its hour, and not at that of the next. */
  readonly calm?: () => Promise<void>
}

const hourMs = 3600_000
/** A push changes how soon a job is due, so the wait is never long. */
const longestSleepMs = 1000

const memorySchema = z.object({ lookedUntil: z.iso.datetime() })

/** The due times of a leap, in order, at most one a job and stretch. */
export const dueTimes = <J extends { readonly cron: string }>(
  jobs: readonly J[],
  since: Date,
  until: Date,
): { job: J; dueAt: Date }[] => {
  const leapMs = until.getTime() - since.getTime()
  const stretchMs = leapMs > 7 * 24 * hourMs ? 24 * hourMs : hourMs
  const due = jobs.flatMap((job) => {
    const cron = parseCron(job.cron)
    const times: { job: J; dueAt: Date }[] = []
    for (let from = since.getTime(); from < until.getTime(); from += stretchMs) {
      const to = Math.min(from + stretchMs, until.getTime())
      const dueAt = cron.lastWithin(new Date(from), new Date(to))
      if (dueAt) times.push({ job, dueAt })
    }
    return times
  })
  return due.sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime())
}

const eventOf = (job: Job, dueAt: Date): ScheduledEvent => ({
  version: '0',
  id: randomUUID(),
  'detail-type': 'Scheduled Event',
  source: 'aws.scheduler',
  account: '000000000000',
  time: dueAt.toISOString().replace(/\.\d+Z$/, 'Z'),
  region: 'eu-west-1',
  resources: [`arn:aws:scheduler:eu-west-1:000000000000:schedule/default/${job.name}`],
  detail: '{}',
})

export const startScheduler = async (options: SchedulerOptions): Promise<Scheduler> => {
  const { clock, jobs, dataFolder, retryDelayMs = 1000, log = () => undefined, calm } = options
  const crons = jobs.map((job) => parseCron(job.cron))
  const file = dataFolder && join(dataFolder, 'schedule.json')
  const stopping = new AbortController()
  const { signal } = stopping

  const remembered = file
    ? await readFile(file, 'utf8')
        .then((text) => new Date(memorySchema.parse(JSON.parse(text)).lookedUntil))
        .catch(() => undefined)
    : undefined
  const now = clock.now()
  let lookedUntil = remembered && remembered < now ? remembered : now
  const lookUntil = async (instant: Date) => {
    lookedUntil = instant
    if (file) await replaceFile(file, JSON.stringify({ lookedUntil: instant.toISOString() }))
  }

  const run = async (job: Job, dueAt: Date): Promise<Firing> => {
    for (let attempt = 1; ; attempt++) {
      try {
        await invoke(job, eventOf(job, dueAt))
        return { functionName: job.name, dueAt, succeeded: true }
      } catch (fault) {
        log(`${job.name}: failed (${kindOf(fault)}), try ${attempt} of 3`)
        if (attempt === 3 || signal.aborted) return { functionName: job.name, dueAt, succeeded: false }
        await pause(retryDelayMs, undefined, { signal }).catch(() => undefined)
      }
    }
  }

  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work)
    last = turn.catch(() => undefined)
    return turn
  }

  /** Runs what fell due until now. A leap of real time is over already: each job runs once, for its last due time. */
  const catchUp = async () => {
    const until = clock.now()
    if (until <= lookedUntil) return
    const due = new Map(dueTimes(jobs, lookedUntil, until).map(({ job, dueAt }) => [job, dueAt]))
    for (const [job, dueAt] of due) if (!signal.aborted) await run(job, dueAt)
    if (!signal.aborted && due.size > 0) await lookUntil(until)
  }

  const tick = async () => {
    while (!signal.aborted) {
      await inTurn(catchUp).catch((fault) => log(`the scheduler stumbled (${kindOf(fault)})`))
      const present = clock.now()
      const next = crons.map((cron) => cron.next(present)?.getTime() ?? Number.POSITIVE_INFINITY)
      const sleepMs = Math.min(longestSleepMs, ...next.map((at) => at - present.getTime()))
      await pause(Math.max(sleepMs, 50), undefined, { signal }).catch(() => undefined)
    }
  }
  const ticking = options.ticks === false ? Promise.resolve() : tick()

  return {
    pushForward: (ms) =>
      inTurn(async () => {
        await catchUp()
        const target = new Date(clock.now().getTime() + ms)
        const fired: Firing[] = []
        for (const { job, dueAt } of dueTimes(jobs, clock.now(), target)) {
          if (signal.aborted) return fired
          await clock.advanceTo(dueAt)
          fired.push(await run(job, dueAt))
          await calm?.()
        }
        await clock.advanceTo(target)
        await lookUntil(clock.now())
        return fired
      }),
    sleepThrough: (ms) =>
      inTurn(async () => {
        await catchUp()
        await clock.advance(ms)
        await catchUp()
      }),
    fire: (functionName) =>
      inTurn(async () => {
        const job = jobs.find(({ name }) => name === functionName)
        if (!job) throw new Error(`There is no job ${functionName}`)
        return run(job, clock.now())
      }),
    stop: async () => {
      stopping.abort()
      await ticking
      await last
    },
  }
}
