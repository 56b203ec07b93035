/**
 * Paydays, how discreet communes are, and files being taken in, as they cross the wire. Days are days of Mali
 * (`2026-12-03`); amounts are whole FCFA.
 */
import * as z from 'zod/mini'
import {
  badRow,
  fileProblems,
  importDefaults,
  importStates,
  largestFileBytes,
} from '../domain/import-file.ts'
import { disclosures, paydayStates, site } from '../domain/payday.ts'
import { paydayEventTypes } from '../domain/payday-commands.ts'

const words = (max: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(max))
const instant = z.iso.datetime()
const day = z.iso.date()
const count = z.int()
const timeOfDay = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/))
const window = z.object({ from: timeOfDay, to: timeOfDay })
const whose = z.object({ officerId: z.string(), name: z.string(), unit: z.exactOptional(z.string()) })

/** From the list to the money: every figure counts households of the payday. */
export const paydayFunnel = z.object({
  due: count,
  dueFcfa: count,
  /** With a number to write to. */
  reachable: count,
  paid: count,
  paidPart: count,
  notPaid: count,
  /** Not in the agency's results so far. */
  noResult: count,
  paidFcfa: count,
})
export type PaydayFunnel = z.infer<typeof paydayFunnel>

export const paydayRow = z.object({
  paydayId: z.string(),
  version: z.int(),
  programme: z.object({ programmeId: z.string(), name: z.string() }),
  round: z.string(),
  site,
  siteId: z.string(),
  /** Names of the place, from its region down. */
  region: z.object({ code: z.string(), name: z.string() }),
  cercle: z.object({ code: z.string(), name: z.string() }),
  commune: z.object({ code: z.string(), name: z.string() }),
  day,
  window: z.exactOptional(window),
  agency: z.object({ agencyId: z.string(), name: z.string() }),
  amountFcfa: count,
  disclosure: z.enum(disclosures),
  state: z.enum(paydayStates),
  cancelledBecause: z.exactOptional(z.string()),
  funnel: paydayFunnel,
})
export type PaydayRow = z.infer<typeof paydayRow>

export const paydayCommandTypes = ['amend', 'move', 'cancel', 'set_disclosure'] as const
export const paydayDetail = z.object({
  ...paydayRow.shape,
  createdAt: instant,
  updatedAt: instant,
  /** How discreet its commune is: it may be more so, never less. */
  communeDisclosure: z.enum(disclosures),
  history: z.array(
    z.object({
      id: z.string(),
      at: instant,
      type: z.enum(paydayEventTypes),
      by: z.object({ name: z.exactOptional(z.string()), unit: z.exactOptional(z.string()) }),
      data: z.record(z.string(), z.string()),
    }),
  ),
  /** What this officer may do now: the buttons. */
  commands: z.array(z.enum(paydayCommandTypes)),
  /** Whether what households said is for this officer. */
  hearsHouseholds: z.boolean(),
})
export type PaydayDetail = z.infer<typeof paydayDetail>

export const paydayQuery = z.object({
  /** `2026-12`, or both days; the running month otherwise. At most 93 days at once. */
  month: z.exactOptional(z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/))),
  from: z.exactOptional(day),
  to: z.exactOptional(day),
  programme: z.exactOptional(z.string()),
  region: z.exactOptional(z.string()),
  commune: z.exactOptional(z.string()),
  agency: z.exactOptional(z.string()),
  state: z.exactOptional(z.enum(paydayStates)),
  cursor: z.exactOptional(z.string().check(z.maxLength(400))),
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(200)), 100),
})
export type PaydayQuery = z.infer<typeof paydayQuery>
export const paydayList = z.object({
  /** By day. */
  items: z.array(paydayRow),
  cursor: z.exactOptional(z.string()),
  from: day,
  to: day,
  /** Whether this officer plans paydays anywhere. */
  mayPlan: z.boolean(),
})

