/** What a bad day is: what goes wrong, what it came to. */
import type { Account } from './account.ts'
import type { Heard } from './callers.ts'

export interface Outcome {
  /** What was done, in figures. */
  readonly done: string
  readonly heard: Heard
  readonly account: Account
  readonly recoveryMs: number
  /** Other things that had to be there once: name → how many were due, are there, are there twice. */
  readonly others?: Readonly<
    Record<string, { readonly due: number; readonly there: number; readonly twice: number }>
  >
}

export interface Scenario {
  readonly name: string
  /** What goes wrong, for the page. */
  readonly trouble: string
  run(): Promise<Outcome>
}

export const lostIn = ({ account, others = {} }: Outcome): number =>
  account.lost + Object.values(others).reduce((sum, { due, there }) => sum + Math.max(0, due - there), 0)
export const doubledIn = ({ account, others = {} }: Outcome): number =>
  account.doubled + Object.values(others).reduce((sum, { twice }) => sum + twice, 0)
