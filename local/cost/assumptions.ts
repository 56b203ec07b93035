/**
 * Everything that the cost model takes for granted, in one place, each with why. Prices are list prices in US dollars without
 * tax or free tier, entered by hand: check them at the provider's own page before deciding anything.
 */

/** Per month unless said otherwise. Entered in November 2026, to be checked: no price is read from the network. */
export const prices = {
  'eu-west-3': {
    name: 'Paris',
    writeUnit: 0.7423 / 1e6,
    readUnit: 0.1484 / 1e6,
    storedGb: 0.297,
    backedUpGb: 0.2376,
    lambdaGbSecond: 0.0000133334,
    lambdaRequest: 0.2 / 1e6,
    httpRequest: 1.17 / 1e6,
    queueRequest: 0.4 / 1e6,
    loggedGb: 0.5985,
    firewallBase: 9,
    firewallRequest: 0.6 / 1e6,
    key: 1,
    secret: 0.4,
    alarm: 0.1,
    metric: 0.3,
    sentEmail: 0.1 / 1000,
  },
  'eu-west-1': {
    name: 'Dublin',
    writeUnit: 0.705 / 1e6,
    readUnit: 0.141 / 1e6,
    storedGb: 0.283,
    backedUpGb: 0.226,
    lambdaGbSecond: 0.0000133334,
    lambdaRequest: 0.2 / 1e6,
    httpRequest: 1.11 / 1e6,
    queueRequest: 0.4 / 1e6,
    loggedGb: 0.57,
    firewallBase: 9,
    firewallRequest: 0.6 / 1e6,
    key: 1,
    secret: 0.4,
    alarm: 0.1,
    metric: 0.3,
    sentEmail: 0.1 / 1000,
  },
  'af-south-1': {
    name: 'Cape Town',
    writeUnit: 0.8375 / 1e6,
    readUnit: 0.1675 / 1e6,
    storedGb: 0.3383,
    backedUpGb: 0.2706,
    lambdaGbSecond: 0.0000176667,
    lambdaRequest: 0.265 / 1e6,
    httpRequest: 1.32 / 1e6,
    queueRequest: 0.5 / 1e6,
    loggedGb: 0.7553,
    firewallBase: 9,
    firewallRequest: 0.6 / 1e6,
    key: 1,
    secret: 0.4,
    alarm: 0.1,
    metric: 0.3,
    sentEmail: 0.1 / 1000,
  },
} as const
export type RegionName = keyof typeof prices
export type Prices = {
  readonly [K in keyof (typeof prices)['eu-west-3']]: K extends 'name' ? string : number
}

/** What the field does. Sources: docs of similar lines for the rates; the rest is to be replaced by one's own figures. */
export const field = {
  /** Complaints and questions a month for each 1 000 households, outside payment weeks. 2 to 5 elsewhere. */
  complaintsPer1000: 3.5,
  /** By how much in the week of a payday. 8 to 10 elsewhere. */
  paymentWeekTimes: 9,
  /** Weeks of a household's month that are its payment week: one payday every three months. */
  paymentWeeksAMonth: 1 / 3,
  /** Households that can be written to. */
  withPhone: 0.7,
  /** Of those asked, how many say whether the money came. */
  answersConfirmation: 0.35,
  /** SMS for each complaint: receipt, question or decision, outcome. */
  smsPerComplaint: 3,
  segmentsPerSms: 1.2,
  /** Calls that end without filing anything, for each that files. */
  callsPerFiling: 2.5,
  /** What an officer's handling of one complaint asks of the staff API. */
  staffRequestsPerComplaint: 40,
  commands: 5,
  /** US dollars a segment to a Malian number. Not known: to be had in writing from the gateway. */
  smsPriceUsd: 0.03,
  /** US dollars a USSD session where the network bills them to the programme. Not known. */
  ussdSessionUsd: 0.01,
  yearsKept: 3,
} as const

/** Measured here (`npm run bench -- hops`, `-- reminders`), or read off the code; bytes are what an item takes with its indexes. */
export const measured = {
  call: { hops: 5, readUnits: 2, writeUnits: 19, writeUnitsWithoutFiling: 5 },
  /** What the conveyor writes for one complaint from its receipt to its end: messages, counters, feed, moves of its line. */
  conveyorWriteUnits: 60,
  commandWriteUnits: 16,
  staffReadUnits: 12,
  reminderWriteUnits: 2,
  confirmationWriteUnits: 8,
  complaintBytes: 9000,
  householdBytes: 1500,
  dueLineBytes: 700,
  hopMs: 35,
  otherMs: 60,
  logBytesPerInvocation: 600,
} as const
