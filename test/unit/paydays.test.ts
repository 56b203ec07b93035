/** What may be done to a payday, and by whom. */
import { describe, expect, test } from 'vitest'
import type { Actor } from '../../shared/domain/complaint.ts'
import { columnsIn, importKinds } from '../../shared/domain/import-kinds.ts'
import type { Payday } from '../../shared/domain/payday.ts'
import {
  type Deciding,
  decidePayday,
  mostDiscreet,
  type PaydayCommand,
  type PaydayPlan,
  paydayCommandsIn,
  paydayIdOf,
  planPayday,
} from '../../shared/domain/payday-commands.ts'
import { mayHearHouseholds, mayPlanPaydays, maySeePayday } from '../../shared/domain/payday-rights.ts'
import { communeNamed } from '../../shared/domain/places-named.ts'
import { Refusal } from '../../shared/domain/refusal.ts'
import { unit } from '../../shared/domain/units.ts'
import { officerOf } from '../builders/complaints.ts'

const by: Actor = { kind: 'officer', officerId: 'who' }
const deciding = (more: Partial<Deciding> = {}): Deciding => ({
  by,
  now: new Date('2026-11-23T09:00:00Z'),
  eventId: 'event',
  commune: 'cautious',
  ...more,
})
const plan: PaydayPlan = {
  programme: 'jigisemejiri',
  round: '2026-t4',
  site: { commune: '71025000', village: 'Bara' },
  day: '2026-12-03',
  window: { from: '08:00', to: '13:00' },
  agency: 'sahel-cash',
  amountFcfa: 45_000,
}
const planned = (more: Partial<PaydayPlan> = {}): Payday =>
  planPayday({ ...plan, ...more }, paydayIdOf({ ...plan, ...more }), deciding()).payday
const fieldsOf = (what: () => unknown): unknown => {
  try {
    what()
  } catch (error) {
    return error instanceof Refusal ? (error.fields ?? error.code) : error
  }
  return 'no refusal'
}

describe('a payday', () => {
  test('has the same id whenever the same is planned, and says its round in one spelling', () => {
    expect(planned().paydayId).toBe('jigisemejiri.2026-t4.71025000.bara.2026-12-03')
    expect(planned({ round: '2026-T4' })).toEqual(planned())
  })

  test('amended, moved and cancelled says in its history what was and what is', () => {
    const was = planned()
    const history = (command: PaydayCommand) => decidePayday(was, command, deciding()).event.data
    expect(history({ type: 'amend', amountFcfa: 30_000, window: null })).toEqual({
      fromAmountFcfa: '45000',
      toAmountFcfa: '30000',
      fromWindow: '08:00-13:00',
      toWindow: '',
    })
    expect(history({ type: 'move', day: '2026-12-05', reason: 'r' })).toMatchObject({
      fromDay: '2026-12-03',
      toDay: '2026-12-05',
    })
    const { payday } = decidePayday(was, { type: 'cancel', reason: 'r' }, deciding())
    expect(payday).toMatchObject({ version: 2, state: 'cancelled', day: '2026-12-03' })
    expect(fieldsOf(() => decidePayday(payday, { type: 'cancel', reason: 'r' }, deciding()))).toBe(
      'wrong-state',
    )
  })

  test('that is over may be moved to a day to come, or cancelled, and nothing else', () => {
    const over = { ...planned(), day: '2026-11-20' }
    expect(paydayCommandsIn(over, deciding().now)).toEqual(['move', 'cancel'])
    expect(
      fieldsOf(() => decidePayday(over, { type: 'move', day: '2026-11-22', reason: 'r' }, deciding())),
    ).toEqual({
      day: 'past',
    })
  })

  test('is never less discreet than its commune, and may be more so', () => {
    const set = (disclosure: Payday['disclosure'], commune: Payday['disclosure']) =>
      fieldsOf(() =>
        decidePayday(planned(), { type: 'set_disclosure', disclosure, reason: 'r' }, deciding({ commune })),
      )
    expect(set('open', 'cautious')).toEqual({ disclosure: 'more-open-than-its-commune' })
    expect(set('open', 'open')).toBe('no refusal')
    expect(set('silent', 'open')).toBe('no refusal')
    expect(mostDiscreet('open', 'silent')).toBe('silent')
    expect(mostDiscreet('cautious', 'open')).toBe('cautious')
  })

  test('that nothing changes of is not changed', () => {
    expect(
      fieldsOf(() => decidePayday(planned(), { type: 'amend', agency: 'sahel-cash' }, deciding())),
    ).toEqual({
      command: 'changes-nothing',
    })
  })
})

describe('who', () => {
  const payday = planned()
  test.each([
    ['the transfers unit', officerOf([unit('utgfs-tm')]), true, true, true],
    ['the national unit', officerOf([unit('utgfs-national')]), true, true, true],
    [
      'the region’s supervisor',
      officerOf([unit('utgfs-regional', 'ML07')], { role: 'supervisor' }),
      true,
      true,
      true,
    ],
    ['the region’s officer', officerOf([unit('utgfs-regional', 'ML07')]), false, true, true],
    [
      'another region’s supervisor',
      officerOf([unit('utgfs-regional', 'ML06')], { role: 'supervisor' }),
      false,
      false,
      false,
    ],
    ['the cercle', officerOf([unit('ccl', 'ML0703')]), false, true, true],
    ['the commune', officerOf([unit('commune', '71025000')]), false, true, true],
    ['the commune beside', officerOf([unit('commune', '71049000')]), false, false, false],
    ['its agency', officerOf([unit('agency', 'sahel-cash')]), false, true, false],
    ['another agency', officerOf([unit('agency', 'niger-paie')]), false, false, false],
    ['a focal point', officerOf([unit('focal-woman')], { role: 'focal_point' }), false, false, false],
    ['somebody who has left', officerOf([unit('utgfs-tm')], { active: false }), false, false, false],
  ])('%s: plans %s, sees %s, hears households %s', (_who, who, plans, sees, hears) => {
    expect([
      mayPlanPaydays(who, payday.site.commune),
      maySeePayday(who, payday),
      mayHearHouseholds(who, payday),
    ]).toEqual([plans, sees, hears])
  })
})

describe('files', () => {
  test.each(importKinds)('$kind: its own names and examples make a file that it reads', (kind) => {
    for (const name of [0, -1]) {
      const heading = kind.columns.map(({ names }) => names.at(name) ?? '')
      const columns = columnsIn(kind, heading, {})
      if ('missing' in columns) throw new Error(columns.missing.join())
      expect([...columns.at.values()].toSorted((a, b) => a - b)).toEqual(heading.map((_, index) => index))
      const read = kind.readRow((key) => kind.columns.find((column) => column.key === key)?.example ?? '', {})
      expect(read).not.toHaveProperty('wrong')
    }
  })

  test('what is said once for all rows need not be a column; what nobody says is missed by its name', () => {
    const [list] = importKinds
    const heading = ['MENAGE', 'montant', 'Date', 'commune']
    expect(columnsIn(list, heading, { programme: 'jigisemejiri' })).toEqual({ missing: ['tranche'] })
    expect(columnsIn(list, heading, { programme: 'jigisemejiri', round: 'T1' })).toHaveProperty('at')
  })

  test('a commune is known by its code, or by a name that is its alone', () => {
    expect(communeNamed('71025000')).toMatchObject({ name: 'Gounzourèye' })
    expect(communeNamed('GOUNZOUREYE')).toMatchObject({ code: '71025000' })
    expect(communeNamed('Nulle part')).toBe('none')
    expect(communeNamed('99999999')).toBe('none')
  })
})
