/** A category's deadlines and first owner, changed in the draft. */
import { useState } from 'preact/hooks'
import type { RuleRow } from '../../../shared/contracts/house-api.ts'
import { firstOwnerNames } from '../../../shared/domain/house.ts'
import { text } from '../store/language.ts'
import { LineField, SelectField } from './fields.tsx'
import { type Change, categoryName, isSpanUnit, type Span, spanOf, spanUnits, unitOf } from './rule-words.ts'

interface SpanFieldProps {
  readonly id: string
  readonly label: string
  readonly span: Span | undefined
  readonly onSpan: (span: Span | undefined) => void
}

function SpanField({ id, label, span, onSpan }: SpanFieldProps) {
  const unit = span ? unitOf(span) : 'days'
  const count = span ? String(Object.values(span)[0] ?? '') : ''
  return (
    <div class="span-field">
      <LineField
        id={id}
        label={label}
        narrow
        inputMode="numeric"
        most={3}
        value={count}
        onValue={(value) => {
          const digits = Number(value.replace(/\D/g, ''))
          onSpan(digits > 0 ? spanOf(unit, digits) : undefined)
        }}
      />
      <SelectField
        id={`${id}-unit`}
        label={text('rules.unit')}
        value={unit}
        onValue={(value) => isSpanUnit(value) && onSpan(spanOf(value, Number(count) || 1))}
        choices={spanUnits.map((value) => ({ value, label: text(`rules.unit.${value}`) }))}
      />
    </div>
  )
}

interface RuleFormProps {
  readonly row: RuleRow
  readonly change: Change | undefined
  readonly onTake: (change: Change) => void
  readonly onDrop: () => void
  readonly onClose: () => void
}

export function RuleForm({ row, change, onTake, onDrop, onClose }: RuleFormProps) {
  const [acknowledge, setAcknowledge] = useState<Span | undefined>(change?.acknowledge ?? row.acknowledge)
  const [resolve, setResolve] = useState<Span | undefined>(change?.resolve ?? row.resolve)
  const [owner, setOwner] = useState<string>(change?.owner ?? row.owner)
  const [source, setSource] = useState(change?.source ?? (row.changed ? row.source : ''))
  const [isMissing, setMissing] = useState(false)
  const id = `rule-${row.category.replace('.', '-')}`
  const take = () => {
    const of = firstOwnerNames.find((each) => each === owner)
    if (source.trim().length < 3) return setMissing(true)
    onTake({
      ...(acknowledge ? { acknowledge } : {}),
      ...(resolve ? { resolve } : {}),
      ...(of ? { owner: of } : {}),
      source: source.trim(),
    })
  }
  return (
    <form
      class="admin-deed"
      aria-label={text('rules.changeOf', { name: categoryName(row.category) })}
      onSubmit={(event) => {
        event.preventDefault()
        take()
      }}
    >
      <SelectField
        id={`${id}-owner`}
        label={text('rules.owner')}
        hint={text('rules.ownerHint')}
        value={owner}
        onValue={setOwner}
        choices={firstOwnerNames.map((value) => ({ value, label: text(`rules.owner.${value}`) }))}
      />
      <div class="side-by-side">
        <SpanField
          id={`${id}-acknowledge`}
          label={text('rules.acknowledge')}
          span={acknowledge}
          onSpan={setAcknowledge}
        />
        <SpanField id={`${id}-resolve`} label={text('rules.resolve')} span={resolve} onSpan={setResolve} />
      </div>
      <LineField
        id={`${id}-source`}
        label={text('rules.source')}
        hint={text('rules.sourceHint')}
        error={isMissing && source.trim().length < 3 ? text('error.needed') : undefined}
        value={source}
        onValue={setSource}
        most={200}
      />
      <div class="actions">
        <button type="submit" class="button button-main">
          {text('rules.take')}
        </button>
        {change && (
          <button type="button" class="button" onClick={onDrop}>
            {text('rules.drop')}
          </button>
        )}
        <button type="button" class="button-quiet" onClick={onClose}>
          {text('app.cancel')}
        </button>
      </div>
    </form>
  )
}
