import { describe, expect, test } from 'vitest'
import type { HistoryEntry } from '../../shared/contracts/staff-api.ts'
import { type Comparable, changesBetween } from '../../web/src/store/changes.ts'

const entry = (id: string, name?: string): HistoryEntry => ({
  id,
  at: `2026-11-22T09:0${id}:00.000Z`,
  by: name ? { kind: 'officer', name } : { kind: 'clock' },
  type: name ? 'review_started' : 'became_late',
  data: {},
})
const before: Comparable = {
  state: 'received',
  category: '1.1',
  owner: { unitId: 'commune:56016000', name: 'Diankabou' },
  dueAt: '2026-12-03T16:30:00.000Z',
  history: [entry('1', 'Awa')],
}

describe('what another officer changed meanwhile', () => {
  test('is told field by field, from what to what', () => {
    const fresh: Comparable = { ...before, state: 'in_review', assignee: { name: 'Moussa' } }
    expect(changesBetween(before, fresh).fields).toEqual([
      { field: 'state', from: 'received', to: 'in_review' },
      { field: 'assignee', to: 'Moussa' },
    ])
  })

  test('names the last person who did something, and what was added', () => {
    const fresh: Comparable = { ...before, history: [...before.history, entry('2', 'Moussa'), entry('3')] }
    const { by, entries } = changesBetween(before, fresh)
    expect(by).toEqual({ name: 'Moussa', at: '2026-11-22T09:02:00.000Z' })
    expect(entries.map(({ id }) => id)).toEqual(['2', '3'])
  })

  test('is nothing when nothing that counts has changed', () => {
    expect(changesBetween(before, { ...before })).toEqual({ fields: [], entries: [] })
  })

  test('a clock that starts again is a change too', () => {
    const paused: Comparable = {
      ...before,
      pause: { since: before.dueAt ?? '', until: '2026-12-09T16:30:00.000Z', reason: 'zone_closed' },
    }
    expect(changesBetween(paused, before).fields).toEqual([
      { field: 'pause', from: '2026-12-09T16:30:00.000Z' },
    ])
  })
})
