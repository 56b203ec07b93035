/**
 * What the console asks to be answered in figures, taken out as a list, or filed as a report. Part of the staff's routes.
 * Every officer gets the figures of the complaints that he may see, and no others. A count of persons that would point at
 * one of them is not in the answer: it is `<5`, or `hidden` where the sum would give a neighbour away.
 */
import * as z from 'zod/mini'
import { category, channels, outcomes, states } from '../domain/complaint.ts'
import { exportEntry, exportFormats, exportsOf } from '../domain/export-entry.ts'
import { cell, figures, flow } from '../domain/figures-shape.ts'
import { languages } from '../domain/languages.ts'
import { partsOfCountry } from '../domain/parts-of-country.ts'
import { queueViews } from '../domain/queue-views.ts'

const instant = z.iso.datetime()
const day = z.iso.date()
const unitRef = z.object({ unitId: z.string(), name: z.string() })
const code = z.string().check(z.regex(/^[\w-]{1,40}$/))
const regionCode = z.string().check(z.regex(/^ML\d{2}$/))
const month = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/))
export const quarter = z.string().check(z.regex(/^\d{4}-T[1-4]$/))

export const regionFigures = z.object({
  /** `none`: the place was not said. */
  region: z.string(),
  ...flow.shape,
  medianDays: z.exactOptional(z.number()),
})
export type RegionFigures = z.infer<typeof regionFigures>

const period = z.object({ from: day, to: day })
const bucket = z.object({ from: day, received: z.int(), resolved: z.int(), becameLate: z.int() })

export const dashboardQuery = z.object({
  from: day,
  to: day,
  /** Another time, to compare with. */
  compareFrom: z.exactOptional(day),
  compareTo: z.exactOptional(day),
  programme: z.exactOptional(code),
  region: z.exactOptional(regionCode),
})
export type DashboardQuery = z.infer<typeof dashboardQuery>

export const dashboard = z.object({
  /** Whose figures these are. */
  coverage: z.object({
    kind: z.enum(['national', 'region', 'units']),
    units: z.array(unitRef),
    /** Regions that one may choose from. */
    regions: z.array(z.string()),
    programmes: z.array(z.object({ programmeId: z.string(), name: z.string() })),
  }),
  period,
  figures,
  comparison: z.exactOptional(z.object({ period, figures, regions: z.array(regionFigures) })),
  /** Days, weeks from Monday, or months, as the period is long. */
  step: z.enum(['day', 'week', 'month']),
  buckets: z.array(bucket),
  comparedBuckets: z.exactOptional(z.array(bucket)),
  categories: z.array(z.object({ category, ...flow.shape })),
  channels: z.array(z.object({ channel: z.enum(channels), received: z.int() })),
  /** Who complained; how fast they were answered is said where there are enough. */
  sexes: z.array(
    z.object({
      sex: z.enum(['woman', 'man', 'unknown']),
      received: cell,
      resolved: cell,
      medianDays: z.exactOptional(z.number()),
    }),
  ),
  languages: z.array(z.object({ language: z.enum(languages), received: cell })),
  /** Empty for those who look over one region or less. */
  regions: z.array(regionFigures),
  /** Whether the north waits longer. Empty for all but the whole country. */
  parts: z.array(
    z.object({ part: z.enum(partsOfCountry), ...flow.shape, medianDays: z.exactOptional(z.number()) }),
  ),
  /** Restricted complaints received in the whole country; only for those who look over it and are cleared for them. */
  restricted: z.exactOptional(cell),
  /** People who asked to talk in private, in the quarter that `to` is in: one count for the country. */
  inPrivate: z.exactOptional(z.object({ quarter, count: cell })),
  countedAt: instant,
})
export type Dashboard = z.infer<typeof dashboard>

/** Whole months, commune by commune. */
export const communeFigures = z.object({
  commune: z.string(),
  name: z.string(),
  cercle: z.string(),
  region: z.string(),
  ...flow.shape,
  medianDays: z.exactOptional(z.number()),
})
export type CommuneFigures = z.infer<typeof communeFigures>
export const dashboardPlaces = z.object({
  months: z.object({ from: month, to: month }),
  communes: z.array(communeFigures),
  /** Received, without a commune. */
  elsewhere: z.int(),
})
export type DashboardPlaces = z.infer<typeof dashboardPlaces>

export const lateByUnit = z.object({
  units: z.array(z.object({ unit: unitRef, late: z.int(), oldestDueOn: day })),
  /** False: there are more than were looked at. */
  complete: z.boolean(),
  countedAt: instant,
})
export type LateByUnit = z.infer<typeof lateByUnit>

export const silentCommittees = z.object({
  days: z.int(),
  /** Committees that have an officer or a relay, how many of them were looked at. */
  committees: z.int(),
  silent: z.array(z.object({ unit: unitRef, received: z.int() })),
  countedAt: instant,
})
export type SilentCommittees = z.infer<typeof silentCommittees>

const said = z.object({ households: z.int(), amountFcfa: z.int() })
export const paymentFigures = z.object({
  due: said,
  /** According to the agencies: paid whole or in part. */
  agencyPaid: said,
  agencySilent: z.int(),
  confirmed: z.int(),
  part: z.int(),
  nothing: z.int(),
  noAnswer: z.int(),
})
export const payments = z.object({
  paydays: z.int(),
  /** Absent: there was no payday. */
  all: z.exactOptional(paymentFigures),
  regions: z.array(z.object({ region: z.string(), paydays: z.int(), ...paymentFigures.shape })),
  /** False: there are more paydays than were counted. */
  complete: z.boolean(),
  countedAt: instant,
})
export type Payments = z.infer<typeof payments>

