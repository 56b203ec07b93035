/** A new system: its name, what it is told of, by which ways, and what it may send. */
import { useState } from 'preact/hooks'
import type { ConsumerChanged } from '../../../shared/contracts/registry-api.ts'
import { programmes } from '../../../shared/domain/programmes.ts'
import { asFailure, type Failure } from '../failure.ts'
import { addConsumer, type NewConsumer } from '../store/consumers.ts'
import { text, textIfAny } from '../store/language.ts'
import { LineField, SelectField, TickField } from './fields.tsx'
import { FailureNotice } from './notice.tsx'

interface AddProps {
  readonly onAdded: (changed: ConsumerChanged) => void
  readonly onClose: () => void
}
const writes = ['households', 'decisions', 'lists'] as const
const everything = '*'

export function AddConsumer({ onAdded, onClose }: AddProps) {
  const [consumerId, setId] = useState('')
  const [name, setName] = useState('')
  const [programme, setProgramme] = useState(everything)
  const [url, setUrl] = useState('')
  const [mayWrite, setMayWrite] = useState<readonly (typeof writes)[number][]>([])
  const [failure, setFailure] = useState<Failure>()
  const [isBusy, setBusy] = useState(false)
  const wrong = (field: string): string | undefined => {
    const why = failure?.fields[field]
    return why && (textIfAny(`consumers.wrong.${why}`) ?? text('consumers.wrong.other'))
  }

  const submit = async () => {
    const body: NewConsumer = {
      consumerId: consumerId.trim(),
      name: name.trim(),
      programmes: [programme],
      ways: ['pull', 'file', ...(url.trim() ? (['push'] as const) : [])],
      writes: [...mayWrite],
      ...(url.trim() ? { push: { url: url.trim() } } : {}),
    }
    setBusy(true)
    try {
      onAdded(await addConsumer(body))
    } catch (fault) {
      setFailure(asFailure(fault))
    } finally {
      setBusy(false)
    }
  }

  return (
    <form
      class="card"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <h2>{text('consumers.add')}</h2>
      {failure && <FailureNotice failure={failure} />}
      <LineField
        id="consumer-name"
        label={text('consumers.name')}
        value={name}
        onValue={setName}
        most={80}
        error={wrong('name')}
      />
      <LineField
        id="consumer-id"
        label={text('consumers.id')}
        hint={text('consumers.idHint')}
        value={consumerId}
        onValue={setId}
        most={30}
        error={wrong('consumerId')}
      />
      <SelectField
        id="consumer-programme"
        label={text('consumers.programmes')}
        value={programme}
        onValue={setProgramme}
        choices={[
          { value: everything, label: text('consumers.all') },
          ...programmes.map(({ programmeId, name: label }) => ({ value: programmeId, label })),
        ]}
        error={wrong('programmes')}
      />
      <LineField
        id="consumer-url"
        label={text('consumers.address')}
        hint={text('consumers.addressHint')}
        optional
        value={url}
        onValue={setUrl}
        most={500}
        error={wrong('push.url')}
      />
      <fieldset class="field">
        <legend>{text('consumers.maySend')}</legend>
        {writes.map((what) => (
          <TickField
            key={what}
            id={`consumer-writes-${what}`}
            label={text(`consumers.writes.${what}`)}
            checked={mayWrite.includes(what)}
            onChecked={(checked) =>
              setMayWrite(checked ? [...mayWrite, what] : mayWrite.filter((each) => each !== what))
            }
          />
        ))}
      </fieldset>
      <div class="consumer-deeds">
        <button type="submit" class="button button-main" disabled={isBusy}>
          {text('consumers.add')}
        </button>
        <button type="button" class="button-quiet" onClick={onClose}>
          {text('app.cancel')}
        </button>
      </div>
    </form>
  )
}
