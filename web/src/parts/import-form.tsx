/** A file to take in: what it is, what its rows do not say themselves, and whether it is only to be proved. */
import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { programmes } from '../../../shared/domain/programmes.ts'
import type { Answer } from '../payments-api.ts'
import { text, textIfAny } from '../store/language.ts'
import { sendFile, upload } from '../store/upload.ts'
import { ErrorSummary, errorOf, type FieldError } from './error-summary.tsx'
import { LineField, RadioField, SelectField, TickField } from './fields.tsx'
import { FileDrop } from './file-drop.tsx'
import { addressOfImport, type ImportDefaults, kindWords, largestFileBytes } from './import-words.ts'
import { UploadProgress } from './upload-progress.tsx'

type Kind = Answer<'importKinds'>['items'][number]

const idOf = (field: string): string => `import-${field}`

function Columns({ kind }: { readonly kind: Kind }) {
  return (
    <details class="inner-fold">
      <summary>{text('imports.columns')}</summary>
      <ul class="plain-list lines">
        {kind.columns.map(({ names, needed, example }) => (
          <li key={names[0]}>
            <span class="strong">{names[0]}</span>
            <span class="quiet">{text('imports.example', { example })}</span>
            {needed && <span class="chip chip-state">{text('imports.needed')}</span>}
          </li>
        ))}
      </ul>
    </details>
  )
}

interface Words {
  readonly programme: string
  readonly round: string
  readonly agency: string
  readonly createPaydays: boolean
}

function defaultsFrom({ programme, round, agency, createPaydays }: Words, kind: Kind): ImportDefaults {
  const may = (name: string) => kind.defaults.includes(name)
  return {
    ...(may('programme') && programme ? { programme } : {}),
    ...(may('round') && round.trim() ? { round: round.trim().toUpperCase() } : {}),
    ...(may('agency') && agency ? { agency } : {}),
    ...(may('createPaydays') && createPaydays ? { createPaydays: true } : {}),
  }
}

function errorsOf(file: File | undefined): readonly FieldError[] {
  const id = idOf('file')
  if (!file) return [{ id, message: text('imports.neededFile') }]
  if (file.size === 0) return [{ id, message: text('imports.emptyFile') }]
  return file.size > largestFileBytes ? [{ id, message: text('imports.largeFile') }] : []
}

type Agencies = readonly { readonly agencyId: string; readonly name: string }[]

export function ImportForm({ kinds }: { readonly kinds: readonly Kind[] }) {
  const { route } = useLocation()
  const [chosen, setChosen] = useState(kinds[0]?.kind ?? '')
  const [file, setFile] = useState<File>()
  const [dryRun, setDryRun] = useState(false)
  const [words, setWords] = useState<Words>({ programme: '', round: '', agency: '', createPaydays: true })
  const [errors, setErrors] = useState<readonly FieldError[]>([])
  const [agencies, setAgencies] = useState<Agencies>([])
  useEffect(() => {
    import('../../../shared/domain/units.ts').then(
      (units) => setAgencies(units.agencies),
      () => undefined,
    )
  }, [])
  const kind = kinds.find((each) => each.kind === chosen) ?? kinds[0]
  if (!kind) return null
  const may = (name: string) => kind.defaults.includes(name)
  const going = upload.value

  const submit = async () => {
    const wrong = errorsOf(file)
    setErrors(wrong)
    if (wrong.length > 0 || !file) return
    const importId = await sendFile(file, {
      kind: kind.kind,
      fileName: file.name,
      sizeBytes: file.size,
      dryRun,
      defaults: defaultsFrom(words, kind),
    })
    if (importId) return route(addressOfImport(importId))
    const failed = upload.value?.failure
    if (upload.value?.state === 'failed' && failed)
      setErrors(
        Object.entries(failed.fields).flatMap(([name, said]) => {
          const id = idOf(name.split('.').at(-1) ?? name)
          return document.getElementById(id)
            ? [{ id, message: textIfAny(`wrong.${said}`) ?? text('error.field') }]
            : []
        }),
      )
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
      {kinds.length > 1 && (
        <RadioField
          id={idOf('kind')}
          label={text('imports.kind')}
          tiles="large"
          value={kind.kind}
          choices={kinds.map((each) => ({ value: each.kind, label: kindWords(each.kind) }))}
          onValue={setChosen}
        />
      )}
      <FileDrop id={idOf('file')} file={file} error={errorOf(errors, idOf('file'))} onFile={setFile} />
      <Columns kind={kind} />
      {kind.defaults.length > 0 && (
        <fieldset class="field">
          <legend>{text('imports.defaults')}</legend>
          <p class="hint">{text('imports.defaultsHint')}</p>
          <div class="side-by-side">
            {may('programme') && (
              <SelectField
                id={idOf('programme')}
                label={text('queue.programme')}
                optional
                none={text('imports.inFile')}
                error={errorOf(errors, idOf('programme'))}
                value={words.programme}
                choices={programmes.map(({ programmeId, name }) => ({ value: programmeId, label: name }))}
                onValue={(programme) => setWords({ ...words, programme })}
              />
            )}
            {may('round') && (
              <LineField
                id={idOf('round')}
                label={text('imports.round')}
                optional
                most={20}
                error={errorOf(errors, idOf('round'))}
                value={words.round}
                onValue={(round) => setWords({ ...words, round })}
              />
            )}
            {may('agency') && (
              <SelectField
                id={idOf('agency')}
                label={text('imports.agency')}
                optional
                none={text('imports.inFile')}
                value={words.agency}
                choices={agencies.map(({ agencyId, name }) => ({ value: agencyId, label: name }))}
                onValue={(agency) => setWords({ ...words, agency })}
              />
            )}
          </div>
          {may('createPaydays') && (
            <TickField
              id={idOf('createPaydays')}
              label={text('imports.createPaydays')}
              checked={words.createPaydays}
              onChecked={(createPaydays) => setWords({ ...words, createPaydays })}
            />
          )}
        </fieldset>
      )}
      <TickField id={idOf('dryRun')} label={text('imports.dryRun')} checked={dryRun} onChecked={setDryRun} />
      {going && <UploadProgress upload={going} onAgain={submit} />}
      <div class="actions">
        <button
          type="submit"
          class="button button-main"
          disabled={going !== undefined && ['announcing', 'sending', 'waiting'].includes(going.state)}
        >
          {text(dryRun ? 'imports.prove' : 'imports.send')}
        </button>
      </div>
    </form>
  )
}
