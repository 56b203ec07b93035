import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ScheduledEvent } from 'aws-lambda'
import { afterEach, describe, expect, test } from 'vitest'
import { functions } from '../../functions/triggers.ts'
import { openClock } from '../../local/clock.ts'
import { BadCron, parseCron } from '../../local/cron.ts'
import { dueTimes, type Job, type Scheduler, startScheduler } from '../../local/scheduler.ts'
import { eventually, newDataFolder } from '../builders/data-folder.ts'

const at = (text: string) => new Date(`${text}:00.000Z`)
const sheet = { timeoutSeconds: 5, memoryMb: 128 }

describe('a cron line', () => {
  test.each([
    ['cron(* * * * ? *)', '2026-11-22T04:39', '2026-11-22T04:40'],
    ['cron(0/15 * * * ? *)', '2026-11-22T04:39', '2026-11-22T04:45'],
    ['cron(0/15 * * * ? *)', '2026-12-31T23:45', '2027-01-01T00:00'],
    ['cron(30 8 ? * MON-FRI *)', '2026-11-20T08:30', '2026-11-23T08:30'],
    ['cron(0 9 1 * ? *)', '2026-11-22T00:00', '2026-12-01T09:00'],
    ['cron(5,35 7-9/2 ? JAN,JUL 1 2027)', '2026-11-22T00:00', '2027-01-03T07:05'],
    ['cron(0 0 29 2 ? *)', '2026-11-22T00:00', '2028-02-29T00:00'],
    ['cron(10/20 12 ? * sun *)', '2026-11-22T12:10', '2026-11-22T12:30'],
  ])('%s after %s is due at %s', (line, after, due) => {
    expect(parseCron(line).next(at(after))).toEqual(at(due))
  })

  test('is due at a minute, not within it', () => {
    const cron = parseCron('cron(* * * * ? *)')
    expect(cron.next(new Date('2026-11-22T04:39:00.001Z'))).toEqual(at('2026-11-22T04:40'))
    expect(cron.next(new Date('2026-11-22T04:38:59.999Z'))).toEqual(at('2026-11-22T04:39'))
  })

  test('is never due again when its years are over', () => {
    expect(parseCron('cron(0 0 1 1 ? 2020)').next(at('2026-11-22T00:00'))).toBeUndefined()
  })

  test.each([
    'rate(5 minutes)',
    'cron(* * * * *)',
    'cron(* * * * * *)',
    'cron(* * ? * ? *)',
    'cron(60 * * * ? *)',
    'cron(0 0 L * ? *)',
    'cron(0 0 ? * 2#1 *)',
    'cron(0/0 * * * ? *)',
    'cron(9-3 * * * ? *)',
    'cron(? * * * ? *)',
  ])('%s is refused', (line) => {
    expect(() => parseCron(line)).toThrow(BadCron)
  })

  test('of every function that waits for a clock is understood', () => {
    for (const { trigger } of Object.values(functions))
      if (trigger.kind === 'clock') expect(parseCron(trigger.cron).next(new Date())).toBeInstanceOf(Date)
  })
})

describe('a leap of time', () => {
  const jobs = [
    { name: 'minutely', cron: 'cron(* * * * ? *)' },
    { name: 'daily', cron: 'cron(0 9 * * ? *)' },
  ]
  const counts = (since: string, until: string) => {
    const due = dueTimes(jobs, at(since), at(until))
    const times = due.map(({ dueAt }) => dueAt.getTime())
    expect(times).toEqual([...times].sort((a, b) => a - b))
    return Object.fromEntries(
      jobs.map(({ name }) => [name, due.filter(({ job }) => job.name === name).length]),
    )
  }

  test('runs each job at most once an hour', () => {
    expect(counts('2026-11-22T00:00', '2026-11-22T00:30')).toEqual({ minutely: 1, daily: 0 })
    expect(counts('2026-11-22T00:00', '2026-11-23T00:00')).toEqual({ minutely: 24, daily: 1 })
  })

  test('of more than a week runs each job at most once a day', () => {
    expect(counts('2026-11-01T00:00', '2026-12-01T00:00')).toEqual({ minutely: 30, daily: 30 })
  })
})

