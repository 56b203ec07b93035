/**
 * What each command asks for: its words, and only the fields that it needs. A sheet without fields acts at once.
 */
import type { ComplaintDetail, StaffCommand } from '../../../shared/contracts/staff-api.ts'
import type { outcomes } from '../../../shared/domain/complaint.ts'
import type { TextKey } from '../../../shared/i18n/console-texts.ts'
import { text, textIfAny } from '../store/language.ts'
import { categoryChoices } from './category-choices.ts'
import type { Choice } from './fields.tsx'
import type { SmsTemplate } from './sms-preview.tsx'

interface Asked {
  readonly name: string
  readonly label: TextKey
  readonly hint?: TextKey
  readonly optional?: true
}
export type Field =
  | (Asked & {
      readonly kind: 'words'
      readonly most: number
      readonly sms?: SmsTemplate
      readonly short?: true
    })
  | (Asked & { readonly kind: 'radio' | 'select'; readonly choices: readonly Choice[] })
  | (Asked & { readonly kind: 'day' })
  | (Asked & { readonly kind: 'officer' })
  | (Asked & { readonly kind: 'yes-no' })

export interface Sheet {
  readonly type: string
  readonly title: string
  readonly help?: string
  readonly button: string
  readonly fields: readonly Field[]
  /** Ends or gives away: the button says so by its colour. */
  readonly grave?: true
}

/** Commands that have a place of their own on the page. */
type Elsewhere = 'note' | 'message' | 'mark_read' | 'assign'
export type SheetCommand = Exclude<StaffCommand['type'], Elsewhere>

const outcomeNames = ['upheld', 'partly_upheld', 'not_upheld', 'answered'] as const satisfies typeof outcomes

const isProtected = (sensitivity: ComplaintDetail['sensitivity']): boolean => sensitivity === 'S2'

export const reason = {
  kind: 'words',
  name: 'reason',
  label: 'field.reason',
  hint: 'field.reasonHint',
  most: 1000,
} as const satisfies Field
export const note = {
  kind: 'words',
  name: 'note',
  label: 'field.note',
  most: 1000,
  optional: true,
} as const satisfies Field
/** What the person is told in words. Of a protected complaint no words leave: the SMS says that there is news, no more. */
const answerIn = (sms: SmsTemplate, { sensitivity }: ComplaintDetail): readonly Field[] =>
  isProtected(sensitivity)
    ? []
    : [
        {
          kind: 'words',
          name: 'answer',
          label: 'field.answer',
          hint: 'field.answerHint',
          most: 300,
          sms,
          optional: true,
        },
      ]

type FieldsOf = (complaint: ComplaintDetail) => readonly Field[]
const fieldsOf: Readonly<Record<SheetCommand, FieldsOf>> = {
  submit: () => [{ kind: 'words', name: 'text', label: 'field.heard', most: 4000, optional: true }],
  acknowledge: () => [],
  start_review: () => [],
  ask_complainant: ({ sensitivity }) => [
    {
      kind: 'words',
      name: 'question',
      label: 'field.question',
      most: 300,
      ...(isProtected(sensitivity) ? {} : { hint: 'field.questionHint', sms: 'sms.question' }),
    },
  ],
  end_wait: () => [reason],
  decide: (complaint) => [
    {
      kind: 'radio',
      name: 'outcome',
      label: 'field.outcome',
      choices: outcomeNames.map((value) => ({ value, label: text(`outcome.${value}`) })),
    },
    { kind: 'words', name: 'summary', label: 'field.summary', most: 4000 },
    ...answerIn('sms.answer', complaint),
  ],
  plan_remedy: () => [
    { kind: 'words', name: 'what', label: 'field.what', most: 1000 },
    { kind: 'day', name: 'dueOn', label: 'field.dueOn' },
  ],
  remedy_done: () => [note],
  attempt_contact: () => [note],
  confirm: () => [{ kind: 'yes-no', name: 'satisfied', label: 'field.satisfied' }, note],
  no_answer: () => [],
  contest: () => [reason],
  reopen: ({ assignable, assignee, decision }) => [
    {
      kind: 'select',
      name: 'officerId',
      label: 'field.officer',
      choices: assignable
        .filter(({ officerId, name }) => officerId !== assignee?.officerId && name !== decision?.by)
        .map(({ officerId, name }) => ({ value: officerId, label: name })),
    },
    reason,
  ],
  close: () => [note],
  reject: (complaint) => [reason, ...answerIn('sms.rejected', complaint)],
  refer: (complaint) => [
    { kind: 'words', name: 'body', label: 'field.body', most: 200, short: true },
    reason,
    ...answerIn('sms.referred', complaint),
  ],
  withdraw: () => [reason],
  escalate: () => [reason],
  transfer: ({ transferTargets }) => [
    {
      kind: 'select',
      name: 'unit',
      label: 'field.unit',
      choices: transferTargets.map(({ unitId, name }) => ({ value: unitId, label: name })),
    },
    reason,
  ],
  accept: () => [],
  hand_back: () => [reason],
  reclassify: ({ category }) => [
    {
      kind: 'select',
      name: 'category',
      label: 'field.category',
      choices: categoryChoices().filter(({ value }) => value !== category),
    },
    reason,
  ],
  name_accused: () => [
    { kind: 'officer', name: 'officerId', label: 'field.accused', hint: 'field.accusedHint' },
    reason,
  ],
  pause: () => [{ kind: 'day', name: 'until', label: 'field.until' }, reason],
  resume: () => [reason],
}

const grave: readonly SheetCommand[] = ['reject', 'refer', 'withdraw', 'close']

export const isSheetCommand = (type: string): type is SheetCommand => Object.hasOwn(fieldsOf, type)

export function sheetOf(type: SheetCommand, complaint: ComplaintDetail): Sheet {
  const title = text(`command.${type}`)
  const guarded = isProtected(complaint.sensitivity)
  const help =
    (guarded && textIfAny(`command.${type}.protected`)) ||
    textIfAny(`command.${type}.help`, { unit: complaint.escalatesTo?.name ?? '' })
  return {
    type,
    title,
    button: (!guarded && textIfAny(`command.${type}.button`)) || title,
    fields: fieldsOf[type](complaint),
    ...(help ? { help } : {}),
    ...(grave.includes(type) ? { grave: true as const } : {}),
  }
}
