import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newRelayNumber, relayCheckWith, relayCodeWith } from '../../functions/kit/relay-codes.ts'
import {
  isoWeekOf,
  isRelayCode,
  judge,
  lastDayOfCode,
  readPaperLine,
  triesAllowed,
  weeksTaken,
} from '../../shared/domain/relay-code.ts'
import { mayReadOut } from '../../shared/domain/relay-rights.ts'
import { type UnitId, unit } from '../../shared/domain/units.ts'
import { officerOf } from '../builders/complaints.ts'

const at = (instant: string) => new Date(instant)
const code = relayCodeWith('a pepper')
const fits = relayCheckWith('a pepper')

describe('the week of a code', () => {
  it('is the ISO week, also where the year turns', () => {
    for (const [day, week] of [
      ['2026-11-22', '2026-W47'],
      ['2026-11-23', '2026-W48'],
      ['2026-12-31', '2026-W53'],
      ['2027-01-03', '2026-W53'],
      ['2027-01-04', '2027-W01'],
      ['2024-12-30', '2025-W01'],
    ]) {
      expect(isoWeekOf(at(`${day}T00:00:00Z`)), day).toBe(week)
      expect(isoWeekOf(at(`${day}T23:59:59Z`)), day).toBe(week)
    }
  })

  it('is taken from Monday to the Tuesday of the next, and on no other day', () => {
    const monday = at('2026-11-23T00:00:00Z')
    const typed = code('relay-1', monday)
    for (let hours = -24; hours < 24 * 16; hours += 1) {
      const now = new Date(monday.getTime() + hours * 3_600_000)
      expect(fits('relay-1', typed, now), now.toISOString()).toBe(hours >= 0 && hours < 9 * 24)
    }
    expect(lastDayOfCode(monday)).toBe('2026-12-01')
    expect(lastDayOfCode(at('2026-11-29T23:00:00Z'))).toBe('2026-12-01')
    expect(weeksTaken(at('2026-11-24T23:59:59Z'))).toHaveLength(2)
    expect(weeksTaken(at('2026-11-25T00:00:00Z'))).toHaveLength(1)
  })
})

describe('a code', () => {
  it('is six digits, of one relay, one week and one key', () => {
    const monday = at('2026-11-23T08:00:00Z')
    const of = new Set<string>()
    for (let relay = 0; relay < 500; relay += 1) {
      const typed = code(`relay-${relay}`, monday)
      expect(isRelayCode(typed)).toBe(true)
      of.add(typed)
    }
    expect(of.size).toBeGreaterThan(490)
    const typed = code('relay-1', monday)
    expect(fits('relay-2', typed, monday)).toBe(false)
    expect(relayCheckWith('another pepper')('relay-1', typed, monday)).toBe(false)
    for (const other of ['', '1', `${typed}0`, 'é23456']) expect(fits('relay-1', other, monday)).toBe(false)
    expect(newRelayNumber()).toMatch(/^[1-9]\d{5}$/)
  })

  it('is locked after five wrong tries, counted by whichever made more, whether or not the last one is right', () => {
    fc.assert(
      fc.property(fc.nat(8), fc.nat(8), fc.boolean(), (ofNumber, ofPhone, right) => {
        const { is } = judge({ ofNumber, ofPhone }, right)
        const made = Math.max(ofNumber, ofPhone)
        if (made >= triesAllowed) expect(is).toBe('locked')
        else if (right) expect(is).toBe('known')
        else expect(is).toBe(made + 1 === triesAllowed ? 'locked' : 'unknown')
      }),
    )
  })
})

describe('who reads codes out', () => {
  const relay = officerOf([unit('commune', '71025000')], { officerId: 'relay', role: 'relay' })
  const supervisor = (at: UnitId, more: object = {}) => officerOf([at], { role: 'supervisor', ...more })

  it('is a supervisor who looks over the relay’s committee, and nobody else', () => {
    for (const at of [
      unit('commune', '71025000'),
      unit('ccl', 'ML0703'),
      unit('ccr', 'ML07'),
      unit('utgfs-regional', 'ML07'),
      unit('utgfs-national'),
    ])
      expect(mayReadOut(supervisor(at), relay), at).toBe(true)
    for (const at of [
      unit('commune', '71049000'),
      unit('ccl', 'ML0602'),
      unit('utgfs-regional', 'ML06'),
      unit('agency', 'sahel-cash'),
      unit('utgfs-tm'),
      unit('focal-woman'),
    ])
      expect(mayReadOut(supervisor(at), relay), at).toBe(false)
    for (const role of ['relay', 'officer', 'focal_point', 'admin'] as const)
      expect(mayReadOut(officerOf([unit('utgfs-national')], { role }), relay)).toBe(false)
  })

  it('reads nothing of somebody who is out, or is no relay', () => {
    const over = supervisor(unit('utgfs-national'))
    expect(mayReadOut(over, { ...relay, active: false })).toBe(false)
    expect(mayReadOut(over, { ...relay, role: 'officer' })).toBe(false)
    expect(mayReadOut({ ...over, active: false }, relay)).toBe(false)
  })
})

describe('a line of a register typed on a phone', () => {
  it('is the same line however it is written', () => {
    for (const typed of ['gao 2*14*7', 'Gao  2 14 7', 'GAO 2/14/7', 'gao 2 . 14 . 7#'])
      expect(readPaperLine(typed), typed).toBe('GAO 2/14/7')
    expect(readPaperLine('2*14*7')).toBe('2/14/7')
    expect(readPaperLine('GAO-2 14 7')).toBe('GAO-2/14/7')
  })

  it('is not guessed', () => {
    for (const typed of ['', '1', '14 7', '2*14', '2*0*7', '2*14*0', '*14*7', 'a b c', '2*14*1234567'])
      expect(readPaperLine(typed), typed).toBeUndefined()
  })
})
