/** The sealed history: roots to write down, and what proves them. For those who look over everything. */
import * as z from 'zod/mini'
import { dayRootFields, shownEvent } from '../domain/history-chain.ts'

const day = z.iso.date()

const { root, events, sealedAt } = dayRootFields()

const rootRow = z.object({
  day,
  root,
  events,
  sealedAt,
  /** As on paper and in the SMS: `8F3A 91C2 77D0 14BE`. */
  short: z.string(),
})

const historyLine = z.union([
  z.object({ kind: z.literal('root'), ...dayRootFields() }),
  z.object({
    kind: z.literal('event'),
    day,
    digest: z.string(),
    shown: z.exactOptional(shownEvent),
    erased: z.exactOptional(z.literal(true)),
    moved: z.exactOptional(z.literal(true)),
    missing: z.exactOptional(z.object({ eventId: z.string(), at: z.string() })),
  }),
])

export const historyRoutes = {
  listRoots: {
    method: 'GET',
    path: '/api/history/roots',
    summary: 'The roots of the days, newest first, for a month',
    query: z.object({ month: z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/)) }),
    response: z.object({ roots: z.array(rootRow) }),
  },
  historyOfDay: {
    method: 'GET',
    path: '/api/history/days/{day}',
    summary: 'What proves the root of a day: its lines, each to be written on a line of its own',
    response: z.object({ lines: z.array(historyLine) }),
  },
  sendRoot: {
    method: 'POST',
    path: '/api/history/roots/{day}/send',
    summary: 'Send the short root of a day by SMS to an officer, who keeps it elsewhere',
    body: z.object({ officerId: z.string().check(z.minLength(1), z.maxLength(64)) }),
    response: z.object({ sent: z.literal(true), short: z.string() }),
    idempotent: true,
  },
} as const
