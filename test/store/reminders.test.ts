/** Reminder rounds on a real engine: who is told what and when, once, whatever goes wrong on the way. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { beginRound } from '../../shared/actions/tend-reminders.ts'
import { toldOfHousehold, toldOfPayday } from '../../shared/actions/told.ts'
import { unknownOutcomes } from '../../shared/actions/unknown-outcomes.ts'
import {
  contactIdOf,
  households,
  paydayOn,
  phoneOf,
  type RemindersDesk,
  startReminders,
} from '../builders/reminders.ts'

let desk: RemindersDesk
beforeAll(async () => {
  desk = await startReminders()
})
afterAll(() => desk.stop())
/** What a test left undone is not the next one's. */
afterEach(async () => {
  for (const left of await desk.reminders.since('2027')) {
    if (!left.finishedAt) await desk.reminders.change(left, { state: 'done' }, desk.world.now())
  }
})

/** Each test has a week of its own: 2027 begins on a Friday, its first Monday is 4 January. */
let week = 0
const dayIn = (plus: number): string =>
  new Date(Date.UTC(2027, 0, 4 + week * 14 + plus)).toISOString().slice(0, 10)
const at = (plus: number, time: string): void => {
  desk.world.at = new Date(`${dayIn(plus)}T${time}:00.000Z`)
}
let people = 0
const newPeople = (count: number): number[] => {
  people += count
  return Array.from({ length: count }, (_, index) => people - count + index + 1)
}
const id = (name: string): string => `${name}-${week}`
const phonesOf = (numbers: readonly number[]) => numbers.map(phoneOf).toSorted()
const written = () => desk.sent.map(({ phone }) => phone).toSorted()

beforeEach(() => {
  week += 1
  desk.sent.length = 0
  desk.calls.length = 0
  desk.queued.length = 0
  desk.told.length = 0
  desk.answer(() => undefined)
  desk.setBudget('none')
  at(0, '08:01')
})

async function listed(name: string, plus: number, count: number, more: Parameters<typeof paydayOn>[2] = {}) {
  const numbers = newPeople(count)
  await desk.contacts(numbers)
  await desk.payday(
    paydayOn(id(name), dayIn(plus), more),
    numbers.map((contact) => ({ household: `H-${String(contact).padStart(6, '0')}`, contact })),
  )
  return numbers
}
const round = async (roundId: string) => desk.reminders.round(roundId)

describe('a week’s reminder', () => {
  test('tells open paydays of the coming seven days with their place, in one call for each hundred people', async () => {
    const near = await listed('near', 2, 130)
    const last = await listed('last', 7, 3, { site: { commune: '71025000', point: 'Marché' } })
    await listed('after', 8, 2)
    await desk.tend()
    await desk.pump()
    expect(written()).toEqual(phonesOf([...near, ...last]))
    expect(desk.calls.map(({ phones }) => phones.length).toSorted()).toEqual([100, 3, 30].toSorted())
    expect(new Set(desk.sent.map(({ text }) => text)).size).toBe(2)
    expect(desk.sent.some(({ text }) => text.includes('Marché (Gounzourèye)'))).toBe(true)
  })

  test('tells nobody of a cautious or a silent commune, and says how many', async () => {
    await listed('cautious', 3, 4, { disclosure: 'cautious' })
    await listed('silent', 3, 5, { disclosure: 'silent' })
    const open = await listed('open', 3, 2)
    await desk.tend()
    await desk.pump()
    expect(written()).toEqual(phonesOf(open))
    expect(await round(`${dayIn(0)}.week`)).toMatchObject({ households: 11, leftOut: { policy: 9 } })
  })

  test('is begun once, by whichever ring of the clock, and done when all is said', async () => {
    await listed('one', 2, 3)
    for (let rings = 0; rings < 4; rings += 1) {
      await desk.tend()
      await desk.pump()
      desk.world.pass(3)
    }
    expect(desk.sent).toHaveLength(3)
    expect(await round(`${dayIn(0)}.week`)).toMatchObject({ state: 'done', planned: true, paydays: 1 })
  })

  test('is not begun before its hour, on another day, or for nobody', async () => {
    await listed('one', 3, 1)
    at(0, '07:59')
    await desk.tend()
    at(1, '09:00')
    await desk.tend()
    expect(desk.queued).toEqual([])
    at(7, '09:00')
    await desk.tend()
    expect(await round(`${dayIn(7)}.week`)).toBeUndefined()
  })
})

