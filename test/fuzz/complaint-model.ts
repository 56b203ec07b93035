/**
 * What a complaint may do, said once more and simply: not which command leads where, but what must never be otherwise.
 * The rules' own table is not looked at.
 */
import { expect } from 'vitest'
import type { Complaint, ComplaintEvent } from '../../shared/domain/complaint.ts'
import { type Command, commandsIn } from '../../shared/domain/lifecycle.ts'

export interface Model {
  /** Somebody of ours has taken it in hand since it was filed. */
  takenUp: boolean
  /** There is a decision that nobody has contested or reopened since. */
  decided: boolean
  remedy: 'none' | 'planned' | 'done'
  attempts: number
  /** The person agreed, or could not be reached: what alone may close it. */
  heard: 'no' | 'agreed' | 'unreached'
  over: boolean
  stoodSince: number | undefined
  dueMs: number
}

export const newModel = (complaint: Complaint): Model => ({
  takenUp: false,
  decided: false,
  remedy: 'none',
  attempts: 0,
  heard: 'no',
  over: false,
  stoodSince: undefined,
  dueMs: Date.parse(complaint.dueAt),
})

/** What must never be accepted; everything else may be refused or not. */
export function isForbidden({ type }: Command, model: Model): boolean {
  switch (type) {
    case 'decide':
      return !model.takenUp || model.decided || model.over
    case 'plan_remedy':
      return !model.decided || model.remedy !== 'none'
    case 'remedy_done':
      return model.remedy !== 'planned'
    case 'confirm':
      return !model.decided && model.heard !== 'unreached'
    case 'no_answer':
      return model.attempts < 2
    case 'close':
      return model.heard === 'no'
    case 'submit':
      return true
    case 'reject':
    case 'refer':
    case 'withdraw':
    case 'reclassify':
      return model.over || model.decided
    case 'escalate':
    case 'transfer':
    case 'assign':
    case 'ask_complainant':
    case 'pause':
    case 'resume':
      return model.over
    default:
      return false
  }
}

function letStand(model: Model, nowMs: number): void {
  model.stoodSince ??= nowMs
}
/** What the clock stood is given back to those who work on it. */
function letRun(model: Model, nowMs: number): void {
  if (model.stoodSince !== undefined) model.dueMs += nowMs - model.stoodSince
  model.stoodSince = undefined
}

const openAgain = { decided: false, remedy: 'none', heard: 'no', over: false } as const

/** What an accepted command makes of the model. */
export function follow(model: Model, command: Command, before: Complaint, after: Complaint, nowMs: number) {
  const waited = before.state === 'waiting_complainant'
  switch (command.type) {
    case 'acknowledge':
    case 'start_review':
      model.takenUp = true
      break
    case 'ask_complainant':
      model.takenUp = true
      letStand(model, nowMs)
      break
    case 'pause':
      letStand(model, nowMs)
      break
    case 'resume':
    case 'end_wait':
      letRun(model, nowMs)
      break
    case 'complainant_wrote':
      if (waited && !command.otherPhone) letRun(model, nowMs)
      break
    case 'decide':
      Object.assign(model, { decided: true, attempts: 0, stoodSince: undefined })
      break
    case 'plan_remedy':
      model.remedy = 'planned'
      break
    case 'remedy_done':
      Object.assign(model, { remedy: 'done', attempts: 0 })
      break
    case 'attempt_contact':
      model.attempts += 1
      break
    case 'confirm':
      model.heard = 'agreed'
      break
    case 'no_answer':
      model.heard = 'unreached'
      break
    case 'contest':
      Object.assign(model, { ...openAgain, takenUp: true })
      break
    case 'reopen':
      Object.assign(model, { ...openAgain, takenUp: true, attempts: 0, stoodSince: undefined })
      model.dueMs = Date.parse(after.dueAt)
      break
    case 'reclassify':
      model.dueMs = Date.parse(after.dueAt)
      break
    case 'close':
    case 'reject':
    case 'refer':
    case 'withdraw':
      Object.assign(model, { over: true, stoodSince: undefined })
      break
  }
}

const rank = (complaint: Complaint): number => Number(complaint.sensitivity.slice(1))

/** Holds after every command, whatever came before. */
export function expectSound(
  before: Complaint,
  after: Complaint,
  events: readonly ComplaintEvent[],
  model: Model,
): void {
  expect(after.version).toBe(before.version + 1)
  expect(events).toHaveLength(after.version - (events[0] ? 0 : 1))
  expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(events.length)
  expect(after.reference).toBe(before.reference)
  expect(after.receivedAt).toBe(before.receivedAt)
  expect(rank(after)).toBeGreaterThanOrEqual(rank(before))
  expect(after.accused).not.toContain(after.owner)
  expect(after.attempts).toBe(model.attempts)
  expect(['closed', 'rejected', 'referred', 'withdrawn'].includes(after.state)).toBe(model.over)
  // Nothing that is over waits for anything, and whatever waits can be made to go on.
  if (model.over) expect(after.pause).toBeUndefined()
  const { pause } = after
  if (pause && !model.decided) {
    expect(commandsIn(after)).toContain(pause.reason === 'zone_closed' ? 'resume' : 'end_wait')
  }
  if (!model.over && !model.decided && model.stoodSince === undefined) {
    expect(Date.parse(after.dueAt)).toBe(model.dueMs)
  }
}
