/** What may be done to a payday: move it, cancel it, amend it, say how discreet it is. Each in a dialog of its own. */
import { useState } from 'preact/hooks'
import type { PaydayDetail } from '../../../shared/contracts/paydays-api.ts'
import { type Body, call } from '../payments-api.ts'
import { text } from '../store/language.ts'
import { amountIn } from './amounts.ts'
import { Dialog } from './dialog.tsx'
import { ErrorSummary, errorOf, type FieldError } from './error-summary.tsx'
import { DayField, LineField, RadioField, WordsField } from './fields.tsx'
import { Correction } from './payday-correction.tsx'
import { disclosures } from './payday-words.tsx'
import { PaymentFailure } from './payments-page.tsx'
import { useSending } from './sending.ts'
import { WindowFields } from './window-fields.tsx'

type Command = Body<'commandPayday'>
export type ChangeType = Command['type']

const idOf = (field: string): string => `change-${field}`
const needed = (field: string, label: string): FieldError => ({
  id: idOf(field),
  message: text('error.neededOf', { field: label }),
  here: text('error.needed'),
})

interface Words {
  readonly day: string
  readonly from: string
  readonly to: string
  readonly amountFcfa: string
  readonly disclosure: string
  readonly reason: string
}

const windowIn = ({ from, to }: Words) => (from && to ? { from, to } : null)

function missingIn(type: ChangeType, words: Words): readonly FieldError[] {
  return [
    ...(type === 'move' && !words.day ? [needed('day', text('payday.newDay'))] : []),
    ...(type === 'amend' && amountIn(words.amountFcfa) === undefined
      ? [{ id: idOf('amountFcfa'), message: text('payday.notAnAmount') }]
      : []),
    ...((type === 'move' || type === 'amend') && Boolean(words.from) !== Boolean(words.to)
      ? [{ id: idOf('window'), message: text('payday.halfWindow') }]
      : []),
    ...(type !== 'amend' && !words.reason.trim() ? [needed('reason', text('payments.reason'))] : []),
  ]
}

function commandFrom(type: ChangeType, words: Words, { window, amountFcfa }: PaydayDetail): Command {
  const reason = words.reason.trim()
  const asked = windowIn(words)
  const same = (asked?.from ?? '') === (window?.from ?? '') && (asked?.to ?? '') === (window?.to ?? '')
  switch (type) {
    case 'move':
      return { type, day: words.day, reason, ...(same ? {} : { window: asked }) }
    case 'cancel':
      return { type, reason }
    case 'amend': {
      const amount = amountIn(words.amountFcfa) ?? amountFcfa
      return {
        type,
        ...(amount === amountFcfa ? {} : { amountFcfa: amount }),
        ...(same ? {} : { window: asked }),
      }
    }
    case 'set_disclosure':
      return { type, disclosure: disclosures.find((each) => each === words.disclosure) ?? 'cautious', reason }
  }
}

interface ChangeDialogProps {
  readonly type: ChangeType
  readonly payday: PaydayDetail
  readonly onDone: (payday: PaydayDetail) => void
  readonly onStale: () => void
  readonly onClose: () => void
}

export function ChangeDialog({ type, payday, onDone, onStale, onClose }: ChangeDialogProps) {
  const [words, setWords] = useState<Words>({
    day: '',
    from: payday.window?.from ?? '',
    to: payday.window?.to ?? '',
    amountFcfa: String(payday.amountFcfa),
    disclosure: payday.disclosure,
    reason: '',
  })
  const { errors, busy, failure, send, keyFor } = useSending(idOf, onStale)
  const write = (changed: Partial<Words>) => setWords((before) => ({ ...before, ...changed }))
  const submit = () =>
    send(missingIn(type, words), async () => {
      const body = commandFrom(type, words, payday)
      const { paydayId, version } = payday
      onDone(
        await call('commandPayday', { params: { paydayId }, body, version, idempotencyKey: keyFor(body) }),
      )
    })
  return (
    <Dialog title={text(`payday.${type}`)} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <ErrorSummary errors={errors} />
        {type === 'move' && (
          <DayField
            id={idOf('day')}
            label={text('payday.newDay')}
            value={words.day}
            error={errorOf(errors, idOf('day'))}
            onValue={(day) => write({ day })}
          />
        )}
        {type === 'amend' && (
          <LineField
            id={idOf('amountFcfa')}
            label={text('payday.amount')}
            inputMode="numeric"
            narrow
            most={14}
            value={words.amountFcfa}
            error={errorOf(errors, idOf('amountFcfa'))}
            onValue={(amountFcfa) => write({ amountFcfa })}
          />
        )}
        {(type === 'move' || type === 'amend') && (
          <WindowFields
            id={idOf('window')}
            from={words.from}
            to={words.to}
            error={errorOf(errors, idOf('window'))}
            onWindow={(from, to) => write({ from, to })}
          />
        )}
        {type === 'set_disclosure' && (
          <RadioField
            id={idOf('disclosure')}
            label={text('disclosure.title')}
            value={words.disclosure}
            error={errorOf(errors, idOf('disclosure'))}
            choices={disclosures
              .slice(disclosures.indexOf(payday.communeDisclosure))
              .map((value) => ({ value, label: text(`disclosure.${value}Help`) }))}
            onValue={(disclosure) => write({ disclosure })}
          />
        )}
        {type !== 'amend' && (
          <WordsField
            id={idOf('reason')}
            label={text('payments.reason')}
            hint={text('payments.reasonHint')}
            most={300}
            rows={2}
            value={words.reason}
            error={errorOf(errors, idOf('reason'))}
            onValue={(reason) => write({ reason })}
          />
        )}
        {payday.hearsHouseholds && type === 'move' && (
          <Correction payday={payday} next={{ day: words.day, state: payday.state }} />
        )}
        {payday.hearsHouseholds && type === 'cancel' && (
          <Correction payday={payday} next={{ day: payday.day, state: 'cancelled' }} />
        )}
        <PaymentFailure failure={failure} />
        <div class="actions">
          <button
            type="submit"
            class={type === 'cancel' ? 'button button-grave' : 'button button-main'}
            disabled={busy}
          >
            {text(`payday.${type}Button`)}
          </button>
          <button type="button" class="button" onClick={onClose}>
            {text('app.cancel')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
