/** Figures and exports, as the actions see them. The store implements these. */

import type { ComplaintEvent } from '../domain/complaint.ts'
import type { ExportEntry } from '../domain/export-entry.ts'
import type { Counts } from '../domain/figures.ts'
import type { Tally } from '../domain/figures-shelves.ts'
import type { CountedContext } from './count-figures.ts'

export interface FigureShelves {
  /** Slots from one day (or month) to another, both ends included. */
  read(
    scope: string,
    from: string,
    to: string,
  ): Promise<readonly { readonly slot: string; readonly counts: Counts }[]>
  /** Puts a shelf right, after a recount. */
  replace(tally: Tally): Promise<void>
}

/** All that happened to open complaints, and all that was counted: for a recount. */
export interface EventHistory {
  events(): AsyncIterable<{ readonly event: ComplaintEvent; readonly context: CountedContext }>
  shelves(): AsyncIterable<Tally>
}

/** Who took what out, and when. */
export interface ExportJournal {
  begin(entry: ExportEntry): Promise<void>
  read(at: string, exportId: string): Promise<ExportEntry | undefined>
  /** Rows that left by now; the last of them with `finishedAt`. */
  count(entry: ExportEntry, rows: number, finishedAt?: string): Promise<void>
  /** Of a month, the newest first. */
  ofMonth(month: string, most: number): Promise<readonly ExportEntry[]>
}