describe('on the eve', () => {
  beforeEach(() => at(0, '16:00'))

  test('a cautious commune hears the day without the place, and all of them in the same calls', async () => {
    const site = { commune: '71025000', village: 'Kadji' }
    const one = await listed('one', 1, 60, { disclosure: 'cautious' })
    const other = await listed('other', 1, 40, { disclosure: 'cautious', site })
    await desk.tend()
    await desk.pump()
    expect(written()).toEqual(phonesOf([...one, ...other]))
    const eve = desk.calls.filter(({ text }) => !text.includes('Bara'))
    expect(eve).toHaveLength(1)
    expect(eve[0]?.text).toContain('demandez à votre relais')
    expect(eve[0]?.text).not.toMatch(/Kadji|Gounzour/)
  })

  test('what did not leave before the night leaves in the morning, and not after noon of the day itself', async () => {
    const numbers = await listed('one', 1, 2)
    at(0, '19:59')
    await desk.tend()
    at(0, '20:00')
    expect(await desk.pump()).toEqual(['held'])
    at(1, '06:59')
    await desk.tend()
    await desk.pump()
    expect(desk.sent).toEqual([])
    at(1, '07:00')
    await desk.tend()
    await desk.pump()
    expect(written()).toEqual(phonesOf(numbers))
  })

  test('what is too late is left, and said to be', async () => {
    const [number = 0] = await listed('one', 1, 1)
    await desk.tend()
    at(1, '12:00')
    expect(await desk.pump()).toEqual(['useless'])
    const told = await toldOfHousehold(desk, `H-${String(number).padStart(6, '0')}`)
    expect(told).toMatchObject([{ outcome: 'useless', kind: 'eve' }])
    expect(desk.sent).toEqual([])
  })
})

describe('people', () => {
  test('several households behind one number are told by one SMS, and each is known to be told', async () => {
    const [number = 0] = newPeople(1)
    await desk.contacts([number])
    const list = ['A', 'B', 'C'].map((letter) => ({ household: `${letter}-${week}`, contact: number }))
    await desk.payday(paydayOn(id('shared'), dayIn(2)), list)
    await desk.tend()
    await desk.pump()
    expect(desk.sent).toHaveLength(1)
    const { items } = await toldOfPayday(desk.reminders, id('shared'))
    expect(
      items.map(({ householdId, outcome, sharedPhone }) => ({ householdId, outcome, sharedPhone })),
    ).toEqual([
      { householdId: `A-${week}`, outcome: 'accepted', sharedPhone: false },
      { householdId: `B-${week}`, outcome: 'accepted', sharedPhone: true },
      { householdId: `C-${week}`, outcome: 'accepted', sharedPhone: true },
    ])
  })

  test('are written to in their language; who said STOP or has no phone is left out, and counted', async () => {
    const [french = 0, bambara = 0, stopped = 0, later = 0] = newPeople(4)
    await desk.contacts([french, later])
    await desk.contacts([bambara], { language: 'bm' })
    await desk.contacts([stopped], { optedOutAt: '2026-01-01T00:00:00.000Z' })
    await desk.payday(paydayOn(id('all'), dayIn(2)), [
      ...[french, bambara, stopped, later].map((contact) => ({ household: `H-${contact}-${week}`, contact })),
      { household: `nobody-${week}` },
    ])
    await desk.tend()
    // Between the plan and the sending.
    await desk.contacts([later], { optedOutAt: '2026-11-23T08:02:00.000Z' })
    await desk.pump()
    expect(written()).toEqual(phonesOf([french, bambara]))
    expect(desk.sent.find(({ phone }) => phone === phoneOf(bambara))?.text).toContain('gansan')
    expect(await round(`${dayIn(0)}.week`)).toMatchObject({ leftOut: { stop: 1, no_phone: 1 } })
    const told = await toldOfHousehold(desk, `H-${later}-${week}`)
    expect(told).toMatchObject([{ outcome: 'stop' }])
  })
})