export const newPayday = z.object({
  programme: words(40),
  /** `2026-T4`: capitals, digits and dashes. */
  round: words(20),
  site: z.object({
    commune: z.string().check(z.regex(/^\d{8}$/)),
    village: z.exactOptional(words(80)),
    point: z.exactOptional(words(80)),
  }),
  day,
  window: z.exactOptional(window),
  agency: words(40),
  amountFcfa: count,
  disclosure: z.exactOptional(z.enum(disclosures)),
})
export const paydayCommand = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('amend'),
    agency: z.exactOptional(words(40)),
    amountFcfa: z.exactOptional(count),
    window: z.exactOptional(z.nullable(window)),
  }),
  z.object({
    type: z.literal('move'),
    day,
    window: z.exactOptional(z.nullable(window)),
    reason: words(300),
  }),
  z.object({ type: z.literal('cancel'), reason: words(300) }),
  z.object({ type: z.literal('set_disclosure'), disclosure: z.enum(disclosures), reason: words(300) }),
])

export const dueLineRow = z.object({
  householdId: z.string(),
  amountFcfa: count,
  reachable: z.boolean(),
  paid: z.exactOptional(
    z.object({
      result: z.enum(['paid', 'part', 'not_paid']),
      amountFcfa: count,
      on: z.exactOptional(day),
      at: instant,
    }),
  ),
  /** Absent for the agency that paid. */
  said: z.exactOptional(
    z.object({
      answer: z.enum(['all', 'part', 'nothing']),
      amountFcfa: z.exactOptional(count),
      at: instant,
      complaintId: z.exactOptional(z.string()),
    }),
  ),
})
export type DueLineRow = z.infer<typeof dueLineRow>

export const communeDisclosureRow = z.object({
  commune: z.object({ code: z.string(), name: z.string() }),
  /** 0: nobody has said anything, and it is `cautious`. */
  version: z.int(),
  disclosure: z.enum(disclosures),
  reason: z.exactOptional(z.string()),
  setAt: z.exactOptional(instant),
  setBy: z.exactOptional(z.string()),
  maySet: z.boolean(),
})
export const communeDisclosureDetail = z.object({
  ...communeDisclosureRow.shape,
  history: z.array(
    z.object({
      at: instant,
      disclosure: z.enum(disclosures),
      reason: z.string(),
      by: z.exactOptional(z.string()),
    }),
  ),
})

export const importRow = z.object({
  importId: z.string(),
  version: z.int(),
  /** `payment-list`, `payment-results`, … */
  kind: z.string(),
  fileName: z.string(),
  sizeBytes: count,
  dryRun: z.boolean(),
  state: z.enum(importStates),
  problem: z.exactOptional(z.enum(fileProblems)),
  missing: z.exactOptional(z.array(z.string())),
  /** All rows of the file, once they were counted. */
  rows: z.exactOptional(count),
  read: count,
  taken: count,
  unchanged: count,
  bad: count,
  planned: count,
  sameAs: z.exactOptional(z.string()),
  by: whose,
  createdAt: instant,
  updatedAt: instant,
  finishedAt: z.exactOptional(instant),
})
export type ImportRow = z.infer<typeof importRow>
export const importDetail = z.object({
  ...importRow.shape,
  defaults: importDefaults,
  /** The first of the bad rows; all of them are in the file. */
  badRows: z.array(badRow),
  hasBadRowsFile: z.boolean(),
  commands: z.array(z.enum(['cancel', 'resume'])),
})
export type ImportDetail = z.infer<typeof importDetail>

