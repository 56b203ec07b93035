/** A commune, found by its region and its cercle. */
import { text } from '../store/language.ts'
import { atlas } from '../store/places.ts'
import { type Choice, SelectField } from './fields.tsx'

export interface CommuneChoice {
  readonly region: string
  readonly cercle: string
  readonly commune: string
}
export const noCommune: CommuneChoice = { region: '', cercle: '', commune: '' }

const choicesOf = (
  places: readonly { readonly code: string; readonly name: string }[] = [],
): readonly Choice[] => places.map(({ code, name }) => ({ value: code, label: name }))

interface CommuneFieldsProps {
  readonly chosen: CommuneChoice
  readonly error?: string | undefined
  readonly onChoose: (chosen: CommuneChoice) => void
}

export function CommuneFields({ chosen, error, onChoose }: CommuneFieldsProps) {
  const map = atlas.value
  const { region, cercle, commune } = chosen
  return (
    <div class="side-by-side">
      <SelectField
        id="place-region"
        label={text('queue.region')}
        value={region}
        choices={choicesOf(map?.regions)}
        onValue={(value) => onChoose({ ...noCommune, region: value })}
      />
      <SelectField
        id="place-cercle"
        label={text('queue.cercle')}
        disabled={!region}
        value={cercle}
        choices={region ? choicesOf(map?.cerclesOf(region)) : []}
        onValue={(value) => onChoose({ region, cercle: value, commune: '' })}
      />
      <SelectField
        id="place-commune"
        label={text('queue.commune')}
        disabled={!cercle}
        error={error}
        value={commune}
        choices={cercle ? choicesOf(map?.communesOf(cercle)) : []}
        onValue={(value) => onChoose({ region, cercle, commune: value })}
      />
    </div>
  )
}
