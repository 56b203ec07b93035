/** One line of the register as it is typed: the words that the form of a complaint takes, and the line as it is spoken of. */

import { type FiledCategory, filedCategories } from '../../../shared/domain/categories.ts'
import { paperLineOf } from '../../../shared/domain/relay-code.ts'
import type { Words } from './draft-box.ts'

/** `11` or `1.1` → `1.1`: categories as a relay has them on his sheet. */
export function categoryTyped(typed: string): FiledCategory | undefined {
  const digits = typed.replace(/\D/g, '')
  return filedCategories.find((code) => code.replace('.', '') === digits)
}

export const lineOf = (words: Words): string =>
  paperLineOf({ register: words.register ?? '', page: Number(words.page), line: Number(words.line) })

/** Where the relay stands in his register. */
export const standing = ({ register = '', page = '', line = '' }: Words): Words => ({ register, page, line })
