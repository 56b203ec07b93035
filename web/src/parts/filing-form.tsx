/** The form of a complaint filed for another: one page, the essential first, everything about the person optional. */
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { languages } from '../../../shared/domain/languages.ts'
import { type Answer, call } from '../api.ts'
import { asFailure, type Failure, isAway } from '../failure.ts'
import { fieldSentenceOf } from '../field-sentences.ts'
import type { DraftBox, Words } from '../store/draft-box.ts'
import {
  abouts,
  accusedAs,
  accusedIn,
  filingChannels,
  filingForm,
  filingFrom,
  missingIn,
} from '../store/filing.ts'
import { keepableFiling } from '../store/keepable.ts'
import { text } from '../store/language.ts'
import { submitFiling } from '../store/outgoing.ts'
import { CategoryPicker } from './category-picker.tsx'
import { DraftLine } from './draft-line.tsx'
import { ErrorSummary, errorOf, type FieldError } from './error-summary.tsx'
import { LineField, RadioField, SelectField, TickField, WordsField } from './fields.tsx'
import { ListField } from './list-field.tsx'
import { FailureNotice } from './notice.tsx'
import { OfficerPicker } from './officer-picker.tsx'
import { PlaceFields, programmeFor } from './place-fields.tsx'

const idOf = (field: string): string => `file-${field}`
/** A question or a thanks is about nobody, unless somebody says so. */
const aboutNobody = ['question', 'thanks']

interface GroupProps {
  readonly title?: string
  readonly hint?: string
  readonly children: ComponentChildren
}

function Group({ title, hint, children }: GroupProps) {
  return (
    <section class="card form-group">
      {title && <h2>{title}</h2>}
      {hint && <p class="hint">{hint}</p>}
      {children}
    </section>
  )
}

/** The server's word on a field, where the form has it; what it says of a line of the register belongs to the line. */
function errorsOf(failure: Failure): readonly FieldError[] {
  if (failure.code === 'already-done') return [{ id: idOf('line'), message: text('file.lineTaken') }]
  return Object.entries(failure.fields).flatMap(([name, said]) => {
    const id = idOf(name.split('.').at(-1) ?? name)
    return document.getElementById(id) ? [{ id, message: text(fieldSentenceOf(said)) }] : []
  })
}

interface FilingFormProps {
  readonly box: DraftBox
  /** What stands in the form before anybody typed. */
  readonly defaults: Words
  readonly onFiled: (filed: Answer<'fileComplaint'>, words: Words) => void
  /** It waits on this device. */
  readonly onKept: (words: Words) => void
}

