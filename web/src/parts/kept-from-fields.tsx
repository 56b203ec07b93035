/** What an officer is kept away from: places, bodies that are accused, people who are. */
import type { OfficerRow } from '../../../shared/contracts/admin-api.ts'
import { cerclesOf, communesOf, regions } from '../../../shared/domain/places.ts'
import { text } from '../store/language.ts'
import { ChosenList } from './chosen-list.tsx'
import { type Choice, SelectField } from './fields.tsx'
import { OfficerPicker, type Picked } from './officer-picker.tsx'
import { UnitField } from './unit-field.tsx'

export interface Kept {
  readonly places: readonly Picked[]
  readonly units: readonly string[]
  readonly people: readonly Picked[]
}

export const keptOf = (officer: OfficerRow | undefined): Kept => ({
  places: officer?.keptFrom.places.map(({ code, name }) => ({ id: code, name })) ?? [],
  units: officer?.keptFrom.units.map(({ unitId }) => unitId) ?? [],
  people: officer?.keptFrom.officers.map(({ officerId, name }) => ({ id: officerId, name })) ?? [],
})

const allPlaces = (): readonly Choice[] =>
  regions.flatMap((region) => [
    { value: region.code, label: text('admin.wholeRegion', { name: region.name }), group: region.name },
    ...cerclesOf(region.code).flatMap((cercle) => [
      { value: cercle.code, label: text('admin.wholeCercle', { name: cercle.name }), group: region.name },
      ...communesOf(cercle.code).map(({ code, name }) => ({
        value: code,
        label: `${name} (${cercle.name})`,
        group: region.name,
      })),
    ]),
  ])

interface KeptFromProps {
  readonly kept: Kept
  readonly onKept: (kept: Kept) => void
}

export function KeptFromFields({ kept, onKept }: KeptFromProps) {
  const { places, units, people } = kept
  const choices = allPlaces()
  return (
    <details class="admin-kept" open={places.length + units.length + people.length > 0}>
      <summary>{text('officers.keptFrom')}</summary>
      <p class="hint">{text('officers.keptFromHint')}</p>
      <SelectField
        id="officer-kept-place"
        label={text('officers.keptPlaces')}
        value=""
        onValue={(code) => {
          const name = choices.find(({ value }) => value === code)?.label
          if (name && !places.some(({ id }) => id === code))
            onKept({ ...kept, places: [...places, { id: code, name }] })
        }}
        choices={choices}
      />
      <ChosenList
        label={text('officers.keptPlaces')}
        chosen={places}
        onDrop={(gone) => onKept({ ...kept, places: places.filter(({ id }) => id !== gone) })}
      />
      <UnitField
        id="officer-kept-units"
        label={text('officers.keptBodies')}
        units={units}
        onUnits={(next) => onKept({ ...kept, units: next })}
      />
      <OfficerPicker
        optional
        id="officer-kept-people"
        label={text('officers.keptPeople')}
        hint={text('officers.keptPeopleHint')}
        none={text('officers.nobodyNamed')}
        most={50}
        picked={people}
        onPicked={(next) => onKept({ ...kept, people: next })}
      />
    </details>
  )
}
