/**
 * A file being taken in, as it is kept: who sent it, how far it was read, what became of its rows. Rows are counted from
 * the first after the heading; `line` is the line of the file, the heading being the first.
 */
import * as z from 'zod/mini'
import { instant } from './complaint.ts'

export const importStates = [
  /** It has an address to be sent to. */
  'awaiting_file',
  'running',
  /** Every row was looked at. */
  'done',
  /** Not a file that can be read at all: `problem` says why. */
  'unreadable',
  /** An officer stopped it; what was taken is kept, and it may go on. */
  'cancelled',
] as const
export type ImportState = (typeof importStates)[number]

export const fileProblems = [
  'empty',
  'not-a-table',
  'columns-missing',
  'too-many-rows',
  'too-large',
  'gone',
] as const
export type FileProblem = (typeof fileProblems)[number]

export const largestFileBytes = 64 * 1024 * 1024
export const mostRows = 200_000
export const mostColumns = 60

/** What an officer says once for all rows that do not say it themselves. */
export const importDefaults = z.lazy(() =>
  z.object({
    programme: z.exactOptional(z.string()),
    round: z.exactOptional(z.string()),
    agency: z.exactOptional(z.string()),
    /** A row whose payday is not planned yet plans it. */
    createPaydays: z.exactOptional(z.boolean()),
  }),
)
export type ImportDefaults = z.infer<typeof importDefaults>

export const importFile = z.lazy(() =>
  z.object({
    importId: z.string(),
    version: z.int(),
    /** `payment-list`, `payment-results`, …: see import-kinds.ts. */
    fileKind: z.string(),
    fileName: z.string(),
    sizeBytes: z.int(),
    /** Everything is proved and nothing is kept. */
    dryRun: z.boolean(),
    defaults: importDefaults,
    state: z.enum(importStates),
    problem: z.exactOptional(z.enum(fileProblems)),
    /** Columns that were looked for in vain. */
    missing: z.exactOptional(z.readonly(z.array(z.string()))),
    /** SHA-256 of the file, once it was read through. */
    digest: z.exactOptional(z.string()),
    encoding: z.exactOptional(z.enum(['utf-8', 'windows-1252'])),
    delimiter: z.exactOptional(z.enum([';', ',', '\t'])),
    /** Its first line. */
    heading: z.exactOptional(z.readonly(z.array(z.string()))),
    /** All rows of the file. */
    rows: z.exactOptional(z.int()),
    /** The import of the same content whose good rows are not taken again. */
    sameAs: z.exactOptional(z.string()),
    /** Rows looked at: where it goes on after a break. */
    read: z.int(),
    /** Taken now, found as they are already, refused. They add up to `read`. */
    taken: z.int(),
    unchanged: z.int(),
    bad: z.int(),
    /** Paydays planned by it. */
    planned: z.int(),
    /** Name of the file of bad rows, when there is one. */
    badRowsKey: z.exactOptional(z.string()),
    by: z.object({
      officerId: z.string(),
      name: z.string(),
      unit: z.exactOptional(z.string()),
      unitId: z.exactOptional(z.string()),
    }),
    createdAt: instant,
    updatedAt: instant,
    finishedAt: z.exactOptional(instant),
  }),
)
export type ImportFile = z.infer<typeof importFile>

/** Why a row was refused, in French: it goes back to whoever made the file. */
export const badRow = z.object({ line: z.int(), column: z.string(), reason: z.string() })
export type BadRow = z.infer<typeof badRow>

export const fileKeyOf = (importId: string): string => `incoming/${importId}.csv`
export const badRowsKeyOf = (importId: string): string => `refused/${importId}.csv`
export const importIdOf = (key: string): string | undefined =>
  /^incoming\/([0-9a-z-]{8,40})\.csv$/.exec(key)?.[1]
