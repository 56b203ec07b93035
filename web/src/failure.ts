/** Why something asked of the server did not happen, in the kinds that an officer can do something about. */
import type { Problem } from '../../shared/contracts/staff-api.ts'
import type { TextKey } from '../../shared/i18n/console-texts.ts'

export type FailureCode =
  | 'offline'
  | 'slow'
  | 'signed-out'
  | 'not-found'
  | 'not-allowed'
  | 'wrong-state'
  | 'stale'
  | 'invalid'
  | 'already-done'
  | 'too-many'
  | 'too-large'
  | 'fault'

export class Failure extends Error {
  override readonly name = 'Failure'
  readonly code: FailureCode
  /** Field → what the server says of it. */
  readonly fields: Readonly<Record<string, string>>
  /** With `stale`: what it is now. */
  readonly fresh: unknown

  constructor(code: FailureCode, problem: Partial<Problem> = {}, cause?: unknown) {
    super(problem.detail ?? code, { cause })
    this.code = code
    this.fields = problem.fields ?? {}
    this.fresh = problem.fresh
  }
}

const byStatus: Readonly<Record<number, FailureCode>> = {
  400: 'invalid',
  401: 'signed-out',
  403: 'not-allowed',
  404: 'not-found',
  409: 'wrong-state',
  412: 'stale',
  413: 'too-large',
  422: 'invalid',
  429: 'too-many',
}
const refusals: readonly string[] = [
  'not-found',
  'not-allowed',
  'wrong-state',
  'stale',
  'invalid',
  'already-done',
] satisfies readonly FailureCode[]

/** The problem's own code where it has one of the rules' words, else what its status says. */
export async function failureOf(response: Response): Promise<Failure> {
  const problem = (await response.json().catch(() => ({}))) as Partial<Problem>
  const code = refusals.includes(problem.code ?? '')
    ? (problem.code as FailureCode)
    : (byStatus[response.status] ?? 'fault')
  return new Failure(code, problem)
}

export const asFailure = (fault: unknown): Failure =>
  fault instanceof Failure ? fault : new Failure('fault', {}, fault)

/** The server was not reached: what is known on the device may serve. */
export const isAway = ({ code }: Failure): boolean => code === 'offline' || code === 'slow'

const sentences: Readonly<Record<FailureCode, TextKey>> = {
  offline: 'error.offline',
  slow: 'error.slow',
  'signed-out': 'error.signedOut',
  'not-found': 'error.notFound',
  'not-allowed': 'error.notAllowed',
  'wrong-state': 'error.wrongState',
  stale: 'error.stale',
  invalid: 'error.invalid',
  'already-done': 'error.alreadyDone',
  'too-many': 'error.tooMany',
  'too-large': 'error.tooLarge',
  fault: 'error.fault',
}
export const sentenceOf = ({ code }: Failure): TextKey => sentences[code]
