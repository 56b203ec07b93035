import { describe, expect, test } from 'vitest'
import { countsOfEvent } from '../../shared/actions/count-figures.ts'
import type { Change, Complaint } from '../../shared/domain/complaint.ts'
import { type Command, decide } from '../../shared/domain/lifecycle.ts'
import { file } from '../../shared/domain/submission.ts'
import { eventItem, readEventContext } from '../../shared/store/items.ts'
import { submission, testWorld } from '../builders/complaints.ts'

const by = { kind: 'officer', officerId: 'somebody', unitId: 'commune:71025000' } as const

/** What each step of a life counts for, its own name aside. */
function counted(steps: readonly (readonly [Command, minutes: number])[], more = {}): string[][] {
  const world = testWorld('2026-11-02T09:00:00.000Z')
  const identity = { complaintId: 'c', reference: world.reference(), eventId: world.id() }
  let change: Change<Complaint> = file(submission(more), identity, { kind: 'complainant' }, world.now())
  const all = [change]
  for (const [command, minutes] of steps) {
    world.pass(minutes)
    change = decide<Complaint>(change.complaint, command, by, world.now(), world.id())
    all.push(change)
  }
  return all.map(({ event, complaint }) => [
    ...countsOfEvent(event, readEventContext(eventItem(event, complaint))),
  ])
}
const day = 24 * 60
const acknowledge = [{ type: 'acknowledge' }, 60] as const
const late = [{ type: 'acknowledge' }, 3 * day] as const
const decideAfter = (minutes: number) =>
  [{ type: 'decide', outcome: 'upheld', summary: 'Vu' }, minutes] as const

describe('an acknowledgement', () => {
  test('in time is counted once, whatever is done next', () => {
    const [, first, second] = counted([acknowledge, [{ type: 'start_review' }, 5]])
    expect([first, second]).toEqual([['acknowledged.kept'], []])
  })
  test('that comes late is counted as late', () => {
    expect(counted([late])[1]).toEqual(['acknowledged.late'])
  })
  test('that never came is counted as late with the deadline, and not again when it comes', () => {
    const [, passed, then] = counted([
      [{ type: 'mark_late' }, 40 * day],
      [{ type: 'acknowledge' }, 5],
    ])
    expect(passed).toContain('acknowledged.late')
    expect(then).toEqual([])
  })
  test('lies in a refusal too', () => {
    expect(counted([[{ type: 'reject', reason: 'Hors sujet' }, 60]])[1]).toContain('acknowledged.kept')
  })
})

describe('an answer', () => {
  test('in time keeps its deadline, and its days are counted', () => {
    const [, , answer] = counted([acknowledge, decideAfter(3 * day)], {
      complainant: { anonymous: false, sex: 'woman' },
    })
    expect(answer).toEqual([
      'kept',
      'kept.category:1.1',
      'resolved',
      'resolved.category:1.1',
      'resolved.sex:woman',
      'days:3',
      'days.woman:3',
    ])
  })
  test('that comes after the deadline is late once, whether or not the clock had said so before', () => {
    const unmarked = counted([acknowledge, decideAfter(40 * day)])
    const marked = counted([acknowledge, [{ type: 'mark_late' }, 30 * day], decideAfter(10 * day)])
    for (const life of [unmarked, marked]) {
      expect(life.flat().filter((name) => name === 'late')).toHaveLength(1)
      expect(life.flat()).not.toContain('kept')
      expect(life.flat()).toContain('resolved')
    }
  })
  test('is not late for the time that the clock stood', () => {
    const life = counted([
      acknowledge,
      [{ type: 'pause', reason: 'Zone fermée', until: '2026-12-20T09:00:00.000Z' }, day],
      decideAfter(30 * day),
    ])
    expect(life.flat()).toContain('kept')
  })
  test('given again is no second complaint resolved', () => {
    const life = counted([
      acknowledge,
      decideAfter(day),
      [{ type: 'contest', reason: 'Non' }, 60],
      decideAfter(60),
    ])
    expect(life.at(-1)).toContain('resolved-again')
    expect(life.flat().filter((name) => name === 'resolved')).toHaveLength(1)
  })
  test('to what was promised no day keeps and misses none', () => {
    const life = counted([acknowledge, decideAfter(60 * day)], { category: '9' })
    expect(life.flat().filter((name) => /^(kept|late)/.test(name))).toEqual([])
    expect(life.flat()).toContain('resolved')
  })
})

test('a call that dropped is received when it is sent on', () => {
  const [dropped, sent] = counted([[{ type: 'submit' }, 60]], { interrupted: true })
  expect(dropped).toEqual(['interrupted'])
  expect(sent).toContain('received')
})
