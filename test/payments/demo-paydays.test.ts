/** Paydays of the demonstration: of every sort, kept as the rules keep them, and true in their figures. */
import { describe, expect, test } from 'vitest'
import { contactIdWith } from '../../functions/kit/world.ts'
import { chanceOf } from '../../local/demo/chance.ts'
import { demoHouseholds, demoNumbers } from '../../local/demo/households.ts'
import { demoPaydays } from '../../local/demo/paydays.ts'
import { addTotals, noTotals, totalsOfLine } from '../../shared/domain/payday-totals.ts'
import { readDueLine } from '../../shared/store/due-lines.ts'
import type { Item } from '../../shared/store/items.ts'
import { readPayday, readPaydayChange, readTotals } from '../../shared/store/paydays.ts'

const now = new Date('2026-11-22T09:00:00Z')
const chance = chanceOf('demo-paydays')
const households = demoHouseholds(demoNumbers(chance.fork('numbers')), 1, chance.fork('households'))
const items = demoPaydays({
  households,
  contactIdOf: contactIdWith('pepper'),
  now,
  chance: chance.fork('paydays'),
})
const of = (kind: string): readonly Item[] => items.filter((item) => item.kind === kind)
const paydays = of('payday').map(readPayday)
const lines = of('due-line').map(readDueLine)

describe('paydays of the demonstration', () => {
  test('are a dozen: past, of this week, to come; one has moved, one is cancelled', () => {
    expect(paydays).toHaveLength(12)
    const today = now.toISOString().slice(0, 10)
    expect(paydays.filter(({ day }) => day < today)).toHaveLength(5)
    expect(paydays.filter(({ state }) => state === 'cancelled')).toHaveLength(1)
    const changes = of('payday-event').map(readPaydayChange)
    expect(changes.filter(({ event }) => event.type === 'moved')).toHaveLength(1)
    expect(new Set(changes.map(({ payday }) => payday.paydayId))).toEqual(
      new Set(paydays.map(({ paydayId }) => paydayId)),
    )
  })

  test('have the households of their commune on their lists, each once, and figures that add up', () => {
    for (const payday of paydays) {
      const own = lines.filter(({ paydayId }) => paydayId === payday.paydayId)
      const expected = households.filter(({ commune }) => commune === payday.site.commune)
      expect(own.map(({ householdId }) => householdId)).toEqual(
        expected.map(({ householdId }) => householdId),
      )
      const kept = readTotals(of('payday-totals').find((item) => item.pk === `Y#${payday.paydayId}`))
      expect(kept).toEqual(own.map(totalsOfLine).reduce(addTotals, noTotals))
    }
    expect(of('turn')).toHaveLength(lines.length)
  })

  test('have results where the agency has had time to send them, and nowhere else', () => {
    for (const payday of paydays) {
      const own = lines.filter(({ paydayId }) => paydayId === payday.paydayId)
      const isTold = payday.day < '2026-11-20'
      expect(new Set(own.map(({ paid }) => paid !== undefined))).toEqual(new Set([isTold]))
    }
  })

  test('keep the people of the phone simulator busy: one was due yesterday, one is tomorrow', () => {
    const dayOf = (commune: string) => paydays.find(({ site }) => site.commune === commune)?.day
    expect([dayOf('63091000'), dayOf('25055000')]).toEqual(['2026-11-21', '2026-11-23'])
  })
})