describe('the clock', () => {
  test('stays pushed over a restart and never goes back', async () => {
    const { path, remove } = await newDataFolder()
    const clock = await openClock(path)
    expect(clock.offsetMs).toBe(0)
    await clock.advance(86_400_000)
    expect((await openClock(path)).offsetMs).toBe(86_400_000)
    await clock.advanceTo(new Date(0))
    expect(clock.offsetMs).toBe(86_400_000)
    await expect(clock.advance(-1)).rejects.toThrow(RangeError)
    await writeFile(join(path, 'clock.json'), '{')
    await expect(openClock(path)).rejects.toThrow('clock.json')
    await remove()
  })
})

describe('the scheduler', () => {
  const tidy: (() => unknown)[] = []
  afterEach(async () => {
    for (const undo of tidy.splice(0).reverse()) await undo()
  })
  const start = async (jobs: Job[], dataFolder?: string) => {
    const clock = await openClock(dataFolder)
    const scheduler: Scheduler = await startScheduler({
      clock,
      jobs,
      retryDelayMs: 1,
      ...(dataFolder && { dataFolder }),
    })
    tidy.push(scheduler.stop)
    return { clock, scheduler }
  }

  test('walks a pushed clock through the due times, and each run sees its own', async () => {
    const events: ScheduledEvent[] = []
    const seenLateMs: number[] = []
    const job: Job = {
      name: 'sweep',
      cron: 'cron(0 * * * ? *)',
      sheet,
      handler: (event) => {
        events.push(event)
        seenLateMs.push(clock.now().getTime() - Date.parse(event.time))
      },
    }
    const { clock, scheduler } = await start([job])
    const before = clock.now().getTime()
    const fired = await scheduler.pushForward(5 * 3600_000)
    expect(clock.now().getTime()).toBeGreaterThanOrEqual(before + 5 * 3600_000)
    expect(fired).toHaveLength(5)
    expect(fired.every(({ succeeded }) => succeeded)).toBe(true)
    expect(seenLateMs.every((ms) => ms >= 0 && ms < 60_000)).toBe(true)
    expect(events[0]).toMatchObject({
      version: '0',
      id: expect.any(String),
      'detail-type': 'Scheduled Event',
      source: 'aws.scheduler',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:00:00Z$/),
      resources: [expect.stringContaining('schedule/default/sweep')],
    })
  })

  test('tries a failing job three times and tells', async () => {
    let tries = 0
    const handler = () => {
      tries += 1
      throw new Error('down')
    }
    const { scheduler } = await start([{ name: 'sweep', cron: 'cron(0 0 1 1 ? 2199)', sheet, handler }])
    expect(await scheduler.fire('sweep')).toMatchObject({ functionName: 'sweep', succeeded: false })
    expect(tries).toBe(3)
    await expect(scheduler.fire('nothing')).rejects.toThrow('nothing')
  })

  test('makes up once for what fell due while the machine was off', async () => {
    const { path, remove } = await newDataFolder()
    tidy.push(remove)
    const lookedUntil = new Date(Date.now() - 3 * 86_400_000).toISOString()
    await writeFile(join(path, 'schedule.json'), JSON.stringify({ lookedUntil }))
    const times: string[] = []
    const handler = ({ time }: ScheduledEvent) => void times.push(time)
    await start([{ name: 'daily', cron: 'cron(0 9 * * ? *)', sheet, handler }], path)
    await eventually('it ran', () => times.length > 0)
    await eventually('that is remembered', async () => {
      const text = await readFile(join(path, 'schedule.json'), 'utf8')
      return !text.includes(lookedUntil)
    })
    expect(times).toHaveLength(1)
  })
})
