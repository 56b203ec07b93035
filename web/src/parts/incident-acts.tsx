/** What is done about an incident: somebody takes it, all are told at once, a note, the end, the beginning again. */
import { useState } from 'preact/hooks'
import { type Answer, type Body, call } from '../payments-api.ts'
import { counted, text } from '../store/language.ts'
import { me } from '../store/me.ts'
import { Dialog } from './dialog.tsx'
import { ErrorSummary, errorOf, type FieldError } from './error-summary.tsx'
import { SelectField, WordsField } from './fields.tsx'
import { PaymentFailure } from './payments-page.tsx'
import { useSending } from './sending.ts'
import { SmsPreview } from './sms-preview.tsx'

type Incident = Answer<'readIncident'>
type Command = Body<'commandIncident'>
type Type = Command['type']

const idOf = (field: string): string => `incident-${field}`
/** A reference as any: everybody reads their own in its place. */
const anyReference = '482109375'
const most: Readonly<Record<Exclude<Type, 'assign'>, number>> = {
  answer: 300,
  note: 4000,
  close: 1000,
  reopen: 1000,
}
const fieldOf: Readonly<Record<Type, string>> = {
  assign: 'officerId',
  answer: 'text',
  note: 'text',
  close: 'note',
  reopen: 'reason',
}

function commandFrom(type: Type, words: string): Command {
  switch (type) {
    case 'assign':
      return { type, officerId: words }
    case 'answer':
    case 'note':
      return { type, text: words }
    case 'close':
      return { type, ...(words ? { note: words } : {}) }
    case 'reopen':
      return { type, reason: words }
  }
}

interface ActDialogProps {
  readonly type: Type
  readonly incident: Incident
  readonly onDone: (incident: Incident) => void
  readonly onStale: () => void
  readonly onClose: () => void
}

function ActDialog({ type, incident, onDone, onStale, onClose }: ActDialogProps) {
  const { incidentId, version, assignable, assignee, complaintCount } = incident
  const [words, setWords] = useState(type === 'assign' ? (assignee?.officerId ?? '') : '')
  const { errors, busy, failure, send, keyFor } = useSending(idOf, onStale)
  const id = idOf(fieldOf[type])
  const missing: readonly FieldError[] =
    type !== 'close' && !words.trim() ? [{ id, message: text('error.needed') }] : []
  const submit = () =>
    send(missing, async () => {
      const body = commandFrom(type, words.trim())
      onDone(
        await call('commandIncident', {
          params: { incidentId },
          body,
          version,
          idempotencyKey: keyFor({ body, version }),
        }),
      )
    })
  const field = { id, value: words, error: errorOf(errors, id), onValue: setWords }
  return (
    <Dialog title={text(`incidents.${type}`)} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        {type === 'answer' && <p class="dialog-help">{counted('incidents.answerHelp', complaintCount)}</p>}
        {type === 'close' && <p class="dialog-help">{text('incidents.closeHelp')}</p>}
        <ErrorSummary errors={errors} />
        {type === 'assign' ? (
          <SelectField
            {...field}
            label={text('incidents.who')}
            choices={assignable.map(({ officerId, name }) => ({ value: officerId, label: name }))}
          />
        ) : (
          <WordsField
            {...field}
            label={text(`incidents.${type}Words`)}
            hint={type === 'answer' ? text('incidents.answerHint') : undefined}
            optional={type === 'close'}
            most={most[type]}
            rows={type === 'answer' ? 3 : 4}
            below={
              type === 'answer' &&
              words.trim() && (
                <SmsPreview
                  words={words}
                  frame={{ reference: anyReference, language: 'fr', template: 'sms.words' }}
                />
              )
            }
          />
        )}
        <PaymentFailure failure={failure} />
        <div class="actions">
          <button type="submit" class="button button-main" disabled={busy}>
            {type === 'answer'
              ? counted('incidents.answerButton', complaintCount)
              : text(`incidents.${type}Button`)}
          </button>
          <button type="button" class="button" onClick={onClose}>
            {text('app.cancel')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}

const order: readonly Type[] = ['answer', 'assign', 'note', 'close', 'reopen']

type IncidentActsProps = Pick<ActDialogProps, 'incident' | 'onDone' | 'onStale'>

export function IncidentActs({ incident, onDone, onStale }: IncidentActsProps) {
  const [doing, setDoing] = useState<Type>()
  const { busy, failure, send, keyFor } = useSending(() => undefined, onStale)
  const { incidentId, version, commands, assignable, assignee } = incident
  const self = assignable.find(({ officerId }) => officerId === me.value?.officerId)
  const take = (officerId: string) =>
    send([], async () => {
      const body: Command = { type: 'assign', officerId }
      onDone(
        await call('commandIncident', {
          params: { incidentId },
          body,
          version,
          idempotencyKey: keyFor({ body, version }),
        }),
      )
    })
  return (
    <>
      <div class="actions">
        {self && commands.includes('assign') && assignee?.officerId !== self.officerId && (
          <button type="button" class="button" disabled={busy} onClick={() => take(self.officerId)}>
            {text('incidents.take')}
          </button>
        )}
        {order
          .filter((type) => commands.includes(type))
          .map((type) => (
            <button
              key={type}
              type="button"
              class={type === 'answer' ? 'button button-main' : 'button'}
              onClick={() => setDoing(type)}
            >
              {text(`incidents.${type}`)}
            </button>
          ))}
      </div>
      <PaymentFailure failure={failure} />
      {doing && (
        <ActDialog
          type={doing}
          incident={incident}
          onStale={onStale}
          onClose={() => setDoing(undefined)}
          onDone={(fresh) => {
            setDoing(undefined)
            onDone(fresh)
          }}
        />
      )}
    </>
  )
}
