/** Which session or site of the registry's lists it is about. Where the registry has told of none, nobody is asked. */
import { useEffect } from 'preact/hooks'
import { type ListKind, listFor } from '../../../shared/domain/listed-kinds.ts'
import { ask } from '../api.ts'
import type { Words } from '../store/draft-box.ts'
import { categoryOf } from '../store/filing.ts'
import { text } from '../store/language.ts'
import { useAsked } from './asked.ts'
import { wholeDay } from './dates.ts'
import { SelectField } from './fields.tsx'

interface Listed {
  readonly id: string
  readonly name: string
  readonly village?: string
  readonly from?: string
}
const listed = (kind: ListKind, commune: string): Promise<{ readonly items: readonly Listed[] }> =>
  ask('GET /api/lists/{kind}', { params: { kind }, query: { commune } })

interface ListFieldProps {
  readonly words: Words
  readonly error: string | undefined
  readonly onValue: (id: string) => void
}

export function ListField({ words, error, onValue }: ListFieldProps) {
  const kind = listFor(categoryOf(words))
  const { commune, listItem = '' } = words
  const { found } = useAsked(kind && commune ? `${kind} ${commune}` : undefined, () =>
    listed(kind ?? 'ma_session', commune ?? ''),
  )
  const items = found?.items ?? []
  const isGone = listItem !== '' && found !== undefined && !items.some(({ id }) => id === listItem)
  useEffect(() => {
    if (isGone) onValue('')
  }, [isGone])
  if (!kind || items.length === 0) return null
  return (
    <SelectField
      id="file-listItem"
      label={text(`file.${kind}`)}
      optional
      error={error}
      none={text('file.listUnknown')}
      value={listItem}
      choices={items.map(({ id, name, village, from }) => ({
        value: id,
        label: [name, village, from && wholeDay(from)].filter(Boolean).join(' · '),
      }))}
      onValue={onValue}
    />
  )
}
