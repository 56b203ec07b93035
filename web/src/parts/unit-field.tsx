/** Units of an officer: the body, then the place or the name that it answers for, one after the other. */
import { useState } from 'preact/hooks'
import { cercles, cerclesOf, communesOf, regions } from '../../../shared/domain/places.ts'
import { programmes } from '../../../shared/domain/programmes.ts'
import { agencies, type Body, bodies, type UnitId, unit, unitName } from '../../../shared/domain/units.ts'
import { text } from '../store/language.ts'
import { ChosenList } from './chosen-list.tsx'
import { type Choice, SelectField } from './fields.tsx'

const named = (places: readonly { readonly code: string; readonly name: string }[], group?: string) =>
  places.map(({ code, name }): Choice => ({ value: code, label: name, ...(group ? { group } : {}) }))

/** Where a body may be; undefined: it is one for the whole country. */
function placesOf(body: Body): readonly Choice[] | undefined {
  switch (body) {
    case 'commune':
      return cercles.flatMap(({ code, name }) => named(communesOf(code), name))
    case 'ccl':
      return regions.flatMap(({ code, name }) => named(cerclesOf(code), name))
    case 'ccr':
    case 'utgfs-regional':
    case 'security':
      return named(regions)
    case 'agency':
      return agencies.map(({ agencyId, name }) => ({ value: agencyId, label: name }))
    case 'ngo':
      return programmes.flatMap((each) =>
        'ngoUnit' in each ? [{ value: each.ngoUnit.replace('ngo:', ''), label: each.name }] : [],
      )
    default:
      return undefined
  }
}

interface UnitFieldProps {
  readonly id: string
  readonly label: string
  readonly hint?: string
  readonly error?: string | undefined
  readonly units: readonly string[]
  readonly onUnits: (units: readonly string[]) => void
}

export function UnitField({ id, label, hint, error, units, onUnits }: UnitFieldProps) {
  const [body, setBody] = useState<Body>()
  const places = body && placesOf(body)
  const add = (unitId: UnitId) => {
    if (!units.includes(unitId)) onUnits([...units, unitId])
    setBody(undefined)
  }
  const pick = (value: string) => {
    const next = bodies.find((each) => each === value)
    if (next && !placesOf(next)) add(unit(next))
    else setBody(next)
  }
  return (
    <div class="admin-field">
      <div class="side-by-side">
        <SelectField
          id={id}
          label={label}
          hint={hint}
          error={error}
          value={body ?? ''}
          onValue={pick}
          none={text('admin.addUnit')}
          choices={bodies.map((value) => ({ value, label: unitName(unit(value)) }))}
        />
        {body && places && (
          <SelectField
            id={`${id}-place`}
            label={text('admin.unitPlace')}
            value=""
            onValue={(at) => at && add(unit(body, at))}
            choices={places}
          />
        )}
      </div>
      <ChosenList
        label={label}
        chosen={units.map((each) => ({ id: each, name: unitName(each as UnitId) }))}
        onDrop={(gone) => onUnits(units.filter((each) => each !== gone))}
      />
    </div>
  )
}
