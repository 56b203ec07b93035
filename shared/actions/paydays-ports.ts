/** Paydays, the lists of who is due what, and files being taken in, as the actions see them. The store implements these. */
import type { Household } from '../domain/household.ts'
import type { BadRow, FileProblem, ImportFile } from '../domain/import-file.ts'
import type { DueLine, Payday } from '../domain/payday.ts'
import type { CommuneDisclosure, PaydayChange, PaydayEvent } from '../domain/payday-commands.ts'
import type { PaydayTotals } from '../domain/payday-totals.ts'
import type { Turn } from '../domain/turn.ts'
import type { Page } from './ports.ts'

export interface Paydays {
  /**
   * One door: payday, event, once-guard in one write, and one more in the count of the import that planned it. Refuses
   * `stale` or `already-done`.
   */
  commit(change: PaydayChange, withIt?: { readonly countedBy?: string }): Promise<void>
  read(paydayId: string): Promise<Payday | undefined>
  /** Those of the ids that exist, in their order. */
  readMany(paydayIds: readonly string[]): Promise<readonly Payday[]>
  readWithHistory(paydayId: string): Promise<
    | {
        readonly payday: Payday
        readonly events: readonly PaydayEvent[]
        readonly totals: PaydayTotals
      }
    | undefined
  >
  /** All of these days, both ends included, by day: cancelled ones too. */
  between(fromDay: string, toDay: string): Promise<readonly Payday[]>
  totals(paydayIds: readonly string[]): Promise<ReadonlyMap<string, PaydayTotals>>
  /** The payday that a deed that may be done once was done to. */
  madeBy(once: string): Promise<string | undefined>
}

/** A line with the payday that it stands on, whose day is the true one. */
export interface DueOnPayday {
  readonly line: DueLine
  readonly payday: Payday
}

export interface DueLines {
  /** By household, from `after` (a household's id). `next` is the `after` of the page that follows. */
  lines(paydayId: string, page: { readonly after?: string; readonly limit: number }): Promise<Page<DueLine>>
  line(paydayId: string, householdId: string): Promise<DueLine | undefined>
  /** The newest lines of a household, newest first; ten unless said otherwise. */
  ofHousehold(householdId: string, most?: number): Promise<readonly DueOnPayday[]>
}

export interface CommuneDisclosures {
  /** Undefined where nobody has said anything: `cautious`. */
  read(commune: string): Promise<CommuneDisclosure | undefined>
  all(): Promise<readonly CommuneDisclosure[]>
  /** What was said before, oldest first. */
  history(commune: string): Promise<readonly CommuneDisclosure[]>
  /** Refuses `stale` when it was said anew since. */
  set(next: CommuneDisclosure): Promise<void>
}

// ── files being taken in ──────────────────────────────────────────────────────────────────────────────────────────

/** A row of a file: said on what it wrote, so that the same row again is known for what it is. */
export interface RowOfFile {
  readonly importId: string
  readonly row: number
}
export interface KnownLine {
  readonly line: DueLine
  /** The row that listed it, or that last changed what it is due; the row that said what was paid. */
  readonly listedBy?: RowOfFile
  readonly paidBy?: RowOfFile
}
export interface LineWrite {
  readonly payday: Payday
  /** As it was read; absent: a new one. */
  readonly was?: DueLine
  readonly next: DueLine
  readonly by: RowOfFile
  readonly what: 'listed' | 'paid'
  /** With a new line: the payday that the household's turn was on, as it was read. */
  readonly turnWas?: string
}

/** What a payment file needs to know, and what it writes. Maps are keyed by `lineKeyOf`, `turnKeyOf`, a household's id. */
export interface PaymentLines {
  households(householdIds: readonly string[]): Promise<ReadonlyMap<string, Household>>
  lines(
    of: readonly { readonly paydayId: string; readonly householdId: string }[],
  ): Promise<ReadonlyMap<string, KnownLine>>
  /** On which payday a household is paid in a round. */
  turns(of: readonly Turn[]): Promise<ReadonlyMap<string, string>>
  /** At most `linesAtOnce`, all or none, with the totals of their paydays. Refuses `stale` when any is not as it was read. */
  write(lines: readonly LineWrite[]): Promise<void>
}

export interface BadRowWithCells extends BadRow {
  /** The row as it came, to be corrected and sent again. */
  readonly cells: readonly string[]
}
export interface Imports {
  /** Refuses `already-done` when the deed was done. */
  create(file: ImportFile, once?: string): Promise<void>
  madeBy(once: string): Promise<string | undefined>
  read(importId: string): Promise<ImportFile | undefined>
  newest(limit: number): Promise<readonly ImportFile[]>
  /** Changes what is not a count, at the version that was read. Refuses `stale`. */
  change(
    file: ImportFile,
    patch: Partial<Omit<ImportFile, 'importId' | 'version' | 'planned'>>,
  ): Promise<ImportFile>
  /** Rows from `file.read` on were looked at, and this became of them. Refuses `stale` when it was stopped, or somebody else was here. */
  looked(
    file: ImportFile,
    of: {
      readonly read: number
      readonly taken: number
      readonly unchanged: number
      readonly bad: readonly BadRowWithCells[]
      readonly at: string
    },
  ): Promise<ImportFile>
  /** Lines that were refused of the rows after `fromRow`, by the number of their line. */
  badLines(importId: string, fromRow: number): Promise<ReadonlySet<number>>
  /** From the first, at most so many. */
  badRows(importId: string, most: number): Promise<readonly BadRowWithCells[]>
  /** The import that took this content in, whole. */
  takenBefore(content: string): Promise<string | undefined>
  markTaken(content: string, importId: string, at: string): Promise<void>
}

/** Files as they were sent, and those that go back. */
export interface Files {
  /** Where to put a file of exactly so many bytes. */
  uploadTo(
    key: string,
    sizeBytes: number,
  ): Promise<{
    readonly url: string
    readonly headers: Readonly<Record<string, string>>
    readonly expiresAt: Date
  }>
  /** Its bytes, from the first, as often as it is read; undefined when it is not there. */
  open(
    key: string,
  ): Promise<{ readonly sizeBytes: number; readonly bytes: AsyncIterable<Uint8Array> } | undefined>
  put(key: string, text: string): Promise<void>
  downloadOf(key: string, fileName: string): Promise<{ readonly url: string; readonly expiresAt: Date }>
}

export interface FileLook {
  readonly digest: string
  readonly encoding: 'utf-8' | 'windows-1252'
  readonly delimiter: ';' | ',' | '\t'
  readonly rows: number
  readonly heading: readonly string[]
}
export interface FileRow {
  /** Of the file, the heading being the first. */
  readonly line: number
  readonly cells: readonly string[]
}
/** How a table in a file is read: once through for what it is, then row by row. */
export interface Tabular {
  look(
    bytes: AsyncIterable<Uint8Array>,
    mostRows: number,
  ): Promise<FileLook | { readonly problem: FileProblem }>
  rows(bytes: AsyncIterable<Uint8Array>, as: Pick<FileLook, 'encoding' | 'delimiter'>): AsyncIterable<FileRow>
}
