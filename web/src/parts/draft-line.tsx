/** Says that what was typed is kept, and for how long. */
import type { DraftBox } from '../store/draft-box.ts'
import { refused } from '../store/drafts.ts'
import { text } from '../store/language.ts'

export function DraftLine({ box, words }: { readonly box: DraftBox; readonly words: string }) {
  if (words.trim() === '') return null
  return <p class="hint">{text(box.persists() && !refused.value ? 'draft.kept' : 'draft.memory')}</p>
}