describe('a second round of the same week', () => {
  test('tells those alone whom the first neither told nor is about to tell', async () => {
    const told = await listed('again', 4, 2)
    desk.answer(() => ({ outcome: 'try-later', reason: 'http-429' }))
    await desk.tend()
    await desk.pump()
    const late = newPeople(1)
    await desk.contacts(late)
    await desk.payday(paydayOn(id('again'), dayIn(4)), [{ household: `Z-${week}`, contact: late[0] ?? 0 }])
    desk.answer(() => undefined)
    at(1, '09:00')
    await beginRound(desk.tender, 'week', 'an-officer')
    await desk.tend()
    await desk.pump()
    expect(written()).toEqual(phonesOf([...told, ...late]))
    expect(await round(`${dayIn(1)}.week`)).toMatchObject({ leftOut: { told_before: 2 } })
  })

  test('tells those whom a stopped one left', async () => {
    const numbers = await listed('stopped', 4, 2)
    desk.answer(() => ({ outcome: 'try-later', reason: 'http-429' }))
    await desk.tend()
    await desk.pump()
    const first = await round(`${dayIn(0)}.week`)
    if (first) await desk.reminders.change(first, { state: 'stopped' }, desk.world.now())
    desk.answer(() => undefined)
    at(1, '09:00')
    await beginRound(desk.tender, 'week', 'an-officer')
    await desk.tend()
    await desk.pump()
    expect(written()).toEqual(phonesOf(numbers))
  })
})

