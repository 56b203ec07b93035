/** Where it happened: region, then cercle, then commune, each asked once the one before is known, and the village in words. */
import { programmes, programmesAt } from '../../../shared/domain/programmes.ts'
import type { Words } from '../store/draft-box.ts'
import { text } from '../store/language.ts'
import { atlas } from '../store/places.ts'
import { type Choice, LineField, SelectField } from './fields.tsx'

const choicesOf = (
  places: readonly { readonly code: string; readonly name: string }[] = [],
): readonly Choice[] => places.map(({ code, name }) => ({ value: code, label: name }))

interface PlaceFieldsProps {
  readonly words: Words
  readonly programmeError: string | undefined
  readonly write: (changed: Words) => void
}

/** The programmes that work there; all of them while it is not known where. */
const programmesFor = ({ commune, cercle }: Words) =>
  commune || cercle
    ? programmesAt({ ...(commune ? { commune } : {}), ...(cercle ? { cercle } : {}) })
    : programmes

/** Where only one programme works nobody is asked. */
export const programmeFor = (words: Words): string => {
  const [first, ...others] = programmesFor(words)
  if (first && others.length === 0) return first.programmeId
  return programmesFor(words).some(({ programmeId }) => programmeId === words.programme)
    ? (words.programme ?? '')
    : ''
}

export function PlaceFields({ words, programmeError, write }: PlaceFieldsProps) {
  const map = atlas.value
  const region = words.region ?? ''
  const cercle = words.cercle ?? ''
  return (
    <>
      <div class="side-by-side">
        <SelectField
          id="file-region"
          label={text('queue.region')}
          optional
          value={region}
          choices={choicesOf(map?.regions)}
          onValue={(value) => write({ region: value, cercle: '', commune: '' })}
        />
        <SelectField
          id="file-cercle"
          label={text('queue.cercle')}
          optional
          disabled={!region}
          value={cercle}
          choices={region ? choicesOf(map?.cerclesOf(region)) : []}
          onValue={(value) => write({ cercle: value, commune: '' })}
        />
        <SelectField
          id="file-commune"
          label={text('queue.commune')}
          optional
          disabled={!cercle}
          value={words.commune ?? ''}
          choices={cercle ? choicesOf(map?.communesOf(cercle)) : []}
          onValue={(value) => write({ commune: value })}
        />
        <LineField
          id="file-village"
          label={text('file.village')}
          optional
          most={80}
          value={words.village ?? ''}
          onValue={(value) => write({ village: value })}
        />
      </div>
      <SelectField
        id="file-programme"
        label={text('file.programme')}
        error={programmeError}
        value={words.programme ?? ''}
        choices={programmesFor(words).map(({ programmeId, name }) => ({ value: programmeId, label: name }))}
        onValue={(value) => write({ programme: value })}
      />
    </>
  )
}
