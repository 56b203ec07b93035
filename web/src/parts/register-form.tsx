/** One line of the register: few fields, large ones, and the next line ready as soon as this one is saved. */
import { useState } from 'preact/hooks'
import { programmes, programmesAt } from '../../../shared/domain/programmes.ts'
import { type Answer, call } from '../api.ts'
import { asFailure, type Failure, isAway } from '../failure.ts'
import { fieldSentenceOf } from '../field-sentences.ts'
import type { DraftBox, Words } from '../store/draft-box.ts'
import { abouts, categoryOf, filingForm, filingFrom, missingIn, nextAfter } from '../store/filing.ts'
import { keepableFiling } from '../store/keepable.ts'
import { text } from '../store/language.ts'
import { submitFiling } from '../store/outgoing.ts'
import { addEntered } from '../store/register-day.ts'
import { categoryTyped, lineOf, standing } from '../store/register-line.ts'
import { categoryChoices, groupOf } from './category-choices.ts'
import { ErrorSummary, errorOf, type FieldError } from './error-summary.tsx'
import { LineField, SelectField, TickField } from './fields.tsx'
import { FailureNotice } from './notice.tsx'

const idOf = (field: string): string => `file-${field}`
const aboutNobody = ['question', 'thanks', 'card']

function errorsOf(failure: Failure): readonly FieldError[] {
  if (failure.code === 'already-done') return [{ id: idOf('line'), message: text('file.lineTaken') }]
  return Object.entries(failure.fields).flatMap(([name, said]) => {
    const id = idOf(name.split('.').at(-1) ?? name)
    return document.getElementById(id) ? [{ id, message: text(fieldSentenceOf(said)) }] : []
  })
}

interface RegisterFormProps {
  readonly box: DraftBox
  /** Where he stands in the register, and where his committee is. */
  readonly defaults: Words
  /** What became of the last one: beside the field that has the focus, where a keyboard does not cover it. */
  readonly said: string
  readonly onSaved: (filed: Answer<'fileComplaint'> | undefined) => void
}

export function RegisterForm({ box, defaults, said, onSaved }: RegisterFormProps) {
  const typed: Words = { language: 'fr', ...defaults, ...box.fieldsOf(filingForm), channel: 'paper' }
  const there = programmesAt(typed.commune ? { commune: typed.commune } : {})
  const offered = there.length > 0 ? there : programmes
  const [only, ...others] = offered
  const category = categoryOf(typed)
  const words: Words = {
    ...typed,
    ...(category ? { group: groupOf(category) } : {}),
    programme: only && others.length === 0 ? only.programmeId : (typed.programme ?? ''),
  }
  const [errors, setErrors] = useState<readonly FieldError[]>([])
  const [failure, setFailure] = useState<Failure>()
  const [busy, setBusy] = useState(false)

  const write = (changed: Words) => {
    for (const [name, value] of Object.entries(changed)) box.write(filingForm, name, value)
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
  const pick = (code: string) => {
    const chosen = categoryTyped(code)
    const isQuiet = chosen !== undefined && aboutNobody.includes(groupOf(chosen))
    write({ category: chosen ?? '', ...(isQuiet && !words.about ? { about: 'nobody' } : {}) })
  }

  const submit = async () => {
    const named = (name: string) => (name === 'group' ? 'category' : name)
    setErrors(missingIn(words).map(({ field: name, why }) => ({ id: idOf(named(name)), message: text(why) })))
    setFailure(undefined)
    const body = filingFrom(words)
    if (!body) return
    setBusy(true)
    try {
      const id = box.keyFor(filingForm, body)
      const waits = keepableFiling(body)
      const sent = waits
        ? await submitFiling(waits, id)
        : await call('fileComplaint', { body, idempotencyKey: id })
      const filed = 'kept' in sent ? undefined : sent
      box.forget(filingForm)
      const isOpen = filed ? filed.visible && waits !== undefined : true
      await addEntered(
        {
          id,
          at: Date.now(),
          line: lineOf(words),
          ...(isOpen ? { category: body.category } : {}),
          ...(filed ? { reference: filed.reference } : {}),
        },
        { ...standing(nextAfter(words)), programme: words.programme ?? '' },
      )
      onSaved(filed)
      document.getElementById(idOf('code'))?.focus()
    } catch (fault) {
      const found = asFailure(fault)
      const wrong = errorsOf(found)
      if (wrong.length > 0) setErrors(wrong)
      else setFailure(found)
    } finally {
      setBusy(false)
    }
  }

  return (
    <form
      noValidate
      class="card form-group register-form"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <ErrorSummary errors={errors} />
      <LineField {...field('register')} label={text('register.register')} most={40} />
      <div class="register-pair">
        <LineField {...field('page')} label={text('register.page')} inputMode="numeric" most={6} />
        <LineField {...field('line')} label={text('register.line')} inputMode="numeric" most={6} />
      </div>
      <p class="register-said" role="status">
        {said}
      </p>
      <div class="register-pair register-category">
        <LineField
          id={idOf('code')}
          label={text('register.code')}
          inputMode="numeric"
          most={4}
          value={words.code ?? ''}
          onValue={(code) => {
            write({ code })
            pick(code)
          }}
        />
        <SelectField
          {...field('category')}
          label={text('register.category')}
          choices={categoryChoices()}
          onValue={(code) => {
            write({ code: code.replace('.', '') })
            pick(code)
          }}
        />
      </div>
      {category === '1.3' && <TickField {...tick('takenBySomebody')} label={text('file.takenBySomebody')} />}
      {category === '5.2' && <TickField {...tick('madeIll')} label={text('file.madeIll')} />}
      <SelectField
        {...field('about')}
        label={text('file.about')}
        choices={abouts.map((value) => ({ value, label: text(`about.${value}`) }))}
      />
      {others.length > 0 && (
        <SelectField
          {...field('programme')}
          label={text('file.programme')}
          choices={offered.map(({ programmeId, name }) => ({ value: programmeId, label: name }))}
        />
      )}
      <LineField
        {...field('phone')}
        label={text('file.phone')}
        optional={words.callBack !== 'yes'}
        type="tel"
        inputMode="tel"
        most={30}
      />
      <TickField {...tick('callBack')} label={text('file.callBack')} />
      {failure && <FailureNotice failure={failure} />}
      {failure && isAway(failure) && <p class="hint">{text('file.neverKept')}</p>}
      <button type="submit" class="button button-main register-save" disabled={busy}>
        {text('register.save')}
      </button>
    </form>
  )
}
