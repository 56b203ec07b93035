/** What was typed and not yet sent, of one complaint: the shape that forms write into, wherever it is kept. */
import type { ReadonlySignal } from '@preact/signals'

/** Field → what was typed. */
export type Words = Readonly<Record<string, string>>

export interface DraftBox {
  /** Under `form.field`. */
  readonly words: ReadonlySignal<Words>
  read(form: string, field: string): string
  write(form: string, field: string, value: string): void
  fieldsOf(form: string): Words
  /** The idempotency key of this body: the last one again if the body is the same. */
  keyFor(form: string, body: unknown): string
  /** Sent: the form begins anew. */
  forget(form: string): void
  /** Whether what is in it now outlives the page. */
  persists(): boolean
}
