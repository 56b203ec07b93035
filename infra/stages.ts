/**
 * All that differs between the places where Jigikan stands. Nothing else asks which stage it is in.
 *
 * `told` is what only the team can know, because somebody else gives it to them. Until it is filled in it holds the words
 * of `notYetKnown`, and CloudFormation refuses the deployment in one sentence (see lay-out.ts).
 */
export const stageNames = ['dev', 'staging', 'live'] as const
export type StageName = (typeof stageNames)[number]

export const notYetKnown = {
  alarmEmail: 'on-call@jigikan.example',
  domain: 'plaintes.jigikan.example',
  emailFrom: 'Jigikan <plaintes@jigikan.example>',
  ussdCode: '*000#',
  gatewayUsername: 'example',
} as const

export interface StageSheet {
  readonly name: StageName
  /** Where the data lies. No region is in Mali: read docs/deploy.md before the first person is asked to dial. */
  readonly region: string
  /** What holds data outlives its stack, and cannot be deleted by a slip. */
  readonly keepsData: boolean
  /**
   * Hops that may be answered at the same moment: kept for the line whatever else runs, and no more than these. Undefined
   * where the account has too little to keep any of it aside: a new one starts with ten for everything.
   */
  readonly lineAtOnce: number | undefined
  /** SMS batches that may be on their way to the gateway at the same moment; at least 2. */
  readonly sendersAtOnce: number
  readonly reminders: {
    /** To the gateway, each for up to 100 people. It publishes no limit: ask it before you raise this. */
    readonly callsPerSecond: number
    /** `XOF 250000`, in the currency of the gateway's account: from 80 % on weekly reminders wait, at 100 % all but corrections. */
    readonly monthlyBudget: string
    /** One part of an SMS, by network. A price that nobody confirmed says so: `orange=12`; one that was: `orange=11(contrat)`. */
    readonly smsPrices: string
  }
  /** Requests a second, and how many more for a moment: of the line, and of every other route. */
  readonly rates: Readonly<Record<'line' | 'others', { readonly rate: number; readonly burst: number }>>
  /** People are expected to dial every day: a day without a call is an alarm. */
  readonly expectsCallers: boolean
  /** Cognito's Plus plan: refuses passwords known to have leaked, and sign-ins that look stolen. Paid by the user. */
  readonly threatProtection: boolean
  readonly logDays: 7 | 30 | 90
  readonly budgetUsd: number
  /** First part of the sign-in's address, `<prefix>.auth.<region>.amazoncognito.com`: nobody else in the region may have it. */
  readonly signInPrefix: string
  /** The day when secrets were last changed. A new day gives fresh containers to every function that reads one. */
  readonly secretsReadOn: string
  readonly told: {
    /** Who is woken. */
    readonly alarmEmail: string
    /** Without one the console lives at CloudFront's own address. */
    readonly domain?: string
    readonly emailFrom: string
    readonly ussdCode: string
    readonly gatewayUsername: string
    /** As registered with the networks; without one the gateway picks its own. */
    readonly senderId?: string
    /** Told to callers who want nobody to call them back. */
    readonly helpline?: string
  }
}

/** An assumption to reckon with, until the contract with the gateway says what an SMS to each network costs. */
const smsPrices = 'XOF orange=12 moov=12 telecel=12 other=12'

export const stages: Readonly<Record<StageName, StageSheet>> = {
  dev: {
    name: 'dev',
    region: 'eu-west-3',
    keepsData: false,
    lineAtOnce: undefined,
    sendersAtOnce: 2,
    reminders: { callsPerSecond: 2, monthlyBudget: 'XOF 10000', smsPrices },
    rates: { line: { rate: 20, burst: 40 }, others: { rate: 20, burst: 40 } },
    expectsCallers: false,
    threatProtection: false,
    logDays: 7,
    budgetUsd: 40,
    signInPrefix: 'jigikan-dev',
    secretsReadOn: '2026-11-22',
    told: {
      alarmEmail: notYetKnown.alarmEmail,
      emailFrom: notYetKnown.emailFrom,
      ussdCode: notYetKnown.ussdCode,
      // The gateway's own simulator: nothing that it sends reaches a phone.
      gatewayUsername: 'sandbox',
    },
  },
  staging: {
    name: 'staging',
    region: 'eu-west-3',
    keepsData: false,
    lineAtOnce: 20,
    sendersAtOnce: 2,
    reminders: { callsPerSecond: 2, monthlyBudget: 'XOF 10000', smsPrices },
    rates: { line: { rate: 50, burst: 100 }, others: { rate: 50, burst: 100 } },
    expectsCallers: false,
    threatProtection: false,
    logDays: 30,
    budgetUsd: 60,
    signInPrefix: 'jigikan-staging',
    secretsReadOn: '2026-11-22',
    told: notYetKnown,
  },
  live: {
    name: 'live',
    region: 'eu-west-3',
    keepsData: true,
    // A hop takes a fifth of a second at most: 100 at once are 500 callers a second pressing a key.
    lineAtOnce: 100,
    sendersAtOnce: 5,
    reminders: { callsPerSecond: 5, monthlyBudget: 'XOF 2000000', smsPrices },
    rates: { line: { rate: 300, burst: 600 }, others: { rate: 100, burst: 200 } },
    expectsCallers: true,
    threatProtection: true,
    logDays: 90,
    budgetUsd: 200,
    signInPrefix: 'jigikan-live',
    secretsReadOn: '2026-11-22',
    told: notYetKnown,
  },
}

/** What has still to be asked for, by its name in the sheet. */
export const stillUnknown = ({ told }: StageSheet): string[] =>
  Object.entries(notYetKnown)
    .filter(([name, value]) => told[name as keyof typeof notYetKnown] === value)
    .map(([name]) => name)