export function FilingForm({ box, defaults, onFiled, onKept }: FilingFormProps) {
  const typed: Words = { language: 'fr', ...defaults, ...box.fieldsOf(filingForm) }
  const words: Words = { ...typed, programme: programmeFor(typed) }
  const [errors, setErrors] = useState<readonly FieldError[]>([])
  const [failure, setFailure] = useState<Failure>()
  const [busy, setBusy] = useState(false)

  const write = (changed: Words) => {
    for (const [field, value] of Object.entries(changed)) box.write(filingForm, field, value)
  }
  const field = (name: string) => ({
    id: idOf(name),
    value: words[name] ?? '',
    error: errorOf(errors, idOf(name)),
    onValue: (value: string) => write({ [name]: value }),
  })
  const tick = (name: string) => ({
    id: idOf(name),
    checked: words[name] === 'yes',
    onChecked: (checked: boolean) => write({ [name]: checked ? 'yes' : '' }),
  })

  const submit = async () => {
    const missing = missingIn(words)
    setErrors(missing.map(({ field: name, why }) => ({ id: idOf(name), message: text(why) })))
    setFailure(undefined)
    const body = filingFrom(words)
    if (!body) return
    setBusy(true)
    try {
      const idempotencyKey = box.keyFor(filingForm, body)
      const waits = keepableFiling(body)
      const filed = waits
        ? await submitFiling(waits, idempotencyKey)
        : await call('fileComplaint', { body, idempotencyKey })
      box.forget(filingForm)
      if ('kept' in filed) onKept(words)
      else onFiled(filed, words)
    } catch (fault) {
      const found = asFailure(fault)
      const said = errorsOf(found)
      if (said.length > 0) setErrors(said)
      else setFailure(found)
    } finally {
      setBusy(false)
    }
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <ErrorSummary errors={errors} />
      <Group>
        <RadioField
          {...field('channel')}
          label={text('file.channel')}
          tiles="large"
          choices={filingChannels.map((value) => ({ value, label: text(`file.${value}`) }))}
        />
        {words.channel === 'paper' && (
          <div class="side-by-side">
            <LineField
              {...field('register')}
              label={text('file.register')}
              hint={text('file.registerHint')}
              most={40}
            />
            <LineField {...field('page')} label={text('file.page')} inputMode="numeric" most={6} narrow />
            <LineField {...field('line')} label={text('file.line')} inputMode="numeric" most={6} narrow />
          </div>
        )}
      </Group>
      <Group title={text('file.said')}>
        <CategoryPicker
          group={words.group ?? ''}
          category={words.category ?? ''}
          groupError={errorOf(errors, idOf('group'))}
          categoryError={errorOf(errors, idOf('category'))}
          onPick={(group, category) =>
            write({
              group,
              category,
              ...(aboutNobody.includes(group) && !words.about ? { about: 'nobody' } : {}),
            })
          }
        />
        {words.category === '1.3' && (
          <TickField {...tick('takenBySomebody')} label={text('file.takenBySomebody')} />
        )}
        {words.category === '5.2' && <TickField {...tick('madeIll')} label={text('file.madeIll')} />}
        <SelectField
          {...field('about')}
          label={text('file.about')}
          hint={text('file.aboutHint')}
          choices={abouts.map((value) => ({ value, label: text(`about.${value}`) }))}
        />
        {words.about && words.about !== 'nobody' && (
          <OfficerPicker
            optional
            id={idOf('accused')}
            label={text('file.accused')}
            hint={text('file.accusedHint')}
            none={text('file.accusedNone')}
            picked={accusedIn(words)}
            onPicked={(picked) => write({ accused: accusedAs(picked) })}
          />
        )}
        <WordsField
          {...field('text')}
          label={text('file.text')}
          hint={text('file.textHint')}
          optional
          most={4000}
          rows={5}
        />
      </Group>
      <Group title={text('file.where')}>
        <PlaceFields words={words} programmeError={errorOf(errors, idOf('programme'))} write={write} />
        <ListField
          words={words}
          error={errorOf(errors, idOf('listItem'))}
          onValue={(listItem) => write({ listItem })}
        />
      </Group>
      <Group title={text('file.who')} hint={text('file.whoHint')}>
        <RadioField
          {...field('language')}
          label={text('file.language')}
          tiles="small"
          choices={languages.map((value) => ({ value, label: text(`language.${value}`) }))}
        />
        <div class="side-by-side">
          <LineField
            {...field('phone')}
            label={text('file.phone')}
            hint={text('file.phoneHint')}
            optional={words.callBack !== 'yes'}
            type="tel"
            inputMode="tel"
            most={30}
          />
          <LineField {...field('name')} label={text('file.name')} optional most={80} />
        </div>
        <TickField {...tick('callBack')} label={text('file.callBack')} />
        <div class="side-by-side">
          <SelectField
            {...field('sex')}
            label={text('file.sex')}
            optional
            none={text('file.sexUnknown')}
            choices={(['woman', 'man'] as const).map((value) => ({ value, label: text(`sex.${value}`) }))}
          />
          <LineField {...field('householdId')} label={text('file.household')} optional most={40} />
        </div>
      </Group>
      {failure && <FailureNotice failure={failure} />}
      {failure && isAway(failure) && <p class="hint">{text('file.neverKept')}</p>}
      <div class="actions form-end">
        <button type="submit" class="button button-main" disabled={busy}>
          {text('file.button')}
        </button>
        <DraftLine box={box} words={words.text ?? ''} />
      </div>
    </form>
  )
}