export const newImport = z.object({
  kind: words(40),
  fileName: words(200),
  sizeBytes: z.int().check(z.minimum(1), z.maximum(largestFileBytes)),
  dryRun: z.boolean(),
  defaults: z.exactOptional(importDefaults),
})
export const startedImport = z.object({
  importId: z.string(),
  /** The file goes there with one PUT, exactly as many bytes as were announced, within an hour. */
  upload: z.object({
    method: z.literal('PUT'),
    url: z.string(),
    headers: z.record(z.string(), z.string()),
    expiresAt: instant,
  }),
})
export const importKindRow = z.object({
  kind: z.string(),
  /** In French, as they may head a column of the file. */
  columns: z.array(z.object({ names: z.array(z.string()), needed: z.boolean(), example: z.string() })),
  defaults: z.array(z.string()),
})

export const paydayRoutes = {
  listPaydays: {
    method: 'GET',
    path: '/api/paydays',
    summary: 'Paydays of a month, or of some days, that I may see',
    query: paydayQuery,
    response: paydayList,
  },
  readPayday: {
    method: 'GET',
    path: '/api/paydays/{paydayId}',
    summary: 'One payday with its funnel and its history',
    response: paydayDetail,
    versioned: true,
  },
  planPayday: {
    method: 'POST',
    path: '/api/paydays',
    summary: 'Plan a payday',
    body: newPayday,
    response: paydayDetail,
    status: 201,
    idempotent: true,
  },
  commandPayday: {
    method: 'POST',
    path: '/api/paydays/{paydayId}/commands',
    summary: 'Amend, move or cancel a payday, or say how discreet it is',
    body: paydayCommand,
    response: paydayDetail,
    versioned: true,
    idempotent: true,
  },
  listDueLines: {
    method: 'GET',
    path: '/api/paydays/{paydayId}/lines',
    summary: 'Who is due what on a payday, by household',
    query: z.object({
      cursor: z.exactOptional(z.string().check(z.maxLength(200))),
      limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(200)), 100),
    }),
    response: z.object({ items: z.array(dueLineRow), cursor: z.exactOptional(z.string()) }),
  },
  listDisclosures: {
    method: 'GET',
    path: '/api/disclosures',
    summary: 'Communes that said how much may be known beforehand; all others are cautious',
    response: z.object({ items: z.array(communeDisclosureRow) }),
  },
  readDisclosure: {
    method: 'GET',
    path: '/api/disclosures/{commune}',
    summary: 'How discreet a commune is, and since when',
    response: communeDisclosureDetail,
    versioned: true,
  },
  setDisclosure: {
    method: 'POST',
    path: '/api/disclosures/{commune}',
    summary: 'Say how discreet a commune is; planned paydays that are more open become as discreet',
    body: z.object({ disclosure: z.enum(disclosures), reason: words(300) }),
    response: communeDisclosureDetail,
    versioned: true,
  },
  importKinds: {
    method: 'GET',
    path: '/api/import-kinds',
    summary: 'Kinds of file that I may send, with their columns',
    response: z.object({ items: z.array(importKindRow) }),
  },
  listImports: {
    method: 'GET',
    path: '/api/imports',
    summary: 'Files sent lately, newest first',
    response: z.object({ items: z.array(importRow) }),
  },
  startImport: {
    method: 'POST',
    path: '/api/imports',
    summary: 'Announce a file; the answer says where to send it',
    body: newImport,
    response: startedImport,
    status: 201,
    idempotent: true,
  },
  readImport: {
    method: 'GET',
    path: '/api/imports/{importId}',
    summary: 'How far a file is, and the first of its bad rows',
    response: importDetail,
    versioned: true,
  },
  commandImport: {
    method: 'POST',
    path: '/api/imports/{importId}/commands',
    summary: 'Stop a file, or go on with it where it stopped',
    body: z.discriminatedUnion('type', [
      z.object({ type: z.literal('cancel') }),
      z.object({ type: z.literal('resume') }),
    ]),
    response: importDetail,
  },
  badRowsFile: {
    method: 'POST',
    path: '/api/imports/{importId}/bad-rows',
    summary: 'Where to fetch the bad rows as a CSV file, within five minutes',
    response: z.object({ url: z.string(), expiresAt: instant }),
  },
} as const
