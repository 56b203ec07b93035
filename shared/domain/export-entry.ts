/** A list that somebody took out of the system: who, when, what was filtered for, how much. Never what was in it. */
import * as z from 'zod/mini'
import { instant } from './complaint.ts'

export const exportFormats = ['csv', 'xlsx', 'pdf'] as const
export const exportsOf = ['complaints', 'quarter'] as const

export const exportEntry = z.lazy(() =>
  z.object({
    exportId: z.string(),
    at: instant,
    by: z.object({ officerId: z.string(), name: z.string() }),
    what: z.enum(exportsOf),
    format: z.enum(exportFormats),
    withWords: z.boolean(),
    /** As the console writes it in its address. */
    filter: z.record(z.string(), z.string()),
    /** How many rows have left so far. */
    rows: z.int(),
    finishedAt: z.exactOptional(instant),
  }),
)
export type ExportEntry = z.infer<typeof exportEntry>
