/** The two codes for the line: hidden until asked for, and again when asked; a screen is read over a shoulder. */
import { useState } from 'preact/hooks'
import { asFailure, type Failure } from '../failure.ts'
import { ownCodes, type RelayCodes, readCodes } from '../relays-api.ts'
import { text } from '../store/language.ts'
import { wholeDay } from './dates.ts'
import { ErrorSummary, errorOf, type FieldError } from './error-summary.tsx'
import { LineField, TickField } from './fields.tsx'
import { FailureNotice } from './notice.tsx'
import { OfficerPicker, type Picked } from './officer-picker.tsx'

const inThrees = (code: string): string => `${code.slice(0, 3)} ${code.slice(3)}`

function Codes({ codes, onHide }: { readonly codes: RelayCodes; readonly onHide: () => void }) {
  return (
    <div role="status">
      <dl class="relay-codes">
        <div>
          <dt>{text('register.codesNumber')}</dt>
          <dd>{inThrees(codes.number)}</dd>
        </div>
        <div>
          <dt>{text('register.codesWeek')}</dt>
          <dd>{inThrees(codes.code)}</dd>
        </div>
      </dl>
      <p>{text('register.codesUntil', { day: wholeDay(codes.until) })}</p>
      <button type="button" class="button" onClick={onHide}>
        {text('register.codesHide')}
      </button>
    </div>
  )
}

export function OwnCodes() {
  const [codes, setCodes] = useState<RelayCodes>()
  const [failure, setFailure] = useState<Failure>()
  const show = async () => {
    setFailure(undefined)
    await ownCodes().then(setCodes, (fault) => setFailure(asFailure(fault)))
  }
  return (
    <section class="card form-group" id="codes">
      <h2>{text('register.codes')}</h2>
      <p>{text('register.codesWords')}</p>
      {failure && <FailureNotice failure={failure} />}
      {codes ? (
        <Codes codes={codes} onHide={() => setCodes(undefined)} />
      ) : (
        <button type="button" class="button" onClick={show}>
          {text('register.codesShow')}
        </button>
      )}
    </section>
  )
}

export function ReadOut() {
  const [picked, setPicked] = useState<readonly Picked[]>([])
  const [reason, setReason] = useState('')
  const [renew, setRenew] = useState(false)
  const [codes, setCodes] = useState<RelayCodes>()
  const [errors, setErrors] = useState<readonly FieldError[]>([])
  const [failure, setFailure] = useState<Failure>()
  const [relay] = picked
  const show = async () => {
    setFailure(undefined)
    setErrors([])
    const id = relay ? 'relay-reason' : 'relay-who'
    if (!relay || reason.trim().length < 3) return setErrors([{ id, message: text('register.needBoth') }])
    try {
      setCodes(await readCodes(relay.id, { reason, ...(renew ? { renew } : {}) }))
      setRenew(false)
    } catch (fault) {
      const found = asFailure(fault)
      if (found.code === 'not-found') setErrors([{ id: 'relay-who', message: text('register.notYours') }])
      else setFailure(found)
    }
  }
  return (
    <form
      noValidate
      class="card form-group"
      id="codes"
      onSubmit={(event) => {
        event.preventDefault()
        show()
      }}
    >
      <h2>{text('register.readOut')}</h2>
      <p>{text('register.readOutWords')}</p>
      <ErrorSummary errors={errors} />
      <OfficerPicker
        id="relay-who"
        label={text('register.relay')}
        hint={text('register.relayHint')}
        none={text('register.relayNone')}
        error={errorOf(errors, 'relay-who')}
        most={1}
        picked={picked}
        onPicked={(next) => {
          setPicked(next)
          setCodes(undefined)
        }}
      />
      <LineField
        id="relay-reason"
        label={text('register.reason')}
        hint={text('register.reasonHint')}
        error={errorOf(errors, 'relay-reason')}
        most={300}
        value={reason}
        onValue={setReason}
      />
      <TickField id="relay-renew" label={text('register.renew')} checked={renew} onChecked={setRenew} />
      {failure && <FailureNotice failure={failure} />}
      {codes ? (
        <Codes codes={codes} onHide={() => setCodes(undefined)} />
      ) : (
        <button type="submit" class="button">
          {text('register.readOutShow')}
        </button>
      )}
    </form>
  )
}
