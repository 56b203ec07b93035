import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { filedCategories } from '../../shared/domain/categories.ts'
import { type Actor, type Complaint, states } from '../../shared/domain/complaint.ts'
import {
  type Command,
  type CommandType,
  commandsIn,
  decide,
  transitions,
} from '../../shared/domain/lifecycle.ts'
import { decidePrivate, privateCommandsIn } from '../../shared/domain/private-lifecycle.ts'
import { Refusal } from '../../shared/domain/refusal.ts'
import { askPrivately } from '../../shared/domain/submission.ts'
import { unit } from '../../shared/domain/units.ts'
import { filedComplaint, submission, testWorld } from '../builders/complaints.ts'

const by: Actor = { kind: 'officer', officerId: 'o1', name: 'Un agent' }

const words = fc.string({ minLength: 1, maxLength: 20 })
const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  fc.constantFrom<Command>(
    { type: 'submit' },
    { type: 'acknowledge' },
    { type: 'start_review' },
    { type: 'remedy_done' },
    { type: 'attempt_contact' },
    { type: 'no_answer' },
    { type: 'close' },
    { type: 'mark_late' },
    { type: 'mark_read' },
    { type: 'plan_remedy', what: 'payer', dueOn: '2027-01-31' },
    { type: 'assign', officerId: 'o2' },
    { type: 'assign' },
    { type: 'transfer', unit: unit('utgfs-tm'), reason: 'r' },
    { type: 'transfer', unit: unit('commune', '71025000'), reason: 'r' },
  ),
  fc.record({ type: fc.constant('ask_complainant' as const), question: words }),
  fc.record({
    type: fc.constant('complainant_wrote' as const),
    text: words,
    channel: fc.constant('sms'),
    otherPhone: fc.boolean(),
  }),
  fc.record({ type: fc.constant('end_wait' as const), reason: words }),
  fc.record({
    type: fc.constant('decide' as const),
    outcome: fc.constantFrom('upheld' as const, 'not_upheld' as const),
    summary: words,
  }),
  fc.record({ type: fc.constant('confirm' as const), satisfied: fc.boolean() }),
  fc.record({
    type: fc.constantFrom(
      'contest' as const,
      'reject' as const,
      'withdraw' as const,
      'escalate' as const,
      'resume' as const,
    ),
    reason: words,
  }),
  fc.record({ type: fc.constant('refer' as const), body: words, reason: words }),
  fc.record({
    type: fc.constant('reopen' as const),
    reason: words,
    officerId: fc.constantFrom('o1', 'o2', 'o3'),
  }),
  fc.record({
    type: fc.constant('pause' as const),
    reason: words,
    until: fc.constant('2027-03-01T00:00:00.000Z'),
  }),
  fc.record({
    type: fc.constant('reclassify' as const),
    category: fc.constantFrom(...filedCategories),
    reason: words,
  }),
  fc.record({ type: fc.constantFrom('note' as const, 'message' as const), text: words }),
)

/** Plays commands; those that are refused change nothing. */
function play(
  start: Complaint,
  commands: readonly Command[],
  visit: (before: Complaint, after: Complaint, command: Command) => void,
): void {
  const world = testWorld()
  let current = start
  for (const command of commands) {
    world.pass(60)
    const before = structuredClone(current)
    try {
      const change = decide(current, command, by, world.now(), world.id())
      visit(before, change.complaint, command)
      expect(change.readVersion).toBe(before.version)
      current = change.complaint
    } catch (error) {
      expect(error).toBeInstanceOf(Refusal)
    }
    expect(before.complaintId).toBe(current.complaintId)
  }
}

