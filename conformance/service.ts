/** The service under test, as it is described to the kit, and the dialect that it is spoken to in. */
import { readFileSync } from 'node:fs'
import type { Door } from './scenario.ts'

export interface Dialect {
  readonly name: string
  readonly says: string
  readonly networkCode: string
  readonly number: 'international' | 'bare'
  readonly date: 'plain' | 'iso'
  /** It waits no longer for the answer to a hop. */
  readonly answerWithinSeconds: number
  readonly headers: Readonly<Record<string, string>>
}

/** A profile file. Paths are added to the base URL; without `paths` the base URL itself takes USSD callbacks. */
export interface Profile {
  readonly name: string
  readonly paths?: Readonly<Partial<Record<Door, string>>>
  readonly serviceCode?: string
  /** The first characters of the numbers that call; six digits follow. */
  readonly numbers?: string
  /** What a caller who was never heard of presses, up to the end. Without it the kit presses 1 until the call ends. */
  readonly journey?: readonly string[]
  /** What is pressed to come to a question that takes words, and a digit that leads on from the screen after it. */
  readonly words?: { readonly inputs: readonly string[]; readonly next: string }
  /** An SMS that the service answers with one SMS. */
  readonly asks?: string
}

export interface Adapter {
  /** How many things people said the service keeps: complaints, orders, votes. Called when all is quiet. */
  stored(): Promise<number>
  /** Called when the service stopped answering: starts it again where it stood, if it fell over. */
  revive?(): Promise<void>
}

export const readDialect = (name: string): Dialect =>
  JSON.parse(readFileSync(new URL(`./dialects/${name}.json`, import.meta.url), 'utf8')) as Dialect

export const addressOf = (base: string, profile: Profile, door: Door): string | undefined => {
  const path = profile.paths ? profile.paths[door] : door === 'ussd' ? '' : undefined
  return path === undefined ? undefined : `${base.replace(/\/$/, '')}${path}`
}
