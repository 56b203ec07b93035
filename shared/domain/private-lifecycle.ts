/** The life of a private case. Nothing closes it but the person's own choice; every step is a person's, none a clock's. */
import type { Actor, Change, PrivateCase, PrivateEvent, PrivateState } from './complaint.ts'
import { Refusal } from './refusal.ts'

export type PrivateCommand =
  | { readonly type: 'open'; readonly reason: string }
  | { readonly type: 'attempt_contact'; readonly note?: string }
  | { readonly type: 'contacted'; readonly note?: string }
  | { readonly type: 'refer'; readonly to: string; readonly consent: boolean; readonly reason?: string }
  | { readonly type: 'hand_over'; readonly to: string; readonly consent: boolean }
  | { readonly type: 'close_by_choice'; readonly note?: string }
  | { readonly type: 'note'; readonly text: string }
  | { readonly type: 'assign'; readonly officerId: string }
export type PrivateCommandType = PrivateCommand['type']

interface Rule {
  readonly from: readonly PrivateState[]
  readonly to?: PrivateState
  readonly event: PrivateEvent['type']
}
const living: readonly PrivateState[] = ['callback_requested', 'contacted', 'referred', 'handed_over']
const all: readonly PrivateState[] = [...living, 'closed_by_choice']

export const privateTransitions: Readonly<Record<PrivateCommandType, Rule>> = {
  open: { from: all, event: 'opened' },
  attempt_contact: { from: living, event: 'contact_attempted' },
  contacted: { from: ['callback_requested'], to: 'contacted', event: 'contacted' },
  refer: { from: ['contacted', 'referred'], to: 'referred', event: 'referred' },
  hand_over: { from: ['contacted', 'referred'], to: 'handed_over', event: 'handed_over' },
  close_by_choice: {
    from: ['contacted', 'referred', 'handed_over'],
    to: 'closed_by_choice',
    event: 'closed_by_choice',
  },
  note: { from: all, event: 'noted' },
  assign: { from: living, event: 'assigned' },
}

export const privateCommandsIn = (state: PrivateState): readonly PrivateCommandType[] =>
  (Object.keys(privateTransitions) as PrivateCommandType[]).filter((type) =>
    privateTransitions[type].from.includes(state),
  )

/** What a command of a focal point comes to. Refuses with `wrong-state`, or `invalid` when a referral without consent has no reason. */
export function decidePrivate(
  current: PrivateCase,
  command: PrivateCommand,
  by: Actor,
  now: Date,
  eventId: string,
): Change<PrivateCase> {
  const rule = privateTransitions[command.type]
  if (!rule.from.includes(current.state)) {
    throw new Refusal('wrong-state', `"${command.type}" is not for a case that is ${current.state}.`)
  }
  const data: Record<string, string> = {}
  const next: Partial<PrivateCase> = {}
  switch (command.type) {
    case 'open':
      data.reason = command.reason
      break
    case 'attempt_contact':
      next.attempts = current.attempts + 1
      break
    case 'refer':
      if (!command.consent && !command.reason) {
        throw new Refusal('invalid', 'A referral without consent needs its reason.', {
          fields: { reason: 'needed-without-consent' },
        })
      }
      next.consent = command.consent
      next.referredTo = command.to
      data.to = command.to
      data.consent = command.consent ? 'yes' : 'no'
      if (command.reason) data.reason = command.reason
      break
    case 'hand_over':
      next.consent = command.consent
      next.referredTo = command.to
      data.to = command.to
      data.consent = command.consent ? 'yes' : 'no'
      break
    case 'note':
      data.text = command.text
      break
    case 'assign':
      next.assignee = command.officerId
      data.to = command.officerId
      break
  }
  if ('note' in command && command.note) data.note = command.note
  return {
    complaint: {
      ...current,
      ...(rule.to ? { state: rule.to } : {}),
      ...next,
      version: current.version + 1,
      updatedAt: now.toISOString(),
    },
    readVersion: current.version,
    event: { eventId, complaintId: current.complaintId, type: rule.event, at: now.toISOString(), by, data },
  }
}
