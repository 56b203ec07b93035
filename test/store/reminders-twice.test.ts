/** Whatever happens, in whatever order: nobody is told the same thing twice, and what is said to be told was told. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BatchRef } from '../../shared/actions/reminders-ports.ts'
import { sendBatch } from '../../shared/actions/send-reminders.ts'
import { tendReminders } from '../../shared/actions/tend-reminders.ts'
import { toldOfPayday } from '../../shared/actions/told.ts'
import { paydayOn, phoneOf, type RemindersDesk, startReminders } from '../builders/reminders.ts'
import { runs } from '../fuzz/runs.ts'

let desk: RemindersDesk
beforeAll(async () => {
  desk = await startReminders()
})
afterAll(() => desk.stop())

class Dead extends Error {}
/** Dies at its so-manieth call: with the call done or not, and knows nothing more. */
function mortal<T extends object>(port: T, life: { left: number; readonly after: boolean }): T {
  return new Proxy(port, {
    get(target, name) {
      const own = Reflect.get(target, name)
      if (typeof own !== 'function') return own
      return async (...asked: unknown[]) => {
        life.left -= 1
        if (life.left < 0 || (life.left === 0 && !life.after)) throw new Dead()
        const answer = await own.apply(target, asked)
        if (life.left === 0) throw new Dead()
        return answer
      }
    },
  })
}

const people = 24
const deed = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant('tend' as const),
      lives: fc.integer({ min: 1, max: 60 }),
      after: fc.boolean(),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      does: fc.constant('send' as const),
      lives: fc.integer({ min: 1, max: 14 }),
      after: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('pass' as const),
      minutes: fc.constantFrom(1, 4, 30, 600, 1440),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('gateway' as const),
      says: fc.constantFrom('fine', 'busy', 'silent', 'no'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('move' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant('stop' as const), who: fc.integer({ min: 1, max: people }) }),
  },
)
const answers = {
  fine: undefined,
  busy: { outcome: 'try-later', reason: 'http-429' },
  silent: { outcome: 'unknown', reason: 'time-out' },
  no: { outcome: 'refused', reason: 'UserInBlacklist' },
} as const

let run = 0
test('nobody is told the same twice, whoever dies and whatever changes on the way', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 10, maxLength: 40 }), async (deeds) => {
      run += 1
      const first = run * 1000
      const days = (plus: number) =>
        new Date(Date.UTC(2028, 0, 3 + run * 28 + plus)).toISOString().slice(0, 10)
      const numbers = Array.from({ length: people }, (_, index) => first + index + 1)
      desk.world.at = new Date(`${days(0)}T08:00:00.000Z`)
      await desk.contacts(numbers.slice(0, 12))
      await desk.contacts(numbers.slice(12), { language: 'bm' })
      const [one, other] = [`one-${run}`, `other-${run}`]
      // Behind every number of the first twelve stand two households.
      await desk.payday(paydayOn(one, days(2)), [
        ...numbers.map((contact) => ({ household: `A-${contact}`, contact })),
        ...numbers.slice(0, 12).map((contact) => ({ household: `B-${contact}`, contact })),
      ])
      await desk.payday(
        paydayOn(other, days(1), { disclosure: 'cautious' }),
        numbers.map((contact) => ({ household: `A-${contact}`, contact })),
      )
      desk.sent.length = 0
      desk.queued.length = 0
      desk.answer(() => undefined)
      let day = 2

      const tender = { ...desk.tender, peoplePerBatch: 5 }
      const send = async (ref: BatchRef, life: { left: number; after: boolean }) =>
        sendBatch(
          { ...desk.sender, reminders: mortal(desk.reminders, life), gateway: mortal(desk.gateway, life) },
          ref,
        )
      const survive = async (work: Promise<unknown>) => {
        await work.catch((error) => {
          if (!(error instanceof Dead)) throw error
        })
      }
      for (const each of deeds) {
        if (each.does === 'tend') {
          const life = { left: each.lives, after: each.after }
          await survive(tendReminders({ ...tender, reminders: mortal(desk.reminders, life) }))
        }
        if (each.does === 'send') {
          const [ref, next] = desk.queued.splice(0, 2)
          // A queue may hand out the same twice, and two may be at work.
          const life = { left: each.lives, after: each.after }
          if (ref)
            await Promise.all([survive(send(ref, life)), survive(send(ref, { left: 99, after: true }))])
          if (next) await survive(send(next, { left: 99, after: true }))
        }
        if (each.does === 'pass') desk.world.pass(each.minutes)
        if (each.does === 'gateway') desk.answer(() => answers[each.says as keyof typeof answers])
        if (each.does === 'move') {
          day += 1
          await desk.changePayday(one, { day: days(day) })
        }
        if (each.does === 'stop') {
          await desk.contacts([first + each.who], { optedOutAt: desk.world.at.toISOString() })
        }
      }

      const seen = new Set<string>()
      const twice = desk.sent.filter(({ phone, text }) => {
        const what = `${phone} ${text}`
        const again = seen.has(what)
        seen.add(what)
        return again
      })
      expect(twice.map(({ text }) => text)).toEqual([])
      expect(desk.sent.every(({ at }) => at.getUTCHours() >= 7 && at.getUTCHours() < 20)).toBe(true)
      for (const paydayId of [one, other]) {
        const { items } = await toldOfPayday(desk.reminders, paydayId)
        const accepted = items.filter(({ outcome, sharedPhone }) => outcome === 'accepted' && !sharedPhone)
        for (const { householdId, text } of accepted) {
          const phone = phoneOf(Number(householdId.slice(2)))
          expect(seen.has(`${phone} ${text}`)).toBe(true)
        }
      }
      for (const left of await desk.reminders.since('2028')) {
        if (!left.finishedAt) await desk.reminders.change(left, { state: 'done' }, desk.world.now())
      }
    }),
    // A failure is shown as it was found: to make it smaller takes longer than to read it.
    { ...runs(5), endOnFailure: true },
  )
})
