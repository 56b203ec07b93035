import { describe, expect, test } from 'vitest'
import { askPayments } from '../../shared/actions/ask-payments.ts'
import type { DueLine, Payday } from '../../shared/domain/payday.ts'
import { unit } from '../../shared/domain/units.ts'
import { nationalSupervisor, officerOf } from '../builders/complaints.ts'

const at = '2026-11-10T09:00:00.000Z'
const payday = (paydayId: string, more: Partial<Payday> = {}): Payday => ({
  paydayId,
  version: 1,
  programme: 'jigisemejiri',
  round: '2026-T4',
  site: { commune: '71025000' },
  siteId: '71025000',
  day: '2026-11-10',
  agency: 'sahel-cash',
  amountFcfa: 45_000,
  disclosure: 'cautious',
  state: 'planned',
  createdAt: at,
  updatedAt: at,
  ...more,
})
const line = (paydayId: string, index: number, more: Partial<DueLine> = {}): DueLine => ({
  paydayId,
  householdId: `household-${String(index).padStart(3, '0')}`,
  amountFcfa: 45_000,
  ...more,
})
const paid = { result: 'paid', amountFcfa: 45_000, at } as const
const said = (answer: 'all' | 'part' | 'nothing') => ({ answer, at, firstAt: at, channel: 'sms' }) as const

const lists: Readonly<Record<string, readonly DueLine[]>> = {
  gao: [
    line('gao', 1, { paid, said: said('all') }),
    line('gao', 2, { paid, said: said('nothing') }),
    line('gao', 3, { paid: { result: 'part', amountFcfa: 20_000, at }, said: said('part') }),
    line('gao', 4, { paid }),
    line('gao', 5),
  ],
  goundam: [line('goundam', 6, { paid, said: said('all') })],
  cancelled: [line('cancelled', 7)],
  coming: [line('coming', 8)],
}
const all = [
  payday('gao'),
  payday('goundam', { site: { commune: '63091000' }, siteId: '63091000' }),
  payday('cancelled', { state: 'cancelled' }),
  payday('coming', { day: '2026-11-30' }),
]
/** Two lines a page, so that lists are read to their end. */
const asking = {
  world: { now: () => new Date('2026-11-23T09:00:00.000Z') },
  paydays: { between: async (from: string, to: string) => all.filter(({ day }) => day >= from && day <= to) },
  dueLines: {
    async lines(paydayId: string, { after = '' }: { readonly after?: string }) {
      const rest = (lists[paydayId] ?? []).filter(({ householdId }) => householdId > after)
      const items = rest.slice(0, 2)
      const last = items.at(-1)
      return { items, ...(last && rest.length > 2 ? { next: last.householdId } : {}) }
    },
  },
}
const november = { from: '2026-11-01', to: '2026-11-30' }

describe('payments that agencies and households speak of', () => {
  test('are counted from the lists of paydays that have come, and silence confirms nothing', async () => {
    const { paydays, all: sum, complete } = await askPayments(asking, nationalSupervisor, november)
    expect([paydays, complete]).toEqual([2, true])
    expect(sum).toEqual({
      due: { households: 6, amountFcfa: 270_000 },
      agencyPaid: { households: 5, amountFcfa: 200_000 },
      agencySilent: 1,
      confirmed: 2,
      part: 1,
      nothing: 1,
      noAnswer: 2,
    })
  })
  test('are those of a region, and of the places that an officer looks over', async () => {
    const gao = await askPayments(asking, nationalSupervisor, { ...november, region: 'ML07' })
    expect(gao.regions.map(({ region, due }) => [region, due.households])).toEqual([['ML07', 5]])
    const ccr = await askPayments(asking, officerOf([unit('ccr', 'ML07')]), november)
    expect(ccr.all?.due.households).toBe(5)
  })
  test('are not for the agency, which would learn who contradicts it', async () => {
    const agency = await askPayments(asking, officerOf([unit('agency', 'sahel-cash')]), november)
    expect(agency).toMatchObject({ paydays: 0 })
    expect(agency).not.toHaveProperty('all')
  })
})