describe('a payday that changes', () => {
  test('those who were told get one correction, those who were not get nothing', async () => {
    const told = await listed('moves', 3, 3)
    await desk.tend()
    await desk.pump()
    desk.sent.length = 0
    const late = newPeople(1)
    await desk.contacts(late)
    await desk.payday(paydayOn(id('moves'), dayIn(3)), [{ household: `late-${week}`, contact: late[0] ?? 0 }])
    await desk.changePayday(id('moves'), { day: dayIn(5) })
    for (let rings = 0; rings < 3; rings += 1) {
      await desk.tend()
      await desk.pump()
      desk.world.pass(5)
    }
    expect(written()).toEqual(phonesOf(told))
    expect(desk.sent[0]?.text).toMatch(/déplacé au .*Bara/)
  })

  test('two moves before the first correction left make one correction, with the last day', async () => {
    const told = await listed('twice', 3, 2)
    await desk.tend()
    await desk.pump()
    desk.sent.length = 0
    await desk.changePayday(id('twice'), { day: dayIn(5) })
    await desk.tend()
    desk.world.pass(1)
    await desk.changePayday(id('twice'), { day: dayIn(6) })
    await desk.tend()
    await desk.pump()
    expect(written()).toEqual(phonesOf(told))
    expect(new Set(desk.sent.map(({ text }) => text)).size).toBe(1)
    expect(desk.sent[0]?.text).toContain(`au ${Number(dayIn(6).slice(8))} `)
  })

  test('moved and moved back, nobody hears of it', async () => {
    await listed('back', 3, 2)
    await desk.tend()
    await desk.pump()
    desk.sent.length = 0
    await desk.changePayday(id('back'), { day: dayIn(5) })
    desk.world.pass(1)
    await desk.changePayday(id('back'), { day: dayIn(3) })
    await desk.tend()
    await desk.pump()
    expect(desk.sent).toEqual([])
  })

  test('a reminder that has not left yet does not leave any more', async () => {
    await listed('early', 3, 2)
    await desk.tend()
    await desk.changePayday(id('early'), { state: 'cancelled' }, 'cancelled')
    await desk.pump()
    await desk.tend()
    await desk.pump()
    expect(desk.sent).toEqual([])
    const { items } = await toldOfPayday(desk.reminders, id('early'))
    expect(items.map(({ outcome }) => outcome)).toEqual(['withdrawn', 'withdrawn'])
  })

  test('nobody plans a correction while somebody is being told', async () => {
    const told = await listed('now', 3, 1)
    await desk.tend()
    const ref = desk.queued.shift()
    const batch = ref && (await desk.reminders.batch(ref))
    if (!batch) throw new Error('nothing was planned')
    await desk.reminders.claim(batch, desk.world.now())
    await desk.changePayday(id('now'), { day: dayIn(5) })
    await desk.tend()
    expect(desk.queued).toEqual([])
    // Its sender died: nobody knows whether it left, so it may have been read.
    desk.world.pass(4)
    await desk.tend()
    desk.world.pass(1)
    await desk.tend()
    await desk.pump()
    expect(written()).toEqual(phonesOf(told))
    expect(desk.sent[0]?.text).toContain('déplacé')
  })

  test('a cautious one is told that the day has changed, and by whom to hear the new one', async () => {
    at(0, '16:00')
    await listed('quiet', 1, 1, { disclosure: 'cautious' })
    await desk.tend()
    await desk.pump()
    desk.sent.length = 0
    await desk.changePayday(id('quiet'), { day: dayIn(4) })
    await desk.tend()
    await desk.pump()
    expect(desk.sent).toHaveLength(1)
    expect(desk.sent[0]?.text).toContain('change de date. Demandez à votre relais')
    expect(desk.sent[0]?.text).not.toContain(` ${Number(dayIn(4).slice(8))} `)
    // The eve of the new day is another eve.
    desk.sent.length = 0
    at(3, '16:00')
    await desk.tend()
    await desk.pump()
    expect(desk.sent).toHaveLength(1)
  })
})

