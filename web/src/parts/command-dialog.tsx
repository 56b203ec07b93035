/** One command in a dialog: the fields of its sheet, kept as a draft, sent once however often the button is pressed. */
import { useState } from 'preact/hooks'
import type { Failure } from '../failure.ts'
import { fieldSentenceOf } from '../field-sentences.ts'
import type { Comparable } from '../store/changes.ts'
import { commandFrom } from '../store/command-from.ts'
import type { DraftBox } from '../store/draft-box.ts'
import type { Conflict, Outcome } from '../store/handling.ts'
import { text } from '../store/language.ts'
import { ConflictNotice } from './conflict.tsx'
import { Dialog } from './dialog.tsx'
import { ErrorSummary, errorOf, type FieldError } from './error-summary.tsx'
import { DayField, LineField, RadioField, SelectField, WordsField } from './fields.tsx'
import { FailureNotice } from './notice.tsx'
import { OfficerField } from './officer-field.tsx'
import type { Field, Sheet } from './sheets.ts'
import { type SmsFrame, SmsPreview } from './sms-preview.tsx'

interface SheetFieldProps {
  readonly field: Field
  readonly sms: Omit<SmsFrame, 'template'> | undefined
  readonly id: string
  readonly value: string
  readonly error: string | undefined
  readonly onValue: (value: string) => void
}

const today = (): string => new Date().toISOString().slice(0, 10)

function SheetField({ field, sms, ...control }: SheetFieldProps) {
  const common = {
    ...control,
    label: text(field.label),
    hint: field.hint && text(field.hint),
    optional: field.optional,
  }
  switch (field.kind) {
    case 'words':
      if (field.short) return <LineField {...common} most={field.most} />
      return (
        <WordsField
          {...common}
          most={field.most}
          rows={field.sms ? 3 : 4}
          below={
            field.sms &&
            sms &&
            control.value.trim() && (
              <SmsPreview words={control.value} frame={{ ...sms, template: field.sms }} />
            )
          }
        />
      )
    case 'radio':
      return <RadioField {...common} choices={field.choices} />
    case 'yes-no':
      return (
        <RadioField
          {...common}
          tiles="small"
          choices={[
            { value: 'yes', label: text('app.yes') },
            { value: 'no', label: text('app.no') },
          ]}
        />
      )
    case 'select':
      return <SelectField {...common} choices={field.choices} />
    case 'officer':
      return <OfficerField {...common} hint={common.hint ?? ''} />
    case 'day':
      return <DayField {...common} min={today()} />
  }
}

const serverErrors = (failure: Failure, sheet: Sheet): readonly FieldError[] =>
  sheet.fields.flatMap(({ name }) => {
    const said = failure.fields[name]
    return said === undefined
      ? []
      : [{ id: `${sheet.type}-${name}`, message: text(fieldSentenceOf(said, name)) }]
  })

interface CommandDialogProps {
  readonly sheet: Sheet
  readonly box: DraftBox
  /** Whose phone its words go to, if they go to one. */
  readonly sms?: Omit<SmsFrame, 'template'>
  readonly busy: boolean
  /** Whether the complaint, as it is now, knows the command. */
  readonly possible: boolean
  readonly send: (form: string, command: { readonly type: string }) => Promise<Outcome<Comparable>>
  readonly onDone: () => void
  /** It waits on this device. */
  readonly onKept?: () => void
  readonly onClose: () => void
}

export function CommandDialog({
  sheet,
  box,
  sms,
  busy,
  possible,
  send,
  onDone,
  onKept = onDone,
  onClose,
}: CommandDialogProps) {
  const form = sheet.type
  const [errors, setErrors] = useState<readonly FieldError[]>([])
  const [failure, setFailure] = useState<Failure>()
  const [conflict, setConflict] = useState<Conflict<Comparable>>()

  const submit = async () => {
    const missing = sheet.fields
      .filter(({ name, optional }) => !optional && box.read(form, name).trim() === '')
      .map(({ name, label }) => ({
        id: `${form}-${name}`,
        message: text('error.neededOf', { field: text(label) }),
        here: text('error.needed'),
      }))
    setErrors(missing)
    if (missing.length > 0) return
    setFailure(undefined)
    setConflict(undefined)
    const outcome = await send(form, commandFrom(sheet, box.fieldsOf(form)))
    if (outcome.kind === 'done') return onDone()
    if (outcome.kind === 'kept') return onKept()
    if (outcome.kind === 'moved') return onClose()
    if (outcome.kind === 'conflict') return setConflict(outcome.conflict)
    const said = serverErrors(outcome.failure, sheet)
    if (said.length > 0) setErrors(said)
    else setFailure(outcome.failure)
  }

  return (
    <Dialog title={sheet.title} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        {sheet.help && <p class="dialog-help">{sheet.help}</p>}
        <ErrorSummary errors={errors} />
        {sheet.fields.map((field) => (
          <SheetField
            key={field.name}
            field={field}
            sms={sms}
            id={`${form}-${field.name}`}
            value={box.read(form, field.name)}
            error={errorOf(errors, `${form}-${field.name}`)}
            onValue={(value) => box.write(form, field.name, value)}
          />
        ))}
        {failure && <FailureNotice failure={failure} />}
        {conflict ? (
          <ConflictNotice conflict={conflict} possible={possible}>
            {possible && (
              <button type="submit" class="button button-main" disabled={busy}>
                {text('conflict.sendAnyway')}
              </button>
            )}
            <button type="button" class="button" onClick={onClose}>
              {text('conflict.drop')}
            </button>
          </ConflictNotice>
        ) : (
          <div class="actions">
            <button
              type="submit"
              class={`button ${sheet.grave ? 'button-grave' : 'button-main'}`}
              disabled={busy}
            >
              {sheet.button}
            </button>
            <button type="button" class="button" onClick={onClose}>
              {text('app.cancel')}
            </button>
          </div>
        )}
      </form>
    </Dialog>
  )
}
