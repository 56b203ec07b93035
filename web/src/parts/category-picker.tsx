/** What a complaint is about, in two looks: the subject as tiles, as on the phone's menu, then what exactly. */
import { text } from '../store/language.ts'
import { categoryGroups, groupOf, orderedCategories } from './category-choices.ts'
import { RadioField } from './fields.tsx'
import { Notice } from './notice.tsx'

interface CategoryPickerProps {
  readonly group: string
  readonly category: string
  readonly groupError: string | undefined
  readonly categoryError: string | undefined
  readonly onPick: (group: string, category: string) => void
}

const inGroup = (group: string) => orderedCategories.filter((code) => groupOf(code) === group)

export function CategoryPicker({ group, category, groupError, categoryError, onPick }: CategoryPickerProps) {
  const codes = inGroup(group)
  const pickGroup = (next: string) => {
    const [only, ...others] = inGroup(next)
    onPick(next, only && others.length === 0 ? only : '')
  }
  return (
    <>
      <RadioField
        id="file-group"
        label={text('file.subject')}
        tiles="small"
        value={group}
        error={groupError}
        choices={categoryGroups.map((value) => ({ value, label: text(`group.${value}`) }))}
        onValue={pickGroup}
      />
      {codes.length > 1 && (
        <RadioField
          id="file-category"
          label={text('file.category')}
          value={category}
          error={categoryError}
          choices={codes.map((value) => ({ value, label: text(`category.${value}`) }))}
          onValue={(next) => onPick(group, next)}
        />
      )}
      <Notice tone="plain" title={text('file.private')}>
        <p>{text('file.privateWords')}</p>
      </Notice>
    </>
  )
}