describe('what the gateway says', () => {
  test('a busy gateway is tried again with those alone to whom nothing left', async () => {
    const numbers = await listed('busy', 3, 3)
    const [first] = phonesOf(numbers)
    let tries = 0
    desk.answer(() => (++tries === 1 ? { outcome: 'try-later', reason: 'http-429' } : undefined))
    await desk.tend()
    expect(await desk.pump()).toEqual(['waiting'])
    await desk.tend()
    expect(desk.queued).toEqual([])
    desk.world.pass(2)
    await desk.tend()
    expect(await desk.pump()).toEqual(['sent'])
    expect(written()).toEqual(phonesOf(numbers))
    expect(first).toBeDefined()
  })

  test('a time-out is unknown, and is never sent again', async () => {
    await listed('lost', 3, 2)
    desk.answer(() => ({ outcome: 'unknown', reason: 'time-out' }))
    await desk.tend()
    await desk.pump()
    for (let rings = 0; rings < 3; rings += 1) {
      desk.world.pass(30)
      await desk.tend()
      await desk.pump()
    }
    expect(desk.calls).toHaveLength(1)
    const { items } = await toldOfPayday(desk.reminders, id('lost'))
    expect(items.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['unknown', 'time-out'],
      ['unknown', 'time-out'],
    ])
    const all = await unknownOutcomes(desk.reminders, `${dayIn(0)}.week`, 10)
    expect(all.items.map(({ householdId }) => householdId).toSorted()).toEqual(
      items.map(({ householdId }) => householdId).toSorted(),
    )
    expect(all.items.every(({ paydayId }) => paydayId === id('lost'))).toBe(true)
    const some = await unknownOutcomes(desk.reminders, `${dayIn(0)}.week`, 1)
    expect([all.complete, some.complete, some.items.length]).toEqual([true, false, 1])
  })

  test.each([
    ['sender_refused', { outcome: 'refused', reason: 'InvalidSenderId' }],
    ['gateway_account', { outcome: 'try-later', reason: 'InsufficientBalance', pause: true }],
  ] as const)(
    '%s pauses the whole round and tells staff; nobody is lost when it goes on',
    async (why, outcome) => {
      const numbers = await listed('refused', 3, 150)
      desk.answer(() => outcome)
      await desk.tend()
      await desk.pump()
      expect(desk.calls).toHaveLength(1)
      expect(desk.told.map(({ pausedBecause }) => pausedBecause)).toEqual([why])
      const paused = await round(`${dayIn(0)}.week`)
      expect(paused?.state).toBe('paused')
      desk.answer(() => undefined)
      if (paused) await desk.reminders.change(paused, { state: 'running' }, desk.world.now())
      desk.world.pass(5)
      await desk.tend()
      await desk.pump()
      expect(written()).toEqual(phonesOf(numbers))
    },
  )

  test('a budget that is spent holds back reminders, and not corrections', async () => {
    const numbers = await listed('poor', 3, 1)
    await desk.tend()
    await desk.pump()
    await listed('poorer', 1, 1)
    desk.setBudget('spent')
    at(0, '16:00')
    await desk.tend()
    expect(await desk.pump()).toEqual(['paused'])
    desk.sent.length = 0
    await desk.changePayday(id('poor'), { day: dayIn(4) })
    await desk.tend()
    await desk.pump()
    expect(written()).toEqual(phonesOf(numbers))
  })

  test('what it costs is what the gateway says', async () => {
    await listed('cost', 3, 3)
    await desk.tend()
    await desk.pump()
    const { items } = await desk.reminders.batches(`${dayIn(0)}.week`, {})
    expect(items.map(({ cost, partsSent, counts }) => ({ cost, partsSent, counts }))).toEqual([
      { cost: { XOF: 360_000 }, partsSent: 3, counts: { accepted: 3 } },
    ])
  })
})

describe('a planner that dies', () => {
  test('is followed by another, and nobody comes twice or is forgotten', async () => {
    const numbers = await listed('long', 3, 250)
    const { dueLines, queue } = desk.tender
    let pages = 0
    const dying = {
      ...desk.tender,
      dueLines: {
        lines: async (...asked: Parameters<typeof dueLines.lines>) => {
          const page = await dueLines.lines(asked[0], { ...asked[1], limit: 60 })
          pages += 1
          if (pages === 3) throw new Error('killed')
          return page
        },
      },
      queue,
    }
    const { tendReminders } = await import('../../shared/actions/tend-reminders.ts')
    await expect(tendReminders(dying)).rejects.toThrow('killed')
    // Another may not begin while the first could still be alive.
    await desk.tend()
    expect((await desk.reminders.batches(`${dayIn(0)}.week`, {})).items).toHaveLength(1)
    desk.world.pass(2)
    await desk.tend()
    await desk.pump()
    expect(written()).toEqual(phonesOf(numbers))
    expect(desk.calls).toHaveLength(3)
    expect(await round(`${dayIn(0)}.week`)).toMatchObject({ households: 250 })
  })
})

test('contacts are known by their ids alone in all that is kept of a round', async () => {
  await listed('kept', 3, 1)
  await desk.tend()
  await desk.pump()
  const { items } = await desk.reminders.batches(`${dayIn(0)}.week`, {})
  const [batch] = items
  const kept = JSON.stringify([items, batch && (await desk.reminders.people(batch))])
  expect(kept).toContain(contactIdOf(people))
  expect(kept).not.toContain(phoneOf(people).slice(-8))
  expect(households(1)).toHaveLength(1)
})
