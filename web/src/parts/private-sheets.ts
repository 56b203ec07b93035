/** What the commands of a private case ask for, in words of their own. */
import type { privateCommandTypes } from '../../../shared/contracts/staff-api.ts'
import { text } from '../store/language.ts'
import { type Field, note, reason, type Sheet } from './sheets.ts'

export type PrivateSheetCommand = Exclude<(typeof privateCommandTypes)[number], 'note' | 'assign'>

const consent = { kind: 'yes-no', name: 'consent', label: 'field.consent' } as const satisfies Field
const to = {
  kind: 'words',
  name: 'to',
  label: 'field.referTo',
  most: 200,
  short: true,
} as const satisfies Field
const privateFields: Readonly<Record<PrivateSheetCommand, readonly Field[]>> = {
  attempt_contact: [note],
  contacted: [note],
  refer: [to, consent, { ...reason, label: 'field.reasonNoConsent', optional: true }],
  hand_over: [to, consent],
  close_by_choice: [note],
}

export function privateSheetOf(type: PrivateSheetCommand): Sheet {
  const title = text(`private.command.${type}`)
  return {
    type,
    title,
    button: title,
    help: text(type === 'refer' || type === 'hand_over' ? 'private.referHelp' : 'private.noteHelp'),
    fields: privateFields[type],
    ...(type === 'close_by_choice' ? { grave: true as const } : {}),
  }
}
