import fc from 'fast-check'
import { expect, test } from 'vitest'
import { filedCategories } from '../../shared/domain/categories.ts'
import type { Actor, Complaint, ComplaintEvent } from '../../shared/domain/complaint.ts'
import { type Command, decide } from '../../shared/domain/lifecycle.ts'
import { Refusal } from '../../shared/domain/refusal.ts'
import { file } from '../../shared/domain/submission.ts'
import { unit } from '../../shared/domain/units.ts'
import { submission, testWorld } from '../builders/complaints.ts'
import { expectSound, follow, isForbidden, type Model, newModel } from './complaint-model.ts'
import { runs } from './runs.ts'

interface Real {
  complaint: Complaint
  readonly events: ComplaintEvent[]
  now: number
}

const reason = fc.constant('une raison')
const officerId = fc.constantFrom('o1', 'o2', 'o3')
const commands: readonly fc.Arbitrary<Command>[] = [
  fc.constantFrom<Command>(
    { type: 'acknowledge' },
    { type: 'start_review' },
    { type: 'acknowledge' },
    { type: 'start_review' },
    { type: 'ask_complainant', question: 'Quel jour ?' },
    { type: 'end_wait', reason: 'r' },
    { type: 'submit' },
    { type: 'plan_remedy', what: 'payer', dueOn: '2027-01-31' },
    { type: 'remedy_done' },
    { type: 'attempt_contact' },
    { type: 'attempt_contact' },
    { type: 'no_answer' },
    { type: 'confirm', satisfied: true },
    { type: 'close' },
    { type: 'mark_late' },
    { type: 'mark_read' },
    { type: 'accept' },
    { type: 'assign' },
    { type: 'note', text: 'vu' },
    { type: 'message', text: 'Bonjour' },
  ),
  fc.record({
    type: fc.constant('decide' as const),
    outcome: fc.constantFrom('upheld' as const, 'not_upheld' as const),
    summary: reason,
  }),
  fc.record({
    type: fc.constant('complainant_wrote' as const),
    text: reason,
    channel: fc.constant('sms'),
    otherPhone: fc.boolean(),
  }),
  fc.record({ type: fc.constant('reopen' as const), reason, officerId }),
  fc.record({ type: fc.constant('assign' as const), officerId }),
  fc.record({
    type: fc.constantFrom('contest', 'reject', 'withdraw', 'escalate', 'resume', 'hand_back'),
    reason,
  }) as fc.Arbitrary<Command>,
  fc.record({ type: fc.constant('refer' as const), body: fc.constant('APDP'), reason }),
  fc.record({ type: fc.constant('pause' as const), reason, until: fc.constant('2026-12-24T00:00:00.000Z') }),
  fc.record({
    type: fc.constant('reclassify' as const),
    category: fc.constantFrom(...filedCategories),
    reason,
  }),
  fc.record({
    type: fc.constant('transfer' as const),
    unit: fc.constantFrom(unit('utgfs-tm'), unit('commune', '71025000'), unit('ccl', 'ML0703')),
    reason,
  }),
]

class Done implements fc.Command<Model, Real> {
  readonly command: Command
  readonly by: Actor
  readonly minutes: number
  constructor(command: Command, by: Actor, minutes: number) {
    this.command = command
    this.by = by
    this.minutes = minutes
  }
  check = () => true
  run(model: Model, real: Real): void {
    const before = real.complaint
    real.now += this.minutes * 60_000
    const forbidden = isForbidden(this.command, model)
    let change: ReturnType<typeof decide>
    try {
      change = decide(before, this.command, this.by, new Date(real.now), `e${real.events.length}`)
    } catch (error) {
      expect(error).toBeInstanceOf(Refusal)
      expect(real.complaint).toBe(before)
      return
    }
    if (forbidden) throw new Error(`"${this.command.type}" was accepted of what is ${before.state}`)
    real.complaint = change.complaint
    real.events.push(change.event)
    follow(model, this.command, before, change.complaint, real.now)
    expectSound(before, change.complaint, real.events, model)
  }
  toString = () => `${this.command.type} by ${this.by.kind} after ${this.minutes} min`
}

const by = fc.constantFrom<Actor>(
  { kind: 'officer', officerId: 'o1', name: 'Un agent' },
  { kind: 'officer', officerId: 'o2', name: 'Une agente' },
  { kind: 'complainant' },
  { kind: 'clock' },
)
const done = fc
  .tuple(fc.oneof(...commands), by, fc.nat(3 * 1440))
  .map(([command, who, minutes]) => new Done(command, who, minutes))

test('a complaint keeps to its rules, whatever is done to it and in whatever order', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...filedCategories),
      fc.commands([done], { maxCommands: 40, size: 'max' }),
      (category, all) => {
        const world = testWorld()
        const identity = { complaintId: world.id(), reference: world.reference(), eventId: 'filed' }
        const filed = file(submission({ category }), identity, { kind: 'complainant' }, world.now())
        fc.modelRun(
          () => ({
            model: newModel(filed.complaint),
            real: { complaint: filed.complaint, events: [filed.event], now: world.now().getTime() },
          }),
          all,
        )
      },
    ),
    runs(400),
  )
})
