/** The categories that may be filed or filtered by, under their groups, in the language of the screen. */
import {
  type CategoryGroup,
  categories,
  type FiledCategory,
  filedCategories,
} from '../../../shared/domain/categories.ts'
import { text } from '../store/language.ts'
import type { Choice } from './fields.tsx'

export const groupOf = (code: FiledCategory): CategoryGroup => categories[code].group

/** In the order of their codes; the table's own order puts `8` before `1.1`. */
export const orderedCategories: readonly FiledCategory[] = [...filedCategories].sort()

export const categoryGroups = [...new Set(orderedCategories.map(groupOf))]

export const categoryChoices = (): readonly Choice[] =>
  orderedCategories.map((value) => ({
    value,
    label: text(`category.${value}`),
    group: text(`group.${groupOf(value)}`),
  }))