const reportLine = z.object({
  figures,
  byGroup: z.record(z.string(), cell),
})
/** The quarterly table: one line a programme, one a commune and programme, one a category. Counts as in docs/indicators.md. */
export const quarterReport = z.object({
  quarter,
  period,
  coverage: dashboard.shape.coverage,
  /** False: the quarter is not over, and the figures are as of `countedAt`. */
  over: z.boolean(),
  figures,
  programmes: z.array(z.object({ programme: z.string(), name: z.string(), ...reportLine.shape })),
  communes: z.array(
    z.object({
      programme: z.string(),
      region: z.string(),
      cercle: z.exactOptional(z.string()),
      commune: z.exactOptional(z.string()),
      name: z.string(),
      cercleName: z.string(),
      regionName: z.string(),
      ...reportLine.shape,
    }),
  ),
  categories: z.array(z.object({ category, ...flow.shape })),
  sexes: dashboard.shape.sexes,
  channels: dashboard.shape.channels,
  languages: dashboard.shape.languages,
  restricted: z.exactOptional(cell),
  inPrivate: z.exactOptional(cell),
  silentCommittees: z.exactOptional(z.int()),
  countedAt: instant,
})
export type QuarterReport = z.infer<typeof quarterReport>

/** The same filters as the queue's. */
export const exportFilter = z.object({
  view: z._default(z.enum(queueViews), 'open'),
  category: z.exactOptional(z.string()),
  region: z.exactOptional(z.string()),
  cercle: z.exactOptional(z.string()),
  commune: z.exactOptional(z.string()),
  state: z.exactOptional(z.enum(states)),
  channel: z.exactOptional(z.enum(channels)),
  programme: z.exactOptional(z.string()),
})
export type ExportFilter = z.infer<typeof exportFilter>

/** One complaint of a list that is taken out. There is no room in it for a name, a number or words. */
export const exportRow = z.object({
  reference: z.string(),
  state: z.enum(states),
  category,
  region: z.exactOptional(z.string()),
  cercle: z.exactOptional(z.string()),
  commune: z.exactOptional(z.string()),
  programme: z.string(),
  channel: z.enum(channels),
  language: z.enum(languages),
  sex: z.exactOptional(z.enum(['woman', 'man'])),
  anonymous: z.boolean(),
  assisted: z.boolean(),
  owner: z.string(),
  receivedAt: instant,
  acknowledgedAt: z.exactOptional(instant),
  dueAt: instant,
  late: z.boolean(),
  outcome: z.exactOptional(z.enum(outcomes)),
  decidedAt: z.exactOptional(instant),
  satisfied: z.exactOptional(z.boolean()),
  reopened: z.int(),
})
export type ExportRow = z.infer<typeof exportRow>
/** With what was said, for those who handle it and asked for the words. */
export const exportRowWithWords = z.object({
  ...exportRow.shape,
  village: z.exactOptional(z.string()),
  text: z.exactOptional(z.string()),
  decision: z.exactOptional(z.string()),
})
export type ExportRowWithWords = z.infer<typeof exportRowWithWords>

export const startExport = z.object({
  what: z.enum(exportsOf),
  format: z.enum(exportFormats),
  filter: z._default(exportFilter, { view: 'open' }),
  quarter: z.exactOptional(quarter),
  withWords: z._default(z.boolean(), false),
})

export const dashboardRoutes = {
  dashboard: {
    method: 'GET',
    path: '/api/dashboard',
    summary: 'Figures of a time, and of another to compare with, over what I look over',
    query: dashboardQuery,
    response: dashboard,
  },
  dashboardPlaces: {
    method: 'GET',
    path: '/api/dashboard/places',
    summary: 'Figures commune by commune, in whole months',
    query: z.object({
      from: month,
      to: month,
      programme: z.exactOptional(code),
      region: z.exactOptional(regionCode),
    }),
    response: dashboardPlaces,
  },
  lateByUnit: {
    method: 'GET',
    path: '/api/dashboard/late',
    summary: 'Who has late complaints now, the most first',
    query: z.object({ programme: z.exactOptional(code), region: z.exactOptional(regionCode) }),
    response: lateByUnit,
  },
  silentCommittees: {
    method: 'GET',
    path: '/api/dashboard/committees',
    summary: 'Committees of which nobody did anything for 60 days',
    response: silentCommittees,
  },
  payments: {
    method: 'GET',
    path: '/api/dashboard/payments',
    summary: 'Payments that the agencies say against what the households say',
    query: z.object({
      from: day,
      to: day,
      programme: z.exactOptional(code),
      region: z.exactOptional(regionCode),
    }),
    response: payments,
  },
  quarterReport: {
    method: 'GET',
    path: '/api/reports/quarter',
    summary: 'The quarterly table, by programme and by commune',
    query: z.object({ quarter, programme: z.exactOptional(code) }),
    response: quarterReport,
  },
  startExport: {
    method: 'POST',
    path: '/api/exports',
    summary: 'Begin to take a list out; who, when and what are kept',
    body: startExport,
    response: exportEntry,
    status: 201,
  },
  exportRows: {
    method: 'GET',
    path: '/api/exports/{exportId}/rows',
    summary: 'The next rows of a list that one began to take out',
    query: z.object({ cursor: z.exactOptional(z.string().check(z.maxLength(2000))) }),
    response: z.object({
      rows: z.array(z.union([exportRowWithWords, exportRow])),
      cursor: z.exactOptional(z.string()),
    }),
  },
  listExports: {
    method: 'GET',
    path: '/api/exports',
    summary: 'What was taken out in a month: one’s own, or everybody’s for those who look over all',
    query: z.object({ month: z.exactOptional(month) }),
    response: z.object({ month, items: z.array(exportEntry) }),
  },
} as const
