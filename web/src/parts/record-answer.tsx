/** What a household said on the telephone: all, a part and how much, or nothing and why. What is typed stays in memory. */
import { useState } from 'preact/hooks'
import { type Answer, type Body, call } from '../payments-api.ts'
import { text } from '../store/language.ts'
import { amountIn } from './amounts.ts'
import { Dialog } from './dialog.tsx'
import { ErrorSummary, errorOf } from './error-summary.tsx'
import { LineField, RadioField, TickField, WordsField } from './fields.tsx'
import { PaymentFailure } from './payments-page.tsx'
import { useSending } from './sending.ts'

const answers = ['all', 'part', 'nothing'] as const
const reasons = ['absent', 'sent_away', 'agency_absent', 'other'] as const

const idOf = (field: string): string => `said-${field}`

interface RecordAnswerProps {
  readonly paydayId: string
  readonly householdId: string
  readonly onDone: (recorded: Answer<'recordHouseholdAnswer'>) => void
  readonly onClose: () => void
}

export function RecordAnswer({ paydayId, householdId, onDone, onClose }: RecordAnswerProps) {
  const [answer, setAnswer] = useState('')
  const [amount, setAmount] = useState('')
  const [why, setWhy] = useState('')
  const [taken, setTaken] = useState(false)
  const [words, setWords] = useState('')
  const { errors, busy, failure, send, keyFor } = useSending(idOf)
  const said = answers.find((each) => each === answer)
  const reason = reasons.find((each) => each === why)
  const received = amountIn(amount)

  const missing = [
    ...(said ? [] : [{ id: idOf('answer'), message: text('callBack.neededAnswer') }]),
    ...(said === 'part' && received === undefined
      ? [{ id: idOf('amountFcfa'), message: text('callBack.neededAmount') }]
      : []),
    ...(said === 'nothing' && !reason ? [{ id: idOf('why'), message: text('callBack.neededWhy') }] : []),
  ]
  const submit = () =>
    send(missing, async () => {
      if (!said) return
      const body: Body<'recordHouseholdAnswer'> = {
        answer: said,
        ...(said === 'part' && received !== undefined ? { amountFcfa: received } : {}),
        ...(said === 'part' && taken ? { takenBySomebody: true } : {}),
        ...(said === 'nothing' && reason ? { why: reason } : {}),
        ...(said !== 'all' && words.trim() ? { words: words.trim() } : {}),
      }
      onDone(
        await call('recordHouseholdAnswer', {
          params: { paydayId, householdId },
          body,
          idempotencyKey: keyFor(body),
        }),
      )
    })

  return (
    <Dialog title={text('callBack.record')} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <p class="dialog-help">{text('callBack.recordHelp', { household: householdId })}</p>
        <ErrorSummary errors={errors} />
        <RadioField
          id={idOf('answer')}
          label={text('callBack.question')}
          value={answer}
          error={errorOf(errors, idOf('answer'))}
          choices={answers.map((value) => ({ value, label: text(`paymentAnswer.${value}`) }))}
          onValue={setAnswer}
        />
        {said === 'part' && (
          <>
            <LineField
              id={idOf('amountFcfa')}
              label={text('callBack.howMuch')}
              inputMode="numeric"
              narrow
              most={14}
              value={amount}
              error={errorOf(errors, idOf('amountFcfa'))}
              onValue={setAmount}
            />
            <TickField
              id={idOf('taken')}
              label={text('callBack.taken')}
              checked={taken}
              onChecked={setTaken}
            />
          </>
        )}
        {said === 'nothing' && (
          <RadioField
            id={idOf('why')}
            label={text('callBack.why')}
            value={why}
            error={errorOf(errors, idOf('why'))}
            choices={reasons.map((value) => ({ value, label: text(`whyNothing.${value}`) }))}
            onValue={setWhy}
          />
        )}
        {said && said !== 'all' && (
          <WordsField
            id={idOf('words')}
            label={text('callBack.words')}
            hint={text('callBack.opens')}
            optional
            most={1000}
            rows={3}
            value={words}
            onValue={setWords}
          />
        )}
        <PaymentFailure failure={failure} />
        <div class="actions">
          <button type="submit" class="button button-main" disabled={busy}>
            {text('payments.save')}
          </button>
          <button type="button" class="button" onClick={onClose}>
            {text('app.cancel')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
