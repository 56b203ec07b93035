/** The rules' "no". A refusal is an answer, not a fault: it is told to whoever asked and logged at info. */
export const refusalCodes = [
  /** There is no such thing, or not for this person: the two sound the same on purpose. */
  'not-found',
  /** The person may see it but not do this. */
  'not-allowed',
  /** The complaint is in a state that does not know this command. */
  'wrong-state',
  /** Somebody else was faster: `fresh` carries what it is now. */
  'stale',
  /** What was sent does not hold together; `fields` says where. */
  'invalid',
  /** The very same thing was done before. */
  'already-done',
] as const
export type RefusalCode = (typeof refusalCodes)[number]

export class Refusal extends Error {
  readonly code: RefusalCode
  readonly fresh?: unknown
  readonly fields?: Readonly<Record<string, string>>

  constructor(
    code: RefusalCode,
    message: string,
    more: { readonly fresh?: unknown; readonly fields?: Readonly<Record<string, string>> } = {},
  ) {
    super(message)
    this.name = 'Refusal'
    this.code = code
    if (more.fresh !== undefined) this.fresh = more.fresh
    if (more.fields !== undefined) this.fields = more.fields
  }
}
