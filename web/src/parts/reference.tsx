/** A reference as it is spoken: `4821-0937-5`. */
import { type Reference as ReferenceDigits, spokenReference } from '../../../shared/domain/reference.ts'

export const spoken = (reference: string): string => spokenReference(reference as ReferenceDigits)

export function Reference({ reference }: { readonly reference: string }) {
  return <span class="reference">{spoken(reference)}</span>
}
