/** An officer's entry: who, in which bodies, with which rights, kept away from what. The reason goes into the journal. */
import { useState } from 'preact/hooks'
import type { OfficerRow } from '../../../shared/contracts/admin-api.ts'
import { programmes } from '../../../shared/domain/programmes.ts'
import { type Answer, type Body, call } from '../admin-api.ts'
import { asFailure, type Failure } from '../failure.ts'
import { text } from '../store/language.ts'
import { AdminFailure, wrongField } from './admin-page.tsx'
import { LineField, SelectField, TickField, WordsField } from './fields.tsx'
import { type Kept, KeptFromFields, keptOf } from './kept-from-fields.tsx'
import { UnitField } from './unit-field.tsx'

const roleNames = ['relay', 'officer', 'supervisor', 'focal_point', 'admin'] as const
const clearances = ['S0', 'S1', 'S2', 'S3'] as const
const languages = ['fr', 'en'] as const
type Sheet = Omit<Body<'addOfficer'>, 'officerId' | 'reason'>

interface FormProps {
  readonly officer?: OfficerRow
  readonly onDone: (saved: Answer<'addOfficer'>) => void
  readonly onClose: () => void
}

export function OfficerForm({ officer, onDone, onClose }: FormProps) {
  const [fields, setFields] = useState({
    officerId: '',
    name: officer?.name ?? '',
    title: officer?.title ?? '',
    role: (officer?.role ?? '') as string,
    clearance: (officer?.clearance ?? 'S1') as string,
    language: (officer?.language ?? 'fr') as string,
    email: officer?.email ?? '',
    alertPhone: officer?.alertPhone ?? '',
    reason: '',
  })
  const [units, setUnits] = useState<readonly string[]>(officer?.units.map(({ unitId }) => unitId) ?? [])
  const [ofProgrammes, setProgrammes] = useState<readonly string[]>(officer?.programmes ?? [])
  const [kept, setKept] = useState<Kept>(keptOf(officer))
  const [failure, setFailure] = useState<Failure>()
  const [busy, setBusy] = useState(false)
  const field = (name: keyof typeof fields) => ({
    id: `officer-${name}`,
    value: fields[name],
    error: wrongField(failure, name),
    onValue: (value: string) =>
      setFields({
        ...fields,
        [name]: value,
        // The private desk and its clearance go together.
        ...(name === 'role' && value === 'focal_point' ? { clearance: 'S3' } : {}),
        ...(name === 'role' && value !== 'focal_point' && fields.clearance === 'S3'
          ? { clearance: 'S1' }
          : {}),
      }),
  })

  const submit = async () => {
    const { officerId, reason, email, alertPhone, ...rest } = fields
    const sheet = {
      ...rest,
      units: [...units],
      ...(ofProgrammes.length > 0 ? { programmes: [...ofProgrammes] } : {}),
      ...(email.trim() ? { email: email.trim() } : {}),
      ...(alertPhone.trim() ? { alertPhone: alertPhone.trim() } : {}),
      keptFrom: {
        places: kept.places.map(({ id }) => id),
        units: [...kept.units],
        officers: kept.people.map(({ id }) => id),
      },
    } as Sheet
    setBusy(true)
    setFailure(undefined)
    try {
      onDone(
        officer
          ? await call('orderOfficer', {
              params: { officerId: officer.officerId },
              body: { type: 'change', reason, ...sheet },
              version: officer.version,
            })
          : await call('addOfficer', { body: { officerId: officerId.trim(), reason, ...sheet } }),
      )
    } catch (fault) {
      setFailure(asFailure(fault))
    } finally {
      setBusy(false)
    }
  }

  const needsTwo = fields.role === 'focal_point' || fields.role === 'admin'
  return (
    <form
      class="card admin-form"
      aria-label={officer ? text('officers.changeOf', { name: officer.name }) : text('officers.add')}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <h2>{officer ? text('officers.changeOf', { name: officer.name }) : text('officers.add')}</h2>
      <AdminFailure failure={failure} />
      {!officer && (
        <LineField
          {...field('officerId')}
          label={text('officers.id')}
          hint={text('officers.idHint')}
          most={64}
        />
      )}
      <div class="side-by-side">
        <LineField {...field('name')} label={text('officers.name')} most={80} />
        <LineField {...field('title')} label={text('officers.jobTitle')} most={120} />
      </div>
      <div class="side-by-side">
        <SelectField
          {...field('role')}
          label={text('officers.role')}
          choices={roleNames.map((value) => ({ value, label: text(`officerRole.${value}`) }))}
        />
        <SelectField
          {...field('clearance')}
          label={text('officers.clearance')}
          choices={clearances.map((value) => ({ value, label: text(`officers.clearance.${value}`) }))}
        />
      </div>
      {needsTwo && <p class="hint">{text('officers.takesTwo')}</p>}
      <UnitField
        id="officer-units"
        label={text('officers.units')}
        error={wrongField(failure, 'units')}
        units={units}
        onUnits={setUnits}
      />
      <fieldset class="field">
        <legend>
          {text('officers.programmes')} <span class="optional">({text('app.optional')})</span>
        </legend>
        <p class="hint">{text('officers.programmesHint')}</p>
        {programmes.map(({ programmeId, name }) => (
          <TickField
            key={programmeId}
            id={`officer-programme-${programmeId}`}
            label={name}
            checked={ofProgrammes.includes(programmeId)}
            onChecked={(checked) =>
              setProgrammes(
                checked
                  ? [...ofProgrammes, programmeId]
                  : ofProgrammes.filter((each) => each !== programmeId),
              )
            }
          />
        ))}
      </fieldset>
      <div class="side-by-side">
        <LineField {...field('email')} label={text('officers.email')} optional most={200} />
        <LineField
          {...field('alertPhone')}
          label={text('officers.phone')}
          optional
          type="tel"
          inputMode="tel"
          most={30}
        />
        <SelectField
          {...field('language')}
          label={text('officers.language')}
          choices={languages.map((value) => ({ value, label: text(`officers.language.${value}`) }))}
        />
      </div>
      <KeptFromFields kept={kept} onKept={setKept} />
      <WordsField
        {...field('reason')}
        label={text('admin.reason')}
        hint={text('admin.reasonHint')}
        most={300}
        rows={2}
      />
      <div class="actions">
        <button type="submit" class="button button-main" disabled={busy}>
          {text(needsTwo ? 'officers.ask' : 'officers.save')}
        </button>
        <button type="button" class="button-quiet" onClick={onClose}>
          {text('app.cancel')}
        </button>
      </div>
    </form>
  )
}