describe('no sequence of commands breaks the lifecycle', () => {
  const runs = { numRuns: 400 }
  const starts = fc.record({ interrupted: fc.boolean(), category: fc.constantFrom(...filedCategories) })

  test('every step goes where the table says, and the version counts each one', () => {
    fc.assert(
      fc.property(starts, fc.array(anyCommand, { maxLength: 40 }), (more, commands) => {
        play(filedComplaint(testWorld(), more), commands, (before, after, command) => {
          const rule = transitions[command.type]
          expect(rule.from).toContain(before.state)
          expect(states).toContain(after.state)
          const answered = command.type === 'complainant_wrote' && before.state === 'waiting_complainant'
          if (!answered) expect(after.state).toBe(rule.to ?? before.state)
          expect(after.version).toBe(before.version + 1)
          expect(after.reference).toBe(before.reference)
        })
      }),
      runs,
    )
  })

  test('sensitivity never falls, and a restricted complaint never goes to a commune', () => {
    fc.assert(
      fc.property(starts, fc.array(anyCommand, { maxLength: 40 }), (more, commands) => {
        play(filedComplaint(testWorld(), more), commands, (before, after) => {
          expect(after.sensitivity >= before.sensitivity).toBe(true)
          if (after.sensitivity === 'S2') expect(after.owner.startsWith('commune:')).toBe(false)
        })
      }),
      runs,
    )
  })

  test('nothing is closed without the person’s word, or two attempts to reach them', () => {
    fc.assert(
      fc.property(starts, fc.array(anyCommand, { maxLength: 60 }), (more, commands) => {
        play(filedComplaint(testWorld(), more), commands, (before, after) => {
          if (after.state === 'no_answer' && before.state !== 'no_answer')
            expect(before.attempts).toBeGreaterThanOrEqual(2)
          if (after.state === 'closed' && before.state !== 'closed')
            expect(['confirmed', 'no_answer']).toContain(before.state)
        })
      }),
      runs,
    )
  })

  test('a complaint that ended or works on has no clock standing, unless its wait or its zone says so', () => {
    fc.assert(
      fc.property(starts, fc.array(anyCommand, { maxLength: 40 }), (more, commands) => {
        play(filedComplaint(testWorld(), more), commands, (_before, after) => {
          if (after.state === 'waiting_complainant') expect(after.pause?.reason).toBe('waiting_complainant')
          else if (after.pause) expect(after.pause.reason).toBe('zone_closed')
        })
      }),
      runs,
    )
  })

  test('what is offered is never refused for its state', () => {
    const sample: Partial<Record<CommandType, Command>> = {
      acknowledge: { type: 'acknowledge' },
      start_review: { type: 'start_review' },
      close: { type: 'close' },
      no_answer: { type: 'no_answer' },
      escalate: { type: 'escalate', reason: 'r' },
      remedy_done: { type: 'remedy_done' },
      resume: { type: 'resume', reason: 'r' },
      mark_late: { type: 'mark_late' },
    }
    fc.assert(
      fc.property(starts, fc.array(anyCommand, { maxLength: 30 }), (more, commands) => {
        play(filedComplaint(testWorld(), more), commands, (_before, after) => {
          for (const type of commandsIn(after)) {
            const command = sample[type]
            if (command)
              expect(() => decide(after, command, by, new Date('2027-01-01T00:00:00Z'), 'e')).not.toThrow()
          }
        })
      }),
      runs,
    )
  })
})

test('waiting for the complainant stops the clock, and their answer starts it again where it stood', () => {
  const world = testWorld()
  const filed = filedComplaint(world)
  world.pass(60)
  const asked = decide(
    filed,
    { type: 'ask_complainant', question: 'Quel jour ?' },
    by,
    world.now(),
    'e1',
  ).complaint
  world.pass(3 * 1440)
  const wrote: Command = { type: 'complainant_wrote', text: 'Lundi', channel: 'sms', otherPhone: false }
  const answered = decide(asked, wrote, { kind: 'complainant' }, world.now(), 'e2').complaint
  expect(answered.state).toBe('in_review')
  expect(Date.parse(answered.dueAt) - Date.parse(filed.dueAt)).toBe(3 * 86_400_000)
})

test('a reopened complaint goes to another officer, on a shorter clock', () => {
  const world = testWorld()
  const decided = { ...filedComplaint(world), state: 'contested' as const, assignee: 'o1' }
  expect(() =>
    decide(decided, { type: 'reopen', reason: 'r', officerId: 'o1' }, by, world.now(), 'e'),
  ).toThrow(Refusal)
  const { complaint } = decide(
    decided,
    { type: 'reopen', reason: 'r', officerId: 'o2' },
    by,
    world.now(),
    'e',
  )
  expect(complaint).toMatchObject({ state: 'in_review', assignee: 'o2', reopenedCount: 1 })
  expect(complaint.dueAt < decided.dueAt).toBe(true)
})

test('a private case is closed by nobody’s clock and by no step that skips reaching the person', () => {
  const request = {
    wants: 'woman',
    safeTime: 'any',
    safeNumber: '+22370000001',
    numberKind: 'same',
    smsIsSafe: false,
    language: 'fr',
    interrupted: false,
  } as const
  const world = testWorld()
  const { complaint } = askPrivately(
    request,
    { complaintId: 'c', reference: world.reference(), eventId: 'e' },
    world.now(),
  )
  expect(privateCommandsIn(complaint.state)).not.toContain('close_by_choice')
  expect(() => decidePrivate(complaint, { type: 'close_by_choice' }, by, world.now(), 'e')).toThrow(Refusal)
  const { complaint: contacted } = decidePrivate(complaint, { type: 'contacted' }, by, world.now(), 'e')
  expect(() =>
    decidePrivate(contacted, { type: 'refer', to: 'x', consent: false }, by, world.now(), 'e'),
  ).toThrow(/reason/)
  expect(
    decidePrivate(contacted, { type: 'refer', to: 'x', consent: true }, by, world.now(), 'e').complaint.state,
  ).toBe('referred')
})

test('the categories, details and words of a filing agree on the strictest of them', () => {
  const world = testWorld()
  const open = filedComplaint(world, { category: '1.3', details: { takenBySomebody: 'no' } })
  expect(open.sensitivity).toBe('S1')
  expect(filedComplaint(world, { category: '1.3', details: { takenBySomebody: 'yes' } }).sensitivity).toBe(
    'S2',
  )
  expect(filedComplaint(world, { category: '8', text: 'Il m’a demandé un pot-de-vin' }).sensitivity).toBe(
    'S2',
  )
  expect(filedComplaint(world, { category: '4.1', text: 'bonjour' }).sensitivity).toBe('S2')
  expect(submission().category).toBe('1.1')
})
