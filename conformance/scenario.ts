/** What a scenario is: data that says what a gateway does, what must hold whatever it does, and who is hurt when it does not. */
import { readdirSync, readFileSync } from 'node:fs'

/** Where the misbehaviour is known from. `derived`: follows from the documented form, and is on no record. */
export const sources = ['documented', 'captured', 'reported', 'derived'] as const

export type Door = 'ussd' | 'ended' | 'sms' | 'reports' | 'optOuts'
/** Without one of these a scenario does not apply. `words`: a way to a question that takes words. */
export type Need = Door | 'journey' | 'words' | 'sending' | 'patience'

/** How a request differs from what the dialect would send. */
export interface Twist {
  /** Part of these answers are looked at together. */
  readonly name?: string
  /** So many at the same moment. */
  readonly copies?: number
  readonly fields?: Readonly<Record<string, string>>
  readonly without?: readonly string[]
  readonly number?: 'international' | 'bare' | 'space' | 'name'
  readonly contentType?: string
  /** The whole body as it is, for what no form looks like; `{number}` and `{session}` are filled in. */
  readonly raw?: string
}
/**
 * `{..2}` the first two inputs of the journey, `{words}` the way to a question that takes words, `{long}` four thousand
 * characters, `{megabyte}` a million.
 */
export type Step =
  | ({ readonly do: 'hop'; readonly call: string; readonly text: string } & Twist)
  /** The journey's hops one after the other, from so many inputs to so many; without `to`, to its end. */
  | { readonly do: 'hops'; readonly call: string; readonly from?: number; readonly to?: number }
  | ({ readonly do: 'end'; readonly call: string; readonly status: string } & Twist)
  | ({ readonly do: 'sms'; readonly from?: string; readonly text?: string; readonly id?: string } & Twist)
  | ({ readonly do: 'report'; readonly id?: string; readonly status: string } & Twist)
  | ({ readonly do: 'opt-out'; readonly from?: string } & Twist)
  /** So many callers at once, each through the whole journey. */
  | { readonly do: 'crowd'; readonly calls: number }
  /** Every digit, and every digit after it. */
  | { readonly do: 'explore'; readonly depth: number }
  /** From now on the gateway answers what the service sends in this way, so many times, then well. */
  | { readonly do: 'gateway'; readonly answers: Answering; readonly times: number }
  /** A person asks for something that the service answers by SMS. */
  | { readonly do: 'ask'; readonly from: string }
  | { readonly do: 'await-sends'; readonly count: number; readonly seconds: number }
  | { readonly do: 'wait'; readonly seconds: number }

export type Answering =
  | 'well'
  | 'wrong-sender'
  | 'throttled'
  | 'broken-after-accepting'
  | 'silent'
  | 'web-page'
  | 'report-first'

export type Check =
  /** Every answer to a hop: 200, and begins with `CON ` or `END `. */
  | { readonly check: 'screens'; readonly of?: string }
  /** 200, and nothing else counts. */
  | { readonly check: 'acknowledged'; readonly of?: string }
  /** An answer came, and it is not a 5xx. */
  | { readonly check: 'no-fault'; readonly of?: string }
  /** Byte for byte. */
  | { readonly check: 'same'; readonly of: string }
  /** The same but for digits: references, days and amounts may differ. */
  | { readonly check: 'alike'; readonly of: readonly string[] }
  /** Like the answer after so many inputs in a call that nothing disturbed; `-1`: the last. */
  | { readonly check: 'as-undisturbed'; readonly of: string; readonly after: number }
  | { readonly check: 'continues'; readonly of: string }
  /** Another screen. */
  | { readonly check: 'differs'; readonly of: string; readonly from: string }
  /** Every finished call ended, and no two were told the same reference. */
  | { readonly check: 'own-endings' }
  /** What the adapter counts has grown by so much. */
  | { readonly check: 'stored'; readonly by?: number; readonly atMost?: number }
  | { readonly check: 'plain-text' }
  | { readonly check: 'no-ornament' }
  | { readonly check: 'fits' }
  | { readonly check: 'gsm7' }
  | { readonly check: 'in-time' }
  /** How often the service sent an SMS to whoever asked. */
  | { readonly check: 'sends'; readonly atLeast?: number; readonly atMost?: number }
  | { readonly check: 'well-formed-sends' }

export interface Scenario {
  readonly id: string
  readonly group: string
  readonly gateway: string
  readonly holds: string
  readonly hurts: string
  readonly source: (typeof sources)[number]
  readonly needs: readonly Need[]
  readonly steps: readonly Step[]
  readonly expect: readonly Check[]
}

const folder = new URL('./scenarios/', import.meta.url)

export function readScenarios(): readonly Scenario[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as readonly Scenario[])
}
