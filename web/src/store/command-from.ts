/** What was typed into the fields of a sheet, as the command that the contract knows. */
import type { Words } from './draft-box.ts'

export interface TypedField {
  readonly name: string
  readonly kind: 'words' | 'radio' | 'select' | 'day' | 'yes-no' | 'officer'
}

/** Offices close at half past four: a day ends there. */
const endOfDay = 'T16:30:00.000Z'

/** Nothing for what was left empty; a day up to which something lasts becomes the instant at which it ends. */
export function commandFrom(
  { type, fields }: { readonly type: string; readonly fields: readonly TypedField[] },
  words: Words,
): { readonly type: string } {
  const filled = fields.flatMap(({ name, kind }): (readonly [string, string | boolean])[] => {
    const value = (words[name] ?? '').trim()
    if (value === '') return []
    if (kind === 'yes-no') return [[name, value === 'yes']]
    if (kind === 'day' && name === 'until') return [[name, `${value}${endOfDay}`]]
    return [[name, value]]
  })
  return { type, ...Object.fromEntries(filled) }
}
